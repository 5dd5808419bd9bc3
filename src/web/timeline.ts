import { type CategoryCounts, noCounts } from '../core/category.ts';
import type { Instant } from '../core/mention.ts';
import { formatDate, localDate, wallTime } from '../core/time.ts';
import type { MentionView } from '../store/mention-rows.ts';
import type { Bar } from './parts/charts.tsx';
import { type Category, categoryOf } from './wording.ts';

const hourMs = 3_600_000;
/** Widths of a bar that people can name. */
const widths = [1, 3, 6, 12, 24, 72, 168].map((hours) => hours * hourMs);
const maxBars = 36;

/** What a mention counts as; one without a verdict is unscored. */
export function categoryOfView({ score }: Pick<MentionView, 'score'>): Category {
  return score === null ? 'unscored' : categoryOf(score.sentiment.label, score.attention);
}

export interface TimelinePoint {
  readonly at: Instant;
  readonly category: Category;
}

export interface Timeline {
  readonly bars: readonly Bar[];
  /** `per jam`, `per 6 jam`, `per hari` */
  readonly unit: string;
}

/**
 * Counts of points in bars of equal width over a period, at most 36; bars begin at full hours (days: at midnight) in the zone.
 * Points outside the period count in its first or last bar.
 */
export function toTimeline(points: readonly TimelinePoint[], from: Instant, to: Instant, zone: string): Timeline {
  const begin = Date.parse(from);
  const span = Math.max(Date.parse(to) - begin, 1);
  const width = widths.find((candidate) => span / candidate < maxBars) ?? Math.ceil(span / maxBars / hourMs) * hourMs;
  const start = floorTo(begin, width, zone);
  const count = Math.floor((begin + span - start) / width) + 1;
  const counts: Record<Category, number>[] = Array.from({ length: count }, () => ({ ...noCounts }));
  for (const { at, category } of points) {
    const index = Math.min(count - 1, Math.max(0, Math.floor((Date.parse(at) - start) / width)));
    const bar = counts[index];
    if (bar !== undefined) bar[category] += 1;
  }
  const bars = counts.map((own: CategoryCounts, index) => ({
    name: nameOf(start + index * width, width, zone),
    counts: own,
  }));
  return { bars, unit: unitOf(width) };
}

/** The last full hour, or for long bars the last midnight, at or before the time. */
function floorTo(at: number, width: number, zone: string): number {
  const { hour, minute, second } = wallTime(new Date(at), zone);
  const step = Math.min(24, width / hourMs);
  const into = ((hour % step) * 3600 + minute * 60 + second) * 1000 + (at % 1000);
  return at - into;
}

function nameOf(start: number, width: number, zone: string): string {
  const { date, hour } = wallTime(new Date(start), zone);
  const day = formatDate(date);
  if (width >= 24 * hourMs) return day;
  return `${day}, ${two(hour)}.00–${two((hour + width / hourMs) % 24)}.00`;
}

function unitOf(width: number): string {
  const hours = width / hourMs;
  if (hours === 1) return 'per jam';
  return hours < 24 ? `per ${hours} jam` : hours === 24 ? 'per hari' : `per ${Math.round(hours / 24)} hari`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** First, middle and last day under a chart. */
export function axisLabels(from: Instant, to: Instant, zone: string): readonly string[] {
  const days = [from, new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString(), to].map((at) =>
    localDate(new Date(at), zone),
  );
  return [...new Set(days)].map((day) => shortDay.format(new Date(`${day}T00:00:00.000Z`)));
}

const shortDay = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', timeZone: 'UTC' });
