import { load } from 'cheerio';
import { SourceError } from '../core/errors.ts';
import type { ListingDocument, ListingSelectors, ReadHints } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { toTitle } from './html-text.ts';
import { maxLinks } from './limits.ts';
import { checkPage } from './page.ts';

/**
 * Links of a listing page in document order, each address once, with its longest text (teasers link the picture and the headline).
 * @param html decoded and repaired
 * @throws SourceError `changed` for a hostile page, or when the selectors find no link at all: the site was rebuilt
 */
export function parseListing(
  html: string,
  hints: ReadHints & { readonly selectors: ListingSelectors },
): ListingDocument {
  checkPage(html);
  const { item, link } = hints.selectors;
  const $ = load(html);
  const base = resolveAddress($('base[href]').attr('href'), hints.url) ?? hints.url;
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
    throw new SourceError('changed', `no link matches «${[item, link].filter(Boolean).join(' ')}» on ${hints.url}`);
  }
  return { links: [...texts].map(([url, text]) => ({ url, text })) };
}
