import { type Selectable, sql } from 'kysely';
import { ConfigError } from '../core/errors.ts';
import type { Instant, Platform, SourceClass } from '../core/mention.ts';
import type { Legal, SourceConfig, SourceRow } from '../core/source.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { insertRun, type RunTotals } from './runs.ts';
import type { Db, Tables } from './schema.ts';
import { countDay, type Traffic } from './source-days.ts';
import { inWriteGroup } from './write-group.ts';

type StoredSource = Pick<Selectable<Tables['sources']>, 'id' | 'collector' | 'options' | 'credential' | 'madeAt'>;

/**
 * Makes the stored sources follow the configuration: new ones are due at once, vanished ones are disabled (their mentions stay),
 * changed ones keep their state. Only another collector or other options start a source afresh: its cursor would be
 * meaningless to the new reading, and what stopped it may have been the old address. What people added on the page is left alone, and
 * so is what they paused.
 * @throws ConfigError when the configuration names a source as one that was added on the page: which of the two is meant?
 */
export async function syncSources(db: Db, configs: readonly SourceConfig[], now: Date): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    const columns = ['id', 'collector', 'options', 'credential', 'madeAt'] as const;
    const rows = await trx.selectFrom('sources').select(columns).execute();
    const stored = new Map(rows.map((row) => [row.id, row]));
    const taken = configs.filter(({ id }) => (stored.get(id)?.madeAt ?? null) !== null);
    if (taken.length > 0) throw new ConfigError(taken.map(({ id }) => takenId(id)));
    for (const config of configs) await putSource(trx, config, stored.get(config.id), now);
    const configured = new Set(configs.map((config) => config.id));
    const vanished = rows.filter(({ id, madeAt }) => madeAt === null && !configured.has(id)).map(({ id }) => id);
    await trx
      .updateTable('sources')
      .set({ enabled: 0 })
      .where(isIn(trx, 'sources.id', vanished))
      .execute();
  });
}

function takenId(id: string) {
  const message = `id ini sudah dipakai sumber yang ditambahkan di halaman Sumber; beri id lain di kentongan.yaml, atau hapus barisnya`;
  return { where: `sources (id: ${id})`, message };
}

/** Makes one stored source follow its configuration, as `syncSources` does, and leaves all others alone. */
export async function saveSource(db: Db, config: SourceConfig, now: Date): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    const columns = ['id', 'collector', 'options', 'credential', 'madeAt'] as const;
    const known = await trx.selectFrom('sources').select(columns).where('id', '=', config.id).executeTakeFirst();
    await putSource(trx, config, known, now);
  });
}

async function putSource(trx: Db, config: SourceConfig, known: StoredSource | undefined, now: Date): Promise<void> {
  const at = now.toISOString();
  const row = toRow(config);
  if (known === undefined) {
    await trx
      .insertInto('sources')
      .values({ ...row, nextRunAt: at })
      .execute();
    return;
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

/** A paused or removed source counts as disabled for everybody who only wants to know whether it is read. */
export function toSource(row: Selectable<Tables['sources']>): SourceRow {
  const { madeBy: _by, madeAt: _at, pausedBy: _pausedBy, pausedAt, pauseReason: _why, ...rest } = row;
  const { archivedBy: _archivedBy, archivedAt, ...own } = rest;
  return {
    ...own,
    class: row.class as SourceClass,
    platform: row.platform as Platform,
    enabled: row.enabled === 1 && pausedAt === null && archivedAt === null,
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

/** Enabled, neither paused nor removed nor stopped, and due; the longest overdue first. */
export async function listDueSources(db: Db, now: Date, limit: number): Promise<SourceRow[]> {
  const rows = await selectDue(db, now).orderBy('nextRunAt').orderBy('id').limit(limit).execute();
  return rows.map(toSource);
}

/** A source if it is due; null when somebody has read it meanwhile, or it must not be read. */
export async function findDueSource(db: Db, id: string, now: Date): Promise<SourceRow | null> {
  const row = await selectDue(db, now).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toSource(row);
}

function selectDue(db: Db, now: Date) {
  return db
    .selectFrom('sources')
    .selectAll()
    .where('enabled', '=', 1)
    .where('pausedAt', 'is', null)
    .where('archivedAt', 'is', null)
    .where('stoppedReason', 'is', null)
    .where('nextRunAt', '<=', now.toISOString());
}

export interface RunSuccess {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly nextRunAt: Instant;
  /** What the steps of this run found; the source's own counters were kept by `saveStep`. */
  readonly totals: RunTotals;
  /** How many times its interval the source is left alone from now on; as before if absent. */
  readonly pace?: number;
  /** What the run cost; not counted by day if absent. */
  readonly traffic?: Traffic;
}

/** The run ended well: the error count returns to 0. */
export async function recordSuccess(db: Db, id: string, run: RunSuccess): Promise<void> {
  await inWriteGroup(db, async (trx) => {
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
    await countDay(trx, id, run.traffic, { stored: run.totals.stored, failed: false });
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
  readonly traffic?: Traffic;
}

/** The run had to stop although nothing is wrong: no failure, and a success as far as it came. */
export async function recordWait(db: Db, id: string, run: RunWait): Promise<void> {
  const { startedAt, endedAt, nextRunAt, notice, totals } = run;
  await inWriteGroup(db, async (trx) => {
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
    if (totals === null) return;
    await insertRun(trx, { sourceId: id, startedAt, endedAt, totals, error: null });
    await countDay(trx, id, run.traffic, { stored: totals.stored, failed: false });
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
  /** When not null the source is not asked again until its options change or somebody asks for it. */
  readonly stoppedReason: string | null;
  /** What earlier steps of the run had saved before it failed; nothing if absent. */
  readonly totals?: RunTotals;
  readonly traffic?: Traffic;
}

const nothing: RunTotals = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };

/** The run failed: one more error in a row. */
export async function recordFailure(db: Db, id: string, run: RunFailure): Promise<void> {
  await inWriteGroup(db, async (trx) => {
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
    const totals = run.totals ?? nothing;
    await insertRun(trx, { sourceId: id, ...run, totals });
    await countDay(trx, id, run.traffic, { stored: totals.stored, failed: true });
  });
}
