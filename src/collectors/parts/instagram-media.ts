import { z } from 'zod';
import { SourceError } from '../../core/errors.ts';
import { blankPost, type RawPost } from '../../core/mention.ts';
import { Count, GraphId, GraphTime, nextMark, readItems, readList, readMembers, Text } from './graph.ts';
import type { GraphItem, GraphPage } from './graph-account.ts';
import { looseItems } from './loose-items.ts';

const mediaScope = 'instagram:media';
const commentScope = 'instagram:comments';

/** What may be asked of media that a hashtag search found: everything but who made them. */
export const foundFields = 'id,caption,media_type,permalink,timestamp,like_count,comments_count';
export const mediaFields = `${foundFields},username`;
const answerFields = 'id,text,username,timestamp,like_count';
export const commentFields = `${answerFields},replies.limit(100){${answerFields}}`;

const Media = z.object({
  id: GraphId,
  caption: Text,
  permalink: Text,
  timestamp: GraphTime,
  // Absent where the owner hides it: that is not zero.
  like_count: Count,
  comments_count: Count,
  username: Text,
});
type Media = z.infer<typeof Media>;

const Comment = z.object({
  id: GraphId,
  text: Text,
  username: Text,
  timestamp: GraphTime,
  like_count: Count,
  replies: z
    .object({ data: z.array(z.unknown()) })
    .nullish()
    .catch(null),
});
type Comment = z.infer<typeof Comment>;

/**
 * A page of media: an account's own, or those that tag it or carry a hashtag.
 * @param hasNoNext the list never says whether a page follows
 */
export function readMedia(json: unknown, hasNoNext: boolean): GraphPage {
  const list = readList(json);
  const { items, rejected } = readItems(list.data, Media);
  return { items: items.map((media) => toItem(media, null)), rejected, next: nextMark(list, hasNoNext) };
}

export function readMediaByIds(json: unknown): GraphPage {
  const { items, rejected } = readItems(readMembers(json), Media);
  return { items: items.map((media) => toItem(media, null)), rejected, next: null };
}

const Discovery = z.object({ business_discovery: z.object({ username: Text, media: z.unknown().optional() }) });

/** Another business account's media, as an own account is shown them. An account without media has no list. */
export function readDiscovery(json: unknown): GraphPage {
  const found = Discovery.safeParse(json).data?.business_discovery;
  if (found === undefined) throw new SourceError('changed', 'Instagram answers without the account that was asked for');
  const { username, media } = found;
  const list = readList(media ?? { data: [] });
  const { items, rejected } = readItems(list.data, Media);
  const next = nextMark(list, true);
  return { items: items.map((item) => toItem(item, username)), rejected, next: isFieldMark(next) ? next : null };
}

/** Of this list the mark goes into the parentheses of a field, so it must not be able to close them. */
function isFieldMark(mark: string | null): boolean {
  return mark !== null && /^[\w=+/-]+$/.test(mark);
}

function toItem(media: Media, owner: string | null): GraphItem {
  const author = media.username ?? owner;
  const post: RawPost = {
    ...blankPost,
    kind: 'post',
    platform: 'instagram',
    externalId: media.id,
    idScope: mediaScope,
    url: media.permalink,
    text: media.caption ?? '',
    author,
    authorHandle: toHandle(author),
    publishedAt: media.timestamp,
    precision: 'exact',
    metrics: { likes: media.like_count, comments: media.comments_count, shares: null, views: null, others: {} },
  };
  // A picture without a caption says nothing, but people may answer it.
  return {
    id: media.id,
    at: media.timestamp,
    comments: media.comments_count,
    post: post.text.trim() === '' ? null : post,
  };
}

/** A page of comments with the answers to each. */
export function readComments(json: unknown, mediaId: string): GraphPage {
  const list = readList(json);
  const { items, rejected } = readItems(list.data, Comment);
  let spoilt = rejected;
  const read = items.flatMap((comment) => {
    const answers = looseItems(Comment, comment.replies?.data ?? []);
    spoilt += answers.rejected;
    const parentKey = `id:${commentScope}:${comment.id}`;
    return [
      toComment(comment, `id:${mediaScope}:${mediaId}`, comment.replies?.data.length ?? 0),
      ...answers.items.map((answer) => toComment(answer, parentKey, null)),
    ];
  });
  return { items: read, rejected: spoilt, next: nextMark(list) };
}

function toComment(comment: Comment, parentKey: string, answers: number | null): GraphItem {
  const post: RawPost = {
    ...blankPost,
    kind: 'comment',
    platform: 'instagram',
    externalId: comment.id,
    idScope: commentScope,
    text: comment.text ?? '',
    author: comment.username,
    authorHandle: toHandle(comment.username),
    publishedAt: comment.timestamp,
    precision: 'exact',
    parentKey,
    metrics: { likes: comment.like_count, comments: answers, shares: null, views: null, others: {} },
  };
  return { id: comment.id, at: comment.timestamp, comments: null, post: post.text.trim() === '' ? null : post };
}

function toHandle(username: string | null): string | null {
  return username?.replace(/^@/, '').toLowerCase() ?? null;
}
