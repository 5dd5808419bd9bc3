import type { Instant } from '../core/mention.ts';
import type { Db } from './schema.ts';

/** What one run of a source, or several steps of it, brought. */
export interface RunTotals {
  readonly stored: number;
  readonly repeats: number;
  readonly edits: number;
  readonly rejected: number;
  /** Of `stored`, those set aside. */
  readonly setAside: number;
}

export interface Run extends RunTotals {
  readonly id: number;
  readonly sourceId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** Null when it succeeded. */
  readonly error: string | null;
}

export interface RunDraft {
  readonly sourceId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly error: string | null;
  readonly totals: RunTotals;
}

/** A source that is asked every ten minutes makes 52,000 runs a year; the digest needs a day, an operator a month. */
const keptMs = 30 * 24 * 3_600_000;

/** Writes one run and drops what the source did more than 30 days before it. */
export async function insertRun(trx: Db, run: RunDraft): Promise<void> {
  const { stored, repeats, edits, rejected, setAside } = run.totals;
  const { sourceId, startedAt, endedAt, error } = run;
  await trx
    .insertInto('runs')
    .values({ sourceId, startedAt, endedAt, error, stored, repeats, edits, rejected, setAside })
    .execute();
  await trx
    .deleteFrom('runs')
    .where('sourceId', '=', sourceId)
    .where('endedAt', '<', new Date(Date.parse(endedAt) - keptMs).toISOString())
    .execute();
}

/** Drops runs of sources that are asked no more, after the same 30 days. @returns how many */
export async function deleteOldRuns(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('runs')
    .where('endedAt', '<', new Date(now.getTime() - keptMs).toISOString())
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Newest first. */
export function listRuns(db: Db, sourceId: string, limit: number): Promise<Run[]> {
  return db
    .selectFrom('runs')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .orderBy('endedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
