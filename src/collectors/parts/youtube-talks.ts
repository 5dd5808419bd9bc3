import type { CollectContext } from '../../core/collector.ts';
import type { RawPost } from '../../core/mention.ts';
import { askYoutube, type YoutubeRefusal } from './youtube-api.ts';
import type { Moved } from './youtube-lists.ts';
import { type ReadThread, readReplies, readThreads, YoutubeList } from './youtube-posts.ts';
import { type Cursor, forgetVideo, type Options, type Talk } from './youtube-state.ts';

/** Pages of 100 read of one video, or of the replies to one comment, at a time. */
const maxPages = 10;
const maxRestarts = 2;
const maxThreads = 500;

/** One page of comments, newest first, or of replies. */
export async function readTalk(
  ctx: CollectContext,
  options: Options,
  cursor: Cursor,
  talk: Talk,
): Promise<Moved & { readonly posts: readonly RawPost[] }> {
  const rest: Cursor = { ...cursor, talks: cursor.talks.filter((other) => other !== talk) };
  const isReply = talk.parentId !== null;
  const page = { maxResults: '100', textFormat: 'plainText', pageToken: talk.token };
  const answer = await askYoutube(ctx, {
    api: options.api,
    ...(isReply
      ? { resource: 'comments', query: { part: 'snippet', parentId: talk.parentId, ...page } }
      : {
          resource: 'commentThreads',
          query: { part: 'snippet,replies', videoId: talk.videoId, order: 'time', ...page },
        }),
    schema: YoutubeList,
  });
  if (answer.refusal !== null) return { cursor: afterRefusal(rest, talk, answer.refusal), posts: [], rejected: 0 };

  const next = answer.data.nextPageToken;
  // A token that does not change would lead round in a circle.
  const isOver = next === null || next === talk.token || talk.page >= maxPages;
  if (isReply) {
    const { posts, rejected } = readReplies(answer.data, talk.videoId);
    const onward = isOver ? rest : queueFirst(rest, [{ ...talk, token: next, page: talk.page + 1 }]);
    return { cursor: onward, posts, rejected };
  }
  const { threads, posts, rejected } = readThreads(answer.data, talk.videoId);
  const newest = [...threads.map(({ publishedAt }) => publishedAt), talk.newest ?? ''].sort().at(-1) ?? '';
  const known = cursor.watched.find(({ id }) => id === talk.videoId)?.commentedAt ?? null;
  // Pinned comments come first however old they are, so the end of the page says how far back it goes.
  const last = threads.at(-1)?.publishedAt;
  const isKnown = last === undefined || (known !== null && last <= known);
  const asked = withReplies(rest, talk.videoId, threads);
  const onward =
    isOver || isKnown
      ? setCommentedAt(asked, talk.videoId, newest)
      : { ...asked, talks: [...asked.talks, { ...talk, token: next, page: talk.page + 1, newest }] };
  return { cursor: onward, posts, rejected };
}

/** The talk to go on with: replies first, they are what is left of a page that was read. */
export function nextTalk({ talks }: Cursor): Talk | null {
  return talks.find(({ parentId }) => parentId !== null) ?? talks[0] ?? null;
}

function queueFirst(cursor: Cursor, talks: readonly Talk[]): Cursor {
  return { ...cursor, talks: [...talks, ...cursor.talks] };
}

function setCommentedAt(cursor: Cursor, videoId: string, newest: string): Cursor {
  if (newest === '') return cursor;
  const watched = cursor.watched.map((entry) => {
    const isLater = entry.id === videoId && (entry.commentedAt === null || newest > entry.commentedAt);
    return isLater ? { ...entry, commentedAt: newest } : entry;
  });
  return { ...cursor, watched };
}

/** Replies of the comments that have more than came with them, unless there are no more than were read already. */
function withReplies(cursor: Cursor, videoId: string, threads: readonly ReadThread[]): Cursor {
  const known = new Map(cursor.threads.map(({ id, replies }) => [id, replies]));
  const grown = threads.filter(({ id, replies, hasAllReplies }) => !hasAllReplies && known.get(id) !== replies);
  if (grown.length === 0) return cursor;
  const ids = new Set(grown.map(({ id }) => id));
  const waiting = new Set(cursor.talks.map(({ parentId }) => parentId));
  const talks = grown
    .filter(({ id }) => !waiting.has(id))
    .map(({ id }): Talk => ({ videoId, parentId: id, token: null, page: 1, newest: null, restarts: 0 }));
  const kept = cursor.threads.filter(({ id }) => !ids.has(id));
  return {
    ...queueFirst(cursor, talks),
    threads: [...kept, ...grown.map(({ id, replies }) => ({ id, replies }))].slice(-maxThreads),
  };
}

function afterRefusal(rest: Cursor, talk: Talk, refusal: YoutubeRefusal): Cursor {
  const { videoId, parentId, restarts } = talk;
  if (refusal === 'commentsDisabled' || (refusal === 'forbidden' && parentId === null)) {
    const watched = rest.watched.map((entry) => (entry.id === videoId ? { ...entry, isClosed: true } : entry));
    return { ...rest, watched, talks: rest.talks.filter((other) => other.videoId !== videoId) };
  }
  if (refusal === 'videoNotFound') return forgetVideo(rest, videoId);
  if ((refusal === 'invalidPageToken' || refusal === 'processingFailure') && restarts < maxRestarts) {
    // Behind the others: one video that YouTube stumbles over must not hold them up.
    return { ...rest, talks: [...rest.talks, { ...talk, token: null, page: 1, restarts: restarts + 1 }] };
  }
  return rest;
}
