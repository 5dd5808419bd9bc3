import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { type Platform, platforms, type RawPost } from '../core/mention.ts';
import type { FeedDocument, FeedItem } from '../core/reader.ts';
import { parseCursor } from './parts/cursor.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { contentTypeOf, fetchPage, freshPage, PageState, waitOf } from './parts/page-state.ts';

const Options = z.strictObject({
  /** Address of the feed; a Google News query is a feed too. */
  url: WebAddress,
  /** What the feed carries, if not news pages: a bridge to a social network, or Google News behind another address. */
  platform: z.enum(platforms).optional(),
});

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';
/** Google answers hard polling with a consent or captcha page. */
const googlePauseMs = 6 * 3_600_000;
const googleIntervalMs = 15 * 60_000;

/** RSS, RDF, Atom, JSON Feed and Google News queries: one conditional request is the whole run. */
export const feed: CollectorType = {
  id: 'feed',
  title: 'Umpan RSS, Atom, atau pencarian Google News',
  minIntervalMs: 5 * 60_000,
  example: { url: 'https://media-contoh.test/feed' },
  configure(raw) {
    const options = parseOptions(Options, raw);
    const isGoogleNews = options.platform === 'google-news' || new URL(options.url).hostname === 'news.google.com';
    const platform: Platform = isGoogleNews ? 'google-news' : (options.platform ?? 'web');
    return { collect: (ctx) => collect(ctx, options.url, platform) };
  },
};

async function collect(ctx: CollectContext, url: string, platform: Platform): Promise<CollectStep> {
  const remembered = parseCursor(PageState, ctx.cursor, freshPage(url));
  const page = remembered.configured === url ? remembered : freshPage(url);
  const { response, isUnchanged, state } = await fetchPage(ctx, page, accept);
  const cursor = JSON.stringify(state);
  const leastMs = platform === 'google-news' ? googleIntervalMs : 0;
  if (isUnchanged) {
    return { posts: [], rejected: 0, cursor, more: false, waitMs: waitOf(leastMs, response.freshForMs) };
  }
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone };
  const document = await ctx.reader.feed(response.body, hints).catch((error: unknown) => {
    if (platform !== 'google-news' || !(error instanceof SourceError) || error.reason !== 'changed') throw error;
    throw new SourceError('rate-limited', `Google News answers with a page: ${error.message}`, {
      cause: error,
      retryAfterMs: googlePauseMs,
    });
  });
  const posts = toPosts(document, url, platform);
  return {
    posts,
    rejected: document.rejected + document.items.length - posts.length,
    cursor,
    more: false,
    waitMs: waitOf(leastMs, document.ttlMs, response.freshForMs),
  };
}

function toPosts(document: FeedDocument, feedUrl: string, platform: Platform): RawPost[] {
  const guids = new Map<string, number>();
  for (const { guid } of document.items) if (guid !== null) guids.set(guid, (guids.get(guid) ?? 0) + 1);
  return document.items.flatMap((item) => {
    if (item.title === null && item.text === '') return [];
    if (platform === 'google-news') return [toGoogleNewsPost(item)];
    return [toComment(item) ?? toPost(item, feedUrl, platform, guids.get(item.guid ?? '') === 1)];
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
    externalId: null,
    idScope: null,
    title: isTail ? (item.title ?? '').slice(0, -name.length).replace(/\s*[-–—]\s*$/, '') : item.title,
    text: '',
    publisher: name,
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
    title: null,
    text: item.text,
    author: item.author ?? named,
    publisher: null,
  };
}

function common(
  item: FeedItem,
): Pick<RawPost, 'url' | 'author' | 'publishedAt' | 'precision' | 'language' | 'parentKey'> {
  return {
    url: item.url,
    author: item.author,
    publishedAt: item.date?.at ?? null,
    precision: item.date?.precision ?? 'guessed',
    language: item.language,
    parentKey: null,
  };
}
