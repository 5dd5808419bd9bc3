import type { Digest, DigestImage, SentimentCounts, SentimentTable } from '../core/digest.ts';
import type { Platform } from '../core/mention.ts';
import { totalOf } from '../reports/wording.ts';
import type { MentionView } from '../store/mention-rows.ts';
import {
  type CopyRow,
  countMedia,
  countTopics,
  countVerdicts,
  listCopies,
  listHeadlines,
  loadTitles,
  type ReportQuery,
  type TopicCount,
  type Verdict,
  type VerdictCount,
} from '../store/report-counts.ts';
import { findTopIssue } from '../store/report-texts.ts';
import type { Db } from '../store/schema.ts';
import type { Period } from '../store/stats.ts';
import { titleKey } from './counted-mentions.ts';

const mediaPlatforms: ReadonlySet<Platform> = new Set(['web', 'google-news', 'print', 'other']);

/** What citizens write: comments, community sites, social platforms (also when an analyst pasted it into a klipping sheet). */
export function isSocial(view: Pick<MentionView, 'kind' | 'sourceClass' | 'platform'>): boolean {
  return view.kind === 'comment' || view.sourceClass === 'community' || !mediaPlatforms.has(view.platform);
}

const noCounts: SentimentCounts = { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 };

/** Row of the sentiment table. `potential` is what is not negative but watched; so the five rows add up to all mentions. */
function rowOf({ label, attention }: Pick<Verdict, 'label' | 'attention'>): keyof SentimentCounts {
  return label !== 'negative' && attention === 'watch' ? 'potential' : label;
}

function combine(a: SentimentCounts, b: SentimentCounts, sign: 1 | -1): SentimentCounts {
  return {
    positive: a.positive + sign * b.positive,
    neutral: a.neutral + sign * b.neutral,
    negative: a.negative + sign * b.negative,
    potential: a.potential + sign * b.potential,
    unscored: a.unscored + sign * b.unscored,
  };
}

function tableOf(
  verdicts: Iterable<Pick<Verdict, 'label' | 'attention'> & { readonly count: number }>,
): SentimentCounts {
  const counts = { ...noCounts };
  for (const verdict of verdicts) counts[rowOf(verdict)] += verdict.count;
  return counts;
}

/** A period in numbers. What only copies others counts nowhere but in `copies`. */
export interface PeriodCounts {
  readonly sentiment: SentimentTable;
  readonly counted: number;
  readonly trend: Digest['trend'];
  readonly topics: Digest['topics'];
  readonly byAgency: ReadonlyMap<string, SentimentCounts>;
  readonly copies: readonly CopyRow[];
}

/**
 * @param spans that the period is cut into for its trend, oldest first, without gaps
 * @param byTopic false where topics are not asked for: they stay empty
 */
export async function loadPeriodCounts(
  db: Db,
  query: ReportQuery,
  spans: readonly Period[],
  byTopic: boolean,
): Promise<PeriodCounts> {
  const found = await listCopies(db, query);
  const lone = await findLonePointers(db, query, found);
  const copies = found.filter((copy) => !lone.has(copy.id));
  const verdicts: VerdictCount[] = [];
  const trend: { at: string; counts: SentimentCounts }[] = [];
  for (const span of spans) {
    const own = [
      ...(await countVerdicts(db, { ...span, about: query.about })),
      ...copies
        .filter(({ publishedAt }) => publishedAt >= span.from && publishedAt < span.to)
        .map((copy) => ({ ...copy, count: -1 })),
    ];
    trend.push({ at: span.from, counts: tableOf(own) });
    for (const verdict of own) verdicts.push(verdict);
  }
  const media = tableOf([
    ...(await countMedia(db, query)),
    ...found.filter((copy) => lone.has(copy.id) && !isSocial(copy)).map((copy) => ({ ...copy, count: 1 })),
  ]);
  const all = tableOf(verdicts);
  return {
    sentiment: { media, social: combine(all, media, -1) },
    counted: totalOf(all),
    trend,
    topics: byTopic ? await loadTopics(db, query.about, spans, copies) : [],
    byAgency: agenciesOf(verdicts),
    copies,
  };
}

async function loadTopics(
  db: Db,
  about: string,
  spans: readonly Period[],
  copies: readonly CopyRow[],
): Promise<Digest['topics']> {
  const topics = new Map<string, { count: number; negative: number }>();
  const add = ({ topic, count, negative }: TopicCount) => {
    const own = topics.get(topic) ?? { count: 0, negative: 0 };
    topics.set(topic, { count: own.count + count, negative: own.negative + negative });
  };
  for (const span of spans) for (const row of await countTopics(db, { ...span, about })) add(row);
  for (const { topic, label } of copies) add({ topic, count: -1, negative: label === 'negative' ? -1 : 0 });
  return [...topics]
    .map(([topic, own]) => ({ topic, ...own }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.topic.localeCompare(b.topic));
}

function agenciesOf(verdicts: readonly VerdictCount[]): ReadonlyMap<string, SentimentCounts> {
  const agencies = new Map<string, VerdictCount[]>();
  for (const verdict of verdicts) {
    if (verdict.agency === null) continue;
    const own = agencies.get(verdict.agency);
    if (own === undefined) agencies.set(verdict.agency, [verdict]);
    else own.push(verdict);
  }
  return new Map([...agencies].map(([agency, own]) => [agency, tableOf(own)]));
}

/**
 * Pointers of a news search whose article is not there itself: they stand for it, and count. A pointer and its article share an issue;
 * until they are clustered, all headlines are looked through.
 */
async function findLonePointers(db: Db, period: Period, copies: readonly CopyRow[]): Promise<ReadonlySet<number>> {
  const pointers = copies.filter(({ sourceClass }) => sourceClass === 'aggregator');
  if (pointers.length === 0) return new Set();
  const issueIds = pointers.flatMap(({ issueId }) => issueId ?? []);
  const found = await listHeadlines(db, period, issueIds.length < pointers.length ? null : [...new Set(issueIds)]);
  const headlines = new Set(found.map((title) => titleKey({ title, text: '' })));
  const titles = await loadTitles(
    db,
    pointers.map(({ id }) => id),
  );
  return new Set(titles.filter((pointer) => !headlines.has(titleKey(pointer))).map(({ id }) => id));
}

/** The span with most mentions, and what was spoken of most in it; null for a silent period. */
export async function loadPeak(db: Db, spans: readonly Period[], trend: Digest['trend']): Promise<Digest['peak']> {
  const counts = trend.map((point) => totalOf(point.counts));
  const most = Math.max(0, ...counts);
  const index = counts.indexOf(most);
  const span = spans[index];
  const point = trend[index];
  if (most === 0 || span === undefined || point === undefined) return null;
  return { ...span, count: most, negative: point.counts.negative, title: await findTopIssue(db, span) };
}

const maxImages = 20;

/** Coverage and tone of each agency, now and before; those most spoken of first. */
export function imagesOf(now: PeriodCounts, before: PeriodCounts): readonly DigestImage[] {
  return [...now.byAgency]
    .map(([name, counts]) => ({ name, counts, before: before.byAgency.get(name) ?? noCounts }))
    .filter(({ counts }) => totalOf(counts) > 0)
    .sort((a, b) => totalOf(b.counts) - totalOf(a.counts) || a.name.localeCompare(b.name))
    .slice(0, maxImages);
}
