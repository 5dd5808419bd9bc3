import { sql } from 'kysely';
import type { Alert, AlertLevel } from '../core/alert.ts';
import { type DecisionReason, type Notice, type Target, targetKey } from '../core/dispatch.ts';
import type { AlertHead, DueNotice, KnownCrisis, TargetState } from '../core/dispatch-state.ts';
import type { IssueState } from '../core/issue.ts';
import type { Instant } from '../core/mention.ts';
import { loadAcknowledgements } from './acknowledgements.ts';
import { isIn } from './dialect.ts';
import { loadSigns, loadStandings } from './dispatch-subjects.ts';
import { isOpen } from './notices.ts';
import type { Db } from './schema.ts';
import { listSilences } from './silences.ts';

export interface StateQuery {
  readonly target: Target;
  /** Span of the target's limit. */
  readonly perMs: number;
  /** Longest interval between two messages about one group. */
  readonly intervalMs: number;
  readonly inhibitForMs: number;
  /** Most notices that are looked at in one go, those that are due first. */
  readonly limit: number;
}

/** What is stored now and matters for the due notices of a target. In a write transaction nobody can change it meanwhile. */
export async function loadTargetState(trx: Db, query: StateQuery, now: Date): Promise<TargetState> {
  const rows = await loadDue(trx, query, now);
  const alerts = [...new Map(rows.map(({ alert }) => [alert.id, alert])).values()];
  const details = await lastDetails(trx, query.target, rows);
  const [sent, groups] = [await sentTimes(trx, query, now), await lastOfGroups(trx, query, now)];
  return {
    due: rows.map((row) => ({ ...row, lastDetail: details.get(row.alert.id) ?? null })),
    silences: await listSilences(trx, now),
    crises: await loadCrises(trx, query, now),
    acknowledgements: await loadAcknowledgements(trx, [...new Set(alerts.map(({ subject }) => subject))], now),
    issues: await loadStandings(trx, alerts),
    signs: await loadSigns(trx, mutedOf(rows), now),
    sent,
    lastOfGroup: groups,
  };
}

type DueRow = Omit<DueNotice, 'lastDetail'>;

async function loadDue(trx: Db, { target, limit }: StateQuery, now: Date): Promise<readonly DueRow[]> {
  const at = now.toISOString();
  const due = await noticesOf(trx, target)
    .where(isOpen())
    .where('notices.dueAt', '<=', at)
    .orderBy('notices.dueAt')
    .orderBy('notices.id')
    .limit(limit)
    .execute();
  const groups = new Set(due.map(({ groupKey }) => groupKey));
  const company =
    due.length === 0 || due.length >= limit
      ? []
      : await noticesOf(trx, target)
          .where(isOpen())
          .where('notices.state', '=', 'waiting')
          .where('notices.purpose', '=', 'notify')
          .where('notices.dueAt', '>', at)
          .where(isIn(trx, 'notices.groupKey', [...groups]))
          .orderBy('notices.id')
          .limit(limit - due.length)
          .execute();
  return [...due, ...company].map((row) => toDueRow(row, target));
}

function noticesOf(trx: Db, { recipient, channel, address }: Target) {
  return (
    trx
      .selectFrom('notices')
      .innerJoin('alerts', 'alerts.id', 'notices.alertId')
      .select(['notices.id', 'notices.alertId', 'notices.routeId', 'notices.purpose', 'notices.groupKey'])
      .select(['notices.state', 'notices.dueAt', 'notices.createdAt', 'notices.reason'])
      .select(['alerts.ruleId', 'alerts.subject', 'alerts.issueId', 'alerts.level', 'alerts.title', 'alerts.occasion'])
      .select(['alerts.topic', 'alerts.agency', 'alerts.placeCode', 'alerts.firedAt', 'alerts.acknowledgedAt'])
      .select(['alerts.acknowledgedBy', 'alerts.acknowledgedNote', 'alerts.acknowledgedUntil'])
      // Hidden from SQLite's planner, which would read all that the target was ever told instead of the few that are open.
      .where((eb) => eb(eb.fn.coalesce('notices.recipient', sql.lit('')), '=', recipient))
      .where('notices.channel', '=', channel)
      .where('notices.address', '=', address)
  );
}

type NoticeRow = Awaited<ReturnType<ReturnType<typeof noticesOf>['execute']>>[number];

