import { SourceError } from '../core/errors.ts';
import type { DetectedDocument, ReadHints } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { readArticlePage } from './article.ts';
import { readJsonLd, readMeta } from './article-meta.ts';
import { describeText, parseFeed } from './feed.ts';
import { type ArticleLinks, addressShape, findArticleLinks } from './link-shapes.ts';
import { type Page, parsePage } from './page.ts';
import { parseSitemap } from './sitemap.ts';
import { parseWordPress } from './wordpress.ts';

/**
 * Finds out what a document is from the text alone (servers call everything text/html) and reads it.
 * @param text decoded and repaired
 * @throws SourceError `changed` when it is none of the kinds
 */
export function parseAny(text: string, hints: ReadHints): DetectedDocument {
  const start = text.trimStart().slice(0, 4000);
  if (/^[[{]/.test(start)) return parseJson(text, hints);
  if (/<(?:[\w.-]+:)?(?:sitemapindex|urlset)[\s>/]/i.test(start)) {
    return { kind: 'news-sitemap', document: parseSitemap(text, hints) };
  }
  const isPage = /<!doctype html|<(?:html|head|body)[\s>]/i.test(start);
  if (!isPage || /<(?:rss|feed|rdf:rdf|channel)[\s>]/i.test(start)) {
    try {
      return { kind: 'feed', document: parseFeed(text, hints) };
    } catch (error) {
      // Not a feed: it may still be a page without its outer tags.
      if (!(error instanceof SourceError)) throw error;
    }
  }
  if (!/<\w/.test(text))
    throw new SourceError('changed', `neither feed, sitemap, WordPress answer nor page: ${describeText(text)}`);
  return parseHtml(text, hints);
}

function parseJson(text: string, hints: ReadHints): DetectedDocument {
  if (/^\s*\{/.test(text) && /"items"\s*:\s*\[/.test(text)) return { kind: 'feed', document: parseFeed(text, hints) };
  return { kind: 'wordpress', document: parseWordPress(text, hints) };
}

/** So few links to articles are the "other news" beside an article; up to twice as many when there is a text of its own. */
const fewLinks = 5;
const ownText = 600;
/** A page with this much text is read, not followed, however many links it has. */
const muchText = 1_500;

function parseHtml(html: string, hints: ReadHints): DetectedDocument {
  const page = parsePage(html);
  const url = pageAddress(page, hints.url);
  const links = findArticleLinks(page, url);
  const isDeclared = isArticlePage(page, url, links);
  const article = readArticlePage(page, html, hints);
  if (article.text !== '' && (isDeclared || outweighs(article.text, links)))
    return { kind: 'article', document: article };
  if (links.links.length === 0)
    throw new SourceError('changed', `no article and no article links: ${describeText(html)}`);
  return { kind: 'listing', document: { links: links.links, shapes: [...links.shapes] } };
}

/** True when the page says that it is an article, or its own address looks like those of the articles it links to. */
function isArticlePage(page: Page, url: string, links: ArticleLinks): boolean {
  const path = URL.canParse(url) ? new URL(url).pathname : null;
  if (path !== null && /^\/(?:index\.\w+)?$/.test(path)) return false;
  if (path !== null && links.shapes.has(addressShape(url))) return true;
  const meta = readMeta(page);
  return (
    meta.has('article:published_time') || meta.get('og:type')?.toLowerCase() === 'article' || readJsonLd(page).isArticle
  );
}

function pageAddress(page: Page, url: string): string {
  const own = resolveAddress(url, null);
  return own ?? resolveAddress(page.querySelector('link[rel~="canonical"]')?.getAttribute('href'), null) ?? url;
}

/** True when a page reads as a text and not as a list: it has more words of its own than of the links. */
function outweighs(text: string, { links }: ArticleLinks): boolean {
  if (links.length <= fewLinks) return true;
  const linked = links.reduce((sum, link) => sum + link.text.length, 0);
  return text.length > linked && text.length >= (links.length <= 2 * fewLinks ? ownText : muchText);
}
