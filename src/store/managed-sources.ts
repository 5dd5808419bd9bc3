import { type Selectable, sql } from 'kysely';
import type { ByHand, ManagedSource, SourceHands, SourceOverview, SourceSketch } from '../core/managed-source.ts';
import type { Platform, SourceClass } from '../core/mention.ts';
import type { Legal, SourceConfig, SourceRow } from '../core/source.ts';
import { type AuditEntry, writeAudit } from './audit.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import type { Db, Tables } from './schema.ts';
import { saveSource, toSource } from './sources.ts';

const overviewColumns = [
  'id',
  'title',
  'collector',
  'class',
  'platform',
  'enabled',
  'intervalMs',
  'silentAfterMs',
  'credential',
  'legal',
  'nextRunAt',
  'lastRunAt',
  'firstSuccessAt',
  'lastSuccessAt',
  'lastNewItemAt',
  'errorCount',
  'lastFault',
  'lastError',
  'lastErrorAt',
  'notice',
  'pace',
  'itemCount',
  'setAsideCount',
  'rejectedCount',
  'stoppedReason',
  'madeBy',
  'madeAt',
  'pausedBy',
  'pausedAt',
  'pauseReason',
  'archivedBy',
  'archivedAt',
] as const;

type OverviewRow = Pick<Selectable<Tables['sources']>, (typeof overviewColumns)[number]>;

/** All sources, also removed ones, by id; only those of `ids` if given. */
export async function listSourceOverviews(db: Db, ids?: readonly string[]): Promise<SourceOverview[]> {
  const select = db.selectFrom('sources').select(overviewColumns).orderBy('id');
  const rows = await (ids === undefined ? select : select.where(isIn(db, 'sources.id', ids))).execute();
  return rows.map(toOverview);
}

interface SketchRow extends Omit<SourceSketch, 'enabled' | 'isPaused' | 'isArchived'> {
  readonly enabled: number;
  readonly pausedAt: string | null;
  readonly archivedAt: string | null;
}

/**
 * What is needed to filter and sort all sources: a scan of some thousand rows. The names are given here, because having them renamed
 * row by row afterwards takes as long as the query itself.
 */
export async function listSourceSketches(db: Db): Promise<SourceSketch[]> {
  const { rows } = await sql<SketchRow>`
    select id, title, class, platform, enabled, silent_after_ms as "silentAfterMs", first_success_at as "firstSuccessAt",
      last_success_at as "lastSuccessAt", last_new_item_at as "lastNewItemAt", error_count as "errorCount",
      last_fault as "lastFault", stopped_reason as "stoppedReason", item_count as "itemCount", paused_at as "pausedAt",
      archived_at as "archivedAt"
    from sources`.execute(db.withoutPlugins());
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    class: row.class,
    platform: row.platform,
    enabled: row.enabled === 1 && row.pausedAt === null && row.archivedAt === null,
    silentAfterMs: row.silentAfterMs,
    firstSuccessAt: row.firstSuccessAt,
    lastSuccessAt: row.lastSuccessAt,
    lastNewItemAt: row.lastNewItemAt,
    errorCount: row.errorCount,
    lastFault: row.lastFault,
    stoppedReason: row.stoppedReason,
    itemCount: row.itemCount,
    isPaused: row.pausedAt !== null,
    isArchived: row.archivedAt !== null,
  }));
}

function toOverview(row: OverviewRow): SourceOverview {
  const { madeBy: _1, madeAt: _2, pausedBy: _3, pausedAt: _4, pauseReason: _5, archivedBy: _6, ...rest } = row;
  const { archivedAt: _7, ...own } = rest;
  const hands = handsOf(row);
  return {
    ...own,
    ...hands,
    class: row.class as SourceClass,
    platform: row.platform as Platform,
    enabled: row.enabled === 1 && hands.paused === null && hands.archived === null,
    legal: row.legal === null ? null : (JSON.parse(row.legal) as Legal),
    lastFault: row.lastFault as SourceRow['lastFault'],
  };
}

function handsOf(row: OverviewRow): SourceHands {
  const paused = hand(row.pausedBy, row.pausedAt);
  return {
    made: hand(row.madeBy, row.madeAt),
    paused: paused === null ? null : { ...paused, reason: row.pauseReason ?? '' },
    archived: hand(row.archivedBy, row.archivedAt),
  };
}

