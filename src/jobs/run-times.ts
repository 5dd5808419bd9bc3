import { createHash } from 'node:crypto';
import type { SourceRow } from '../core/source.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Longest pause after failures. */
const maxBackOffMs = 6 * hourMs;
/** Longest pause that a fresh answer may ask for: a feed that claims to be fresh for a year is asked daily. */
const maxFreshMs = 24 * hourMs;
/** Longest pause that a refusing site may ask for. */
const maxRetryAfterMs = 7 * 24 * hourMs;

/**
 * Pause after a run that went well: the interval, or longer if the source asks for it.
 * A source that has more to give is asked again soon.
 */
export function pauseAfterSuccess(intervalMs: number, waitMs: number, more: boolean): number {
  const asked = Math.min(waitMs, maxFreshMs);
  return Math.max(more ? Math.min(intervalMs, minuteMs) : intervalMs, asked);
}

/**
 * Pause after the n-th failure in a row: interval · 2ⁿ up to 6 hours (or the interval, if that is longer), shortened by up to a
 * tenth so that sources that failed together do not come back together. A site's own Retry-After is kept even when longer.
 */
export function pauseAfterFailure(
  source: Pick<SourceRow, 'id' | 'errorCount' | 'intervalMs'>,
  retryAfterMs: number | null,
): number {
  const errors = source.errorCount + 1;
  const doubled = source.intervalMs * 2 ** Math.min(errors, 20);
  const backOff = Math.min(doubled, Math.max(maxBackOffMs, source.intervalMs));
  const spread = createHash('sha256').update(`${source.id}:${errors}`).digest().readUInt32BE(0) / 0xffff_ffff;
  return Math.max(Math.round(backOff * (1 - 0.1 * spread)), Math.min(retryAfterMs ?? 0, maxRetryAfterMs));
}
