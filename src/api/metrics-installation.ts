import { channelIds } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import { isTroubled, sourceStatus } from '../core/source.ts';
import { localDate } from '../core/time.ts';
import { listStops } from '../store/delivery-stops.ts';
import { listHeldReports } from '../store/digests.ts';
import {
  countIssuesByState,
  countOpenNotices,
  countSubjectRequests,
  countUnanswered,
  countUnscored,
  listOutboxFigures,
  listSourceFigures,
  loadDayFigures,
  loadEverNumbered,
  loadLastReports,
  loadPeopleFigures,
  type SourceFigure,
} from '../store/operation-figures.ts';
import type { SizeFigures } from '../store/operation-size.ts';
import { loadScoringState } from '../store/pipeline-state.ts';
import type { Db } from '../store/schema.ts';
import { listCredentials } from './credentials.ts';
import type { ApiDeps } from './deps.ts';
import { countByStatus, lastRunAt, schedulerLag } from './health.ts';
import { counter, type Family, gauge, secondsOf } from './metrics-text.ts';

type Facts = Pick<ApiDeps, 'credentials'> & { readonly db: Db; readonly now: Date; readonly zone: string };

const sumOf = <T>(rows: readonly T[], amountOf: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + amountOf(row), 0);

const ageOf = (at: Instant | null, now: Date): number | null =>
  at === null ? null : Math.max(0, now.getTime() - Date.parse(at)) / 1000;

/** Everything that the database says of one regency. The same from every process that asks. */
export async function installationFamilies(facts: Facts): Promise<readonly Family[]> {
  return [
    ...(await collectingFamilies(facts)),
    ...(await workFamilies(facts)),
    ...(await sendingFamilies(facts)),
    ...(await officeFamilies(facts)),
    ...(await budgetFamilies(facts)),
  ];
}

async function collectingFamilies({ db, now, zone }: Facts): Promise<readonly Family[]> {
  const sources = await listSourceFigures(db);
  const today = await loadDayFigures(db, localDate(now, zone));
  const active = sources.filter(({ enabled }) => enabled);
  const days = [...today.values()];
  const failed = sumOf(days, ({ failures }) => failures);
  const runs = sumOf(days, (day) => day.runs);
  return [
    gauge(
      'kentongan_sources',
      'Sources by health.',
      Object.entries(countByStatus(sources, now)).map(labelledBy('status')),
    ),
    gauge(
      'kentongan_source_trouble',
      'Sources from which nothing comes although something should.',
      troubles(sources, now),
    ),
    counter(
      'kentongan_source_items_total',
      'Items stored by runs of a source; begins anew at midnight of the regency.',
      active.map(({ id, class: voice }) => [{ source: id, class: voice }, today.get(id)?.stored ?? 0] as const),
    ),
    counter('kentongan_collect_runs_total', 'Runs of all sources; begins anew at midnight of the regency.', [
      [{ result: 'ok' }, runs - failed],
      [{ result: 'failed' }, failed],
    ]),
    counter('kentongan_collect_requests_total', 'Requests to sites; begins anew at midnight of the regency.', [
      [{}, sumOf(days, ({ requests }) => requests)],
    ]),
    counter('kentongan_collect_bytes_total', 'Bytes read from sites; begins anew at midnight of the regency.', [
      [{}, sumOf(days, ({ bytes }) => bytes)],
    ]),
    counter('kentongan_items_rejected_total', 'Items that could not be read.', [
      [{}, sumOf(sources, ({ rejectedCount }) => rejectedCount)],
    ]),
    gauge('kentongan_mentions', 'Mentions that sources have brought, without those set aside.', [
      [{}, sumOf(sources, ({ itemCount, setAsideCount }) => itemCount - setAsideCount)],
    ]),
    gauge('kentongan_mentions_set_aside', 'Mentions set aside as gambling spam.', [
      [{}, sumOf(sources, ({ setAsideCount }) => setAsideCount)],
    ]),
    gauge('kentongan_scheduler_lag_seconds', 'How late the longest overdue source is.', [
      [{}, schedulerLag(sources, new Date(0).toISOString(), now) / 1000],
    ]),
    gauge('kentongan_last_collection_age_seconds', 'Since any source was last asked.', [
      [{}, ageOf(lastRunAt(sources), now)],
    ]),
  ];
}

/** Only those in trouble: a line for each source and state would be nine times as many. */
function troubles(sources: readonly SourceFigure[], now: Date) {
  return sources.flatMap((source) => {
    const status = sourceStatus(source, now);
    return isTroubled(status) ? [[{ source: source.id, class: source.class, status }, 1] as const] : [];
  });
}

async function workFamilies({ db, now }: Facts): Promise<readonly Family[]> {
  const ever = await loadEverNumbered(db);
  const { waitingSince } = await loadScoringState(db);
  const unanswered = await countUnanswered(db, new Date(now.getTime() - 86_400_000).toISOString());
  return [
    counter('kentongan_mentions_total', 'Mentions ever stored.', [[{}, ever.mentions]]),
    counter('kentongan_issues_total', 'Issues ever begun.', [[{}, ever.issues]]),
    counter('kentongan_alerts_total', 'Alerts ever fired.', [[{}, ever.alerts]]),
    counter('kentongan_messages_total', 'Messages ever queued, one for each recipient.', [[{}, ever.outbox]]),
    gauge('kentongan_mentions_unscored', 'Mentions that wait for a score.', [[{}, await countUnscored(db)]]),
    gauge(
      'kentongan_unscored_oldest_seconds',
      'How long the mention that waits longest has waited for a score; 0 when none does.',
      [[{}, ageOf(waitingSince, now) ?? 0]],
    ),
    gauge('kentongan_issues', 'Issues by state.', [...(await countIssuesByState(db))].map(labelledBy('state'))),
    gauge('kentongan_alerts_unanswered', 'Alerts of the last 24 hours that nobody has acknowledged.', [
      [{}, unanswered],
    ]),
  ];
}

