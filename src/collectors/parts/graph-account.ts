import { z } from 'zod';
import type { CollectContext, CollectStep } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import type { Instant, RawPost } from '../../core/mention.ts';
import { credentialOf } from './api.ts';
import { CommentState, CommentWalk, dropComments, queueComments, takeComments } from './comment-queue.ts';
import { parseCursor } from './cursor.ts';
import { askGraph, getGraph } from './graph.ts';
import { isMissing, isPermissionFault, isQueryFault } from './graph-faults.ts';
import { beginWalk, endWalk, freshWalk, isWalkDue, loseMark, takePage, Walk } from './list-walk.ts';
import { addRechecks, dropRecheck, planRecheck, Recheck, takeDue } from './rechecks.ts';

/** One thing of a list: a post, or one that says nothing (a picture without words) but may be answered. */
export interface GraphItem {
  readonly id: string;
  readonly at: Instant;
  readonly comments: number | null;
  readonly post: RawPost | null;
}

export interface GraphPage {
  readonly items: readonly GraphItem[];
  readonly rejected: number;
  readonly next: string | null;
}

export interface GraphPlace {
  readonly address: (after: string | null) => string;
  /** @throws SourceError `changed` */
  readonly read: (json: unknown) => GraphPage;
}

/** What is read of one account on Facebook or Instagram, and how. */
export interface GraphAccount {
  /** The options in one text: a cursor of others is worthless. */
  readonly key: string;
  readonly backfillMs: number;
  /** The account's own posts: they are read again as they age, and so are their comments. */
  readonly own: GraphPlace;
  /** Further lists by name, newest first; one that does not exist holds up nobody. */
  readonly others: Readonly<Record<string, GraphPlace>>;
  readonly byIds: { readonly address: (ids: readonly string[]) => string; readonly read: GraphPlace['read'] };
  /** Null when comments are not wanted. */
  readonly comments: {
    readonly address: (postId: string, after: string | null) => string;
    readonly read: (json: unknown, postId: string) => GraphPage;
    /** False when an answer to an old comment does not come up again at the top: then all of them are read. */
    readonly isNewestFirst: boolean;
  } | null;
}

const Cursor = z.object({
  key: z.string(),
  own: Walk,
  others: z.array(z.object({ name: z.string(), walk: Walk })),
  rechecks: z.array(Recheck),
  known: z.array(CommentState),
  queue: z.array(CommentWalk),
  /** Ids of the next request by ids: fewer after one that was refused for one of them. */
  batch: z.number().int().positive(),
  /** What Meta said when it did not permit a part of this run: reported when the rest is done. */
  refusal: z.string().nullable(),
});
type Cursor = z.infer<typeof Cursor>;

/** Ids that Graph takes in one request. */
const maxBatch = 50;
/** Posts that are read again as they age. */
const maxWatched = 150;
const Anything = z.unknown();

/**
 * One request, the most urgent: the next page of the account's own posts, else comments, else counts of older posts, else the other
 * lists. A permission that is missing for comments or a list is reported in every run, after everything that is permitted.
 */
export async function collectAccount(ctx: CollectContext, account: GraphAccount): Promise<CollectStep> {
  const fresh: Cursor = {
    key: account.key,
    own: freshWalk,
    others: [],
    rechecks: [],
    known: [],
    queue: [],
    batch: maxBatch,
    refusal: null,
  };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const cursor = remembered.key === account.key ? remembered : fresh;
  if (isWalkDue(cursor.own, ctx.now())) return readOwn(ctx, account, cursor);
  if (hasComments(account, cursor)) return readComments(ctx, account, cursor);
  if (takeDue(cursor.rechecks, ctx.now(), 1).due.length > 0) return readByIds(ctx, account, cursor);
  const name = nextList(account, cursor, ctx.now());
  if (name !== null) return readOther(ctx, account, cursor, name);
  if (cursor.refusal !== null) throw new SourceError('permission', cursor.refusal);
  return finish(ctx, account, cursor, nothing);
}

