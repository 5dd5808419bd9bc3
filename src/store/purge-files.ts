import { setTimeout } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import { sqliteHandleOf } from './database.ts';
import { dialectOf, inWriteTransaction } from './dialect.ts';
import { dividedTables, type IdRange, partitionName } from './partitions.ts';
import type { Db } from './schema.ts';

/** Pages of the search index that are merged at a time. */
const mergePages = 200;

export interface Scrub {
  readonly now: Date;
  /** Whether large tables may wait, at most 31 days, so that each is written anew once a month and not every night. */
  readonly patient: boolean;
  readonly signal: AbortSignal | null;
}

/**
 * Makes deleted words unreadable on the disk: out of the search index, which only marks them, and out of the write-ahead log. In steps
 * that others can write between. On PostgreSQL the files are written anew, which its log does not follow: see docs/operations/postgres.md.
 */
export async function scrubFiles(db: Db, scrub: Scrub): Promise<void> {
  if (dialectOf(db) === 'postgres') return scrubPostgres(db, scrub);
  const handle = sqliteHandleOf(db);
  if (handle === null) return;
  // A negative number begins with joining everything into one piece; positive ones go on until nothing is left to do.
  for (let pages = -mergePages; await mergeSome(db, pages); pages = mergePages)
    await new Promise((resolve) => setImmediate(resolve));
  handle.pragma('wal_checkpoint(TRUNCATE)');
}

/** @returns whether there was something to merge */
function mergeSome(db: Db, pages: number): Promise<boolean> {
  const changes: RawBuilder<{ count: number }> = sql`select total_changes() as count`;
  return inWriteTransaction(db, async (trx) => {
    const before = (await changes.execute(trx)).rows[0]?.count ?? 0;
    await sql`insert into mention_words (mention_words, rank) values ('merge', ${pages})`.execute(trx);
    return ((await changes.execute(trx)).rows[0]?.count ?? 0) - before >= 2;
  });
}

/** Tables that lose words when mentions are deleted. @param ranges partitions that they lay in */
export function uncleanTables(
  ranges: readonly IdRange[],
  { evidence, issues }: { readonly evidence: boolean; readonly issues: boolean },
): readonly string[] {
  return [
    ...ranges.flatMap((range) => dividedTables.map(({ table }) => partitionName(table, range))),
    ...['mention_keys', 'mention_aliases', 'mention_versions', 'claim_reviews', 'questions', 'corrections'],
    ...(evidence ? ['evidence'] : []),
    ...(issues ? ['issues', 'issue_events'] : []),
  ];
}

/** Copies of words, names and requests: emptied by other steps of a purge or an erasure, and small. */
const copies = [
  ...['alerts', 'outbox', 'digests', 'digest_edits', 'imports'],
  ...['author_seals', 'subject_requests', 'audit', 'purges'],
];

/** Remembers that words were deleted from these tables, until their files are written anew. On PostgreSQL only. */
export async function markUnclean(db: Db, names: readonly string[], since: Instant): Promise<void> {
  if (dialectOf(db) === 'sqlite' || names.length === 0) return;
  await db
    .insertInto('uncleanTables')
    .values(names.map((name) => ({ name, since, changes: 1 })))
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ changes: eb('uncleanTables.changes', '+', 1) })),
    )
    .execute();
}

/** In bytes, with indexes: so much is written anew within a second or two. */
const small = 64 * 1024 * 1024;
const longestWaitMs = 30 * 86_400_000;

/**
 * VACUUM alone leaves the bytes of a deleted row in its page, and its words in the search index, until something else is written there:
 * so the files are written anew, one table after the other, each locked for as long. One that somebody reads right now waits for the next time.
 */
async function scrubPostgres(db: Db, { now, patient, signal }: Scrub): Promise<void> {
  await inWriteTransaction(db, (trx) => markUnclean(trx, copies, now.toISOString()));
  await letOthersEnd(db, signal);
  const late = new Date(now.getTime() - longestWaitMs).toISOString();
  const { rows } = await sql<{ name: string; since: string; changes: number; size: number | null }>`
    select name, since, changes, pg_total_relation_size(to_regclass(name)) as size from unclean_tables order by name`.execute(
    db,
  );
  for (const { name, since, changes, size } of rows) {
    if (signal?.aborted === true) return;
    const isDue = !patient || since <= late || (size ?? 0) <= small;
    if (size !== null && !(isDue ? await writeAnew(db, name) : await vacuum(db, name))) continue;
    // A partition that was dropped has taken its words along.
    if (isDue || size === null) {
      await db.deleteFrom('uncleanTables').where('name', '=', name).where('changes', '=', changes).execute();
    }
  }
}

const turnMs = 200;
const mostTurns = 150;

/**
 * Waits, half a minute at most, until whoever was writing on this server before has ended, in other regencies and databases too: PostgreSQL
 * would keep what was deleted meanwhile.
 */
async function letOthersEnd(db: Db, signal: AbortSignal | null): Promise<void> {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(db);
  const xid = rows[0]?.xid ?? '0';
  for (let turn = 0; turn < mostTurns && signal?.aborted !== true; turn += 1) {
    const { rows: found } = await sql<{ ended: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) > ${xid}::xid8 as ended`.execute(db);
    if (found[0]?.ended === true) return;
    await setTimeout(turnMs);
  }
}

async function vacuum(db: Db, name: string): Promise<boolean> {
  await sql`vacuum ${sql.table(name)}`.execute(db);
  return true;
}

/** Shorter than a second, after which PostgreSQL would look for a deadlock and might end the reader instead. */
export const lockWait = '800ms';
/** SQLSTATE of a lock that was not to be had in time. */
const notInTime = '55P03';

export function isLockTimeout(error: unknown): boolean {
  return (error as { code?: string }).code === notInTime;
}

/**
 * @returns false when others were reading the table all the time, or are still looking at the database as it was before: PostgreSQL keeps
 * deleted rows for them, in the new file too
 */
function writeAnew(db: Db, name: string): Promise<boolean> {
  return db.connection().execute(async (own) => {
    await sql`set lock_timeout = ${sql.lit(lockWait)}`.execute(own);
    try {
      for (let tries = 0; tries < 3; tries += 1) {
        if (tries > 0) await setTimeout(300);
        if ((await vacuumFull(own, name)) && (await countDead(own, name)) === 0) return true;
      }
      return false;
    } finally {
      await sql`reset lock_timeout`.execute(own);
    }
  });
}

async function vacuumFull(own: Db, name: string): Promise<boolean> {
  try {
    await sql`vacuum (full, analyze) ${sql.table(name)}`.execute(own);
    // Only the plain one counts what it had to keep for others.
    await vacuum(own, name);
    return true;
  } catch (error) {
    if (isLockTimeout(error)) return false;
    throw error;
  }
}

/** Rows that are deleted and there nevertheless, as VACUUM has just counted them. */
async function countDead(own: Db, name: string): Promise<number> {
  const { rows } = await sql<{ dead: number }>`select pg_stat_get_dead_tuples(to_regclass(${name})) as dead`.execute(
    own,
  );
  return rows[0]?.dead ?? 0;
}

/** Whether files still wait to be written anew. */
export async function hasUnclean(db: Db): Promise<boolean> {
  if (dialectOf(db) === 'sqlite') return false;
  return (await db.selectFrom('uncleanTables').select('name').limit(1).executeTakeFirst()) !== undefined;
}
