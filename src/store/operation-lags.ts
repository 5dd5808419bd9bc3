import { type AlertLevel, alertLevels } from '../core/alert.ts';
import type { Instant, SourceClass } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import type { OutboxState } from './outbox.ts';
import type { Db } from './schema.ts';

/** Rows of a table read once, in the order of their ids: so many at a time, the rest with the next call. */
export interface Portion<Row> {
  readonly rows: readonly Row[];
  /** Everything up to this id has been read. */
  readonly upTo: number;
}

/** When an item was published (null when only its day is known) and stored. */
export interface ItemTimes {
  readonly publishedAt: Instant | null;
  readonly storedAt: Instant;
}

export interface StoredItem extends ItemTimes {
  readonly class: SourceClass;
}

export interface ScoredItem extends ItemTimes {
  readonly scoredAt: Instant;
}

export interface RaisedAlert {
  readonly level: AlertLevel;
  readonly firedAt: Instant;
  /** The newest of what it is about: the item that made it fire. */
  readonly item: ItemTimes;
}

export interface SentAlert extends RaisedAlert {
  readonly sentAt: Instant;
}

export interface LagMarks {
  readonly mentions: number;
  readonly alerts: number;
  readonly outbox: number;
}

/** The newest ids now: what comes later is counted. */
export async function loadLagMarks(db: Db): Promise<LagMarks> {
  const last = async (table: keyof LagMarks) =>
    (await db.selectFrom(table).select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? 0;
  return { mentions: await last('mentions'), alerts: await last('alerts'), outbox: await last('outbox') };
}

async function endOf(db: Db, table: 'mentions' | 'alerts', after: number, limit: number): Promise<number> {
  const { last } = await db
    .selectFrom((eb) => eb.selectFrom(table).select('id').where('id', '>', after).orderBy('id').limit(limit).as('next'))
    .select((eb) => eb.fn.max<number | null>('next.id').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? after;
}

/** What was published before its source was first read is no sign of how quick we are, nor is what was brought in a file. */
const heardOf = (db: Db, after: number, upTo: number) =>
  db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .where('mentions.id', '>', after)
    .where('mentions.id', '<=', upTo)
    .where('mentions.setAside', 'is', null)
    .whereRef('mentions.publishedAt', '>=', 'sources.firstSuccessAt');

/** Items with a time of publication, stored after the one with this id. */
export async function loadStoredItems(db: Db, after: number, limit: number): Promise<Portion<StoredItem>> {
  const upTo = await endOf(db, 'mentions', after, limit);
  const rows = await heardOf(db, after, upTo)
    .select(['mentions.publishedAt', 'mentions.collectedAt as storedAt'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('class'))
    .where('mentions.precision', 'in', ['exact', 'minute'])
    .execute();
  return { rows: rows.map((row) => ({ ...row, class: row.class as SourceClass })), upTo };
}

/** The same for verdicts, as far as nothing waits for its first: one that is stuck holds this up, and shows as the oldest that waits. */
export async function loadScoredItems(db: Db, after: number, limit: number): Promise<Portion<ScoredItem>> {
  const waiting = await db
    .selectFrom('scoreQueue')
    .select((eb) => eb.fn.min<number | null>('mentionId').as('first'))
    .executeTakeFirstOrThrow();
  const settled = waiting.first === null ? Number.POSITIVE_INFINITY : waiting.first - 1;
  const upTo = Math.max(after, Math.min(settled, await endOf(db, 'mentions', after, limit)));
  const rows = await heardOf(db, after, upTo)
    .innerJoin('scores', 'scores.mentionId', 'mentions.id')
    .select(['mentions.publishedAt', 'mentions.precision', 'mentions.collectedAt', 'scores.scoredAt'])
    // An edit is scored anew, long after the item was first stored.
    .where('mentions.editedAt', 'is', null)
    .execute();
  return { rows: rows.map((row) => ({ ...toTimes(row), scoredAt: row.scoredAt })), upTo };
}

interface TimedRow {
  readonly publishedAt: Instant;
  readonly precision: string;
  readonly collectedAt: Instant;
}

function toTimes({ publishedAt, precision, collectedAt }: TimedRow): ItemTimes {
  return { publishedAt: precision === 'exact' || precision === 'minute' ? publishedAt : null, storedAt: collectedAt };
}

/** Alerts that fired after the one with this id, for something new: repetitions come when their time has come. */
export async function loadRaisedAlerts(db: Db, after: number, limit: number): Promise<Portion<RaisedAlert>> {
  const upTo = await endOf(db, 'alerts', after, limit);
  const rows = await db
    .selectFrom('alerts')
    .select(['id', 'level', 'firedAt', 'mentionIds'])
    .where('id', '>', after)
    .where('id', '<=', upTo)
    .where('occasion', '<>', 'repeat')
    .execute();
  return { rows: [...(await withItems(db, rows)).values()], upTo };
}

interface AlertRow {
  readonly id: number;
  readonly level: string;
  readonly firedAt: Instant;
  readonly mentionIds: string;
}

/** By id; alerts about nothing that can still be read are left out. */
async function withItems(db: Db, alerts: readonly AlertRow[]): Promise<ReadonlyMap<number, RaisedAlert>> {
  const idsOf = new Map(alerts.map(({ id, mentionIds }) => [id, JSON.parse(mentionIds) as readonly number[]]));
  const mentions = await db
    .selectFrom('mentions')
    .select(['id', 'publishedAt', 'precision', 'collectedAt'])
    .where(isIn(db, 'mentions.id', [...new Set([...idsOf.values()].flat())]))
    .execute();
  const known = new Map(mentions.map((row) => [row.id, toTimes(row)]));
  const raised = new Map<number, RaisedAlert>();
  for (const { id, level, firedAt } of alerts) {
    // What came in after it fired had no part in it.
    const items = (idsOf.get(id) ?? [])
      .flatMap((own) => known.get(own) ?? [])
      .filter((item) => item.storedAt <= firedAt);
    const item = items.reduce<ItemTimes | null>(
      (newest, next) => (newest === null || next.storedAt > newest.storedAt ? next : newest),
      null,
    );
    if (item !== null) raised.set(id, { level: level as AlertLevel, firedAt, item });
  }
  return raised;
}

/** Messages about alerts that are on their way: those queued after this id, and with 0 those that wait now. */
export async function listOpenAlertMessages(db: Db, after: number, limit: number): Promise<readonly number[]> {
  let select = db.selectFrom('outbox').select('id').where('kind', '=', 'alert').orderBy('id').limit(limit);
  select = after === 0 ? select.where('state', 'in', ['pending', 'sending']) : select.where('id', '>', after);
  return (await select.execute()).map(({ id }) => id);
}

export interface EndedMessages {
  /** One for each message that was sent: the gravest alert that it tells of, of these the one that fired first. */
  readonly sent: readonly SentAlert[];
  /** Those that still wait. */
  readonly open: readonly number[];
}

/** What became of messages about alerts. One that was deleted or given up is neither sent nor open. */
export async function loadEndedMessages(db: Db, ids: readonly number[]): Promise<EndedMessages> {
  if (ids.length === 0) return { sent: [], open: [] };
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'state', 'sentAt'])
    .where(isIn(db, 'outbox.id', ids))
    .where('state', '<>', 'dead')
    .execute();
  const open = rows.filter((row) => (row.state as OutboxState) !== 'sent').map(({ id }) => id);
  const sentAt = new Map(
    rows.flatMap(({ id, state, sentAt: at }) => (state === 'sent' && at !== null ? [[id, at]] : [])),
  );
  const told = await db
    .selectFrom('notices')
    .innerJoin('alerts', 'alerts.id', 'notices.alertId')
    .select(['notices.outboxId', 'alerts.id', 'alerts.level', 'alerts.firedAt', 'alerts.mentionIds'])
    .where(isIn(db, 'notices.outboxId', [...sentAt.keys()]))
    .where('notices.purpose', '=', 'notify')
    .where('alerts.occasion', '<>', 'repeat')
    .execute();
  const gravest = new Map<number, AlertRow>();
  for (const { outboxId, ...alert } of told) {
    if (outboxId === null) continue;
    const before = gravest.get(outboxId);
    if (before === undefined || isGraver(alert, before)) gravest.set(outboxId, alert);
  }
  const raised = await withItems(db, [...gravest.values()]);
  const sent = [...gravest].flatMap(([outboxId, { id }]) => {
    const alert = raised.get(id);
    const at = sentAt.get(outboxId);
    return alert === undefined || at === undefined ? [] : [{ ...alert, sentAt: at }];
  });
  return { sent, open };
}

function isGraver(alert: AlertRow, other: AlertRow): boolean {
  const rank = alertLevels.indexOf(alert.level as AlertLevel) - alertLevels.indexOf(other.level as AlertLevel);
  return rank > 0 || (rank === 0 && alert.firedAt < other.firedAt);
}
