import type { Selectable } from 'kysely';
import type { Alert, AlertDraft, AlertSnapshot } from '../core/alert.ts';
import type { Instant } from '../core/mention.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { insertNotifications, type OutboxDraft } from './outbox.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db, Tables } from './schema.ts';

export interface NewAlert {
  readonly alert: Omit<Alert, 'id'>;
  /** Makes the messages once the alert has its id, which they name. */
  readonly messages: (alert: Alert) => readonly OutboxDraft[];
}

/** Saves an alert and the mails that tell of it in one transaction: both or neither. */
export function insertAlertWithOutbox(db: Db, { alert, messages }: NewAlert): Promise<Alert> {
  return inWriteTransaction(db, async (trx) => {
    const { ruleId, issueId, level, reason, occasion, firedAt } = alert;
    const { id } = await trx
      .insertInto('alerts')
      .values({
        ruleId,
        issueId,
        level,
        reason,
        occasion,
        firedAt,
        mentionIds: JSON.stringify(alert.mentionIds),
        snapshot: JSON.stringify(alert.snapshot),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const stored: Alert = { ...alert, id };
    await insertNotifications(trx, messages(stored));
    return stored;
  });
}

/**
 * The same, if the issue's last alert is still the one that the rules knew of: two processes on one database must not alert twice.
 * @param knownLastAt time of the last alert on the issue by any rule, null for none
 * @returns null, with nothing saved, when there is a later one
 */
export function insertAlertIfCurrent(db: Db, draft: NewAlert, knownLastAt: Instant | null): Promise<Alert | null> {
  return inWriteTransaction(db, async (trx) => {
    const { lastAt } = await trx
      .selectFrom('alerts')
      .select((eb) => eb.fn.max<string | null>('firedAt').as('lastAt'))
      .where('issueId', '=', draft.alert.issueId)
      .executeTakeFirstOrThrow();
    return (lastAt ?? '') > (knownLastAt ?? '') ? null : insertAlertWithOutbox(trx, draft);
  });
}

export interface AlertQuery {
  readonly issueId?: number;
  readonly ruleId?: string;
  readonly level?: Alert['level'];
  /** Fired at or after. */
  readonly from?: Instant;
  /** Fired before. */
  readonly to?: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** Newest first. @throws RequestError 400 for a cursor that is not ours */
export async function listAlerts(db: Db, query: AlertQuery): Promise<Page<Alert>> {
  const { issueId, ruleId, level, from, to, cursor } = query;
  let select = db
    .selectFrom('alerts')
    .selectAll()
    .orderBy('firedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (issueId !== undefined) select = select.where('issueId', '=', issueId);
  if (ruleId !== undefined) select = select.where('ruleId', '=', ruleId);
  if (level !== undefined) select = select.where('level', '=', level);
  if (from !== undefined) select = select.where('firedAt', '>=', from);
  if (to !== undefined) select = select.where('firedAt', '<', to);
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) => eb(eb.refTuple('firedAt', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  return toPage(await select.execute(), query.limit, (row) => ({ at: row.firedAt, id: row.id }), toAlert);
}

export async function findAlert(db: Db, id: number): Promise<Alert | null> {
  const row = await db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toAlert(row);
}

/** When each rule last fired on each of the issues; an issue without alerts has an empty record. */
export async function lastAlertTimes(
  db: Db,
  issueIds: readonly number[],
): Promise<Map<number, Record<string, Instant>>> {
  const rows = await db
    .selectFrom('alerts')
    .select(['issueId', 'ruleId'])
    .select((eb) => eb.fn.max<string>('firedAt').as('at'))
    .where(isIn(db, 'alerts.issueId', issueIds))
    .groupBy(['issueId', 'ruleId'])
    .execute();
  const times = new Map<number, Record<string, Instant>>(issueIds.map((id) => [id, {}]));
  for (const row of rows) {
    const own = times.get(row.issueId);
    if (own !== undefined) own[row.ruleId] = row.at;
  }
  return times;
}

function toAlert(row: Selectable<Tables['alerts']>): Alert {
  return {
    id: row.id,
    ruleId: row.ruleId,
    issueId: row.issueId,
    level: row.level as AlertDraft['level'],
    reason: row.reason,
    occasion: row.occasion as AlertDraft['occasion'],
    mentionIds: JSON.parse(row.mentionIds) as number[],
    firedAt: row.firedAt,
    snapshot: JSON.parse(row.snapshot) as AlertSnapshot,
  };
}
