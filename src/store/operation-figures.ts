import { sql } from 'kysely';
import type { ReportPeriod } from '../core/digest.ts';
import type { ChannelId } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import { periodOf } from '../core/report-period.ts';
import type { SourceRow, StatusFact } from '../core/source.ts';
import { dialectOf } from './dialect.ts';
import { attemptWindowMs } from './login-attempts.ts';
import type { OutboxState } from './outbox.ts';
import type { Db } from './schema.ts';

/** What monitoring is told of a source. */
export type SourceFigure = Pick<
  SourceRow,
  StatusFact | 'id' | 'class' | 'lastRunAt' | 'nextRunAt' | 'itemCount' | 'setAsideCount' | 'rejectedCount'
>;

/** Every source, without what is long (cursors, options). A paused or removed one counts as disabled. */
export async function listSourceFigures(db: Db): Promise<readonly SourceFigure[]> {
  const rows = await db
    .selectFrom('sources')
    .select([
      'id',
      'class',
      'enabled',
      'pausedAt',
      'archivedAt',
      'silentAfterMs',
      'firstSuccessAt',
      'lastSuccessAt',
      'lastNewItemAt',
    ])
    .select(['errorCount', 'lastFault', 'stoppedReason', 'lastRunAt', 'nextRunAt'])
    .select(['itemCount', 'setAsideCount', 'rejectedCount'])
    .orderBy('id')
    .execute();
  return rows.map(({ pausedAt, archivedAt, ...row }) => ({
    ...row,
    class: row.class as SourceFigure['class'],
    lastFault: row.lastFault as SourceFigure['lastFault'],
    enabled: row.enabled === 1 && pausedAt === null && archivedAt === null,
  }));
}

export interface DayFigure {
  readonly runs: number;
  readonly failures: number;
  readonly stored: number;
  readonly requests: number;
  readonly bytes: number;
}

/** What each source has done on a day of the regency's zone so far; sources without a run are left out. */
export async function loadDayFigures(db: Db, day: string): Promise<ReadonlyMap<string, DayFigure>> {
  const rows = await db.selectFrom('sourceDays').selectAll().where('day', '=', day).execute();
  return new Map(rows.map(({ sourceId, day: _day, ...figure }) => [sourceId, figure]));
}

const numbered = ['mentions', 'issues', 'alerts', 'outbox', 'runs'] as const;
export type NumberedTable = (typeof numbered)[number];

/**
 * How many rows were ever numbered in these tables, also those that are gone: it never falls, and costs the same however many there
 * are. On PostgreSQL a number may have been taken by a write that was taken back.
 */
export async function loadEverNumbered(db: Db): Promise<Readonly<Record<NumberedTable, number>>> {
  const counts = { mentions: 0, issues: 0, alerts: 0, outbox: 0, runs: 0 };
  const { rows } =
    dialectOf(db) === 'postgres'
      ? await sql<{ name: NumberedTable; last: number | null }>`
          select name, pg_sequence_last_value(pg_get_serial_sequence(name, 'id')::regclass) as last
          from unnest(${[...numbered]}::text[]) as numbered (name)`.execute(db)
      : await sql<{ name: NumberedTable; last: number }>`
          select name, seq as last from sqlite_sequence
          where name in ('mentions', 'issues', 'alerts', 'outbox', 'runs')`.execute(db);
  for (const { name, last } of rows) counts[name] = last ?? 0;
  return counts;
}

/** Issues by state, those that were joined to others left out. */
export async function countIssuesByState(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('issues')
    .select('state')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('mergedInto', 'is', null)
    .groupBy('state')
    .orderBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** Mentions that wait for their first score, or for another since they were edited. */
export async function countUnscored(db: Db): Promise<number> {
  const row = await db
    .selectFrom('scoreQueue')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Alerts that nobody has acknowledged, among those that fired since then. */
export async function countUnanswered(db: Db, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('alerts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('acknowledgedAt', 'is', null)
    .where('firedAt', '>=', since)
    .executeTakeFirstOrThrow();
  return row.count;
}

export interface OutboxFigure {
  readonly channel: ChannelId;
  readonly state: OutboxState;
  readonly count: number;
  /** When the oldest of them was queued. */
  readonly oldestAt: Instant | null;
}

/** Messages that are not sent, by channel and state. What was sent may be much, and is not looked at. */
export async function listOutboxFigures(db: Db): Promise<readonly OutboxFigure[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['channel', 'state'])
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min<Instant | null>('createdAt').as('oldestAt')])
    .where('state', 'in', ['pending', 'sending', 'dead'])
    .groupBy(['channel', 'state'])
    .execute();
  return rows.map((row) => ({ ...row, channel: row.channel as ChannelId, state: row.state as OutboxState }));
}

/** Alerts for somebody that are not a message yet: `waiting` for their time, or `held` back by something. */
export async function countOpenNotices(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('notices')
    .select('state')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', ['waiting', 'held'])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** When the mails of the last report of each kind were queued. */
export async function loadLastReports(db: Db): Promise<ReadonlyMap<ReportPeriod, Instant>> {
  const rows = await db
    .selectFrom('digests')
    .select(['date', 'queuedAt'])
    .where('queuedAt', 'is not', null)
    .where('date', 'not like', '%+%')
    .execute();
  const last = new Map<ReportPeriod, Instant>();
  for (const { date, queuedAt } of rows) {
    const period = periodOf(date);
    if (period !== null && queuedAt !== null && queuedAt > (last.get(period) ?? '')) last.set(period, queuedAt);
  }
  return last;
}

/** Counts only; nobody is named. */
export interface PeopleFigures {
  /** Accounts that may sign in, by role. */
  readonly byRole: ReadonlyMap<string, number>;
  /** Of these, with a second factor. */
  readonly secondFactors: number;
  readonly sessions: number;
  /** Tries to sign in of the last quarter of an hour that have failed. */
  readonly failures: number;
}

export async function loadPeopleFigures(db: Db, now: Date): Promise<PeopleFigures> {
  const users = await db
    .selectFrom('users')
    .select('role')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.count<number>('totpSecret').as('secured')])
    .where('disabledAt', 'is', null)
    .groupBy('role')
    .orderBy('role')
    .execute();
  const { sessions } = await db
    .selectFrom('sessions')
    .select((eb) => eb.fn.countAll<number>().as('sessions'))
    .where('state', '=', 'full')
    .executeTakeFirstOrThrow();
  const { failures } = await db
    .selectFrom('loginAttempts')
    .select((eb) => eb.fn.countAll<number>().as('failures'))
    .where('at', '>', new Date(now.getTime() - attemptWindowMs).toISOString())
    .executeTakeFirstOrThrow();
  return {
    byRole: new Map(users.map(({ role, count }) => [role, count])),
    secondFactors: users.reduce((sum, { secured }) => sum + secured, 0),
    sessions,
    failures,
  };
}

/** Requests of data subjects that are not answered, and of these the ones whose time is over. */
export async function countSubjectRequests(db: Db, now: Date): Promise<{ open: number; overdue: number }> {
  const count = (until: Instant | null) => {
    const open = db
      .selectFrom('subjectRequests')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('endedAt', 'is', null);
    return (until === null ? open : open.where('dueAt', '<', until)).executeTakeFirstOrThrow();
  };
  return { open: (await count(null)).count, overdue: (await count(now.toISOString())).count };
}