async function sendingFamilies({ db, now }: Facts): Promise<readonly Family[]> {
  const messages = await listOutboxFigures(db);
  const notices = await countOpenNotices(db);
  const stops = await listStops(db);
  const countOf = (channel: string, state: string) =>
    messages.find((row) => row.channel === channel && row.state === state)?.count ?? 0;
  const oldest = messages.reduce<Instant | null>(
    (first, { state, oldestAt }) =>
      state !== 'dead' && oldestAt !== null && (first === null || oldestAt < first) ? oldestAt : first,
    null,
  );
  return [
    gauge(
      'kentongan_outbox',
      'Messages that are not sent, by channel and state; dead ones were given up.',
      channelIds.flatMap((channel) =>
        ['pending', 'sending', 'dead'].map((state) => [{ channel, state }, countOf(channel, state)] as const),
      ),
    ),
    gauge('kentongan_outbox_oldest_seconds', 'How long the message that waits longest has waited; 0 when none does.', [
      [{}, ageOf(oldest, now) ?? 0],
    ]),
    gauge(
      'kentongan_notices',
      'Alerts for somebody that are no message yet: waiting for their time, or held back.',
      ['waiting', 'held'].map((state) => [{ state }, notices.get(state) ?? 0] as const),
    ),
    gauge(
      'kentongan_channel_stopped',
      '1 while nothing goes out by a channel.',
      channelIds.map((channel) => [
        { channel },
        stops.some((stop) => stop.channel === channel && stop.address === null) ? 1 : 0,
      ]),
    ),
    gauge('kentongan_addresses_stopped', 'Addresses that take no more messages.', [
      [{}, stops.filter(({ address }) => address !== null).length],
    ]),
  ];
}

async function officeFamilies({ db, now }: Facts): Promise<readonly Family[]> {
  const reports = await loadLastReports(db);
  const held = await listHeldReports(db);
  const people = await loadPeopleFigures(db, now);
  const requests = await countSubjectRequests(db, now);
  return [
    gauge(
      'kentongan_last_report_timestamp_seconds',
      'When the mails of the last report of a kind were queued.',
      [...reports].map(([period, at]) => [{ period }, secondsOf(at)] as const),
    ),
    gauge('kentongan_reports_held', 'Reports that wait for approval.', [[{}, held.length]]),
    gauge('kentongan_users', 'Accounts that may sign in, by role.', [...people.byRole].map(labelledBy('role'))),
    gauge('kentongan_users_second_factor', 'Accounts that may sign in and have a second factor.', [
      [{}, people.secondFactors],
    ]),
    gauge('kentongan_sessions', 'Sessions that were begun and not ended.', [[{}, people.sessions]]),
    gauge('kentongan_sign_in_failures', 'Failed tries to sign in during the last 15 minutes.', [[{}, people.failures]]),
    gauge('kentongan_subject_requests', 'Requests of data subjects without an answer.', [
      [{ due: 'later' }, requests.open - requests.overdue],
      [{ due: 'overdue' }, requests.overdue],
    ]),
  ];
}

async function budgetFamilies({ db, now, credentials }: Facts): Promise<readonly Family[]> {
  const keys = await listCredentials({ db, credentials }, now);
  const budgets = keys.flatMap(({ id, budgets: own }) => own.map((budget) => ({ credential: id, ...budget })));
  return [
    gauge(
      'kentongan_budget_used',
      'Taken from a budget of a key in its window.',
      budgets.map(({ credential, name, used }) => [{ credential, budget: name }, used] as const),
    ),
    gauge(
      'kentongan_budget_limit',
      'Limit of a budget of a key.',
      budgets.map(({ credential, name, limit }) => [{ credential, budget: name }, limit] as const),
    ),
    gauge(
      'kentongan_credential_usable',
      '1 for a key that can be used, 0 for one that is missing, refused, expired or paused.',
      keys.map(({ id, status }) => [{ credential: id }, status === 'ok' || status === 'expiring' ? 1 : 0] as const),
    ),
  ];
}

/** What is read less often: sizes of tables and the age of copies. */
export function sizeFamilies({ database, log, disk, backupAt, archive }: SizeFigures): readonly Family[] {
  return [
    gauge('kentongan_database_bytes', 'The SQLite file, or all tables and indexes of the schema.', [[{}, database]]),
    gauge('kentongan_database_log_bytes', 'The write-ahead log of SQLite.', [[{}, log]]),
    gauge('kentongan_disk_free_bytes', 'Free on the disk of the SQLite file.', [[{}, disk?.free ?? null]]),
    gauge('kentongan_disk_size_bytes', 'Size of the disk of the SQLite file.', [[{}, disk?.size ?? null]]),
    gauge('kentongan_last_backup_timestamp_seconds', 'When `kentongan backup` last copied the database.', [
      [{}, secondsOf(backupAt)],
    ]),
    gauge('kentongan_last_archive_timestamp_seconds', 'When PostgreSQL last archived a piece of its log.', [
      [{}, secondsOf(archive?.lastAt ?? null)],
    ]),
    counter('kentongan_archive_failures_total', 'Pieces of its log that PostgreSQL could not archive.', [
      [{}, archive?.failures ?? null],
    ]),
  ];
}

function labelledBy(label: string) {
  return ([key, value]: readonly [string, number]) => [{ [label]: key }, value] as const;
}
