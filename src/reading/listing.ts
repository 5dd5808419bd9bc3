import { load } from 'cheerio';
import { SourceError } from '../core/errors.ts';
import type { ListingDocument, ListingHints, ListingSelectors, ReadHints } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { toTitle } from './html-text.ts';
import { maxLinks } from './limits.ts';
import { findArticleLinks, findLinksOfShapes } from './link-shapes.ts';
import { checkPage, parsePage } from './page.ts';

/**
 * Links of a listing page, each address once, with its longest text (teasers link the picture and the headline).
 * @param html decoded and repaired
 * @throws SourceError `changed` for a hostile page, or when no link at all is found: the site was rebuilt
 */
export function parseListing(html: string, hints: ReadHints & ListingHints): ListingDocument {
  if (hints.selectors) return bySelectors(html, hints.url, hints.selectors);
  const page = parsePage(html);
  const { links, shapes } = hints.shapes
    ? findLinksOfShapes(page, hints.url, hints.shapes)
    : findArticleLinks(page, hints.url);
  if (links.length === 0) throw new SourceError('changed', `nothing on ${hints.url} looks like a link to an article`);
  return { links: links.slice(0, maxLinks), shapes: [...shapes].sort() };
}

/** Links in document order. */
function bySelectors(html: string, pageUrl: string, { item, link }: ListingSelectors): ListingDocument {
  checkPage(html);
  const $ = load(html);
  const base = resolveAddress($('base[href]').attr('href'), pageUrl) ?? pageUrl;
  const texts = new Map<string, string>();
  const scopes =
    item === undefined
      ? [$.root()]
      : $(item)
          .toArray()
          .map((element) => $(element));
  for (const scope of scopes) {
    const found = item !== undefined && scope.is(link) ? scope : scope.find(link);
    for (const element of found.toArray()) {
      const anchor = $(element).is('a') ? $(element) : $(element).find('a').first();
      const url = resolveAddress(anchor.attr('href'), base);
      if (url === null || texts.size >= maxLinks) continue;
      const text = toTitle(anchor.text()) ?? toTitle(anchor.attr('title') ?? '') ?? '';
      if (text.length >= (texts.get(url) ?? '').length) texts.set(url, text);
    }
  }
  if (texts.size === 0) {
    throw new SourceError('changed', `no link matches «${[item, link].filter(Boolean).join(' ')}» on ${pageUrl}`);
  }
  return { links: [...texts].map(([url, text]) => ({ url, text })), shapes: [] };
}
