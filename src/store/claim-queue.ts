import { findClarificationOfClaim, findMentionOfClaim } from '../core/claim.ts';
import { openRepeats } from './claim-repeats.ts';
import type { Db } from './schema.ts';

/** How many likely repeats wait for a person, counted up to `limit`. */
export async function countUndecided(db: Db, limit: number): Promise<number> {
  const rows = await openRepeats(db)
    .select('claimRepeats.mentionId')
    .where('claimRepeats.kind', '=', 'suggest')
    .where('claimDecisions.verdict', 'is', null)
    .limit(limit)
    .execute();
  return rows.length;
}

/** What was spread, in the words of the checker or the office, else the answer itself; null when it is not stored here any more. */
export async function findClaimText(db: Db, claimId: string): Promise<string | null> {
  const clarification = findClarificationOfClaim(claimId);
  if (clarification !== null) {
    const row = await db
      .selectFrom('clarifications')
      .select(['claimed', 'text'])
      .where('id', '=', clarification)
      .executeTakeFirst();
    return row === undefined ? null : (row.claimed ?? row.text);
  }
  const mention = findMentionOfClaim(claimId);
  if (mention === null || mention.length > 15) return null;
  const row = await db
    .selectFrom('mentions')
    .leftJoin('claimReviews', 'claimReviews.mentionId', 'mentions.id')
    .select(['mentions.text', 'claimReviews.claimed'])
    .where('mentions.id', '=', Number(mention))
    .executeTakeFirst();
  return row === undefined ? null : (row.claimed ?? row.text);
}
