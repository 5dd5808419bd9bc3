import type { Instant } from '../core/mention.ts';
import type { Spike, SpikeDimension } from '../core/spike.ts';
import { saySpike } from './spike-sentence.ts';

/** What the search for spikes needs to know of a mention. */
export interface SpikeMention {
  readonly id: number;
  readonly issueId: number | null;
  readonly at: Instant;
  readonly channel: 'social' | 'news';
  /** Who speaks; ten posts of one account are one voice in the count of sources. */
  readonly publisher: string;
  /** When its source was first read; null while that is not known. What a source says at first is always new. */
  readonly sourceSince: Instant | null;
  readonly topic: string;
  readonly agency: string | null;
  /** Kecamatan. */
  readonly placeCode: string | null;
  readonly placeName: string | null;
  /** Watched words found in it, whatever its tone. */
  readonly keywords: readonly string[];
  readonly negative: boolean;
}

export interface SpikeOptions {
  /** Fewest mentions that can be a spike. */
  readonly minCount: number;
  /** Least deviations above the usual. */
  readonly minScore: number;
  /** Least multiple of the usual. */
  readonly minRatio: number;
}

export const spikeDefaults: Readonly<Record<SpikeMention['channel'], SpikeOptions>> = {
  social: { minCount: 5, minScore: 3, minRatio: 3 },
  news: { minCount: 4, minScore: 2.5, minRatio: 2.5 },
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const spans = {
  social: { spanMs: hourMs, back: 12, weekMs: 7 * dayMs, weeks: 1 },
  news: { spanMs: dayMs, back: 14, weekMs: 7 * dayMs, weeks: 2 },
} as const;

/** Published after `from` and at or before `to`. */
interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** When mentions of a channel are compared; those of other times need not be given. */
export function spansCompared(channel: SpikeMention['channel'], now: Date): readonly Span[] {
  const { spanMs, back, weekMs, weeks } = spans[channel];
  const spanOf = (from: number, to: number): Span => ({
    from: new Date(now.getTime() - from).toISOString(),
    to: new Date(now.getTime() - to).toISOString(),
  });
  const recentMs = (back + 1) * spanMs;
  const earlier = Array.from({ length: weeks }, (_, index) => (index + 1) * weekMs).filter((ago) => ago >= recentMs);
  return [spanOf(recentMs, 0), ...earlier.map((ago) => spanOf(ago + spanMs, ago))];
}

/**
 * Topics, agencies, districts and watched words of which much more is said than usual. Social: the last hour against the 12 before
 * and the same hour a week ago. News: the last day against the 14 before and the same weekday in them.
 *
 * The usual is the larger of the trimmed mean of the spans before (the two busiest left out, so that one earlier peak hides nothing)
 * and the same time of earlier weeks (so that every market Monday is no surprise). The score is Anscombe's: 2(√(n+⅜) − √(e+⅜)), near
 * normal for counts. A source that was added within the spans compared is left out of both sides.
 *
 * Spikes that are about the same mentions are one: the most unusual of them is kept. Most unusual first.
 *
 * @param mentions all of the spans compared (`spansCompared`), by channel
 */
export function findSpikes(
  mentions: readonly SpikeMention[],
  now: Date,
  options: Readonly<Record<SpikeMention['channel'], SpikeOptions>> = spikeDefaults,
): readonly Spike[] {
  const found: Spike[] = [];
  for (const channel of ['social', 'news'] as const) {
    const { spanMs, back } = spans[channel];
    const compared = new Date(now.getTime() - (back + 1) * spanMs).toISOString();
    const own = mentions.filter(
      (mention) => mention.channel === channel && mention.sourceSince !== null && mention.sourceSince <= compared,
    );
    for (const [key, group] of groupsOf(own)) {
      const spike = measure(key, group, channel, now, options[channel]);
      if (spike !== null) found.push(spike);
    }
  }
  return withoutRepeats(found.sort((a, b) => b.score - a.score || a.key.localeCompare(b.key)));
}

/** Mentions by what they can be unusual in. */
function groupsOf(mentions: readonly SpikeMention[]): Map<string, SpikeMention[]> {
  const groups = new Map<string, SpikeMention[]>();
  const put = (dimension: SpikeDimension, value: string | null, mention: SpikeMention): void => {
    if (value === null) return;
    const key = `${dimension}:${value}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [mention]);
    else group.push(mention);
  };
  for (const mention of mentions) {
    for (const keyword of new Set(mention.keywords)) put('keyword', keyword, mention);
    if (!mention.negative) continue;
    put('topic', mention.topic === 'lainnya' ? null : mention.topic, mention);
    put('agency', mention.agency, mention);
    put('place', mention.placeCode, mention);
  }
  return groups;
}

function measure(
  key: string,
  group: readonly SpikeMention[],
  channel: SpikeMention['channel'],
  now: Date,
  { minCount, minScore, minRatio }: SpikeOptions,
): Spike | null {
  const { spanMs, back, weekMs, weeks } = spans[channel];
  const times = group.map(({ at }) => Date.parse(at));
  const countIn = (end: number): number => times.filter((time) => time > end - spanMs && time <= end).length;
  const end = now.getTime();
  const inSpan = group.filter((_, index) => (times[index] ?? 0) > end - spanMs && (times[index] ?? 0) <= end);
  const count = inSpan.length;
  if (count < minCount) return null;
  const before = Array.from({ length: back }, (_, index) => countIn(end - (index + 1) * spanMs));
  const sameTime = Array.from({ length: weeks }, (_, index) => countIn(end - (index + 1) * weekMs));
  const expected = Math.max(trimmedMean(before), mean(sameTime));
  const score = 2 * (Math.sqrt(count + 3 / 8) - Math.sqrt(expected + 3 / 8));
  if (score < minScore || count < minRatio * expected) return null;
  const [dimension = 'topic', ...rest] = key.split(':');
  const facts = {
    key: `${channel}:${key}`,
    dimension: dimension as SpikeDimension,
    value: rest.join(':'),
    channel,
    from: new Date(end - spanMs).toISOString(),
    to: now.toISOString(),
    count,
    expected,
    score,
    sources: new Set(inSpan.map(({ publisher }) => publisher)).size,
    topic: mostOf(inSpan, ({ topic }) => (topic === 'lainnya' ? null : topic)),
    agency: mostOf(inSpan, ({ agency }) => agency),
    ...placeOf(inSpan),
    issueId: mostOf(inSpan, ({ issueId }) => issueId),
    mentionIds: inSpan.map(({ id }) => id),
  };
  return { ...facts, sentence: saySpike(facts) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The two busiest spans left out. */
function trimmedMean(values: readonly number[]): number {
  return mean([...values].sort((a, b) => a - b).slice(0, -2));
}

/** What at least half of the mentions agree in; null when they do not. */
function mostOf<T extends string | number>(
  mentions: readonly SpikeMention[],
  read: (mention: SpikeMention) => T | null,
): T | null {
  const counts = new Map<T, number>();
  for (const mention of mentions) {
    const value = read(mention);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  for (const [value, count] of counts) if (count * 2 >= mentions.length) return value;
  return null;
}

function placeOf(mentions: readonly SpikeMention[]): Pick<Spike, 'placeCode' | 'placeName'> {
  const placeCode = mostOf(mentions, (mention) => mention.placeCode);
  const placeName = mentions.find((mention) => mention.placeCode === placeCode)?.placeName ?? null;
  return placeCode === null ? { placeCode: null, placeName: null } : { placeCode, placeName };
}

/** Share of the smaller one's mentions that two spikes have in common when they are the same. */
const sameFrom = 0.6;

/** @param spikes most unusual first */
function withoutRepeats(spikes: readonly Spike[]): readonly Spike[] {
  const kept: Spike[] = [];
  for (const spike of spikes) {
    const isKnown = kept.some((other) => {
      if (other.channel !== spike.channel) return false;
      const own = new Set(other.mentionIds);
      const shared = spike.mentionIds.filter((id) => own.has(id)).length;
      return shared >= sameFrom * Math.min(own.size, spike.mentionIds.length);
    });
    if (!isKnown) kept.push(spike);
  }
  return kept;
}
