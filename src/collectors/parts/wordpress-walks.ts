import { z } from 'zod';

/** Walks through one list page by page; `since` is how far earlier walks came. */
export const Walk = z.object({
  since: z.string().nullable(),
  /** Lower bound of the walk under way. */
  from: z.string().nullable(),
  page: z.number().int(),
  /** Latest change from before the walk under way began, as far as it was seen. */
  newest: z.string().nullable(),
  begunAt: z.string().nullable(),
});
export type Walk = z.infer<typeof Walk>;

/** `dated`: posts by their publication. One that was scheduled shows as its last change when it was written, long before it appeared. */
export const List = z.enum(['posts', 'dated', 'pages', 'comments']);
export type List = z.infer<typeof List>;

export const freshWalk: Walk = { since: null, from: null, page: 1, newest: null, begunAt: null };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/**
 * How much is read twice rather than missed: because of site clocks and slow saves, because a scheduled post appears when the site is next
 * visited, and because a comment keeps the time of its writing while it waits to be approved.
 */
const overlapMs: Readonly<Record<List, number>> = {
  posts: 10 * 60_000,
  dated: 2 * hourMs,
  pages: 10 * 60_000,
  comments: dayMs,
};

/** The walk under way, or the beginning of one. @param backfillDays how far the first goes back */
export function startWalk(walk: Walk, list: List, backfillDays: number, now: Date): Walk {
  if (walk.from !== null) return walk;
  const { since } = walk;
  const from = since === null ? now.getTime() - backfillDays * dayMs : Date.parse(since) - overlapMs[list];
  return { ...walk, from: new Date(from).toISOString(), page: 1, newest: null, begunAt: now.toISOString() };
}

/**
 * Up from what the page has reached rather than by number: a post that is edited meanwhile leaves its page for the end, and the first of
 * the next page would move up into its place unseen. By number only where the numbers count from above, and within one second.
 * @param reached latest time of the walk so far; null when it goes down
 */
export function nextPage(walk: Walk, reached: string | null): Walk {
  const from = reached === null ? '' : new Date(Date.parse(reached) - 1_000).toISOString();
  return from > (walk.from ?? '') ? { ...walk, from, page: 1 } : { ...walk, page: walk.page + 1 };
}

/** Null only when neither is known. */
export function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
