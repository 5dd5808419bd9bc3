import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import type { IdRange } from './partitions.ts';
import type { Db } from './schema.ts';

interface Dated {
  readonly id: number;
  readonly publishedAt: Instant;
}

/** Partitions with the time of the newest mention in each, the last made first. Empty ones are left out. */
async function listMonths(db: Db): Promise<readonly (IdRange & { readonly newest: Instant })[]> {
  const ranges = await db
    .selectFrom('mentionPartitions')
    .select(['firstId', 'endId'])
    .where('issuesDone', 'is', null)
    .orderBy('firstId', 'desc')
    .execute();
  if (ranges.length < 2) return ranges.map((range) => ({ ...range, newest: '9999' }));
  // Each is one look at the end of one index.
  const newest = ranges.map(
    (range) => sql`select ${sql.lit(range.firstId)}::bigint as first_id,
      (select published_at from mentions where ${within('id', range)} order by published_at desc limit 1) as newest`,
  );
  const { rows } = await sql<{
    firstId: number;
    newest: Instant | null;
  }>`${sql.join(newest, sql` union all `)}`.execute(db);
  const times = new Map(rows.map((row) => [row.firstId, row.newest]));
  return ranges.flatMap((range) => {
    const time = times.get(range.firstId) ?? null;
    return time === null ? [] : [{ ...range, newest: time }];
  });
}

/**
 * The newest of what `ask` finds, from the month that was collected last backwards, until no older month can hold anything newer. Months
 * are asked for one, then two, then four at a time: a query over all of them costs more to plan than to answer.
 * @param ask what it finds within a range of ids, newest first, no more than `count`
 * @param from nothing older is asked for
 */
export async function findInMonths<Row extends Dated>(
  db: Db,
  ask: (range: IdRange) => Promise<readonly Row[]>,
  count: number,
  from: Instant | null,
): Promise<readonly Row[]> {
  const months = (await listMonths(db)).filter(({ newest }) => from === null || newest >= from);
  let found: readonly Row[] = [];
  for (let start = 0, size = 1; start < months.length; start += size, size = Math.max(1, start)) {
    const left = months.slice(start);
    const last = found.length < count ? undefined : found[count - 1];
    if (last !== undefined && left.every(({ newest }) => newest < last.publishedAt)) break;
    const group = left.slice(0, size);
    const rows = await ask({ firstId: group.at(-1)?.firstId ?? 0, endId: group[0]?.endId ?? 0 });
    found = found.length === 0 ? rows : [...found, ...rows].sort(newestFirst).slice(0, count);
  }
  return found;
}

function newestFirst(a: Dated, b: Dated): number {
  return a.publishedAt === b.publishedAt ? b.id - a.id : a.publishedAt < b.publishedAt ? 1 : -1;
}

/** Condition with the numbers in its text: partitions are left out while the query is planned. */
export function within(column: string, { firstId, endId }: IdRange): RawBuilder<SqlBool> {
  const ref = sql.ref(column);
  return sql<SqlBool>`${ref} >= ${sql.lit(firstId)} and ${ref} < ${sql.lit(endId)}`;
}
