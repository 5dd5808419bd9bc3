import type { Claim } from '../core/claim.ts';
import { claimIdOfMention } from '../core/claim.ts';
import type { Db } from './schema.ts';

/** Longest beginning of a fact check that is read: what was claimed stands there. */
const textLength = 4_000;

/**
 * What stored fact checks answer, oldest first, in pages.
 * @param after id of the last mention of the page before, 0 for the first
 */
export async function listFactChecks(
  db: Db,
  after: number,
  limit: number,
): Promise<readonly { readonly mentionId: number; readonly claim: Claim }[]> {
  const rows = await db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .select(['mentions.id', 'mentions.title', 'mentions.text', 'mentions.url'])
    .where('scores.hoaxClass', '=', 'fact-check')
    .where('mentions.id', '>', after)
    .orderBy('mentions.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, title, text, url }) => ({
    mentionId: id,
    claim: { claimId: claimIdOfMention(id), title, text: text.slice(0, textLength), url },
  }));
}
