import { z } from 'zod';
import type { Instant } from '../../core/mention.ts';
import { hasPassed } from './elapsed.ts';
import { latest } from './list-walk.ts';

/**
 * Which posts' comments are to be read, as two lists in a cursor: what was last known of each post's comments, and the posts whose
 * comments are due now, the first of them under way.
 */
export const CommentState = z.object({
  id: z.string(),
  /** As the platform counted them when they were last read. */
  count: z.number().nullable(),
  /** Latest comment read. */
  until: z.string().nullable(),
  readAt: z.string(),
});
export type CommentState = z.infer<typeof CommentState>;

export const CommentWalk = z.object({
  id: z.string(),
  count: z.number().nullable(),
  after: z.string().nullable(),
  newest: z.string().nullable(),
  pages: z.number().int(),
});
export type CommentWalk = z.infer<typeof CommentWalk>;

export interface CommentQueue {
  known: CommentState[];
  queue: CommentWalk[];
}

const dayMs = 86_400_000;
/** Comments that appear late (held for review) are younger than others that were read before. */
const overlapMs = 60_000;
const maxPages = 40;

/** Posts whose count differs from the last known join the queue, and once a day all that have any: one added, one deleted looks the same. */
export function queueComments(
  state: CommentQueue,
  seen: readonly { readonly id: string; readonly comments: number | null }[],
  now: Date,
): CommentWalk[] {
  const known = new Map(state.known.map((entry) => [entry.id, entry]));
  const waiting = new Set(state.queue.map(({ id }) => id));
  const due = seen.filter(({ id, comments }) => {
    const last = known.get(id);
    if (waiting.has(id)) return false;
    if (last === undefined) return comments !== 0;
    if (hasPassed(last.readAt, dayMs, now)) return comments !== 0;
    return comments !== null && comments !== last.count;
  });
  const added = due.map(({ id, comments }) => ({ id, count: comments, after: null, newest: null, pages: 0 }));
  return [...state.queue, ...added];
}

/**
 * After a page of comments of the first post in the queue.
 * @param times of its comments in their order, the newest first; null when the order says nothing, so that every page is read
 */
export function takeComments(
  { known, queue }: CommentQueue,
  times: readonly Instant[] | null,
  next: string | null,
  now: Date,
): CommentQueue {
  const [walk, ...rest] = queue;
  if (walk === undefined) return { known, queue };
  const last = known.find(({ id }) => id === walk.id);
  const newest = latest([walk.newest ?? '', ...(times ?? [])]);
  const bound = last?.until == null ? null : new Date(Date.parse(last.until) - overlapMs).toISOString();
  const isThrough = bound !== null && (times?.at(-1) ?? bound) < bound;
  const pages = walk.pages + 1;
  if (next !== null && !isThrough && pages < maxPages) {
    return { known, queue: [{ ...walk, newest, pages, after: next }, ...rest] };
  }
  const until = newest ?? last?.until ?? null;
  const read: CommentState = { id: walk.id, count: walk.count, until, readAt: now.toISOString() };
  return { known: [...known.filter(({ id }) => id !== walk.id), read], queue: rest };
}

/** The first post in the queue is gone or hides its comments. */
export function dropComments({ known, queue }: CommentQueue): CommentQueue {
  const gone = queue[0]?.id;
  return { known: known.filter(({ id }) => id !== gone), queue: queue.slice(1) };
}
