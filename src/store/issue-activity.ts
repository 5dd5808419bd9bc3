import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** How many mentions of each issue were published at or after `since`; issues without any are left out. */
export async function countIssueMentions(
  db: Db,
  issueIds: readonly number[],
  since: Instant,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('mentions')
    .select('issueId')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('issueId', 'is not', null)
    .where(isIn(db, 'mentions.issueId', issueIds))
    .where('publishedAt', '>=', since)
    .groupBy('issueId')
    .execute();
  return new Map(rows.map(({ issueId, count }) => [issueId ?? 0, count]));
}