function hasComments(account: GraphAccount, cursor: Cursor): boolean {
  return account.comments !== null && cursor.queue.length > 0 && cursor.refusal === null;
}

type Taken = Pick<CollectStep, 'posts' | 'rejected' | 'waitMs'>;
const nothing: Taken = { posts: [], rejected: 0, waitMs: 0 };

function finish(ctx: CollectContext, account: GraphAccount, cursor: Cursor, step: Taken): CollectStep {
  const now = ctx.now();
  const hasMore =
    cursor.own.from !== null ||
    hasComments(account, cursor) ||
    takeDue(cursor.rechecks, now, 1).due.length > 0 ||
    nextList(account, cursor, now) !== null ||
    cursor.refusal !== null;
  return { ...step, cursor: JSON.stringify(cursor), more: hasMore && step.waitMs === 0 };
}

/** The list under way, or the first that is due. */
function nextList(account: GraphAccount, cursor: Cursor, now: Date): string | null {
  return Object.keys(account.others).find((name) => isWalkDue(walkOf(cursor, name), now)) ?? null;
}

function walkOf(cursor: Cursor, name: string): Walk {
  return cursor.others.find((list) => list.name === name)?.walk ?? freshWalk;
}

async function readOwn(ctx: CollectContext, account: GraphAccount, cursor: Cursor): Promise<CollectStep> {
  const taken = await readPage(ctx, account, account.own, cursor.own);
  const next = watch(
    ctx,
    account,
    { ...cursor, own: taken.walk, refusal: null },
    taken.items,
    cursor.own.since === null,
  );
  return finish(ctx, account, next, toStep(taken));
}

async function readOther(ctx: CollectContext, account: GraphAccount, cursor: Cursor, name: string) {
  const others = cursor.others.filter((list) => list.name !== name && list.name in account.others);
  const walk = walkOf(cursor, name);
  let { refusal } = cursor;
  const taken = await readPage(ctx, account, account.others[name] as GraphPlace, walk).catch((error: unknown) => {
    if (isPermissionFault(error)) refusal = error.message;
    else if (isMissing(error)) ctx.log.warn({ list: name, err: error }, 'a list cannot be read');
    else throw error;
    return { items: [], rejected: isPermissionFault(error) ? 0 : 1, waitMs: 0, walk: endWalk(walk, ctx.now()) };
  });
  return finish(ctx, account, { ...cursor, refusal, others: [...others, { name, walk: taken.walk }] }, toStep(taken));
}

interface TakenPage {
  readonly items: readonly GraphItem[];
  readonly rejected: number;
  readonly waitMs: number;
  readonly walk: Walk;
}

async function readPage(ctx: CollectContext, account: GraphAccount, place: GraphPlace, was: Walk): Promise<TakenPage> {
  const now = ctx.now();
  const walk = beginWalk(was, now, account.backfillMs);
  try {
    const { data, waitMs } = await askGraph(ctx, place.address(walk.after), Anything);
    const { items, rejected, next } = place.read(data);
    const times = items.map(({ at }) => at);
    // Known ones are handed on too: their counts are new.
    const oldest = new Date(now.getTime() - account.backfillMs).toISOString();
    const wanted = items.filter(({ at }) => at >= walk.from || at >= oldest);
    return { items: wanted, rejected, waitMs, walk: takePage(walk, times, next, now) };
  } catch (error) {
    if (walk.after === null || !isQueryFault(error)) throw error;
    ctx.log.info({ losses: walk.losses, err: error }, 'a paging mark is not accepted any more');
    return { items: [], rejected: 0, waitMs: 0, walk: loseMark(walk, now) };
  }
}

function toStep({ items, rejected, waitMs }: Omit<TakenPage, 'walk'>): Taken {
  return { posts: items.flatMap(({ post }) => post ?? []), rejected, waitMs };
}

/**
 * Keeps an eye on young posts: their counts, and their comments.
 * @param isLastLook these posts may not come again, so their comments are read even if they are too old to be watched
 */
