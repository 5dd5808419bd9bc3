import type { Instant } from '../../core/mention.ts';

/** Clocks are trimmed by some seconds all the time; only more than this counts as set back. */
const toleranceMs = 60_000;

/**
 * Whether so much time has passed since then, or it never was. A time in the future was written by a clock that ran ahead and was set
 * back: nothing may wait until it comes true.
 */
export function hasPassed(at: Instant | null, ms: number, now: Date): boolean {
  if (at === null) return true;
  const elapsed = now.getTime() - Date.parse(at);
  return elapsed >= ms || elapsed < -toleranceMs;
}
