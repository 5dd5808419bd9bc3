import type { Digest, DigestCoverage } from '../core/digest.ts';
import type { Region } from '../core/region.ts';
import { periodOf, previousReport, reportWindow, spansOf } from '../core/report-period.ts';
import { sourceStatus } from '../core/source.ts';
import { addDays, defaultReportMinute } from '../core/time.ts';
import { totalOf } from '../reports/wording.ts';
import { countAlertFates } from '../store/decisions.ts';
import { countQuestions } from '../store/questions.ts';
import type { Db } from '../store/schema.ts';
import { listSources } from '../store/sources.ts';
import { listSpikes } from '../store/spikes.ts';
import { countCoverage, type Period } from '../store/stats.ts';
import { advise } from './digest-advice.ts';
import { analyse } from './digest-analysis.ts';
import { loadClippings } from './digest-clippings.ts';
import { imagesOf, loadPeak, loadPeriodCounts, type PeriodCounts } from './digest-counts.ts';
import type { Themes } from './digest-entries.ts';
import { loadDigestIssues } from './digest-issues.ts';
import { sayTrust, summarise } from './digest-summary.ts';
import { loadTopWords } from './digest-words.ts';

export interface DigestDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly region: Region;
  readonly demo: boolean;
  /** Versions of lexicon and scorers, and of the program, printed in the report. */
  readonly lexicon: string;
  readonly program: string;
  readonly preparedBy: string;
  readonly addressedTo: readonly string[];
  readonly themes: Themes;
  /** Minute of the day at which reporting days begin and reports are sent; default 06.00. */
  readonly reportMinute?: number;
}

/**
 * The report of a day (`2026-11-21`), week (`2026-W47`) or month (`2026-11`) from what is stored now, compared with the period before
 * and, for a day, the same day a week earlier. Of a period that has not ended it says so.
 * @throws RangeError for what is no period
 */
export async function makeDigest(deps: DigestDeps, date: string): Promise<Digest> {
  const { db, region } = deps;
  const now = deps.now();
  const minute = deps.reportMinute ?? defaultReportMinute;
  const period = periodOf(date) ?? 'day';
  const window = reportWindow(date, region.timezone, minute);
  const query = { ...window, about: region.code };
  const before = { ...reportWindow(previousReport(date), region.timezone, minute), about: region.code };
  const spans = spansOf(date, region.timezone, minute);
  const counts = await loadPeriodCounts(db, query, spans, true);
  const countsBefore = await loadPeriodCounts(
    db,
    before,
    spansOf(previousReport(date), region.timezone, minute),
    false,
  );
  const copies = [...counts.copies, ...countsBefore.copies];

  const { entries, totals, ...issues } = await loadDigestIssues(
    db,
    query,
    { period: window, before, copies, themes: deps.themes },
    now,
  );
  const { clippings, total } = await loadClippings(
    db,
    query,
    counts.copies.map(({ id }) => id),
    totalOf(counts.sentiment.media),
  );
  const coverage = await loadCoverage(db, window, counts, now);
  const words = await loadTopWords(
    db,
    { ...query, count: counts.counted },
    { ...before, count: countsBefore.counted },
    new Set(copies.map(({ id }) => id)),
    region,
  );
  const facts = {
    ...{ period, regionName: region.name, timezone: region.timezone, ...window },
    sentiment: counts.sentiment,
    sentimentBefore: countsBefore.sentiment,
    ...issues,
    totals: { ...totals, clippings: total },
    spikes: await listSpikes(db, window),
    questions: await countQuestions(db, window),
    coverage,
  };
  const reasoning = { ...facts, entries, themes: deps.themes };
  return {
    ...facts,
    date,
    madeAt: now.toISOString(),
    complete: now.toISOString() >= window.to,
    afterwards: false,
    demo: deps.demo,
    ...{ preparedBy: deps.preparedBy, addressedTo: deps.addressedTo, lexicon: deps.lexicon, program: deps.program },
    editorial: noEditorial,
    summary: summarise(facts),
    trust: sayTrust(coverage.sources),
    sentimentWeekAgo: await loadWeekAgo(deps, date),
    peak: await loadPeak(db, spans, counts.trend),
    trend: counts.trend,
    topics: counts.topics,
    ...words,
    analysis: analyse(reasoning),
    recommendations: advise(reasoning),
    image: imagesOf(counts, countsBefore),
    clippings,
    alerts: await countAlertFates(db, window),
  };
}

/** Nobody has looked at it. */
export const noEditorial: Digest['editorial'] = {
  editedBy: null,
  editedAt: null,
  approvedBy: null,
  approvedAt: null,
  excludedIssues: [],
  correction: 0,
};

/** Null for weeks and months, and when nothing was collected then. */
async function loadWeekAgo(
  { db, region, reportMinute }: DigestDeps,
  date: string,
): Promise<Digest['sentimentWeekAgo']> {
  if (periodOf(date) !== 'day') return null;
  const window = reportWindow(addDays(date, -7), region.timezone, reportMinute ?? defaultReportMinute);
  const { counted, sentiment } = await loadPeriodCounts(db, { ...window, about: region.code }, [window], false);
  return counted === 0 ? null : sentiment;
}

async function loadCoverage(
  db: Db,
  window: Period,
  { counted, copies, sentiment }: PeriodCounts,
  now: Date,
): Promise<DigestCoverage> {
  const sources = await listSources(db);
  const { scored, ...coverage } = await countCoverage(db, window);
  return {
    sources: sources
      .filter((source) => source.enabled)
      .map((source) => ({
        id: source.id,
        title: source.title,
        status: sourceStatus(source, now),
        lastError: source.lastError,
        lastNewItemAt: source.lastNewItemAt,
      })),
    ...coverage,
    counted,
    copies: copies.length,
    notRelevant: scored - counted - copies.length,
    waiting: coverage.mentions - scored,
    unscored: sentiment.media.unscored + sentiment.social.unscored,
  };
}
