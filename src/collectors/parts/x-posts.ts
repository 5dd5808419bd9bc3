import { z } from 'zod';
import { blankPost, type Metrics, type RawPost } from '../../core/mention.ts';
import { looseItems } from './loose-items.ts';

/** What ids of posts are unique in. */
export const xScope = 'x:posts';

/** X allows 25,000 characters. */
const maxTextLength = 50_000;

/** Over 2^53: never a number. */
const Id = z.string().regex(/^\d{1,25}$/);
const Count = z.number().int().nonnegative().nullish().catch(null);
const Ids = z.array(Id).nullish().catch(null);
const References = z
  .array(z.object({ type: z.string(), id: Id }))
  .nullish()
  .catch(null);
const Link = z.object({ url: z.string(), expanded_url: z.string().min(1).max(2_000) });
const Entities = z
  .object({ urls: z.array(Link).max(100).catch([]) })
  .nullish()
  .catch(null);
const Note = z
  .object({ text: z.string().min(1), entities: Entities })
  .nullish()
  .catch(null);

/** In the spelling of the guides, and in the one that X began to introduce in August 2026. */
const Post = z.object({
  id: Id,
  text: z.string(),
  created_at: z.string().nullish().catch(null),
  author_id: Id.nullish().catch(null),
  lang: z.string().nullish().catch(null),
  entities: Entities,
  note_tweet: Note,
  note_post: Note,
  referenced_tweets: References,
  referenced_posts: References,
  edit_history_tweet_ids: Ids,
  edit_history_post_ids: Ids,
  public_metrics: z
    .object({
      like_count: Count,
      reply_count: Count,
      retweet_count: Count,
      repost_count: Count,
      impression_count: Count,
      quote_count: Count,
      bookmark_count: Count,
    })
    .nullish()
    .catch(null),
});
type Post = z.infer<typeof Post>;

const User = z.object({
  id: Id,
  username: z.string(),
  name: z.string().catch(''),
  verified_type: z.string().nullish(),
});
type User = z.infer<typeof User>;

/** A part that could not be had, beside the others that could. */
const PartialFault = z.object({
  type: z.string().catch(''),
  resource_id: z.string().nullish().catch(null),
  value: z.string().nullish().catch(null),
});

/** Of a search or a look-up. `data` is left out when nothing was found. */
export const PostsAnswer = z.object({
  data: z.array(z.unknown()).nullish(),
  includes: z
    .object({ users: z.array(z.unknown()).nullish().catch(null) })
    .nullish()
    .catch(null),
  errors: z.array(z.unknown()).nullish().catch(null),
  meta: z
    .object({ newest_id: Id.nullish().catch(null), next_token: z.string().min(1).nullish().catch(null) })
    .nullish()
    .catch(null),
});
export type PostsAnswer = z.infer<typeof PostsAnswer>;

export interface XPost {
  /** Of this version of the post. */
  readonly id: string;
  /** Of its first version: what the mention is known by, because every edit gets an id of its own. */
  readonly firstId: string;
  /** Of its last version, as far as the answer knows. */
  readonly lastId: string;
  readonly raw: RawPost;
}

export interface XPosts {
  readonly posts: readonly XPost[];
  readonly rejected: number;
  /** Resources that X counts for money. */
  readonly read: { readonly posts: number; readonly users: number };
}

/** Posts of an answer. Bare reposts are left out: they say nothing of their own. */
export function readXPosts(answer: PostsAnswer): XPosts {
  const { items, rejected } = looseItems(Post, answer.data ?? []);
  const users = looseItems(User, answer.includes?.users ?? []).items;
  const byId = new Map(users.map((user) => [user.id, user]));
  return {
    posts: items.filter((post) => !refers(post, /^re(?:tweet|post)ed$/)).map((post) => toXPost(post, byId)),
    rejected,
    read: { posts: answer.data?.length ?? 0, users: answer.includes?.users?.length ?? 0 },
  };
}

/** Ids of the answer's partial errors that say: deleted, suspended, or made private. */
export function missingIds(answer: PostsAnswer): string[] {
  return looseItems(PartialFault, answer.errors ?? [])
    .items.filter(({ type }) => /resource-not-found|not-authorized-for-resource/.test(type))
    .flatMap(({ resource_id, value }) => resource_id ?? value ?? []);
}

export function xKey(firstId: string): string {
  return `id:${xScope}:${firstId}`;
}

function toXPost(post: Post, users: ReadonlyMap<string, User>): XPost {
  const history = post.edit_history_tweet_ids ?? post.edit_history_post_ids ?? [];
  const firstId = history[0] ?? post.id;
  const answered = refers(post, /^replied_to$/);
  const at = Date.parse(post.created_at ?? '');
  return {
    id: post.id,
    firstId,
    lastId: history.at(-1) ?? post.id,
    raw: {
      ...blankPost,
      kind: 'post',
      platform: 'x',
      externalId: firstId,
      idScope: xScope,
      url: `https://x.com/i/web/status/${post.id}`,
      text: textOf(post),
      ...authorOf(users.get(post.author_id ?? '')),
      publishedAt: Number.isNaN(at) ? null : new Date(at).toISOString(),
      precision: Number.isNaN(at) ? 'guessed' : 'exact',
      // X still calls Indonesian by its old code.
      language: post.lang === 'in' ? 'id' : (post.lang ?? null),
      parentKey: answered === null ? null : xKey(answered),
      metrics: metricsOf(post),
    },
  };
}

/** Only institutions are named: X forbids profiles of persons, so their posts are kept without a name. */
function authorOf(user: User | undefined): Pick<RawPost, 'author' | 'authorHandle'> {
  const isInstitution = user?.verified_type === 'government' || user?.verified_type === 'business';
  if (user === undefined || !isInstitution) return { author: null, authorHandle: null };
  return { author: user.name === '' ? null : user.name, authorHandle: user.username.toLowerCase() };
}

function refers(post: Post, type: RegExp): string | null {
  const references = post.referenced_tweets ?? post.referenced_posts ?? [];
  return references.find((reference) => type.test(reference.type))?.id ?? null;
}

/** The whole text of a long post, with the addresses that its short links stand for. */
function textOf(post: Post): string {
  const note = post.note_tweet ?? post.note_post;
  const links = [...(note?.entities?.urls ?? []), ...(post.entities?.urls ?? [])];
  const targets = new Map(links.map(({ url, expanded_url }) => [url, expanded_url]));
  const text = (note?.text ?? post.text)
    .slice(0, maxTextLength)
    .replace(/https:\/\/t\.co\/\w{1,40}/g, (short) => targets.get(short) ?? short);
  // The API escapes these three and no others.
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function metricsOf({ public_metrics: counted }: Post): Metrics | null {
  if (counted == null) return null;
  const { quote_count: quotes, bookmark_count: bookmarks } = counted;
  return {
    likes: counted.like_count ?? null,
    comments: counted.reply_count ?? null,
    shares: counted.retweet_count ?? counted.repost_count ?? null,
    views: counted.impression_count ?? null,
    others: { ...(quotes == null ? {} : { quotes }), ...(bookmarks == null ? {} : { bookmarks }) },
  };
}
