import type { CollectContext } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import type { SiteDocument } from '../../core/reader.ts';
import { contentTypeOf } from './page-state.ts';
import type { Way } from './site-pack.ts';

export interface Discovery {
  /** Cheapest and fullest first: feeds that the page names, WordPress, feeds at usual addresses, sitemaps, the page itself. */
  readonly ways: readonly Way[];
  readonly site: SiteDocument;
}

const accept = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1';
const maxFeeds = 3;
const maxSitemaps = 3;
const maxRobotsBytes = 500_000;
/** Where feeds usually are on sites that do not name them. */
const usualFeeds = ['feed', 'rss', 'rss.xml'];

/**
 * Looks for ways into a site that nobody has described: two requests, the page and robots.txt. Nothing is tried yet.
 * @param section page of one section, when only that is wanted; sitemaps and WordPress, which cover the whole site, are left out then
 * @throws SourceError when the page itself cannot be had
 */
export async function discoverWays(
  ctx: Pick<CollectContext, 'net' | 'reader' | 'zone' | 'signal'>,
  site: string,
  section: string | null,
): Promise<Discovery> {
  const answer = await ctx.net.get(section ?? site, { accept, signal: ctx.signal });
  const page = await ctx.reader.site(answer.body, {
    url: answer.url,
    contentType: contentTypeOf(answer),
    zone: ctx.zone,
  });
  const folder = section === null ? '/' : folderOf(answer.url);
  const feeds = page.feeds.filter(({ url }) => new URL(url).pathname.startsWith(folder)).slice(0, maxFeeds);
  const usual = feeds.length > 0 ? [] : usualFeeds.map((name) => new URL(folder + name, answer.url).href);
  const sitemaps = section === null ? await findSitemaps(ctx, answer.url) : [];
  const ways: Way[] = [
    ...feeds.map(({ url }): Way => ({ kind: 'feed', url })),
    ...(page.wordpress !== null && section === null ? [{ kind: 'wordpress', url: page.wordpress } as const] : []),
    ...usual.map((url): Way => ({ kind: 'feed', url })),
    ...sitemaps.map((url): Way => ({ kind: 'news-sitemap', url })),
    ...(page.articles.length > 0 ? [{ kind: 'listing', url: section ?? site } as const] : []),
  ];
  return { ways, site: page };
}

function folderOf(address: string): string {
  return `${new URL(address).pathname.replace(/\/+$/, '')}/`;
}

/** Sitemaps that robots.txt names, those of news first. */
async function findSitemaps(ctx: Pick<CollectContext, 'net' | 'signal'>, url: string): Promise<string[]> {
  const answer = await ctx.net.get(new URL('/robots.txt', url).href, { signal: ctx.signal }).catch((error: unknown) => {
    // Most small sites have none.
    if (error instanceof SourceError && error.reason !== 'rate-limited' && !ctx.signal.aborted) return null;
    throw error;
  });
  const text = answer === null ? '' : new TextDecoder().decode(answer.body.subarray(0, maxRobotsBytes));
  const named = [...text.matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(https?:\/\/\S{1,2000})/gim)].map(
    (match) => match[1] ?? '',
  );
  const usable = [...new Set(named)].filter((address) => URL.canParse(address));
  const isNews = (address: string) => /news|berita/i.test(new URL(address).pathname);
  return [...usable.filter(isNews), ...usable.filter((address) => !isNews(address))].slice(0, maxSitemaps);
}
