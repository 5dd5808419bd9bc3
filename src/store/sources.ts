import { type Selectable, sql } from 'kysely';
import type { Instant, Platform, SourceClass } from '../core/mention.ts';
import type { Legal, SourceConfig, SourceRow } from '../core/source.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { insertRun, type RunTotals } from './runs.ts';
import type { Db, Tables } from './schema.ts';

/**
 * Makes the stored sources follow the configuration: new ones are due at once, vanished ones are disabled (their mentions stay),
 * changed ones keep their state. Only another collector or other options start a source afresh: its cursor would be
 * meaningless to the new reading, and what stopped it may have been the old address.
 */
export async function syncSources(db: Db, configs: readonly SourceConfig[], now: Date): Promise<void> {
  const at = now.toISOString();
  await inWriteTransaction(db, async (trx) => {
    const stored = new Map((await trx.selectFrom('sources').selectAll().execute()).map((row) => [row.id, row]));
    for (const config of configs) {
      const row = toRow(config);
      const known = stored.get(config.id);
      if (known === undefined) {
        await trx
          .insertInto('sources')
          .values({ ...row, nextRunAt: at })
          .execute();
        continue;
      }
      const afresh = known.collector !== row.collector || known.options !== row.options;
      const reset = {
        cursor: null,
        nextRunAt: at,
        errorCount: 0,
        lastFault: null,
        lastError: null,
        notice: null,
        pace: 1,
        stoppedReason: null,
        firstSuccessAt: null,
      };
      // Another key: what the old one could not do is tried at once.
      const due = known.credential === row.credential ? {} : { nextRunAt: at, notice: null };
      await trx
        .updateTable('sources')
        .set(afresh ? { ...row, ...reset } : { ...row, ...due })
        .where('id', '=', config.id)
        .execute();
    }
    const configured = new Set(configs.map((config) => config.id));
    const vanished = [...stored.keys()].filter((id) => !configured.has(id));
    await trx
      .updateTable('sources')
      .set({ enabled: 0 })
      .where(isIn(trx, 'sources.id', vanished))
      .execute();
  });
}

function toRow(config: SourceConfig) {
  return {
    id: config.id,
    title: config.title,
    collector: config.collector,
    class: config.class,
    platform: config.platform,
    enabled: config.enabled ? 1 : 0,
    intervalMs: config.intervalMs,
    silentAfterMs: config.silentAfterMs,
    options: JSON.stringify(config.options ?? null),
    credential: config.credential,
    legal: config.legal === null ? null : JSON.stringify(config.legal),
  };
}

function toSource(row: Selectable<Tables['sources']>): SourceRow {
  return {
    ...row,
    class: row.class as SourceClass,
    platform: row.platform as Platform,
    enabled: row.enabled === 1,
    options: JSON.parse(row.options) as unknown,
    legal: row.legal === null ? null : (JSON.parse(row.legal) as Legal),
    lastFault: row.lastFault as SourceRow['lastFault'],
  };
}

/** All sources, also disabled ones, by id. */
export async function listSources(db: Db): Promise<SourceRow[]> {
  const rows = await db.selectFrom('sources').selectAll().orderBy('id').execute();
  return rows.map(toSource);
}

export async function findSource(db: Db, id: string): Promise<SourceRow | null> {
  const row = await db.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toSource(row);
}

/** Enabled, not stopped, and due; the longest overdue first. */
export async function listDueSources(db: Db, now: Date, limit: number): Promise<SourceRow[]> {
  const rows = await db
    .selectFrom('sources')
    .selectAll()
    .where('enabled', '=', 1)
    .where('stoppedReason', 'is', null)
    .where('nextRunAt', '<=', now.toISOString())
    .orderBy('nextRunAt')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toSource);
}

export interface RunSuccess {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly nextRunAt: Instant;
  /** What the steps of this run found; the source's own counters were kept by `saveStep`. */
  readonly totals: RunTotals;
  /** How many times its interval the source is left alone from now on; as before if absent. */
  readonly pace?: number;
}

/** The run ended well: the error count returns to 0. */
export async function recordSuccess(db: Db, id: string, run: RunSuccess): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    await trx
      .updateTable('sources')
      .set({
        lastRunAt: run.endedAt,
        firstSuccessAt: sql`coalesce(first_success_at, ${run.endedAt})`,
        lastSuccessAt: run.endedAt,
        nextRunAt: run.nextRunAt,
        errorCount: 0,
        lastFault: null,
        lastError: null,
        notice: null,
        ...(run.pace === undefined ? {} : { pace: run.pace }),
      })
      .where('id', '=', id)
      .execute();
    await insertRun(trx, { sourceId: id, ...run, error: null });
  });
}

export interface RunWait {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly nextRunAt: Instant;
  /** Why it waits, Indonesian. */
  readonly notice: string;
  /** What earlier steps of the run had saved; null when nothing could be asked. */
  readonly totals: RunTotals | null;
}

/** The run had to stop although nothing is wrong: no failure, and a success as far as it came. */
export async function recordWait(db: Db, id: string, run: RunWait): Promise<void> {
  const { startedAt, endedAt, nextRunAt, notice, totals } = run;
  await inWriteTransaction(db, async (trx) => {
    const read = {
      lastRunAt: endedAt,
      firstSuccessAt: sql<string>`coalesce(first_success_at, ${endedAt})`,
      lastSuccessAt: endedAt,
      errorCount: 0,
      lastFault: null,
      lastError: null,
    };
    await trx
      .updateTable('sources')
      .set({ nextRunAt, notice, ...(totals === null ? {} : read) })
      .where('id', '=', id)
      .execute();
    if (totals !== null) await insertRun(trx, { sourceId: id, startedAt, endedAt, totals, error: null });
  });
}

/** Due at another time, without having been asked. */
export async function deferSource(db: Db, id: string, nextRunAt: Instant): Promise<void> {
  await db.updateTable('sources').set({ nextRunAt }).where('id', '=', id).execute();
}

export interface RunFailure {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly fault: NonNullable<SourceRow['lastFault']>;
  readonly error: string;
  readonly nextRunAt: Instant;
  /** When not null the source is not asked again until its configuration changes. */
  readonly stoppedReason: string | null;
  /** What earlier steps of the run had saved before it failed; nothing if absent. */
  readonly totals?: RunTotals;
}

const nothing: RunTotals = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };

/** The run failed: one more error in a row. */
export async function recordFailure(db: Db, id: string, run: RunFailure): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    await trx
      .updateTable('sources')
      .set({
        lastRunAt: run.endedAt,
        nextRunAt: run.nextRunAt,
        errorCount: sql`error_count + 1`,
        lastFault: run.fault,
        notice: null,
        lastError: run.error,
        lastErrorAt: run.endedAt,
        ...(run.stoppedReason === null ? {} : { stoppedReason: run.stoppedReason }),
      })
      .where('id', '=', id)
      .execute();
    await insertRun(trx, { sourceId: id, ...run, totals: run.totals ?? nothing });
  });
}
