import { createHash } from 'node:crypto';
import { pacedIntervalMs, type SourceRow } from '../core/source.ts';
import type { RunTotals } from '../store/runs.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Longest pause after failures. */
const maxBackOffMs = 6 * hourMs;
/** Longest pause that a fresh answer may ask for: a feed that claims to be fresh for a year is asked daily. */
const maxFreshMs = 24 * hourMs;
/** Longest pause that a refusing site may ask for. */
const maxRetryAfterMs = 7 * 24 * hourMs;
/** A key that was refused is tried again once a day, should nobody tell us that it was mended. */
export const probeMs = 24 * hourMs;

const slowest = 4;
const fastest = 0.5;
const step = 1.5;

/**
 * How many times its interval a source is left alone after this run: longer with every run that brings nothing new, back to 1 when
 * something new came, shorter while most of what it shows is new.
 */
export function nextPace(
  source: Pick<SourceRow, 'pace' | 'intervalMs' | 'class' | 'credential' | 'lastSuccessAt'>,
  { stored, repeats, edits }: RunTotals,
  floorMs: number,
): number {
  const { pace } = source;
  // Whatever a source shows at first is new.
  if (source.lastSuccessAt === null) return pace;
  if (stored === 0) return Math.min(slowest, pace * step);
  if (pace > 1) return Math.max(1, pace / 2);
  const isBusy = stored >= 10 || (stored >= 3 && stored > repeats + edits);
  return isBusy ? Math.max(leastPace(source, floorMs), pace / step) : Math.min(1, pace * step);
}

/** Questions to a search or with a key cost something: whoever set their interval did so with a limit in mind. */
function leastPace(source: Pick<SourceRow, 'intervalMs' | 'class' | 'credential'>, floorMs: number): number {
  if (source.credential !== null || source.class === 'aggregator') return 1;
  return Math.min(1, Math.max(fastest, floorMs / source.intervalMs));
}

/**
 * Pause after a run that went well: the interval at the source's pace, or longer if the source asks for it.
 * A source that has more to give is asked again soon.
 * @param source with the pace that follows from this run
 */
export function pauseAfterSuccess(
  source: Pick<SourceRow, 'id' | 'intervalMs' | 'pace'>,
  run: { readonly floorMs: number; readonly waitMs: number; readonly more: boolean },
): number {
  const asked = Math.min(run.waitMs, maxFreshMs);
  // Up or down a tenth by the source's id, so that the sources spread over the minutes.
  const spread = Math.round(pacedIntervalMs(source) * (0.9 + 0.2 * shareOf(source.id)));
  const pause = run.more ? Math.min(source.intervalMs, minuteMs) : Math.max(run.floorMs, spread);
  return Math.max(pause, asked);
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
  const shortened = Math.round(backOff * (1 - 0.1 * shareOf(`${source.id}:${errors}`)));
  return Math.max(shortened, Math.min(retryAfterMs ?? 0, maxRetryAfterMs));
}

/**
 * Sources that wait for the same budget come back one after the other, up to a tenth of the wait (at most five minutes) after it is
 * free, each time in another order, so that none always goes without.
 */
export function resumeAt(sourceId: string, freeAt: Date, now: Date): Date {
  const most = Math.min(5 * minuteMs, 0.1 * (freeAt.getTime() - now.getTime()));
  return new Date(freeAt.getTime() + Math.round(most * shareOf(`${sourceId}:${freeAt.toISOString()}`)));
}

/** 0 to 1, always the same for a text. */
function shareOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 0xffff_ffff;
}
