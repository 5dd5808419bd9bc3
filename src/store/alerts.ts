import type { Selectable } from 'kysely';
import {
  type Acknowledgement,
  type Alert,
  type AlertDraft,
  type AlertLevel,
  type AlertSnapshot,
  alertLevels,
  type LastAlert,
} from '../core/alert.ts';
import { crashAt } from '../core/crash-point.ts';
import type { Decision, Notice } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import { insertDecisions } from './decisions.ts';
import { chunksOf, inWriteTransaction, isIn, reserveIds } from './dialect.ts';
import { insertNotices } from './notices.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db, Tables } from './schema.ts';

export interface NewAlert {
  readonly alert: Omit<Alert, 'id' | 'acknowledged'>;
  /** Who is to be told, made once the alert has its id. */
  readonly notices: (alert: Alert) => readonly NewNotice[];
  /** The record when nobody is to be told; null when there is nothing to record. */
  readonly decision: (alert: Alert) => Decision | null;
}

type NewNotice = Omit<Notice, 'id' | 'outboxId'>;

/** An alert, if the subject's last one is still the one that the rules knew of. */
export interface CurrentAlert extends NewAlert {
  /** Time of the last alert on the subject by any rule, null for none. */
  readonly knownLastAt: Instant | null;
}

/** Saves alerts and who is to be told of them in one transaction: all or nothing. In the order given. */
export function insertAlerts(db: Db, entries: readonly NewAlert[]): Promise<readonly Alert[]> {
  return inWriteTransaction(db, async (trx) => {
    const ids = await reserveIds(trx, 'alerts', entries.length);
    const alerts = entries.map(({ alert }, index): Alert => ({ ...alert, id: ids[index] ?? 0, acknowledged: null }));
    for (const chunk of chunksOf(alerts.map(toRow), 15)) await trx.insertInto('alerts').values(chunk).execute();
    await insertNotices(
      trx,
      entries.flatMap(({ notices }, index) => (alerts[index] === undefined ? [] : notices(alerts[index]))),
    );
    await insertDecisions(
      trx,
      entries.flatMap(({ decision }, index) => (alerts[index] === undefined ? [] : (decision(alerts[index]) ?? []))),
    );
    if (alerts.length > 0) crashAt('before-alert-commit');
    return alerts;
  });
}

/**
 * The same for those that are current: two processes on one database must not alert twice.
 * @returns for each entry its alert, or null, with nothing saved, when there is a later one on its subject
 */
export function insertAlertsIfCurrent(db: Db, entries: readonly CurrentAlert[]): Promise<readonly (Alert | null)[]> {
  return inWriteTransaction(db, async (trx) => {
    const subjects = entries.map(({ alert }) => alert.subject);
    const lasts = await lastAlerts(trx, subjects);
    const isCurrent = ({ alert, knownLastAt }: CurrentAlert) =>
      (lasts.get(alert.subject)?.at ?? '') <= (knownLastAt ?? '');
    const current = entries.filter(isCurrent);
    const alerts = await insertAlerts(trx, current);
    return entries.map((entry) => alerts[current.indexOf(entry)] ?? null);
  });
}

export async function insertAlertIfCurrent(
  db: Db,
  draft: NewAlert,
  knownLastAt: Instant | null,
): Promise<Alert | null> {
  const [alert = null] = await insertAlertsIfCurrent(db, [{ ...draft, knownLastAt }]);
  return alert;
}

function toRow({ acknowledged: _, mentionIds, snapshot, ...columns }: Alert) {
  return { ...columns, mentionIds: JSON.stringify(mentionIds), snapshot: JSON.stringify(snapshot) };
}

