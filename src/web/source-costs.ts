import type { SourceDay, SourceOverview } from '../core/managed-source.ts';
import { pacedIntervalMs } from '../core/source.ts';
import { addDays } from '../core/time.ts';

/** What asking a source comes to in a day. */
export interface DailyCost {
  readonly requests: number;
  /** Null when nobody has counted them yet. */
  readonly bytes: number | null;
  /** Reckoned from how often it is asked, because nothing was counted yet. */
  readonly isEstimate: boolean;
}

const dayMs = 86_400_000;
const weekDays = 7;

/** The mean of the last seven whole days on which requests were counted. @param today is left out: it is not over */
export function dailyCost(
  source: Pick<SourceOverview, 'intervalMs' | 'pace'>,
  days: readonly SourceDay[],
  today: string,
): DailyCost {
  const counted = days.filter(({ day, requests }) => requests > 0 && day < today).slice(-weekDays);
  if (counted.length === 0) return { requests: dayMs / pacedIntervalMs(source), bytes: null, isEstimate: true };
  const mean = (value: (day: SourceDay) => number) =>
    counted.reduce((sum, day) => sum + value(day), 0) / counted.length;
  return { requests: mean(({ requests }) => requests), bytes: mean(({ bytes }) => bytes), isEstimate: false };
}

/** One entry for each of the last `count` days, also those without a run; oldest first. */
export function eachDay(days: readonly SourceDay[], today: string, count: number): readonly SourceDay[] {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(today, index + 1 - count);
    return known.get(day) ?? { day, runs: 0, failures: 0, stored: 0, requests: 0, bytes: 0 };
  });
}
