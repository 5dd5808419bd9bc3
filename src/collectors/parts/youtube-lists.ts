import { z } from 'zod';
import type { CollectContext } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import { hasPassed } from './elapsed.ts';
import { looseItems } from './loose-items.ts';
import { remember } from './seen.ts';
import { askYoutube, isSpent } from './youtube-api.ts';
import { YoutubeList } from './youtube-posts.ts';
import type { Cursor, Options, Search } from './youtube-state.ts';

/** What one step came to; the cursor is saved with the posts. */
export interface Moved {
  readonly cursor: Cursor;
  readonly rejected: number;
}

const maxSeen = 3_000;
const maxPending = 1_000;
/** Pages of uploads read in one go: 250 videos. */
const maxPages = 5;
const dayMs = 86_400_000;

const UploadItem = z.object({
  contentDetails: z.object({ videoId: z.string().min(1).max(64), videoPublishedAt: z.string().nullable().catch(null) }),
});
const FoundItem = z.object({ id: z.object({ videoId: z.string().min(1).max(64) }) });
const ChannelItem = z.object({ id: z.string().startsWith('UC') });

/** Channel ids as far as they are known, in the order of the configuration. */
export function channelIds({ channels }: Options, { resolved }: Cursor): readonly string[] {
  const known = new Map(resolved.map(({ handle, id }) => [handle, id]));
  const ids = channels.flatMap((channel) => (channel.startsWith('@') ? (known.get(channel) ?? []) : channel));
  return [...new Set(ids)];
}

/** The handle that is to be looked up next; null when there is none. */
export function unresolvedHandle({ channels }: Options, { resolved }: Cursor): string | null {
  const known = new Set(resolved.map(({ handle }) => handle));
  return channels.find((channel) => channel.startsWith('@') && !known.has(channel)) ?? null;
}

/** Looks up the channel of a handle. @throws SourceError `query` when the only channel does not exist */
export async function resolveHandle(
  ctx: CollectContext,
  options: Options,
  cursor: Cursor,
  handle: string,
): Promise<Moved> {
  const query = { part: 'id', forHandle: handle };
  const answer = await askYoutube(ctx, { api: options.api, resource: 'channels', query, schema: ChannelList });
  const id = answer.refusal === null ? (looseItems(ChannelItem, answer.data.items).items[0]?.id ?? null) : null;
  if (id === null) {
    if (options.channels.length + options.searches.length === 1)
      throw new SourceError('query', `YouTube knows no channel ${handle}`);
    ctx.log.warn({ handle }, 'no such channel on YouTube');
  }
  const resolved = [...cursor.resolved.filter((one) => one.handle !== handle), { handle, id }];
  // All handles are looked up before the first list is read: they decide which lists there are.
  return { cursor: { ...startRound(cursor), resolved }, rejected: id === null ? 1 : 0 };
}

/** An answer without `items` is how YouTube says that nobody has the handle. */
const ChannelList = z.object({ items: z.array(z.unknown()).catch([]) });

/** One request of the round: a page of uploads, or a search; past the last list the round ends without one. */
export async function readNextList(ctx: CollectContext, options: Options, cursor: Cursor): Promise<Moved> {
  const channels = channelIds(options, cursor);
  const state = cursor.list === null ? startRound(cursor) : cursor;
  let list = state.list ?? 0;
  const channel = channels[list];
  if (channel !== undefined) return readUploads(ctx, options, { ...state, list }, channel);
  for (; list < channels.length + options.searches.length; list++) {
    const search = options.searches[list - channels.length] as Search;
    if (isDue(search, options, cursor, ctx.now())) return runSearch(ctx, options, { ...state, list }, search);
  }
  return { cursor: endRound(state, ctx.now()), rejected: 0 };
}

function startRound(cursor: Cursor): Cursor {
  return { ...cursor, list: 0, token: null, page: 1, found: [] };
}

/** A handle that nobody has may have been taken by the next round. */
export function endRound(cursor: Cursor, now: Date): Cursor {
  const resolved = cursor.resolved.filter(({ id }) => id !== null);
  return { ...cursor, list: null, listedAt: now.toISOString(), token: null, page: 1, found: [], resolved };
}