function hand(by: string | null, at: string | null): ByHand | null {
  return at === null ? null : { by: by ?? '', at };
}

export async function findManagedSource(db: Db, id: string): Promise<ManagedSource | null> {
  const row = await db.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { ...toSource(row), ...handsOf(row) };
}

/** Options of the sources that are read now or may be again, to see whether an address is one already. */
export async function listSourceOptions(
  db: Db,
): Promise<{ id: string; title: string; collector: string; options: unknown }[]> {
  const rows = await db
    .selectFrom('sources')
    .select(['id', 'title', 'collector', 'options'])
    .where('archivedAt', 'is', null)
    .execute();
  return rows.map(({ options, ...row }) => ({ ...row, options: JSON.parse(options) as unknown }));
}

/**
 * Adds a source of the page, due at once. `false` when its id is taken, also by one that was removed: its mentions still bear it.
 */
export function addSource(db: Db, config: SourceConfig, who: string, now: Date): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    const known = await trx.selectFrom('sources').select('id').where('id', '=', config.id).executeTakeFirst();
    if (known !== undefined) return false;
    await saveSource(trx, config, now);
    const at = now.toISOString();
    await trx.updateTable('sources').set({ madeBy: who, madeAt: at }).where('id', '=', config.id).execute();
    await note(trx, config.id, { at, who, action: 'source.create', detail: factsOf(config) });
    return true;
  });
}

/** Changes a source of the page; other options start it afresh. */
export function changeSource(db: Db, config: SourceConfig, who: string, now: Date): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    await saveSource(trx, config, now);
    const at = now.toISOString();
    await note(trx, config.id, { at, who, action: 'source.update', detail: factsOf(config) });
  });
}

function factsOf({ title, collector, class: kind, intervalMs, options, credential, legal }: SourceConfig) {
  return { title, collector, class: kind, intervalMs, options, credential, legal };
}

export function pauseSource(db: Db, id: string, reason: string, who: string, now: Date): Promise<void> {
  const at = now.toISOString();
  return change(
    db,
    id,
    { pausedBy: who, pausedAt: at, pauseReason: reason },
    { at, who, action: 'source.pause', detail: { reason } },
  );
}

/** Paused or removed: it is read again, beginning now. */
export function resumeSource(db: Db, id: string, who: string, now: Date): Promise<void> {
  const at = now.toISOString();
  const none = { pausedBy: null, pausedAt: null, pauseReason: null, archivedBy: null, archivedAt: null };
  return change(db, id, { ...none, nextRunAt: at }, { at, who, action: 'source.resume', detail: null });
}

/** Removed from the registry; what it brought stays. */
export function archiveSource(db: Db, id: string, who: string, now: Date): Promise<void> {
  const at = now.toISOString();
  return change(db, id, { archivedBy: who, archivedAt: at }, { at, who, action: 'source.archive', detail: null });
}

/** Due now, also when its site had said that it is gone. */
export function makeSourceDue(db: Db, id: string, who: string, now: Date): Promise<void> {
  const at = now.toISOString();
  return change(db, id, { nextRunAt: at, stoppedReason: null }, { at, who, action: 'source.run', detail: null });
}

function change(
  db: Db,
  id: string,
  values: Partial<Selectable<Tables['sources']>>,
  entry: Omit<AuditEntry, 'object'>,
): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    await trx.updateTable('sources').set(values).where('id', '=', id).execute();
    await note(trx, id, entry);
  });
}

function note(trx: Db, id: string, entry: Omit<AuditEntry, 'object'>): Promise<void> {
  return writeAudit(trx, { ...entry, object: `source:${id}` });
}

/** The newest mentions of a source, by when they were published. */
export function listMentionsOfSource(
  db: Db,
  sourceId: string,
  limit: number,
): Promise<{ id: number; title: string | null; text: string; publishedAt: string; setAside: string | null }[]> {
  return db
    .selectFrom('mentions')
    .select(['id', 'title', 'text', 'publishedAt', 'setAside'])
    .where('sourceId', '=', sourceId)
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