function watch(
  ctx: CollectContext,
  account: GraphAccount,
  cursor: Cursor,
  items: readonly GraphItem[],
  isLastLook: boolean,
): Cursor {
  const now = ctx.now();
  const seen = new Set(items.map(({ id }) => id));
  const others = cursor.rechecks.filter(({ id }) => !seen.has(id));
  const plans = items.map(({ id, at }) => planRecheck(id, at, now));
  const rechecks = addRechecks(others, plans, maxWatched);
  if (account.comments === null) return { ...cursor, rechecks, known: [], queue: [] };
  const watched = new Set(rechecks.map(({ id }) => id));
  const known = cursor.known.filter(({ id }) => watched.has(id));
  const asked = items.filter(({ id }) => isLastLook || watched.has(id));
  return { ...cursor, rechecks, known, queue: queueComments({ known, queue: cursor.queue }, asked, now) };
}

async function readComments(ctx: CollectContext, account: GraphAccount, cursor: Cursor): Promise<CollectStep> {
  const { comments } = account;
  const [walk] = cursor.queue;
  if (walk === undefined || comments === null) return finish(ctx, account, cursor, nothing);
  try {
    const { data, waitMs } = await askGraph(ctx, comments.address(walk.id, walk.after), Anything);
    const { items, rejected, next } = comments.read(data, walk.id);
    const times = comments.isNewestFirst ? items.map(({ at }) => at) : null;
    const state = takeComments(cursor, times, next, ctx.now());
    return finish(ctx, account, { ...cursor, ...state }, toStep({ items, rejected, waitMs }));
  } catch (error) {
    if (isPermissionFault(error)) return finish(ctx, account, { ...cursor, refusal: error.message }, nothing);
    if (walk.after !== null && isQueryFault(error)) {
      return finish(ctx, account, { ...cursor, queue: [{ ...walk, after: null }, ...cursor.queue.slice(1)] }, nothing);
    }
    if (!isMissing(error)) throw error;
    // Deleted meanwhile, or hidden: no fault, and no reason to keep the others waiting.
    const rechecks = dropRecheck(cursor.rechecks, walk.id);
    return finish(ctx, account, { ...cursor, ...dropComments(cursor), rechecks }, nothing);
  }
}

async function readByIds(ctx: CollectContext, account: GraphAccount, cursor: Cursor): Promise<CollectStep> {
  const now = ctx.now();
  const size = await spendForIds(ctx, takeDue(cursor.rechecks, now, cursor.batch).due.length);
  const ids = takeDue(cursor.rechecks, now, size).due.map(({ id }) => id);
  try {
    const { data, waitMs } = await getGraph(ctx, account.byIds.address(ids), Anything);
    const { items, rejected } = account.byIds.read(data);
    // What the answer leaves out was deleted.
    const rechecks = ids.reduce(dropRecheck, cursor.rechecks);
    const next = watch(ctx, account, { ...cursor, rechecks, batch: maxBatch }, items, true);
    return finish(ctx, account, next, toStep({ items, rejected, waitMs }));
  } catch (error) {
    if (!isMissing(error)) throw error;
    // One id that is gone spoils the request: a smaller one next, until it stands alone.
    const [alone] = ids;
    const next: Cursor =
      ids.length > 1
        ? { ...cursor, batch: Math.ceil(ids.length / 2) }
        : { ...cursor, rechecks: dropRecheck(cursor.rechecks, alone ?? ''), batch: maxBatch };
    return finish(ctx, account, next, nothing);
  }
}

/** As many ids as the budget still allows. @throws SourceError `budget` when it allows none */
async function spendForIds(ctx: CollectContext, wanted: number): Promise<number> {
  for (let size = wanted; ; size = Math.floor(size / 2)) {
    try {
      await credentialOf(ctx).spend('calls', size);
      return size;
    } catch (error) {
      if (size <= 1 || !(error instanceof SourceError) || error.reason !== 'budget') throw error;
    }
  }
}