async function readUploads(
  ctx: CollectContext,
  options: Options,
  cursor: Cursor & { readonly list: number },
  channel: string,
): Promise<Moved> {
  const query = {
    part: 'contentDetails',
    // The list of everything that the channel has published.
    playlistId: `UU${channel.slice(2)}`,
    maxResults: '50',
    pageToken: cursor.token,
  };
  const answer = await askYoutube(ctx, { api: options.api, resource: 'playlistItems', query, schema: YoutubeList });
  if (answer.refusal === 'invalidPageToken' && cursor.token !== null)
    return { cursor: { ...cursor, token: null, page: cursor.page + 1 }, rejected: 0 };
  if (answer.refusal !== null) {
    if (answer.refusal === 'processingFailure') throw new SourceError('network', 'YouTube: processingFailure');
    if (options.channels.length + options.searches.length === 1)
      throw new SourceError('query', `YouTube: ${channel}: ${answer.refusal}`);
    ctx.log.warn({ channel, refusal: answer.refusal }, 'uploads of a channel cannot be read');
    return { cursor: endList(cursor, []), rejected: 1 };
  }
  const { items, rejected } = looseItems(UploadItem, answer.data.items);
  const oldest = new Date(ctx.now().getTime() - options.backfillDays * dayMs).toISOString();
  const recent = items.flatMap(({ contentDetails: { videoId, videoPublishedAt } }) =>
    videoPublishedAt === null || videoPublishedAt >= oldest ? videoId : [],
  );
  const known = new Set(cursor.seen);
  const next = answer.data.nextPageToken;
  const isLast =
    next === null ||
    next === cursor.token ||
    cursor.page >= maxPages ||
    recent.length < items.length ||
    items.length === 0 ||
    recent.some((id) => known.has(id));
  const queued = queueVideos(cursor, recent);
  return {
    cursor: isLast
      ? endList(queued, recent)
      : { ...queued, token: next, page: cursor.page + 1, found: [...new Set([...cursor.found, ...recent])] },
    rejected,
  };
}

/** The newest videos that YouTube finds; their details are asked for, because a search cuts descriptions short. */
async function runSearch(
  ctx: CollectContext,
  options: Options,
  cursor: Cursor & { readonly list: number },
  search: Search,
): Promise<Moved> {
  const since = ctx.now().getTime() - options.backfillDays * dayMs;
  const query = {
    part: 'snippet',
    type: 'video',
    q: search.q,
    order: 'date',
    publishedAfter: new Date(since).toISOString().replace(/\.\d+Z$/, 'Z'),
    regionCode: 'ID',
    relevanceLanguage: 'id',
    maxResults: '50',
    location: search.location === undefined ? null : `${search.location.lat},${search.location.lng}`,
    locationRadius: search.location === undefined ? null : `${search.location.radiusKm}km`,
  };
  const costs = { searches: 1, units: options.searchUnits };
  const question = { api: options.api, resource: 'search', query, schema: YoutubeList, costs };
  const answer = await askYoutube(ctx, question).catch((error: unknown) => {
    // Searches have a bucket of their own: channels and comments go on without them.
    if (isSpent(error) && options.channels.length > 0) return error;
    throw error;
  });
  if (answer instanceof SourceError) {
    ctx.log.warn({ q: search.q, err: answer }, 'searches of YouTube are used up for now');
    const until = new Date(ctx.now().getTime() + (answer.retryAfterMs ?? dayMs)).toISOString();
    return { cursor: { ...endList(cursor, []), searchPausedUntil: until }, rejected: 0 };
  }
  if (answer.refusal !== null) throw new SourceError('query', `YouTube: ${search.q}: ${answer.refusal}`);
  const { items, rejected } = looseItems(FoundItem, answer.data.items);
  const ids = items.map(({ id }) => id.videoId);
  const key = searchKey(search);
  const others = cursor.searchedAt.filter((one) => one.key !== key).slice(-20);
  const searchedAt = [...others, { key, at: ctx.now().toISOString() }];
  return { cursor: { ...endList(queueVideos(cursor, ids), ids), searchedAt }, rejected };
}

function searchKey({ q, location }: Search): string {
  return location === undefined ? q : `${q} @${location.lat},${location.lng},${location.radiusKm}`;
}

function isDue(search: Search, { searchMinutes }: Options, cursor: Cursor, now: Date): boolean {
  if (cursor.searchPausedUntil !== null && now.toISOString() < cursor.searchPausedUntil) return false;
  const last = cursor.searchedAt.find(({ key }) => key === searchKey(search));
  return hasPassed(last?.at ?? null, searchMinutes * 60_000, now);
}

/** Videos that are not known yet wait for their details. */
export function queueVideos<T extends Cursor>(cursor: T, ids: readonly string[]): T {
  const known = new Set([...cursor.seen, ...cursor.found, ...cursor.pending]);
  const fresh = ids.filter((id) => !known.has(id));
  return { ...cursor, pending: [...cursor.pending, ...new Set(fresh)].slice(-maxPending) };
}

/** On to the next list: what this one named is known from now on. */
function endList(cursor: Cursor & { readonly list: number }, ids: readonly string[]): Cursor {
  const seen = remember(cursor.seen, [...cursor.found, ...ids], maxSeen);
  return { ...cursor, list: cursor.list + 1, token: null, page: 1, found: [], seen };
}

export function rememberVideos(cursor: Cursor, ids: readonly string[]): Cursor {
  return { ...cursor, seen: remember(cursor.seen, ids, maxSeen) };
}
