import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import { kept } from './kept.ts';
import type { IdRange } from './partitions.ts';
import type { Db } from './schema.ts';

interface Dated {
  readonly id: number;
  readonly publishedAt: Instant;
}

interface Month extends IdRange {
  readonly oldest: Instant;
  readonly newest: Instant;
}

/** Partitions with the times of the oldest and the newest mention in each, the last made first. Empty ones are left out. */
async function listMonths(db: Db): Promise<readonly Month[]> {
  const edge = (order: 'asc' | 'desc') => sql`(select published_at from mentions where id >= first_id and id < end_id
    order by published_at ${sql.raw(order)} limit 1)`;
  // Each is one look at an end of one index.
  const { rows } = await sql<IdRange & { readonly oldest: Instant | null; readonly newest: Instant | null }>`
    select first_id, end_id, ${edge('asc')} as oldest, ${edge('desc')} as newest from mention_partitions
    where issues_done is null order by first_id desc ${kept}`.execute(db);
  return rows.flatMap(({ oldest, newest, ...range }) =>
    oldest === null || newest === null ? [] : [{ ...range, oldest, newest }],
  );
}

/** How what is looked for can be found within a range of ids. */
export interface MonthSearch<Row extends Dated> {
  /** Newest first, no more than `count`: for what is frequent, or when nothing else is known. */
  walk(range: IdRange): Promise<readonly Row[]>;
  /** Ids of what may be a hit, in any order; null when these are many. None when no index knows few among many. */
  readonly probe: ((range: IdRange) => Promise<readonly number[] | null>) | null;
  /** Hits among these ids, in any order. */
  pick(ids: readonly number[]): Promise<readonly Row[]>;
}

/**
 * The newest of what there is, from the month that was collected last backwards, until no older month can hold anything newer. What is rare
 * in all the others together is asked of them at once; else they are asked one, then two, then four at a time, because a query over all of
 * them costs more to plan than to answer.
 * @param period nothing older than `from` and newer than `to` is looked for
 */
export async function findInMonths<Row extends Dated>(
  db: Db,
  search: MonthSearch<Row>,
  count: number,
  { from, to }: { readonly from: Instant | null; readonly to: Instant | null },
): Promise<readonly Row[]> {
  const months = (await listMonths(db)).filter(
    ({ oldest, newest }) => (from === null || newest >= from) && (to === null || oldest <= to),
  );
  let found: readonly Row[] = [];
  for (let start = 0, size = 1; start < months.length; start += size, size = Math.max(1, start)) {
    const left = months.slice(start);
    const last = found.length < count ? undefined : found[count - 1];
    if (last !== undefined && left.every(({ newest }) => newest < last.publishedAt)) break;
    const range = rangeOf(left.slice(0, size));
    const ids = search.probe === null ? null : await search.probe(range);
    if (ids === null || search.probe === null) {
      found = newestOf([...found, ...(await search.walk(range))], count);
      continue;
    }
    const others = start === 0 && ids.length < count ? left.slice(size) : [];
    const rest = others.length === 0 ? null : await search.probe(rangeOf(others));
    const all = [...ids, ...(rest ?? [])];
    if (all.length > 0) found = newestOf([...found, ...(await search.pick(all))], count);
    if (rest !== null) break;
  }
  return found;
}

function rangeOf(months: readonly Month[]): IdRange {
  return { firstId: months.at(-1)?.firstId ?? 0, endId: months[0]?.endId ?? 0 };
}

/** The first of them, newest first. */
export function newestOf<Row extends Dated>(rows: readonly Row[], count: number): readonly Row[] {
  return [...rows].sort(newestFirst).slice(0, count);
}

function newestFirst(a: Dated, b: Dated): number {
  return a.publishedAt === b.publishedAt ? b.id - a.id : a.publishedAt < b.publishedAt ? 1 : -1;
}

/** Condition with the numbers in its text: partitions are left out while the query is planned. */
export function within(column: string, { firstId, endId }: IdRange): RawBuilder<SqlBool> {
  const ref = sql.ref(column);
  return sql<SqlBool>`${ref} >= ${sql.lit(firstId)} and ${ref} < ${sql.lit(endId)}`;
}
