import type { CollectContext } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import type { RawPost } from '../../core/mention.ts';
import { addRechecks, planRecheck, takeDue } from './rechecks.ts';
import { askYoutube } from './youtube-api.ts';
import type { Moved } from './youtube-lists.ts';
import { type ReadVideo, readVideos, YoutubeList } from './youtube-posts.ts';
import { type Cursor, forgetVideo, type Options, type Talk, type Watched } from './youtube-state.ts';

/** The API takes so many ids at a time. */
export const batchSize = 50;
export const maxWatched = 600;
/** Videos whose comments wait to be read. */
const maxTalks = 1_000;

export function hasVideosToRead(cursor: Cursor, now: Date): boolean {
  return cursor.pending.length > 0 || takeDue(cursor.watched, now, 1).due.length > 0;
}

/**
 * Asks for the details of up to 50 videos: new ones first, then those whose age says that their counts are due. Each is handed on with
 * its counts, and its comments are put on the list.
 */
export async function readVideoBatch(
  ctx: CollectContext,
  options: Options,
  cursor: Cursor,
): Promise<Moved & { readonly posts: readonly RawPost[] }> {
  const fresh = cursor.pending.slice(0, batchSize);
  const { due, rest } = takeDue(cursor.watched, ctx.now(), batchSize - fresh.length);
  const ids = [...new Set([...fresh, ...due.map(({ id }) => id)])];
  const query = { part: 'snippet,statistics', id: ids.join(','), maxResults: String(batchSize) };
  const answer = await askYoutube(ctx, { api: options.api, resource: 'videos', query, schema: YoutubeList });
  if (answer.refusal !== null && answer.refusal !== 'videoNotFound')
    throw new SourceError('network', `YouTube: videos: ${answer.refusal}`);
  const { videos, rejected } = answer.refusal === null ? readVideos(answer.data) : { videos: [], rejected: 0 };

  // What was taken and does not come back was deleted or made private.
  const shown = new Set(videos.map(({ id }) => id));
  const asked: Cursor = { ...cursor, pending: cursor.pending.slice(fresh.length), watched: rest };
  const kept = ids.filter((id) => !shown.has(id)).reduce(forgetVideo, asked);
  const watched = addRechecks(
    kept.watched,
    videos.map((video) => watch(video, ctx.now())),
    maxWatched,
  );
  const talks = options.comments ? addTalks(kept.talks, videos, due) : kept.talks;
  return { cursor: { ...kept, watched, talks }, posts: videos.map(({ post }) => post), rejected };
}

function watch({ id, publishedAt }: ReadVideo, now: Date): Watched | null {
  const planned = planRecheck(id, publishedAt, now);
  return planned === null ? null : { ...planned, commentedAt: null, isClosed: false };
}

/** A video that says it has none is not asked for comments. */
function addTalks(talks: readonly Talk[], videos: readonly ReadVideo[], due: readonly Watched[]): Talk[] {
  const closed = new Set(due.flatMap(({ id, isClosed }) => (isClosed ? id : [])));
  const waiting = new Set(talks.flatMap(({ videoId, parentId }) => (parentId === null ? videoId : [])));
  const added = videos
    .filter(({ id, commentCount }) => commentCount !== 0 && !closed.has(id) && !waiting.has(id))
    .map(({ id }): Talk => ({ videoId: id, parentId: null, token: null, page: 1, newest: null, restarts: 0 }));
  return [...talks, ...added].slice(0, maxTalks);
}
