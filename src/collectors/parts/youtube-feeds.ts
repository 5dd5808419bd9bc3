import type { CollectContext } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import type { RawPost } from '../../core/mention.ts';
import { contentTypeOf } from './page-state.ts';
import { addRechecks, planRecheck, takeDue } from './rechecks.ts';
import { type FeedVideo, readChannelFeed } from './youtube-feed.ts';
import { channelIds, endRound, type Moved, queueVideos, rememberVideos } from './youtube-lists.ts';
import type { Cursor, Options } from './youtube-state.ts';
import { maxWatched } from './youtube-videos.ts';

/** Channels read in one step. */
const batchSize = 10;

/**
 * The feeds of the next few channels. YouTube answers 404 and 500 for channels that are well, for hours and days: that is no answer, never
 * an end, and only when no channel of the step answers is the source said to fail.
 * @throws SourceError `network`
 */
export async function readFeeds(
  ctx: CollectContext,
  options: Options,
  cursor: Cursor,
): Promise<Moved & { readonly posts: readonly RawPost[] }> {
  const channels = channelIds(options, cursor);
  const start = cursor.list ?? 0;
  const batch = channels.slice(start, start + batchSize);
  const videos: FeedVideo[] = [];
  let rejected = 0;
  let answers = 0;
  let fault: unknown = null;
  for (const channel of batch) {
    try {
      const feed = await readFeed(ctx, options, channel);
      videos.push(...feed.videos);
      rejected += feed.rejected;
      answers++;
    } catch (error) {
      if (!(error instanceof SourceError) || ctx.signal.aborted) throw error;
      ctx.log.warn({ channel, err: error }, 'feed of a channel gives no answer');
      fault = error;
    }
  }
  if (answers === 0 && fault !== null)
    throw new SourceError('network', 'no channel feed of YouTube answers', { cause: fault });
  const isLast = start + batchSize >= channels.length;
  const taken = take(ctx, cursor, videos);
  const next = isLast ? endRound(taken.cursor, ctx.now()) : { ...taken.cursor, list: start + batchSize };
  return { cursor: next, posts: taken.posts, rejected };
}

async function readFeed(ctx: CollectContext, { feed }: Options, channel: string) {
  const url = `${feed.replace(/\/+$/, '')}/feeds/videos.xml?channel_id=${channel}`;
  // Named by the API's own guide as what to subscribe to, so its terms hold; a crawler's rules are for those who crawl.
  const response = await ctx.net.call(url, {
    headers: { accept: 'application/atom+xml, */*;q=0.1' },
    signal: ctx.signal,
  });
  if (response.status !== 200) throw new SourceError('network', `the feed of ${channel} answers ${response.status}`);
  return readChannelFeed({ body: response.body, url: response.url, contentType: contentTypeOf(response) }, ctx);
}

/**
 * New videos, and known ones whose views are due. With a key their details and comments follow once there is quota again; until then they
 * do not count as known: a list of uploads ends where it meets a known video, and a feed shows only the newest.
 */
function take(ctx: CollectContext, cursor: Cursor, videos: readonly FeedVideo[]): { cursor: Cursor; posts: RawPost[] } {
  const now = ctx.now();
  const hasKey = ctx.credential !== null;
  const seen = new Set([...cursor.seen, ...cursor.watched.map(({ id }) => id)]);
  const fresh = videos.filter(({ id }) => !seen.has(id));
  const shown = new Set(videos.map(({ id }) => id));
  const listed = cursor.watched.filter(({ id }) => shown.has(id));
  const { due, rest } = takeDue(listed, now, listed.length);
  const dueIds = new Set(due.map(({ id }) => id));
  const planned = fresh.map(({ id, publishedAt }) => {
    const entry = publishedAt === null ? null : planRecheck(id, publishedAt, now);
    return entry === null ? null : { ...entry, commentedAt: null, isClosed: false };
  });
  const others = cursor.watched.filter(({ id }) => !shown.has(id));
  const ids = [...shown];
  const noted = hasKey ? queueVideos(cursor, ids) : rememberVideos(cursor, ids);
  return {
    cursor: { ...noted, watched: addRechecks([...others, ...rest], planned, maxWatched) },
    posts: videos.filter(({ id }) => !seen.has(id) || dueIds.has(id)).map(({ post }) => post),
  };
}
