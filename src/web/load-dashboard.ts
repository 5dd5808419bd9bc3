import { type Actor, agencyScopeOf, isAllowed } from '../core/access.ts';
import type { Alert } from '../core/alert.ts';
import { type Category, type CategoryCounts, categoryOf, noCounts } from '../core/category.ts';
import type { Issue } from '../core/issue.ts';
import type { Attention } from '../core/score.ts';
import { type SourceStatus, sourceStatus } from '../core/source.ts';
import { addDays, localDate } from '../core/time.ts';
import { countAlertMessages } from '../store/alert-fates.ts';
import { listDigestDates } from '../store/digests.ts';
import { findStaleHours } from '../store/hour-counts.ts';
import { countIssueMentions } from '../store/issue-activity.ts';
import { listIssueMentions } from '../store/issues.ts';
import { listSourceSketches } from '../store/managed-sources.ts';
import type { OutboxState } from '../store/outbox.ts';
import {
  listOverdueIssues,
  listSeenIssues,
  listUnacknowledged,
  loadIssues,
  loadReadiness,
  type Readiness,
  type SeenIssue,
} from '../store/overview.ts';
import { countVerdicts, listCopies, type ReportQuery } from '../store/report-counts.ts';
import type { Db } from '../store/schema.ts';
import { countSentiment, type Period } from '../store/stats.ts';
import { type DayTrend, loadTrend } from '../store/trends.ts';
import type { WebDeps } from './deps.ts';
import type { IssueView } from './parts/issue-card.tsx';

export interface ShownAlert {
  readonly alert: Alert;
  readonly deliveries: Readonly<Record<OutboxState, number>>;
}

export type DashboardDeps = Pick<WebDeps, 'db' | 'now' | 'region'>;

export interface GrowingIssue {
  readonly issue: Issue;
  /** Mentions in the last 24 hours, and in the 24 before them. */
  readonly recent: number;
  readonly before: number;
}

export interface Dashboard {
  readonly now: Date;
  /** The only agency that the reader sees; null for all. */
  readonly agency: string | null;
  readonly readiness: Readiness;
  /** Of the last 24 hours, and of the 24 before them. */
  readonly counts: CategoryCounts;
  readonly countsBefore: CategoryCounts;
  readonly trend: readonly DayTrend[];
  readonly red: IssueGroup;
  readonly yellow: IssueGroup;
  readonly green: IssueGroup;
  /** Began in the last 24 hours, red first. */
  readonly fresh: {
    readonly total: number;
    readonly red: number;
    readonly yellow: number;
    readonly issues: readonly Issue[];
  };
  /** Those that grew most, first. */
  readonly growing: readonly GrowingIssue[];
  /** The longest overdue first; 50 stands for that many or more. */
  readonly overdue: readonly Issue[];
  /** Alerts of seven days that nobody sees to, newest first. */
  readonly unanswered: { readonly items: readonly ShownAlert[]; readonly total: number };
  /** Of every source. */
  readonly sources: readonly SourceStatus[];
  /** Null for readers who cannot open reports. */
  readonly digestDates: readonly string[] | null;
}

/** Issues of one level that were mentioned in the last 24 hours. */
export interface IssueGroup {
  readonly total: number;
  /** Those most talked about, first. */
  readonly cards: readonly IssueView[];
  /** Those that follow. */
  readonly lines: readonly Issue[];
}

const dayMs = 86_400_000;
export const trendDays = 14;
/** Red ones first; on a quiet day yellow ones take their place. */
const maxCards = 3;
const mentionsPerCard = 15;
/** Growth is looked for among so many issues, the largest. */
const maxCompared = 300;
const leastGrown = 3;
const growthFactor = 1.5;
const maxOverdue = 50;

export async function loadDashboard(deps: DashboardDeps, actor: Actor): Promise<Dashboard> {
  const { db, region } = deps;
  const now = deps.now();
  const agency = agencyScopeOf(actor);
  const to = now.toISOString();
  const day = { from: ago(now, dayMs), to };
  const today = localDate(now, region.timezone);
  const seen = await listSeenIssues(db, { ...day, agency });
  const activity = await loadActivity(deps, seen, now);
  const redCount = seen.filter(({ attention }) => attention === 'alert').length;
  const fresh = seen.filter(({ firstAt }) => firstAt >= day.from);
  return {
    now,
    agency,
    readiness: await loadReadiness(db),
    counts: await countCategories(deps, day, agency),
    countsBefore: await countCategories(deps, { from: ago(now, 2 * dayMs), to: day.from }, agency),
    trend: await loadTrend(db, { from: addDays(today, 1 - trendDays), to: today, agency, topic: null }),
    red: await toGroup(deps, seen, activity, { attention: 'alert', cards: maxCards, lines: 6 }),
    yellow: await toGroup(deps, seen, activity, {
      attention: 'watch',
      cards: Math.max(0, maxCards - redCount),
      lines: 5,
    }),
    green: await toGroup(deps, seen, activity, { attention: 'none', cards: 0, lines: 5 }),
    fresh: {
      total: fresh.length,
      red: fresh.filter(({ attention }) => attention === 'alert').length,
      yellow: fresh.filter(({ attention }) => attention === 'watch').length,
      issues: await loadIssues(db, sortByLevel(fresh, activity).slice(0, 4)),
    },
    growing: await loadGrowing(deps, seen, activity, day.from),
    overdue: await listOverdueIssues(db, { now, agency, limit: maxOverdue }),
    unanswered: await loadUnanswered(deps, agency, now),
    sources: (await listSourceSketches(db)).map((source) => sourceStatus(source, now)),
    digestDates: isAllowed(actor, 'read') ? await listDigestDates(db, 3, 'day') : null,
  };
}

