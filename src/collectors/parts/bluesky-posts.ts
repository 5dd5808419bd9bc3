import { z } from 'zod';
import { blankPost, type Metrics, type RawPost } from '../../core/mention.ts';
import { looseItems } from './loose-items.ts';

const scope = 'bluesky:posts';

const Count = z.number().int().nonnegative().nullish().catch(null);
const Uri = z.string().regex(/^at:\/\/[\w.:%-]{1,300}\/app\.bsky\.feed\.post\/[\w.~:-]{1,512}$/);
const Labels = z
  .array(z.object({ val: z.string() }))
  .nullish()
  .catch(null);

const PostView = z.object({
  uri: Uri,
  author: z.object({
    did: z.string().regex(/^did:[a-z]+:[\w.:%-]{1,300}$/),
    handle: z.string().max(300).catch(''),
    displayName: z.string().nullish().catch(null),
    labels: Labels,
  }),
  record: z.object({
    text: z.string(),
    createdAt: z.string().nullish().catch(null),
    langs: z.array(z.string()).nullish().catch(null),
    reply: z
      .object({ parent: z.object({ uri: Uri }) })
      .nullish()
      .catch(null),
    embed: z
      .object({ external: z.object({ title: z.string().catch(''), description: z.string().catch('') }) })
      .nullish()
      .catch(null),
  }),
  likeCount: Count,
  replyCount: Count,
  repostCount: Count,
  quoteCount: Count,
  indexedAt: z.string().nullish().catch(null),
});
type PostView = z.infer<typeof PostView>;

export const SearchAnswer = z.object({
  posts: z.array(z.unknown()),
  cursor: z.string().min(1).max(2_000).nullish().catch(null),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

/** Posts of a search. Authors who ask not to be shown to people without a login are left out. */
export function readBlueskyPosts(answer: SearchAnswer): { readonly posts: RawPost[]; readonly rejected: number } {
  const { items, rejected } = looseItems(PostView, answer.posts);
  const open = items.filter(({ author }) => !author.labels?.some(({ val }) => val === '!no-unauthenticated'));
  const posts = open.map(toPost).filter(({ text }) => text !== '');
  return { posts, rejected: rejected + open.length - posts.length };
}

function toPost(view: PostView): RawPost {
  const { author, record, uri } = view;
  // Handles change hands and can be broken; the DID stays.
  const isUsable = /^[\w-]+(?:\.[\w-]+)+$/.test(author.handle) && author.handle !== 'handle.invalid';
  const handle = isUsable ? author.handle.toLowerCase() : author.did;
  const at = timeOf(view);
  return {
    ...blankPost,
    kind: 'post',
    platform: 'bluesky',
    externalId: uri,
    idScope: scope,
    url: `https://bsky.app/profile/${handle}/post/${uri.split('/').at(-1)}`,
    text: textOf(record),
    author: author.displayName?.trim() || handle,
    authorHandle: handle,
    publishedAt: at,
    precision: at === null ? 'guessed' : 'exact',
    language: record.langs?.[0]?.split('-')[0]?.toLowerCase() ?? null,
    parentKey: record.reply == null ? null : `id:${scope}:${record.reply.parent.uri}`,
    metrics: metricsOf(view),
  };
}

function metricsOf({ likeCount, replyCount, repostCount, quoteCount }: PostView): Metrics | null {
  if ([likeCount, replyCount, repostCount, quoteCount].every((count) => count == null)) return null;
  return {
    likes: likeCount ?? null,
    comments: replyCount ?? null,
    shares: repostCount ?? null,
    views: null,
    others: quoteCount == null ? {} : { quotes: quoteCount },
  };
}

/** `createdAt` is whatever the author's program says: it is believed only up to the moment the network saw the post. */
function timeOf({ record, indexedAt }: PostView): string | null {
  const times = [record.createdAt, indexedAt].map((printed) => Date.parse(printed ?? '')).filter((at) => at > 0);
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}

/** A post that is nothing but a link says what its card says. */
function textOf({ text, embed }: PostView['record']): string {
  if (/[\p{L}\p{N}]/u.test(text.replace(/https?:\/\/\S+/gi, '')) || embed == null) return text.trim();
  return [text, embed.external.title, embed.external.description]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n');
}
