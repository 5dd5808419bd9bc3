import { z } from 'zod';
import { blankPost, type Metrics, type RawPost } from '../../core/mention.ts';
import { looseItems } from './loose-items.ts';

/** What ids of YouTube are unique in. */
export const videoScope = 'youtube:videos';
export const commentScope = 'youtube:comments';

/** Counts are texts (`"1520"`) for videos and numbers for comments; missing where the owner hides them. */
const Count = z
  .union([z.string().regex(/^\d{1,15}$/), z.number().int().nonnegative()])
  .transform(Number)
  .nullable()
  .catch(null);
const Text = z.string().catch('');
const OptionalText = z.string().min(1).nullable().catch(null);
const Time = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

const Video = z.object({
  id: z.string().min(1).max(64),
  snippet: z.object({
    title: z.string(),
    description: Text,
    publishedAt: Time,
    channelId: OptionalText,
    channelTitle: OptionalText,
    defaultAudioLanguage: OptionalText,
  }),
  statistics: z
    .object({ viewCount: Count, likeCount: Count, commentCount: Count })
    .catch({ viewCount: null, likeCount: null, commentCount: null }),
});

/** An answer that lists things; the things are looked at one by one. */
export const YoutubeList = z.object({
  items: z.array(z.unknown()),
  nextPageToken: OptionalText,
});
export type YoutubeList = z.infer<typeof YoutubeList>;

export interface ReadVideo {
  readonly id: string;
  readonly publishedAt: string;
  /** Null when YouTube does not say: hidden, or comments are switched off. */
  readonly commentCount: number | null;
  readonly post: RawPost;
}

/** Answer of `videos`. */
export function readVideos({ items }: YoutubeList): { readonly videos: ReadVideo[]; readonly rejected: number } {
  const { items: found, rejected } = looseItems(Video, items);
  const videos = found.map(({ id, snippet, statistics }) => {
    const publishedAt = new Date(snippet.publishedAt).toISOString();
    const { viewCount: views, likeCount: likes, commentCount } = statistics;
    const post: RawPost = {
      ...blankPost,
      kind: 'post',
      platform: 'youtube',
      externalId: id,
      idScope: videoScope,
      url: videoUrl(id),
      title: snippet.title,
      text: snippet.description,
      author: snippet.channelTitle,
      authorHandle: snippet.channelId?.toLowerCase() ?? null,
      publishedAt,
      precision: 'exact',
      language: snippet.defaultAudioLanguage,
      metrics:
        views === null && likes === null && commentCount === null
          ? null
          : counts({ views, likes, comments: commentCount }),
    };
    return { id, publishedAt, commentCount, post };
  });
  return { videos, rejected };
}

export function videoUrl(id: string): string {
  return `https://www.youtube.com/watch?v=${encodeURIComponent(id)}`;
}

export function counts(known: Partial<Metrics>): Metrics {
  return { likes: null, comments: null, shares: null, views: null, others: {}, ...known };
}

const Comment = z.object({
  id: z.string().min(1).max(200),
  snippet: z.object({
    videoId: OptionalText,
    parentId: OptionalText,
    textOriginal: OptionalText,
    textDisplay: Text,
    authorDisplayName: OptionalText,
    authorChannelId: z.object({ value: OptionalText }).catch({ value: null }),
    likeCount: Count,
    publishedAt: Time,
  }),
});
type Comment = z.infer<typeof Comment>;

const Thread = z.object({
  id: z.string().min(1).max(200),
  snippet: z.object({ videoId: OptionalText, totalReplyCount: Count, topLevelComment: Comment }),
  replies: z.object({ comments: z.array(z.unknown()) }).catch({ comments: [] }),
});

export interface ReadThread {
  readonly id: string;
  readonly publishedAt: string;
  /** Replies in all; an answer holds only a few of them. */
  readonly replies: number;
  readonly hasAllReplies: boolean;
}

export interface ReadThreads {
  readonly threads: readonly ReadThread[];
  /** The comments and those replies that came with them. */
  readonly posts: readonly RawPost[];
  readonly rejected: number;
}

/**
 * Answer of `commentThreads`.
 * @param videoId the video that was asked about; null when only the answer is known
 */
export function readThreads({ items }: YoutubeList, videoId: string | null): ReadThreads {
  const found = looseItems(Thread, items);
  let { rejected } = found;
  const posts: RawPost[] = [];
  const threads = found.items.map(({ id, snippet, replies }): ReadThread => {
    const top = snippet.topLevelComment;
    const video = videoId ?? snippet.videoId ?? top.snippet.videoId;
    const answers = looseItems(Comment, replies.comments);
    rejected += answers.rejected;
    posts.push(toCommentPost(top, video, snippet.totalReplyCount));
    posts.push(...answers.items.map((answer) => toCommentPost(answer, video, null)));
    const total = snippet.totalReplyCount ?? 0;
    return {
      id,
      publishedAt: new Date(top.snippet.publishedAt).toISOString(),
      replies: total,
      hasAllReplies: total <= replies.comments.length,
    };
  });
  return { threads, posts, rejected };
}

/** Answer of `comments`: the replies to one comment. */
export function readReplies(
  { items }: YoutubeList,
  videoId: string | null,
): { readonly posts: readonly RawPost[]; readonly rejected: number } {
  const { items: found, rejected } = looseItems(Comment, items);
  return { posts: found.map((comment) => toCommentPost(comment, videoId ?? comment.snippet.videoId, null)), rejected };
}

/** A reply answers the video as well: what it is about, the video says. Only where that is not known, its comment stands in. */
function toCommentPost({ id, snippet }: Comment, videoId: string | null, replies: number | null): RawPost {
  const parentId = snippet.parentId ?? (id.includes('.') ? (id.split('.')[0] ?? null) : null);
  const parentKey =
    videoId !== null ? `id:${videoScope}:${videoId}` : parentId !== null ? `id:${commentScope}:${parentId}` : null;
  return {
    ...blankPost,
    kind: 'comment',
    platform: 'youtube',
    externalId: id,
    idScope: commentScope,
    url: videoId === null ? null : `${videoUrl(videoId)}&lc=${encodeURIComponent(id)}`,
    text: snippet.textOriginal ?? snippet.textDisplay,
    author: snippet.authorDisplayName,
    authorHandle: snippet.authorChannelId.value?.toLowerCase() ?? null,
    publishedAt: new Date(snippet.publishedAt).toISOString(),
    precision: 'exact',
    parentKey,
    metrics: counts({ likes: snippet.likeCount, comments: replies }),
  };
}
