import { setImmediate } from 'node:timers/promises';
import { type AlertLevel, alertLevels } from '../core/alert.ts';
import type { DigestAlerts } from '../core/digest.ts';
import { type Decision, type DecisionReason, silenceMark } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';
import { listSilencesOf } from './silences.ts';

const rowsPerStatement = 500;

/** Adds lines to the record "why was no mail sent?". Inside the transaction of what they tell about. */
export async function insertDecisions(trx: Db, decisions: readonly Decision[]): Promise<void> {
  for (let start = 0; start < decisions.length; start += rowsPerStatement) {
    // A storm writes ten thousand: others get their turn in between.
    if (start > 0) await setImmediate();
    const rows = decisions.slice(start, start + rowsPerStatement);
    await trx.insertInto('decisions').values(rows).execute();
  }
}

/** Oldest first. */
export async function listDecisions(db: Db, alertIds: readonly number[]): Promise<readonly Decision[]> {
  const rows = await db
    .selectFrom('decisions')
    .select(['alertId', 'target', 'outcome', 'reason', 'detail', 'at'])
    .where(isIn(db, 'decisions.alertId', alertIds))
    .orderBy('id')
    .execute();
  return rows.map(({ outcome, reason, ...own }) => ({
    ...own,
    outcome: outcome as Decision['outcome'],
    reason: reason as DecisionReason | null,
  }));
}

interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * What became of the alerts that fired in the period, until now. `sent`, `waiting`, `failed` and `keptBack` count notices: one alert for
 * one target; what was kept back for a while and sent later counts in both. An escalation that still waits counts nowhere.
 */
export async function countAlertFates(db: Db, period: Period): Promise<DigestAlerts> {
  const alerts = await db
    .selectFrom('alerts')
    .select('level')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.count<number>('acknowledgedAt').as('acknowledged')])
    .where('firedAt', '>=', period.from)
    .where('firedAt', '<', period.to)
    .groupBy('level')
    .execute();
  const raised = Object.fromEntries(alertLevels.map((level) => [level, 0])) as Record<AlertLevel, number>;
  for (const { level, count } of alerts) raised[level as AlertLevel] = count;
  return {
    raised,
    acknowledged: alerts.reduce((sum, row) => sum + row.acknowledged, 0),
    ...(await countNotices(db, period)),
    keptBack: await countKept(db, period),
    silences: await countMuted(db, period),
  };
}

async function countNotices(db: Db, period: Period): Promise<Pick<DigestAlerts, 'sent' | 'waiting' | 'failed'>> {
  const rows = await db
    .selectFrom('alerts')
    .innerJoin('notices', 'notices.alertId', 'alerts.id')
    .leftJoin('outbox', 'outbox.id', 'notices.outboxId')
    .select(['notices.state as notice', 'outbox.state'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('alerts.firedAt', '>=', period.from)
    .where('alerts.firedAt', '<', period.to)
    .where((eb) =>
      eb.or([
        eb('notices.state', 'in', ['held', 'queued']),
        eb.and([eb('notices.state', '=', 'waiting'), eb('notices.purpose', '=', 'notify')]),
      ]),
    )
    .groupBy(['notices.state', 'outbox.state'])
    .execute();
  const counts = { sent: 0, waiting: 0, failed: 0 };
  for (const { notice, state, count } of rows) {
    if (notice === 'queued' && (state === null || state === 'sent')) counts.sent += count;
    else if (state === 'dead') counts.failed += count;
    else counts.waiting += count;
  }
  return counts;
}

async function countKept(db: Db, period: Period): Promise<DigestAlerts['keptBack']> {
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('alerts')
        .innerJoin('decisions', 'decisions.alertId', 'alerts.id')
        .select(['decisions.reason', 'decisions.alertId', 'decisions.target'])
        .distinct()
        .where('alerts.firedAt', '>=', period.from)
        .where('alerts.firedAt', '<', period.to)
        .where('decisions.outcome', '<>', 'queued')
        .as('kept'),
    )
    .select('reason')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('reason', 'is not', null)
    .groupBy('reason')
    .execute();
  return rows
    .map(({ reason, count }) => ({ reason: reason as DecisionReason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

async function countMuted(db: Db, period: Period): Promise<DigestAlerts['silences']> {
  const silences = await listSilencesOf(db, period);
  const counted: DigestAlerts['silences'][number][] = [];
  for (const { id, reason, author, endsAt } of silences) {
    const { muted } = await db
      .selectFrom('decisions')
      .select((eb) => eb.fn.countAll<number>().as('muted'))
      .where('at', '>=', period.from)
      .where('at', '<', period.to)
      .where('reason', '=', 'silenced')
      .where('detail', 'like', `${silenceMark(id)} %`)
      .executeTakeFirstOrThrow();
    counted.push({ id, reason, author, endsAt, muted });
  }
  return counted;
}
