import { blankPost, type MentionKind, type Metrics, type Platform, type RawPost } from '../core/mention.ts';
import { isBlank, type PostDate, RowFault, toAddress, toHandle, toLine } from './values.ts';

interface Social {
  readonly platform: Platform;
  readonly kind: MentionKind;
  /** What ids are unique in: the same as the collectors of the platform use, so that what both bring is one mention. */
  readonly scope: string;
  /** Scope of what it answers. */
  readonly parentScope: string | null;
  /** The id inside an address of the platform. */
  readonly idInUrl: RegExp | null;
  readonly urlOf: ((id: string, handle: string | null) => string | null) | null;
  /** The address made of the id is better than the one given. */
  readonly hasOneUrl: boolean;
}

const post = { kind: 'post', parentScope: null, idInUrl: null, urlOf: null, hasOneUrl: false } as const;
const comment = { kind: 'comment', idInUrl: null, urlOf: null, hasOneUrl: false } as const;

const socials = {
  'facebook-post': { ...post, platform: 'facebook', scope: 'facebook:posts' },
  'facebook-comment': { ...comment, platform: 'facebook', scope: 'facebook:comments', parentScope: 'facebook:posts' },
  // Exports know the short code of a post, the Graph API another number; the address with the code is what both have.
  'instagram-post': {
    ...post,
    platform: 'instagram',
    scope: 'instagram:codes',
    idInUrl: /instagram\.com\/(?:[^/?#]+\/)?(?:p|reel|reels|tv)\/([\w-]+)/i,
    urlOf: (code) => `https://www.instagram.com/p/${code}/`,
    hasOneUrl: true,
  },
  'instagram-comment': {
    ...comment,
    platform: 'instagram',
    scope: 'instagram:comments',
    parentScope: 'instagram:codes',
  },
  'tiktok-video': {
    ...post,
    platform: 'tiktok',
    scope: 'tiktok:videos',
    idInUrl: /tiktok\.com\/@[^/]*\/(?:video|photo)\/(\d+)/i,
    urlOf: (id, handle) => `https://www.tiktok.com/@${handle ?? ''}/video/${id}`,
  },
  'tiktok-comment': { ...comment, platform: 'tiktok', scope: 'tiktok:comments', parentScope: 'tiktok:videos' },
  'x-post': {
    ...post,
    platform: 'x',
    scope: 'x:posts',
    parentScope: 'x:posts',
    idInUrl: /(?:twitter|x)\.com\/[^/]+\/(?:status|statuses)\/(\d+)/i,
    urlOf: (id, handle) => `https://x.com/${handle ?? 'i'}/status/${id}`,
  },
  'threads-post': {
    ...post,
    platform: 'threads',
    scope: 'threads:posts',
    parentScope: 'threads:posts',
    idInUrl: /threads\.(?:net|com)\/(?:@[^/]+\/post|t)\/([\w-]+)/i,
    urlOf: (code, handle) => (handle === null ? null : `https://www.threads.com/@${handle}/post/${code}`),
    hasOneUrl: true,
  },
  'youtube-video': {
    ...post,
    platform: 'youtube',
    scope: 'youtube:videos',
    idInUrl: /(?:youtube\.com\/(?:watch\?(?:.*&)?v=|shorts\/|live\/)|youtu\.be\/)([\w-]{11})/i,
    urlOf: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  'youtube-comment': { ...comment, platform: 'youtube', scope: 'youtube:comments', parentScope: 'youtube:videos' },
  // Ids count within a chat: the format sets them.
  'telegram-post': { ...post, platform: 'telegram', scope: 'telegram' },
  'map-review': { ...post, platform: 'other', scope: 'google-maps:reviews' },
} as const satisfies Readonly<Record<string, Social>>;

export type SocialType = keyof typeof socials;

/** What a row says of a post; what it does not say is absent or ''. */
export interface PostFacts {
  readonly id?: string | null;
  readonly url?: string;
  readonly title?: string;
  readonly text: string;
  readonly author?: string;
  readonly handle?: string;
  readonly date: PostDate;
  readonly metrics?: Metrics | null;
  readonly language?: string;
  /** Id of the post that it answers. */
  readonly parentId?: string | null;
  readonly publisher?: string;
}

/** @throws RowFault when nothing can be read in it */
export function socialPost(type: SocialType, facts: PostFacts): RawPost {
  const social: Social = socials[type];
  const title = toLine(facts.title ?? '');
  if (isBlank(facts.text) && (title === null || isBlank(title))) throw new RowFault('teks kosong');
  const handle = toHandle(facts.handle ?? '');
  const address = toAddress(facts.url ?? '');
  const id = facts.id ?? (address === null ? null : (social.idInUrl?.exec(address)?.[1] ?? null));
  const own = id === null ? null : (social.urlOf?.(id, handle) ?? null);
  return {
    ...blankPost,
    kind: social.kind,
    platform: social.platform,
    externalId: id,
    idScope: id === null ? null : social.scope,
    // One spelling for each post: `/reel/` and `/p/`, `threads.net` and `threads.com` lead to the same.
    url: social.hasOneUrl ? (own ?? address) : (address ?? own),
    title,
    text: facts.text,
    author: toLine((facts.author ?? '').replace(/^@/, '')) ?? handle,
    authorHandle: handle,
    ...facts.date,
    language: toLine(facts.language ?? ''),
    parentKey:
      facts.parentId == null || social.parentScope === null ? null : `id:${social.parentScope}:${facts.parentId}`,
    publisher: toLine(facts.publisher ?? ''),
    metrics: facts.metrics ?? null,
  };
}

/** A post of no platform's own kind: news, a forum, print. Known by its address, else by its text. */
export function plainPost(
  kind: MentionKind,
  platform: Platform,
  facts: Omit<PostFacts, 'id' | 'handle' | 'parentId'>,
): RawPost {
  const title = toLine(facts.title ?? '');
  if (isBlank(facts.text) && (title === null || isBlank(title))) throw new RowFault('judul dan isi kosong');
  return {
    ...blankPost,
    kind,
    platform,
    url: toAddress(facts.url ?? ''),
    title,
    text: facts.text,
    author: toLine(facts.author ?? ''),
    ...facts.date,
    language: toLine(facts.language ?? ''),
    publisher: toLine(facts.publisher ?? ''),
    metrics: facts.metrics ?? null,
  };
}

const hostTypes: readonly (readonly [RegExp, SocialType, Platform])[] = [
  [/(^|\.)facebook\.com$|(^|\.)fb\.(com|watch)$/, 'facebook-post', 'facebook'],
  [/(^|\.)instagram\.com$/, 'instagram-post', 'instagram'],
  [/(^|\.)tiktok\.com$/, 'tiktok-video', 'tiktok'],
  [/(^|\.)(twitter|x)\.com$/, 'x-post', 'x'],
  [/(^|\.)threads\.(net|com)$/, 'threads-post', 'threads'],
  [/(^|\.)youtube\.com$|^youtu\.be$/, 'youtube-video', 'youtube'],
];

/** The kind of post that an address leads to; null for sites of every other kind. */
export function socialTypeOf(url: string): SocialType | null {
  const address = toAddress(url);
  const host = address === null ? '' : new URL(address).hostname;
  return hostTypes.find(([pattern]) => pattern.test(host))?.[1] ?? null;
}

/** The kind of post that a word of an export names (`twitter`, `instagram_public`, `Facebook`); null for news and the like. */
export function socialTypeNamed(word: string): SocialType | null {
  const name = word.trim().toLowerCase();
  const found = hostTypes.find(([, , platform]) => name.includes(platform) && platform !== 'x');
  if (found !== undefined) return found[1];
  return name === 'x' || /twitter/.test(name) ? 'x-post' : null;
}

/** An article or forum post, or the platform's kind when the address or a word of the export says so. */
export function anyPost(word: string, facts: PostFacts): RawPost {
  const type = socialTypeNamed(word) ?? socialTypeOf(facts.url ?? '');
  if (type === null) {
    return plainPost('article', 'web', facts);
  }
  // The title of a social post in an aggregator's export is its own first words, or its author.
  const { title = '', text, publisher: _, ...rest } = facts;
  return socialPost(type, {
    ...rest,
    text: isBlank(text) ? title : text,
    ...(type === 'youtube-video' ? { title } : {}),
  });
}
