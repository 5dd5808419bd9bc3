import type { Alert } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';
import type { Attention } from '../core/score.ts';
import { type SourceRow, type SourceStatus, sourceStatus } from '../core/source.ts';
import { addDays, formatDate, instantAt, localDate } from '../core/time.ts';
import { countAlertMessages } from '../store/alert-fates.ts';
import { listAlerts } from '../store/alerts.ts';
import { listDigestDates } from '../store/digests.ts';
import { countIssueMentions } from '../store/issue-activity.ts';
import { listIssueMentions, listIssues } from '../store/issues.ts';
import type { OutboxState } from '../store/outbox.ts';
import { listSources } from '../store/sources.ts';
import { countSentiment, countTotals, type Period, type Totals } from '../store/stats.ts';
import type { WebDeps } from './deps.ts';
import { type Bar, type Counts, noCounts } from './parts/charts.tsx';
import type { IssueView } from './parts/issue-card.tsx';
import { type Category, categoryOf } from './wording.ts';

export interface ShownAlert {
  readonly alert: Alert;
  readonly deliveries: Readonly<Record<OutboxState, number>>;
}

export interface ShownSource {
  readonly source: SourceRow;
  readonly status: SourceStatus;
}

export interface Dashboard {
  readonly now: Date;
  readonly totals: Totals;
  /** Of the last 24 hours, and of the 24 before them. */
  readonly counts: Counts;
  readonly countsBefore: Counts;
  /** Seven calendar days up to today. */
  readonly week: readonly Bar[];
  readonly red: IssueGroup;
  readonly yellow: IssueGroup;
  readonly praised: readonly Issue[];
  readonly alerts: readonly ShownAlert[];
  readonly sources: readonly ShownSource[];
  readonly digestDates: readonly string[];
}

/** Issues of one level that were mentioned in the last 24 hours. */
export interface IssueGroup {
  /** How many there are; 200 stands for that many or more. */
  readonly total: number;
  /** Those most talked about, first. */
  readonly cards: readonly IssueView[];
  /** Those that follow. */
  readonly lines: readonly Issue[];
}

const dayMs = 86_400_000;
const mentionsPerIssue = 120;
const maxCounted = 200;

export async function loadDashboard(deps: WebDeps): Promise<Dashboard> {
  const { db, region } = deps;
  const now = deps.now();
  const day = { from: ago(now, dayMs), to: now.toISOString() };
  const sources = await listSources(db);
  const { items: alerts } = await listAlerts(db, { limit: 6 });
  const deliveries = await countAlertMessages(
    db,
    alerts.map(({ id }) => id),
  );
  return {
    now,
    totals: await countTotals(db),
    counts: await countCategories(deps, day),
    countsBefore: await countCategories(deps, { from: ago(now, 2 * dayMs), to: day.from }),
    week: await loadWeek(deps, localDate(now, region.timezone)),
    red: await loadIssues(deps, 'alert', day.from, { cards: 5, lines: 10 }),
    yellow: await loadIssues(deps, 'watch', day.from, { cards: 3, lines: 7 }),
    praised: await loadPraised(deps, day.from),
    alerts: alerts.map((alert) => ({ alert, deliveries: deliveries.get(alert.id) ?? noDeliveries })),
    sources: sources.map((source) => ({ source, status: sourceStatus(source, now) })),
    digestDates: await listDigestDates(db, 3, 'day'),
  };
}

const noDeliveries = { pending: 0, sending: 0, sent: 0, dead: 0 };

function ago(now: Date, ms: number): string {
  return new Date(now.getTime() - ms).toISOString();
}

/** Mentions about the regency by what they count as; those that copy others are left out. */
export async function countCategories({ db, region }: WebDeps, period: Period): Promise<Counts> {
  const counts: Record<Category, number> = { ...noCounts };
  for (const row of await countSentiment(db, { ...period, about: region.code })) {
    if (row.sourceClass !== 'mirror') counts[categoryOf(row.label, row.attention)] += row.count;
  }
  return counts;
}

async function loadWeek(deps: WebDeps, today: string): Promise<Bar[]> {
  const zone = deps.region.timezone;
  const bars: Bar[] = [];
  for (let back = 6; back >= 0; back -= 1) {
    const date = addDays(today, -back);
    const period = { from: instantAt(date, 0, zone), to: instantAt(addDays(date, 1), 0, zone) };
    bars.push({ name: formatDate(date), counts: await countCategories(deps, period) });
  }
  return bars;
}

/** @param cards how many are shown in full, with what was said */
async function loadIssues(
  { db }: WebDeps,
  attention: Attention,
  from: string,
  { cards, lines }: { readonly cards: number; readonly lines: number },
): Promise<IssueGroup> {
  const { items } = await listIssues(db, { attention, from, limit: maxCounted });
  const open = items.filter(({ state }) => state !== 'bukan-isu');
  const counts = await countIssueMentions(
    db,
    open.map(({ id }) => id),
    from,
  );
  const ranked = open
    .map((issue) => ({ issue, recent: counts.get(issue.id) ?? 0 }))
    .sort((a, b) => b.recent - a.recent || b.issue.mentionCount - a.issue.mentionCount);
  const top: IssueView[] = [];
  for (const view of ranked.slice(0, cards)) {
    top.push({ ...view, mentions: await listIssueMentions(db, view.issue.id, mentionsPerIssue) });
  }
  return { total: open.length, cards: top, lines: ranked.slice(cards, cards + lines).map(({ issue }) => issue) };
}

async function loadPraised(deps: WebDeps, from: string): Promise<Issue[]> {
  const { items } = await listIssues(deps.db, { attention: 'none', from, limit: 60 });
  return items
    .filter(({ positiveCount, negativeCount }) => positiveCount > negativeCount)
    .sort((a, b) => b.positiveCount - a.positiveCount)
    .slice(0, 4);
}