function ago(now: Date, ms: number): string {
  return new Date(now.getTime() - ms).toISOString();
}

/** From so many hours on that are not counted yet, counting all verdicts from their index is quicker. */
const manyStale = 6;

/** Mentions about the regency by what they count as; those that copy others are left out. */
async function countCategories(
  { db, region }: DashboardDeps,
  period: Period,
  agency: string | null,
): Promise<CategoryCounts> {
  const query = { ...period, about: region.code };
  const stale = await findStaleHours(db, period);
  if (agency !== null || stale.anew.size >= manyStale) return countVerdictsOf(db, query, agency);
  const counts: Record<Category, number> = { ...noCounts };
  for (const { sourceClass, label, attention, count } of await countSentiment(db, query, stale)) {
    if (sourceClass !== 'mirror') counts[categoryOf(label, attention)] += count;
  }
  return counts;
}

/** The same without the kept counts, and of one agency: verdicts from an index, copies one by one. */
async function countVerdictsOf(db: Db, query: ReportQuery, agency: string | null): Promise<CategoryCounts> {
  const counts: Record<Category, number> = { ...noCounts };
  const isOurs = (row: { readonly agency: string | null }): boolean => agency === null || row.agency === agency;
  for (const row of (await countVerdicts(db, query)).filter(isOurs)) {
    counts[categoryOf(row.label, row.attention)] += row.count;
  }
  for (const row of (await listCopies(db, query)).filter(isOurs)) {
    if (row.sourceClass === 'mirror') counts[categoryOf(row.label, row.attention)] -= 1;
  }
  return counts;
}

async function loadUnanswered(
  { db }: DashboardDeps,
  agency: string | null,
  now: Date,
): Promise<Dashboard['unanswered']> {
  const { items, total } = await listUnacknowledged(db, { from: ago(now, 7 * dayMs), agency, limit: 5 });
  const deliveries = await countAlertMessages(
    db,
    items.map(({ id }) => id),
  );
  return { total, items: items.map((alert) => ({ alert, deliveries: deliveries.get(alert.id) ?? noDeliveries })) };
}

const noDeliveries = { pending: 0, sending: 0, sent: 0, dead: 0 };

type Activity = ReadonlyMap<number, { readonly recent: number; readonly before: number }>;

/** Mentions of the largest issues in the last 24 hours and in those before. */
async function loadActivity({ db }: DashboardDeps, seen: readonly SeenIssue[], now: Date): Promise<Activity> {
  const ids = [...seen]
    .sort((a, b) => b.mentionCount - a.mentionCount)
    .slice(0, maxCompared)
    .map(({ id }) => id);
  const recent = await countIssueMentions(db, ids, ago(now, dayMs));
  const both = await countIssueMentions(db, ids, ago(now, 2 * dayMs));
  return new Map(
    ids.map((id) => [id, { recent: recent.get(id) ?? 0, before: (both.get(id) ?? 0) - (recent.get(id) ?? 0) }]),
  );
}

function byRecent(activity: Activity) {
  return (a: SeenIssue, b: SeenIssue): number =>
    (activity.get(b.id)?.recent ?? 0) - (activity.get(a.id)?.recent ?? 0) ||
    b.mentionCount - a.mentionCount ||
    a.id - b.id;
}

const levelRanks: Readonly<Record<Attention, number>> = { alert: 0, watch: 1, none: 2 };

function sortByLevel(seen: readonly SeenIssue[], activity: Activity): number[] {
  return [...seen]
    .sort((a, b) => levelRanks[a.attention] - levelRanks[b.attention] || byRecent(activity)(a, b))
    .map(({ id }) => id);
}

/** @param cards how many are shown in full, with what was said */
async function toGroup(
  { db }: DashboardDeps,
  seen: readonly SeenIssue[],
  activity: Activity,
  { attention, cards, lines }: { readonly attention: Attention; readonly cards: number; readonly lines: number },
): Promise<IssueGroup> {
  const own = seen.filter((issue) => issue.attention === attention).sort(byRecent(activity));
  const issues = await loadIssues(
    db,
    own.slice(0, cards + lines).map(({ id }) => id),
  );
  const views: IssueView[] = [];
  for (const issue of issues.slice(0, cards)) {
    const mentions = await listIssueMentions(db, issue.id, mentionsPerCard);
    views.push({ issue, mentions, recent: activity.get(issue.id)?.recent ?? 0 });
  }
  return { total: own.length, cards: views, lines: issues.slice(cards) };
}

/** What is new is not called growing: it is told of apart. */
async function loadGrowing(
  { db }: DashboardDeps,
  seen: readonly SeenIssue[],
  activity: Activity,
  newSince: string,
): Promise<GrowingIssue[]> {
  const grown = seen
    .filter(({ firstAt, attention }) => firstAt < newSince && attention !== 'none')
    .flatMap(({ id }) => {
      const { recent = 0, before = 0 } = activity.get(id) ?? {};
      return recent >= leastGrown && recent >= before * growthFactor ? [{ id, recent, before }] : [];
    })
    .sort((a, b) => b.recent - b.before - (a.recent - a.before))
    .slice(0, 4);
  const issues = new Map(
    (
      await loadIssues(
        db,
        grown.map(({ id }) => id),
      )
    ).map((issue) => [issue.id, issue]),
  );
  return grown.flatMap(({ id, ...counts }) => {
    const issue = issues.get(id);
    return issue === undefined ? [] : [{ issue, ...counts }];
  });
}
