import { sql } from 'kysely';
import { createBlotCheck } from '../core/blot-out.ts';
import type { Instant } from '../core/mention.ts';
import { dialectOf, inWriteTransaction } from './dialect.ts';
import { renameIssues } from './erasure-mentions.ts';
import { dividedTables, type IdRange, partitionName } from './partitions.ts';
import { isLockTimeout, lockWait, markUnclean, uncleanTables } from './purge-files.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';

/** When what was collected before is kept no longer. */
export interface Limits {
  readonly citizens: Instant;
  readonly news: Instant;
}

export interface PartitionStep {
  readonly citizens: number;
  readonly news: number;
  /** Emptied of words. */
  readonly issues: number;
  readonly more: boolean;
}

const nothing = { citizens: 0, news: 0, issues: 0, more: true };
/** Rows of other tables deleted at a time, and issues told at a time. */
const stepRows = 5_000;
const stepIssues = 50;

/**
 * One bounded step of dropping the oldest month of which nothing must be kept: first what other tables hold of it, then the month itself,
 * then the issues that lost their mentions are told. A kill in between leaves nothing that the next step does not go on with. Does nothing
 * on SQLite. What was counted by day stays counted: dropping does not mark hours as stale.
 */
export async function purgePartitions(db: Db, limits: Limits, at: Instant): Promise<PartitionStep> {
  if (dialectOf(db) === 'sqlite') return { ...nothing, more: false };
  return inWriteTransaction(db, async (trx) => {
    const detached = await trx
      .selectFrom('mentionPartitions')
      .select(['firstId', 'endId', 'issuesDone'])
      .where('issuesDone', 'is not', null)
      .orderBy('firstId')
      .limit(1)
      .executeTakeFirst();
    if (detached !== undefined) return tellIssues(trx, detached, detached.issuesDone ?? 0, at);
    const expired = await findExpired(trx, limits);
    if (expired === null) return { ...nothing, more: false };
    if (await deleteDependents(trx, expired, at)) return nothing;
    return detach(trx, expired);
  }).catch((error) => {
    // Somebody has been reading all the time: tomorrow is as good.
    if (isLockTimeout(error)) return { ...nothing, more: false };
    throw error;
  });
}

/** The partition that is written to is never one of them. */
async function findExpired(trx: Db, limits: Limits): Promise<IdRange | null> {
  const months = await trx
    .selectFrom('mentionPartitions')
    .select(['firstId', 'endId'])
    .where('month', 'is not', null)
    .orderBy('firstId')
    .execute();
  for (const range of months.slice(0, -1)) {
    if (!(await holdsKept(trx, range, limits))) return range;
  }
  return null;
}

/** Each part is answered by the index `mentions_kept` of the partition. */
async function holdsKept(trx: Db, { firstId, endId }: IdRange, { citizens, news }: Limits): Promise<boolean> {
  const own = sql`id >= ${sql.lit(firstId)} and id < ${sql.lit(endId)}`;
  const { rows } = await sql<{ kept: boolean }>`select
    exists (select 1 from mentions where ${own} and citizen = 1 and collected_at >= ${citizens})
    or exists (select 1 from mentions where ${own} and citizen = 0 and collected_at >= ${news})
    or exists (select 1 from mentions where ${own} and citizen is null) as kept`.execute(trx);
  return rows[0]?.kept !== false;
}

/** Rows of undivided tables that refer to these mentions. @returns whether there were any */
async function deleteDependents(trx: Db, range: IdRange, at: Instant): Promise<boolean> {
  const [firstId, endId] = [sql.lit(range.firstId), sql.lit(range.endId)];
  const answers = await sql`delete from evidence where id in (
    select evidence_id from mention_evidence where mention_id >= ${firstId} and mention_id < ${endId} limit ${stepRows})`.execute(
    trx,
  );
  let touched = Number(answers.numAffectedRows ?? 0);
  const emptied = touched > 0 ? ['evidence'] : [];
  for (const { owner, columnName, forgets } of await listReferences(trx)) {
    const [table, column] = [sql.table(owner), sql.ref(columnName)];
    const own = sql`ctid in (select ctid from ${table} where ${column} >= ${firstId} and ${column} < ${endId} limit ${stepRows})`;
    const { numAffectedRows } = await (forgets
      ? sql`update ${table} set ${column} = null where ${own}`
      : sql`delete from ${table} where ${own}`
    ).execute(trx);
    touched += Number(numAffectedRows ?? 0);
    if (Number(numAffectedRows ?? 0) > 0) emptied.push(owner);
  }
  const holdWords = new Set(uncleanTables([], { evidence: true, issues: false }));
  await markUnclean(
    trx,
    emptied.filter((name) => holdWords.has(name)),
    at,
  );
  return touched > 0;
}

