import { z } from 'zod';
import type { Instant } from '../../core/mention.ts';
import { hasPassed } from './elapsed.ts';

/**
 * A list that shows the newest first, walked page by page down to what earlier walks have seen. By time rather than by known ids: the
 * item that a walk would stop at may have been deleted. The walk under way is part of the cursor, so it goes on after a crash or a pause.
 */
export const Walk = z.object({
  /** Publication time that finished walks have reached; null before the first. */
  since: z.string().nullable(),
  /** Where the walk under way ends; null between walks. */
  from: z.string().nullable(),
  /** The platform's mark of the page to ask for; null for the first. */
  after: z.string().nullable(),
  /** Latest publication time seen in the walk under way. */
  newest: z.string().nullable(),
  pages: z.number().int(),
  /** How often the platform did not know its own mark any more, in the walk under way. */
  losses: z.number().int(),
  endedAt: z.string().nullable(),
});
export type Walk = z.infer<typeof Walk>;

export const freshWalk: Walk = {
  since: null,
  from: null,
  after: null,
  newest: null,
  pages: 0,
  losses: 0,
  endedAt: null,
};

/** Items become visible late or out of order: what is younger than this at the last walk is looked at again. */
const overlapMs = 3_600_000;
/** A list is read once per run: runs are at least this far apart. */
const restMs = 60_000;
const maxPages = 60;
const maxLosses = 2;

/** True while a walk is under way, and when the next may begin. */
export function isWalkDue(walk: Walk, now: Date): boolean {
  return walk.from !== null || hasPassed(walk.endedAt, restMs, now);
}

/** The walk under way, or a new one. @param backfillMs how far the very first goes back */
export function beginWalk(walk: Walk, now: Date, backfillMs: number): Walk & { readonly from: string } {
  if (walk.from !== null) return { ...walk, from: walk.from };
  const from = walk.since === null ? now.getTime() - backfillMs : Date.parse(walk.since) - overlapMs;
  return { ...walk, from: new Date(from).toISOString(), after: null, newest: null, pages: 0, losses: 0 };
}

/**
 * After a page was read.
 * @param times of its items in their order
 * @param next mark of the next page; null at the end of the list
 */
export function takePage(walk: Walk, times: readonly Instant[], next: string | null, now: Date): Walk {
  const at = now.toISOString();
  // A clock that runs ahead must not carry the bound into the future.
  const newest = latest([walk.newest ?? '', ...times.filter((time) => time <= at)]);
  const read: Walk = { ...walk, newest, pages: walk.pages + 1, after: next };
  // The last item decides: a pinned old one may stand above newer ones.
  const isThrough = (times.at(-1) ?? at) < (walk.from ?? '');
  return next === null || isThrough || read.pages >= maxPages ? endWalk(read, now) : read;
}

export function endWalk(walk: Walk, now: Date): Walk {
  const since = walk.newest === null || (walk.since !== null && walk.since > walk.newest) ? walk.since : walk.newest;
  return { ...freshWalk, since, endedAt: now.toISOString() };
}

/**
 * The platform refuses the mark: the walk begins at the top again. When that has happened too often it is given up without moving
 * its bound, so that the next run tries the same stretch again.
 */
export function loseMark(walk: Walk, now: Date): Walk {
  if (walk.losses < maxLosses) return { ...walk, after: null, pages: 0, losses: walk.losses + 1 };
  return { ...freshWalk, since: walk.since, endedAt: now.toISOString() };
}

/** Null when there is none but ''. */
export function latest(times: readonly Instant[]): Instant | null {
  return [...times].sort().at(-1) || null;
}
