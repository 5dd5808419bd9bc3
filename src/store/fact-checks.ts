import { sql } from 'kysely';
import { type Claim, type ClaimReview, claimOfMention, type Verdict } from '../core/claim.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** What a fact-checking source publishes as a check; its comments and its pages about itself are none. */
const checkKinds = ['article', 'post', 'klipping'] as const;

/**
 * What stored fact checks answer, oldest first, in pages: every mention whose review found something else than that it is true; and without
 * a review those that read like a fact check, or that a fact-checking source has published.
 * @param after id of the last mention of the page before, 0 for the first
 */
export async function listFactChecks(
  db: Db,
  after: number,
  limit: number,
): Promise<readonly { readonly mentionId: number; readonly claim: Claim }[]> {
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('claimReviews', 'claimReviews.mentionId', 'mentions.id')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .select(['mentions.id', 'mentions.title', 'mentions.text', 'mentions.url', 'claimReviews.claimed'])
    .where('mentions.id', '>', after)
    .where('mentions.id', 'in', mayAnswer())
    .where('mentions.setAside', 'is', null)
    .where((eb) =>
      eb.or([
        eb('claimReviews.verdict', '<>', 'true'),
        eb.and([
          eb('claimReviews.verdict', 'is', null),
          eb.or([
            eb('scores.hoaxClass', '=', 'fact-check'),
            eb.and([eb('sources.class', '=', 'fact-check'), eb('mentions.kind', 'in', checkKinds)]),
          ]),
        ]),
      ]),
    )
    .orderBy('mentions.id')
    .limit(limit)
    .execute();
  return rows.map(({ claimed, ...mention }) => ({ mentionId: mention.id, claim: claimOfMention(mention, claimed) }));
}

/** Few among all, from indexes: reviewed, of a fact-checking source, or read as a check (the words of the index `scores_of_hoaxes`). */
function mayAnswer() {
  return sql<number>`(select mention_id from claim_reviews
    union select m.id from sources s join mentions m on m.source_id = s.id where s.class = 'fact-check'
    union select mention_id from scores where hoax_class <> 'none' and hoax_class = 'fact-check')`;
}

/** The highest id given so far, 0 before the first. */
export async function findLastMentionId(db: Db): Promise<number> {
  const row = await db.selectFrom('mentions').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id ?? 0;
}

/** What these mentions found out, as far as they say so in data. */
export async function loadReviews(db: Db, mentionIds: readonly number[]): Promise<ReadonlyMap<number, ClaimReview>> {
  if (mentionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('claimReviews')
    .selectAll()
    .where(isIn(db, 'claimReviews.mentionId', mentionIds))
    .execute();
  return new Map(
    rows.map(({ mentionId, claimed, verdict, rating }) => [
      mentionId,
      { claimed, verdict: verdict as Verdict, rating },
    ]),
  );
}
