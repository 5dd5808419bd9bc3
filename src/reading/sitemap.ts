import { SourceError } from '../core/errors.ts';
import type { ReadHints, SitemapDocument, SitemapEntry } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { parseDate } from './dates.ts';
import { describeText } from './feed.ts';
import { childText, firstText } from './feed-fields.ts';
import { toTitle } from './html-text.ts';
import { maxSitemapEntries } from './limits.ts';
import { splitXml } from './xml-split.ts';
import { childElements, findElement, type Prefixes, parseXml } from './xml-tree.ts';

/**
 * News sitemap, ordinary sitemap or sitemap index. An empty set is valid: news sitemaps drop what is older than two days.
 * @param text decoded and repaired
 * @throws SourceError `changed` when it is no sitemap
 */
export function parseSitemap(text: string, hints: ReadHints): SitemapDocument {
  const { head, segments, dropped } = splitXml(text, ['url', 'sitemap'], maxSitemapEntries);
  const root = /<(?:[\w.-]+:)?(sitemapindex|urlset)[\s>/]/i.exec(head)?.[1]?.toLowerCase();
  if (root === undefined) throw new SourceError('changed', `not a sitemap: ${describeText(text)}`);
  const prefixes: Prefixes = new Map();
  parseXml(head, { prefixes });
  const entries: SitemapEntry[] = [];
  for (const segment of segments) {
    const entry = toEntry(segment, prefixes, hints);
    if (entry !== null) entries.push(entry);
  }
  return {
    kind: root === 'sitemapindex' ? 'index' : 'urlset',
    entries,
    rejected: segments.length - entries.length + dropped,
  };
}

function toEntry(segment: string, prefixes: Prefixes, hints: ReadHints): SitemapEntry | null {
  const element = findElement(parseXml(segment, { prefixes }), ['url', 'sitemap']);
  if (element === null) return null;
  const url = resolveAddress(childText(element, 'loc'), hints.url);
  if (url === null) return null;
  const news = childElements(element, 'news:news')[0] ?? null;
  const printed = (news && firstText(news, ['news:publication_date'])) ?? childText(element, 'lastmod') ?? '';
  return {
    url,
    title: toTitle((news && childText(news, 'news:title')) ?? ''),
    date: parseDate(printed, hints.zone),
    news: news !== null,
  };
}
