import type { ReadHints, SiteDocument } from '../core/reader.ts';
import { isSameSite, resolveAddress } from './addresses.ts';
import { firstMeta, readMeta } from './article-meta.ts';
import { toTitle } from './html-text.ts';
import { findArticleLinks } from './link-shapes.ts';
import { type Page, parsePage } from './page.ts';

const maxFeeds = 10;
const maxArticles = 1_000;
const maxAccounts = 20;
const feedTypes = /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)\b/i;
const commentFeed = /\/comments\/feed|[?&]feed=comments|\bcomments? feed\b|\bkomentar\b/i;

/**
 * What a page of a site offers to those who want to follow it.
 * @throws SourceError `changed` for a hostile page
 */
export function parseSite(html: string, hints: ReadHints): SiteDocument {
  const page = parsePage(html);
  const base = resolveAddress(page.querySelector('base[href]')?.getAttribute('href'), hints.url) ?? hints.url;
  const meta = readMeta(page);
  return {
    name:
      firstMeta(meta, ['og:site_name', 'application-name']) ?? toTitle(page.querySelector('title')?.textContent ?? ''),
    feeds: findFeeds(page, base),
    wordpress: findWordPress(page, html, hints.url, base),
    articles: findArticleLinks(page, hints.url).links.slice(0, maxArticles),
    accounts: findAccounts(page, base),
  };
}

function findFeeds(page: Page, base: string): SiteDocument['feeds'] {
  const feeds = new Map<string, string | null>();
  for (const link of page.querySelectorAll('link[rel~="alternate"][href]')) {
    const url = resolveAddress(link.getAttribute('href'), base);
    const title = toTitle(link.getAttribute('title') ?? '');
    if (url === null || feeds.size >= maxFeeds || !feedTypes.test(link.getAttribute('type') ?? '')) continue;
    if (!commentFeed.test(`${url} ${title ?? ''}`) && !feeds.has(url)) feeds.set(url, title);
  }
  return [...feeds].map(([url, title]) => ({ url, title }));
}

/** By the link to the API if there is one, else by the files of a theme or plugin. */
function findWordPress(page: Page, html: string, pageUrl: string, base: string): string | null {
  const api = resolveAddress(page.querySelector('link[rel="https://api.w.org/"]')?.getAttribute('href'), base);
  if (api !== null) return api.replace(/(?:index\.php\/)?(?:wp-json\/?|\?rest_route=\/?).*$/, '');
  const file = /["'(](https?:\/\/[^"'()\s]{1,300}?|(?:\/[\w.-]{1,50}){0,3})\/wp-(?:content|includes)\//i.exec(
    html,
  )?.[1];
  const site = file === undefined ? null : resolveAddress(`${file}/`, base);
  // Pictures may come from another host.
  return site !== null && isSameSite(site, pageUrl) ? site : null;
}

const accountPatterns: readonly RegExp[] = [
  /^https?:\/\/(?:www\.|m\.)?youtube\.com\/(?:@[^/?#]+|channel\/UC[\w-]+|user\/[^/?#]+|c\/[^/?#]+)/i,
  /^https?:\/\/(?:t\.me|telegram\.me)\/(?:s\/)?(?!share\b|joinchat\b|\+)[a-z]\w{3,}/i,
  /^https?:\/\/(?:www\.|web\.|m\.|id-id\.)?facebook\.com\/(?!sharer|share\b|dialog|plugins|tr\b|login)[\w.-]{3,}/i,
  /^https?:\/\/(?:www\.)?instagram\.com\/(?!p\/|reel|explore|accounts)[\w.]{2,}/i,
  /^https?:\/\/(?:www\.)?(?:x|twitter)\.com\/(?!intent|share|home|search|hashtag|i\/)\w{2,}/i,
  /^https?:\/\/(?:www\.)?tiktok\.com\/@[\w.]+/i,
  /^https?:\/\/(?:www\.)?threads\.(?:net|com)\/@[\w.]+/i,
  /^https?:\/\/bsky\.app\/profile\/[\w.:-]+/i,
];
/** Mastodon runs on any host; its addresses look like this and are linked with `rel="me"`. */
const fediverse = /^https:\/\/[^/]+\/@\w+(?:@[\w.-]+)?\/?$/;

function findAccounts(page: Page, base: string): string[] {
  const found = new Set<string>();
  for (const anchor of page.querySelectorAll('a[href], link[rel~="me"][href]')) {
    const url = resolveAddress(anchor.getAttribute('href'), base);
    if (url === null || found.size >= maxAccounts) continue;
    const account = accountPatterns.map((pattern) => pattern.exec(url)?.[0]).find((match) => match !== undefined);
    if (account !== undefined) found.add(account);
    else if (fediverse.test(url) && / me /.test(` ${anchor.getAttribute('rel') ?? ''} `)) found.add(url);
  }
  return [...found];
}
