import type { Instant } from '../core/mention.ts';
import type { Db } from './schema.ts';

/**
 * Ids of the mentions whose verdict another scorer or lexicon made, ascending, so that a post comes before its answers.
 * @param stamp of the present scorer (`Scorer.stamp`)
 * @param since leaves out what was published before; null for all
 */
export async function listStaleIds(db: Db, stamp: string, since: Instant | null): Promise<number[]> {
  let query = db
    .selectFrom('scores')
    .select('mentionId')
    // Two ranges of the index, where `<>` would read every score.
    .where((eb) => eb.or([eb('stamp', '<', stamp), eb('stamp', '>', stamp)]))
    .orderBy('mentionId');
  if (since !== null) query = query.where('publishedAt', '>=', since);
  return (await query.execute()).map(({ mentionId }) => mentionId);
}
