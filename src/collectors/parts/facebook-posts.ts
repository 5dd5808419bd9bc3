import { z } from 'zod';
import { blankPost, type Metrics, type RawPost } from '../../core/mention.ts';
import { Count, GraphId, GraphTime, nextMark, readItems, readList, readMembers, Text } from './graph.ts';
import type { GraphItem, GraphPage } from './graph-account.ts';
import { fingerprint } from './seen.ts';

const postScope = 'facebook:posts';
const commentScope = 'facebook:comments';
const kinds = ['like', 'love', 'care', 'haha', 'wow', 'sad', 'angry'] as const;

/** Asked for with each post. Comments are counted with the answers to comments, as they are read. */
export const postFields = [
  'id',
  'created_time',
  'message',
  'permalink_url',
  'from{id,name}',
  'attachments{title,description}',
  'shares',
  'comments.filter(stream).limit(0).summary(total_count)',
  'reactions.limit(0).summary(total_count)',
  ...kinds.map((kind) => `reactions.type(${kind.toUpperCase()}).limit(0).summary(total_count).as(${kind})`),
].join(',');

export const commentFields = 'id,parent{id},created_time,message,permalink_url,like_count,comment_count,from{id,name}';

const Total = z
  .object({ summary: z.object({ total_count: Count }) })
  .transform(({ summary }) => summary.total_count)
  .nullish()
  .catch(null);
const From = z.object({ id: GraphId, name: Text }).nullish().catch(null);
const Attachments = z
  .object({ data: z.array(z.object({ title: Text, description: Text })) })
  .nullish()
  .catch(null);

const Post = z.object({
  id: GraphId,
  created_time: GraphTime,
  message: Text,
  permalink_url: Text,
  from: From,
  attachments: Attachments,
  // Absent when nobody has shared it; that they are counted at all the other counts say.
  shares: z.object({ count: Count }).nullish().catch(null),
  comments: Total,
  reactions: Total,
  like: Total,
  love: Total,
  care: Total,
  haha: Total,
  wow: Total,
  sad: Total,
  angry: Total,
});
type Post = z.infer<typeof Post>;

const Comment = z.object({
  // Missing on other people's Pages.
  id: GraphId.nullish(),
  created_time: GraphTime,
  message: Text,
  permalink_url: Text,
  like_count: Count,
  comment_count: Count,
  parent: z.object({ id: GraphId }).nullish().catch(null),
  from: From,
});

/** A page of posts. @param page name or id of the Page whose own posts they are; null for what others wrote */
export function readPosts(json: unknown, page: string | null): GraphPage {
  const list = readList(json);
  const { items, rejected } = readItems(list.data, Post);
  return { items: items.map((post) => toItem(post, page)), rejected, next: nextMark(list) };
}

/** The answer to a request by ids: one member for each. */
export function readPostsByIds(json: unknown, page: string): GraphPage {
  const { items, rejected } = readItems(readMembers(json), Post);
  return { items: items.map((post) => toItem(post, page)), rejected, next: null };
}

function toItem(post: Post, page: string | null): GraphItem {
  const { id, created_time: at, comments } = post;
  const shared = (post.attachments?.data ?? []).flatMap(({ title, description }) => [title, description]);
  const text = post.message ?? shared.filter((line) => line !== null).join('\n');
  const raw: RawPost = {
    ...blankPost,
    kind: 'post',
    platform: 'facebook',
    externalId: id,
    idScope: postScope,
    url: post.permalink_url,
    text,
    author: post.from?.name ?? null,
    authorHandle: page?.toLowerCase() ?? post.from?.id ?? null,
    publishedAt: at,
    precision: 'exact',
    metrics: toMetrics(post),
  };
  return { id, at, comments: comments ?? null, post: text.trim() === '' ? null : raw };
}

function toMetrics(post: Post): Metrics {
  const isCounted = post.reactions != null || post.comments != null;
  return {
    likes: post.reactions ?? null,
    comments: post.comments ?? null,
    shares: post.shares?.count ?? (isCounted ? 0 : null),
    views: null,
    others: Object.fromEntries(kinds.flatMap((kind) => (post[kind] == null ? [] : [[kind, post[kind]]]))),
  };
}

/**
 * A page of comments and of answers to them.
 * @param page name or id of the Page as configured: by it the Page's own answers are recognised
 */
export function readComments(json: unknown, postId: string, page: string): GraphPage {
  const list = readList(json);
  const { items, rejected } = readItems(list.data, Comment);
  const pageId = postId.split('_')[0];
  const read = items.map(({ created_time: at, message, parent, from, ...comment }): GraphItem => {
    // On other people's Pages Meta keeps comments' ids to itself: time and words stand in.
    const id = comment.id ?? `${postId}-${fingerprint(`${at} ${message ?? ''}`)}`;
    const post: RawPost = {
      ...blankPost,
      kind: 'comment',
      platform: 'facebook',
      externalId: id,
      idScope: commentScope,
      url: comment.permalink_url,
      text: message ?? '',
      author: from?.name ?? null,
      authorHandle: from?.id === pageId ? page.toLowerCase() : (from?.id ?? null),
      publishedAt: at,
      precision: 'exact',
      parentKey: parent == null ? `id:${postScope}:${postId}` : `id:${commentScope}:${parent.id}`,
      metrics: {
        likes: comment.like_count,
        comments: comment.comment_count,
        shares: null,
        views: null,
        others: {},
      },
    };
    // A sticker or a picture has no words.
    return { id, at, comments: null, post: post.text.trim() === '' ? null : post };
  });
  return { items: read, rejected, next: nextMark(list) };
}
