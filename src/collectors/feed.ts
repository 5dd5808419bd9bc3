import { z } from 'zod';
import type { CollectContext, Collector, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { blankPost, type Platform, platforms, type RawPost } from '../core/mention.ts';
import type { FeedDocument, FeedItem } from '../core/reader.ts';
import { type ArticleReading, plainReading, readKeptArticle } from './parts/articles.ts';
import { parseCursor } from './parts/cursor.ts';
import { CutCursor, collectCut, setCutAside } from './parts/cut-items.ts';
import { unwrapGoogle } from './parts/google-link.ts';
import { createMatch, type Match } from './parts/match.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { contentTypeOf, fetchPage, freshPage, PageState, waitOf } from './parts/page-state.ts';

const Options = z.strictObject({
  /** Address of the feed; a Google News query is a feed too. */
  url: WebAddress,
  /** What the feed carries, if not news pages: a bridge to a social network, or Google News behind another address. */
  platform: z.enum(platforms).optional(),
  /** Fetches the page of every item that the feed cuts off ("…", "[…]"). Without it the cut text is kept and ends in "…". */
  articles: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';
/** Google answers hard polling with a consent or captcha page. */
const googlePauseMs = 6 * 3_600_000;
const googleIntervalMs = 15 * 60_000;

/** RSS, RDF, Atom, JSON Feed and Google News queries: one conditional request is the whole run. */
export const feed: CollectorType = {
  id: 'feed',
  title: 'Umpan RSS, Atom, atau pencarian Google News',
  facts: {
    platform: 'Media daring',
    collects:
      'Judul, isi atau ringkasan, penulis, dan waktu terbit setiap butir umpan; komentar bila umpan itu umpan komentar. Pencarian Google News dan Google Alerts hanya dipakai untuk menemukan berita.',
    needs: 'Alamat umpan.',
    limits:
      'Yang ada di umpan saja, biasanya 10–50 butir terbaru. Isi yang terpotong berakhir dengan “…”; dengan articles halamannya dibuka. Google News paling cepat 15 menit sekali, tanpa batas resmi.',
    cost: 'Gratis.',
    law: 'Umpan disediakan untuk dibaca; tampilkan judul, cuplikan, dan tautan, bukan seluruh isi.',
    tested: 'Server lokal: RSS, RDF, Atom, JSON Feed, umpan rusak, 304, 301, 410, 429, halaman HTML, lambat.',
  },
  credential: null,
  terms: 'public',
  minIntervalMs: 5 * 60_000,
  example: { url: 'https://media-contoh.test/feed' },
  configure(raw) {
    return createFeed(parseOptions(Options, raw), plainReading, createMatch(null));
  },
};

/**
 * @param reading how the pages of items that are cut off are read
 * @param isWanted items that are taken
 */
export function createFeed(options: Options, reading: ArticleReading, isWanted: Match): Collector {
  const isGoogleNews = options.platform === 'google-news' || new URL(options.url).hostname === 'news.google.com';
  const way: Way = {
    url: options.url,
    platform: isGoogleNews ? 'google-news' : (options.platform ?? 'web'),
    reading: options.articles ? reading : null,
    isWanted,
  };
  return {
    collect: (ctx) => collect(ctx, way),
    async read(answer, ctx) {
      const { body, url, contentType } = answer;
      const page = way.reading === null ? null : await readKeptArticle(answer, ctx, way.reading).catch(asNothing);
      if (page !== null && page.posts.length > 0) return page;
      const document = await ctx.reader.feed(body, { url, contentType, zone: ctx.zone });
      const posts = toPosts(document, way);
      return { posts, rejected: rejectedOf(document) };
    },
  };
}

interface Way {
  readonly url: string;
  readonly platform: Platform;
  /** Null when no article is fetched. */
  readonly reading: ArticleReading | null;
  readonly isWanted: Match;
}

/** An answer that is no article is the feed itself. */
function asNothing(error: unknown): null {
  if (error instanceof SourceError) return null;
  throw error;
}

async function collect(ctx: CollectContext, way: Way): Promise<CollectStep> {
  if (way.reading === null) {
    const { state, ...step } = await readFeed(ctx, way, parseCursor(PageState, ctx.cursor, freshPage(way.url)));
    return { ...step, cursor: JSON.stringify(state) };
  }
  const fresh: CutCursor = { page: freshPage(way.url), listedAt: null, pending: [], seen: [] };
  const remembered = parseCursor(CutCursor, ctx.cursor, fresh);
  const cursor = remembered.page.configured === way.url ? remembered : fresh;
  if (cursor.pending.length > 0) return collectCut(ctx, cursor, way.reading);
  const { state, ...step } = await readFeed(ctx, way, cursor.page);
  return setCutAside(step, { ...cursor, page: state, listedAt: ctx.now().toISOString() });
}

async function readFeed(
  ctx: CollectContext,
  way: Way,
  remembered: PageState,
): Promise<CollectStep & { readonly state: PageState }> {
  const page = remembered.configured === way.url ? remembered : freshPage(way.url);
  const { response, isSame, state } = await fetchPage(ctx, page, accept);
  const leastMs = way.platform === 'google-news' ? googleIntervalMs : 0;
  if (isSame) {
    return { posts: [], rejected: 0, cursor: null, more: false, waitMs: waitOf(leastMs, response.freshForMs), state };
  }
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone };
  const document = await ctx.reader.feed(response.body, hints).catch((error: unknown) => {
    if (way.platform !== 'google-news' || !(error instanceof SourceError) || error.reason !== 'changed') throw error;
    throw new SourceError('rate-limited', `Google News answers with a page: ${error.message}`, {
      cause: error,
      retryAfterMs: googlePauseMs,
    });
  });
  return {
    posts: toPosts(document, way),
    rejected: rejectedOf(document),
    cursor: null,
    more: false,
    waitMs: waitOf(leastMs, document.ttlMs, response.freshForMs),
    state,
  };
}

function rejectedOf({ rejected, items }: FeedDocument): number {
  return rejected + items.filter(isEmpty).length;
}

function isEmpty({ title, text }: FeedItem): boolean {
  return title === null && text === '';
}

function toPosts(document: FeedDocument, { url, platform, isWanted }: Way): RawPost[] {
  const guids = new Map<string, number>();
  for (const { guid } of document.items) if (guid !== null) guids.set(guid, (guids.get(guid) ?? 0) + 1);
  return document.items.flatMap((item) => {
    if (isEmpty(item)) return [];
    const post =
      platform === 'google-news'
        ? toGoogleNewsPost(item)
        : (toComment(item) ?? toPost(item, url, platform, guids.get(item.guid ?? '') === 1));
    return isWanted(post) ? [post] : [];
  });
}

/** @param isOwnGuid false when other items of the feed carry the same guid: then it identifies nothing */
function toPost(item: FeedItem, feedUrl: string, platform: Platform, isOwnGuid: boolean): RawPost {
  // A guid is no identity as long as there is a link: one real newspaper numbers its items 1 to 10 in every answer.
  const externalId = item.url === null && isOwnGuid ? item.guid : null;
  return {
    ...common(item),
    kind: platform === 'web' || platform === 'print' ? 'article' : 'post',
    platform,
    externalId,
    idScope: externalId === null ? null : `feed:${feedUrl}`,
    title: item.title,
    text: item.text,
    publisher: item.publisher?.name ?? null,
  };
}

/** `Headline - Publisher`, a link of Google's own, and a description that only repeats headlines, often of other stories. */
function toGoogleNewsPost(item: FeedItem): RawPost {
  const [, headline, tail] = /^(.*\S)\s+[-–—]\s+(.+)$/.exec(item.title ?? '') ?? [];
  const name = item.publisher?.name ?? tail ?? null;
  const isTail = headline !== undefined && name !== null && (item.title ?? '').endsWith(name);
  return {
    ...common(item),
    kind: 'article',
    platform: 'google-news',
    title: isTail ? (item.title ?? '').slice(0, -name.length).replace(/\s*[-–—]\s*$/, '') : item.title,
    publisher: name,
    publisherHost: hostOf(item.publisher?.url ?? null),
  };
}

/** An item of a WordPress comment feed: it shares the identity of the same comment read over REST. */
function toComment(item: FeedItem): RawPost | null {
  const id = /#comment-(\d+)$/.exec(item.url ?? '')?.[1];
  if (item.url === null || id === undefined || item.text === '') return null;
  const named = /^(?:by|oleh):\s*(.+)$/i.exec(item.title ?? '')?.[1] ?? null;
  return {
    ...common(item),
    kind: 'comment',
    platform: 'web',
    externalId: id,
    idScope: `wordpress:${new URL(item.url).origin}:comments`,
    text: item.text,
    author: item.author ?? named,
  };
}

function hostOf(address: string | null): string | null {
  return address !== null && URL.canParse(address) ? new URL(address).hostname : null;
}

function common(item: FeedItem): Omit<RawPost, 'kind' | 'platform'> {
  return {
    ...blankPost,
    url: item.url === null ? null : unwrapGoogle(item.url),
    author: item.author,
    publishedAt: item.date?.at ?? null,
    precision: item.date?.precision ?? 'guessed',
    language: item.language,
  };
}
