import { sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import { dialectOf, inWriteTransaction, reserveIds } from './dialect.ts';
import type { Db } from './schema.ts';

/**
 * On PostgreSQL mentions, and what grows with them, lie in partitions by id. Ids rise with the time of collecting, so that a month is a
 * range of ids: it opens with the ids from the next multiple of `stride` on, and when these are used up another range follows. Bounds
 * are known beforehand, never moved, and small enough that ids stay below 2^28 for twenty years, as the index on SQLite needs.
 */
export const stride = 1_000_000;

/** Each with the columns that hold words. What refers to others stands behind what it refers to. */
export const dividedTables = [
  { table: 'mentions', words: ['author', 'url', 'title', 'text'] },
  { table: 'scores', words: ['detail'] },
  { table: 'mention_words', words: [] },
  { table: 'metric_snapshots', words: [] },
] as const;

export type DividedTable = (typeof dividedTables)[number]['table'];

export interface IdRange {
  readonly firstId: number;
  /** Exclusive. */
  readonly endId: number;
}

export function partitionName(table: DividedTable, { firstId }: Pick<IdRange, 'firstId'>): string {
  return `${table}_p${firstId}`;
}

/**
 * Ids for mentions that are about to be inserted, ascending, in a partition of this month. Only inside a write transaction.
 * @param at when they were collected; a clock that was set back goes on in the newest month
 */
export async function reserveMentionIds(trx: Db, count: number, at: Instant): Promise<number[]> {
  if (dialectOf(trx) === 'sqlite' || count === 0) return reserveIds(trx, 'mentions', count);
  const month = at.slice(0, 7);
  const open = await findOpen(trx);
  if (open !== null && open.month >= month) {
    const ids = await reserveIds(trx, 'mentions', count);
    if ((ids.at(-1) ?? 0) < open.endId) return ids;
  }
  if (count > stride) throw new Error(`${count} mentions at once are more than a partition holds`);
  await openPartition(trx, open === null || open.month < month ? month : open.month);
  return reserveIds(trx, 'mentions', count);
}

async function findOpen(trx: Db): Promise<{ readonly month: string; readonly endId: number } | null> {
  const row = await trx
    .selectFrom('mentionPartitions')
    .select(['month', 'endId'])
    .where('month', 'is not', null)
    .orderBy('firstId', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.month === null ? null : { month: row.month, endId: row.endId };
}

/** Takes the partition that was made ahead, or makes one now: nothing is ever collected in a place for what fits nowhere. */
async function openPartition(trx: Db, month: string): Promise<void> {
  const { firstId } = (await findSpare(trx)) ?? (await addPartition(trx));
  await trx.updateTable('mentionPartitions').set({ month }).where('firstId', '=', firstId).execute();
  await sql`select setval('mentions_id_seq', ${firstId}::bigint, false) from mentions_id_seq where last_value < ${firstId}`.execute(
    trx,
  );
}

function findSpare(trx: Db): Promise<IdRange | undefined> {
  return trx
    .selectFrom('mentionPartitions')
    .select(['firstId', 'endId'])
    .where('month', 'is', null)
    .orderBy('firstId')
    .limit(1)
    .executeTakeFirst();
}

/** Makes the next partition, for the month that nobody has begun yet, so that its first collection need not. */
export async function prepareNextPartition(db: Db): Promise<void> {
  if (dialectOf(db) === 'sqlite') return;
  await inWriteTransaction(db, async (trx) => {
    if ((await findSpare(trx)) === undefined) await addPartition(trx);
  });
}

async function addPartition(trx: Db): Promise<IdRange> {
  const last = await trx
    .selectFrom('mentionPartitions')
    .select((eb) => eb.fn.max('endId').as('endId'))
    .executeTakeFirstOrThrow();
  const firstId = Math.ceil((last.endId ?? 0) / stride) * stride;
  return makePartition(trx, { firstId, endId: firstId + stride, month: null });
}

/** Partitions that these mentions lie in; none on SQLite. */
export async function partitionsOf(db: Db, ids: readonly number[]): Promise<readonly IdRange[]> {
  if (dialectOf(db) === 'sqlite') return [];
  const { rows } = await sql<IdRange>`select first_id, end_id from mention_partitions
    where exists (select 1 from unnest(${ids}::bigint[]) as own (id) where own.id >= first_id and own.id < end_id)
    order by first_id`.execute(db);
  return rows;
}

export interface MonthRange extends IdRange {
  readonly month: string | null;
}

/**
 * Divides an empty database for mentions that come with ids of their own, from another database, in the place of what it was divided
 * into. Only inside a write transaction. The ids given out next must lie in the last range, or behind it.
 * @param months in order, each with the least id that was collected in it; empty when there are none
 * @param lastId the highest id
 */
export async function layOutPartitions(
  trx: Db,
  months: readonly { readonly month: string; readonly firstId: number }[],
  lastId: number,
): Promise<void> {
  if (dialectOf(trx) === 'sqlite') return;
  const taken = await trx.selectFrom('mentions').select('id').limit(1).executeTakeFirst();
  if (taken !== undefined) throw new Error('only an empty database can be divided anew');
  for (const range of await trx.selectFrom('mentionPartitions').select('firstId').execute()) {
    for (const { table } of dividedTables) {
      const own = sql.table(partitionName(table, range));
      await sql`alter table ${sql.table(table)} detach partition ${own}`.execute(trx);
      await sql`drop table ${own}`.execute(trx);
    }
  }
  await trx.deleteFrom('mentionPartitions').execute();
  for (const range of rangesOf(months, lastId)) await makePartition(trx, range);
}

/** Months whose ids do not follow those of the month before (a clock that was wrong) stay with it. */
export function rangesOf(
  months: readonly { readonly month: string; readonly firstId: number }[],
  lastId: number,
): readonly MonthRange[] {
  const rising: { month: string; firstId: number }[] = [];
  for (const { month, firstId } of months) {
    if (rising.length === 0) rising.push({ month, firstId: 1 });
    else if (firstId > (rising.at(-1)?.firstId ?? 0)) rising.push({ month, firstId });
  }
  if (rising.length === 0) return [{ firstId: 1, endId: stride, month: null }];
  const endId = (Math.floor(lastId / stride) + 1) * stride;
  return rising.map((range, index) => ({ ...range, endId: rising[index + 1]?.firstId ?? endId }));
}

/** Made beside the table and then attached: whoever reads need not wait. */
async function makePartition(trx: Db, range: MonthRange): Promise<IdRange> {
  const { firstId, endId, month } = range;
  for (const { table, words } of dividedTables) {
    const [parent, own] = [sql.table(table), sql.table(partitionName(table, range))];
    await sql`create table ${own} (like ${parent} including defaults including constraints including storage)`.execute(
      trx,
    );
    for (const column of words) {
      await sql`alter table ${own} alter column ${sql.ref(column)} set statistics 0`.execute(trx);
    }
    await sql`alter table ${parent} attach partition ${own} for values from (${sql.lit(firstId)}) to (${sql.lit(endId)})`.execute(
      trx,
    );
  }
  await trx.insertInto('mentionPartitions').values({ firstId, endId, month, issuesDone: null }).execute();
  return { firstId, endId };
}