function toDueRow(row: NoticeRow, target: Target): DueRow {
  const { id, alertId, routeId, groupKey, dueAt, createdAt, ruleId, subject, issueId, title } = row;
  const { topic, agency, placeCode, firedAt } = row;
  const { acknowledgedAt: at, acknowledgedBy: by, acknowledgedNote: note, acknowledgedUntil: until } = row;
  return {
    notice: {
      id,
      alertId,
      target,
      routeId,
      purpose: row.purpose as Notice['purpose'],
      groupKey,
      state: row.state as Notice['state'],
      dueAt,
      createdAt,
      reason: row.reason as DecisionReason | null,
      outboxId: null,
    },
    alert: {
      id: alertId,
      ruleId,
      subject,
      issueId,
      level: row.level as AlertLevel,
      title,
      occasion: row.occasion as Alert['occasion'],
      topic,
      agency,
      placeCode,
      firedAt,
      acknowledged: at === null || by === null || until === null ? null : { by, at, note, until },
    },
  };
}

/** What a silence or a crisis has kept back. */
function mutedOf(rows: readonly DueRow[]): readonly AlertHead[] {
  return rows.flatMap(({ notice, alert }) =>
    notice.reason === 'silenced' || notice.reason === 'inhibited' ? [alert] : [],
  );
}

/** Only of what is held: nothing was decided on the others yet. */
async function lastDetails(trx: Db, target: Target, rows: readonly DueRow[]): Promise<Map<number, string | null>> {
  const held = rows.flatMap(({ notice }) => (notice.state === 'held' ? [notice.alertId] : []));
  if (held.length === 0) return new Map();
  const last = trx
    .selectFrom('decisions')
    .select((eb) => eb.fn.max('id').as('id'))
    .where(isIn(trx, 'decisions.alertId', held))
    .where('target', '=', targetKey(target))
    .groupBy('alertId');
  const found = await trx.selectFrom('decisions').select(['alertId', 'detail']).where('id', 'in', last).execute();
  return new Map(found.map(({ alertId, detail }) => [alertId, detail]));
}

/** Times in the future are those of a clock that was set back since: they count for nothing. */
async function sentTimes(trx: Db, { target, perMs }: StateQuery, now: Date): Promise<readonly Instant[]> {
  const rows = await trx
    .selectFrom('outbox')
    .select('createdAt')
    .where('kind', '=', 'alert')
    .where('channel', '=', target.channel)
    .where('address', '=', target.address)
    .where('createdAt', '>', new Date(now.getTime() - perMs).toISOString())
    .where('createdAt', '<=', now.toISOString())
    .orderBy('createdAt')
    .execute();
  return rows.map(({ createdAt }) => createdAt);
}

async function lastOfGroups(
  trx: Db,
  { target, intervalMs }: StateQuery,
  now: Date,
): Promise<ReadonlyMap<string, Instant>> {
  const rows = await trx
    .selectFrom('outbox')
    .innerJoin('notices', 'notices.outboxId', 'outbox.id')
    .select('notices.groupKey')
    .select((eb) => eb.fn.max('outbox.createdAt').as('at'))
    .where('outbox.channel', '=', target.channel)
    .where('outbox.address', '=', target.address)
    .where('outbox.createdAt', '>', new Date(now.getTime() - intervalMs).toISOString())
    .where('outbox.createdAt', '<=', now.toISOString())
    .where('notices.recipient', '=', target.recipient)
    .groupBy('notices.groupKey')
    .execute();
  return new Map(rows.map(({ groupKey, at }) => [groupKey, at]));
}

/** Of the span in which a crisis mutes others. */
async function loadCrises(trx: Db, { target, inhibitForMs }: StateQuery, now: Date): Promise<readonly KnownCrisis[]> {
  const rows = await trx
    .selectFrom('alerts')
    .leftJoin('issues', 'issues.id', 'alerts.issueId')
    .select(['alerts.id', 'alerts.title', 'alerts.topic', 'alerts.agency', 'alerts.firedAt', 'issues.state'])
    .where('alerts.level', '=', 'crisis')
    .where('alerts.firedAt', '>', new Date(now.getTime() - inhibitForMs).toISOString())
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('notices')
          .select('notices.id')
          .whereRef('notices.alertId', '=', 'alerts.id')
          .where('notices.recipient', '=', target.recipient)
          .where('notices.channel', '=', target.channel)
          .where((or) =>
            or.or([
              or('notices.state', '=', 'queued'),
              // A repeat that was left out because somebody sees to it: the crisis is known.
              or('notices.reason', '=', 'acknowledged'),
              or.and([or('notices.state', 'in', ['waiting', 'held']), or('notices.purpose', '=', 'notify')]),
            ]),
          ),
      ),
    )
    .orderBy('alerts.id')
    .execute();
  return rows.map(({ state, ...crisis }) => ({ ...crisis, issueState: state as IssueState | null }));
}