export interface AlertQuery {
  readonly issueId?: number;
  readonly ruleId?: string;
  readonly level?: AlertLevel;
  /** `issue`, `spike`, `source`; or one subject as `issue:12`. */
  readonly subject?: string;
  readonly agency?: string;
  readonly acknowledged?: boolean;
  /** Fired at or after. */
  readonly from?: Instant;
  /** Fired before. */
  readonly to?: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** Newest first. @throws RequestError 400 for a cursor that is not ours */
export async function listAlerts(db: Db, query: AlertQuery): Promise<Page<Alert>> {
  const { issueId, ruleId, level, subject, agency, acknowledged, from, to, cursor } = query;
  let select = db
    .selectFrom('alerts')
    .selectAll()
    .orderBy('firedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (issueId !== undefined) select = select.where('issueId', '=', issueId);
  if (ruleId !== undefined) select = select.where('ruleId', '=', ruleId);
  if (level !== undefined) select = select.where('level', '=', level);
  if (agency !== undefined) select = select.where('agency', '=', agency);
  if (acknowledged !== undefined) select = select.where('acknowledgedAt', acknowledged ? 'is not' : 'is', null);
  if (subject !== undefined) {
    // A range of the index: everything that begins with `issue:`.
    select = subject.includes(':')
      ? select.where('subject', '=', subject)
      : select.where('subject', '>=', `${subject}:`).where('subject', '<', `${subject};`);
  }
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

const dayMs = 86_400_000;

/**
 * The last alert on each of the subjects by any rule; a subject without one is left out. Alerts on an issue that was joined to another
 * count for that one.
 */
export async function lastAlerts(db: Db, subjects: readonly string[]): Promise<Map<string, LastAlert>> {
  if (subjects.length === 0) return new Map();
  const joined = await loadJoined(db, subjects);
  const rows = await db
    .selectFrom('alerts')
    .select(['subject', 'firedAt', 'level'])
    .where(isIn(db, 'alerts.subject', [...new Set([...subjects, ...joined.keys()])]))
    .orderBy('firedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const wanted = new Set(subjects);
  const lasts = new Map<string, LastAlert>();
  for (const row of rows) {
    const level = row.level as AlertLevel;
    for (const subject of new Set([row.subject, ...(joined.get(row.subject) ?? [])])) {
      if (!wanted.has(subject)) continue;
      const last = lasts.get(subject);
      if (last === undefined) lasts.set(subject, { at: row.firedAt, level });
      else if (Date.parse(last.at) - Date.parse(row.firedAt) < dayMs && rankOf(level) > rankOf(last.level))
        lasts.set(subject, { at: last.at, level });
    }
  }
  return lasts;
}

const rankOf = (level: AlertLevel): number => alertLevels.indexOf(level);

/** Subjects of issues that were joined to issues among the subjects, in one or several steps, with the subjects they count for. */
async function loadJoined(db: Db, subjects: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const joined = new Map<string, Set<string>>();
  /** Issue → the subjects that what was joined to it counts for. */
  let into = new Map<number, Set<string>>();
  for (const subject of subjects) {
    const id = Number(/^issue:(\d+)$/.exec(subject)?.[1] ?? Number.NaN);
    if (Number.isSafeInteger(id)) into.set(id, new Set([subject]));
  }
  while (into.size > 0) {
    const rows = await db
      .selectFrom('issues')
      .select(['id', 'mergedInto'])
      .where('mergedInto', 'is not', null)
      .where(isIn(db, 'issues.mergedInto', [...into.keys()]))
      .execute();
    const next = new Map<number, Set<string>>();
    for (const { id, mergedInto } of rows) {
      const known = joined.get(`issue:${id}`) ?? new Set<string>();
      const added = [...(into.get(mergedInto ?? 0) ?? [])].filter((subject) => !known.has(subject));
      // Issues that were joined in a circle by mistake end here.
      if (added.length === 0) continue;
      for (const subject of added) known.add(subject);
      joined.set(`issue:${id}`, known);
      next.set(id, new Set(added));
    }
    into = next;
  }
  return joined;
}

export function toAlert(row: Selectable<Tables['alerts']>): Alert {
  const { id, ruleId, subject, issueId, title, reason, topic, agency, placeCode, placeName, firedAt } = row;
  return {
    id,
    ruleId,
    subject,
    issueId,
    level: row.level as AlertLevel,
    title,
    reason,
    occasion: row.occasion as AlertDraft['occasion'],
    topic,
    agency,
    placeCode,
    placeName,
    mentionIds: JSON.parse(row.mentionIds) as number[],
    firedAt,
    snapshot: toSnapshot(row.snapshot),
    acknowledged: toAcknowledgement(row),
  };
}

function toAcknowledgement(row: Selectable<Tables['alerts']>): Acknowledgement | null {
  const { acknowledgedAt: at, acknowledgedBy: by, acknowledgedNote: note, acknowledgedUntil: until } = row;
  return at === null || by === null || until === null ? null : { by, at, note, until };
}

/** One stored by an earlier version lacks what was not known then. */
function toSnapshot(stored: string): AlertSnapshot {
  const { answers, ...rest } = JSON.parse(stored) as Omit<AlertSnapshot, 'answers'> & Partial<AlertSnapshot>;
  return { ...rest, answers: answers ?? [] };
}