/** What the triggers of migration 0018 say of themselves, whichever there are. */
async function listReferences(
  trx: Db,
): Promise<readonly { readonly owner: string; readonly columnName: string; readonly forgets: boolean }[]> {
  const { rows } = await sql<{ owner: string; columnName: string; forgets: boolean }>`
    select owner, args[1] as column_name, args[2] = 'forget' as forgets
    from (select c.relname as owner, string_to_array(encode(t.tgargs, 'escape'), '\\000') as args
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where t.tgname like 'refers\\_%' and t.tgnargs = 2 and c.relnamespace = current_schema()::regnamespace) as triggers
    order by 1, 2`.execute(trx);
  return rows;
}

/** Takes the month out of sight, and drops all of it but the mentions, whose issues are told next. */
async function detach(trx: Db, range: IdRange): Promise<PartitionStep> {
  const counts = await sql<{ citizens: number; news: number }>`
    select count(*) filter (where citizen = 1) as citizens, count(*) filter (where citizen = 0) as news
    from ${sql.table(partitionName('mentions', range))}`.execute(trx);
  await sql`set local lock_timeout = ${sql.lit(lockWait)}`.execute(trx);
  for (const { table } of [...dividedTables].reverse()) {
    const own = sql.table(partitionName(table, range));
    await sql`alter table ${sql.table(table)} detach partition ${own}`.execute(trx);
    if (table !== 'mentions') await sql`drop table ${own}`.execute(trx);
  }
  await sql`update mentions set parent_id = null
    where parent_id >= ${sql.lit(range.firstId)} and parent_id < ${sql.lit(range.endId)}`.execute(trx);
  await trx.updateTable('mentionPartitions').set({ issuesDone: 0 }).where('firstId', '=', range.firstId).execute();
  return { citizens: counts.rows[0]?.citizens ?? 0, news: counts.rows[0]?.news ?? 0, issues: 0, more: true };
}

/** The next issues that lost mentions: their counts, and titles that were made of words that are gone. Then the rest is dropped. */
async function tellIssues(trx: Db, range: IdRange, done: number, at: Instant): Promise<PartitionStep> {
  const own = sql.table(partitionName('mentions', range));
  const { rows } = await sql<{ id: number }>`select distinct issue_id as id from ${own}
    where issue_id > ${sql.lit(done)} order by 1 limit ${stepIssues}`.execute(trx);
  const ids = rows.map(({ id }) => id);
  const last = ids.at(-1);
  if (last === undefined) {
    await sql`set local lock_timeout = ${sql.lit(lockWait)}`.execute(trx);
    await sql`drop table ${own}`.execute(trx);
    await trx.deleteFrom('mentionPartitions').where('firstId', '=', range.firstId).execute();
    return nothing;
  }
  await refreshIssues(trx, ids, at);
  const issues = await renameIssues(trx, ids, ({ id, title }) => isMadeOf(trx, range, id, title));
  if (issues > 0) await markUnclean(trx, ['issues', 'issue_events'], at);
  await trx.updateTable('mentionPartitions').set({ issuesDone: last }).where('firstId', '=', range.firstId).execute();
  return { ...nothing, issues };
}

/** Whether a title repeats what a dropped member of its issue said; looked at in pages, because an issue may have had any number. */
async function isMadeOf(trx: Db, range: IdRange, issueId: number, title: string): Promise<boolean> {
  for (let after = 0; ; ) {
    const { rows } = await sql<{ id: number; title: string | null; text: string }>`
      select id, title, text from ${sql.table(partitionName('mentions', range))}
      where issue_id = ${sql.lit(issueId)} and id > ${sql.lit(after)} order by id limit 200`.execute(trx);
    if (createBlotCheck(rows.flatMap((row) => (row.title === null ? [row.text] : [row.title, row.text])))(title))
      return true;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < 200) return false;
  }
}
