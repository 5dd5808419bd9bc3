import { Readability } from '@mozilla/readability';
import { load } from 'cheerio';
import { SourceError } from '../core/errors.ts';
import type { ArticleDocument, ArticleSelectors, ReadHints } from '../core/reader.ts';
import { isSameSite, resolveAddress } from './addresses.ts';
import { dropCredits, dropFurniture, dropLinkBlocks } from './article-blocks.ts';
import { findAuthor, findDate, findTitle } from './article-head.ts';
import { type ArticleFacts, firstMeta, type PageMeta, readJsonLd, readMeta } from './article-meta.ts';
import { findReview } from './article-review.ts';
import { dropBoilerplate } from './boilerplate.ts';
import { parseDate } from './dates.ts';
import { describeText } from './feed.ts';
import { toPlainText, toTitle } from './html-text.ts';
import { type Page, type PageElement, parsePage } from './page.ts';

export type ArticleHints = ReadHints & { readonly selectors?: ArticleSelectors | null };

/**
 * Text, headline, date and author of an article page. Selectors of the configuration win over what is found without them.
 * @param html decoded and repaired
 * @throws SourceError `changed` for a page without any text, or a hostile one
 */
export function parseArticle(html: string, hints: ArticleHints): ArticleDocument {
  const article = readArticlePage(parsePage(html), html, hints);
  if (article.text === '' && article.title === null)
    throw new SourceError('changed', `no article: ${describeText(html)}`);
  return article;
}

/** The same of a page that is parsed already, and that is changed by the reading; the text may be empty. */
export function readArticlePage(page: Page, html: string, hints: ArticleHints): ArticleDocument {
  if (hints.selectors?.remove !== undefined)
    for (const block of page.querySelectorAll(hints.selectors.remove)) block.remove();
  const facts = readJsonLd(page);
  const meta = readMeta(page);
  const chosen = hints.selectors ? bySelectors(html, hints.selectors) : {};
  const url = findCanonical(page, meta, hints.url);
  const head = {
    title: chosen.title ?? findTitle(page, facts, meta),
    date: parseDate(chosen.date ?? '', hints.zone) ?? findDate(page, facts, meta, url, hints.zone),
    author: chosen.author ?? findAuthor(page, facts, meta),
    review: findReview(page, html),
    language: page.documentElement?.getAttribute('lang')?.trim() || firstMeta(meta, ['og:locale', 'language']),
  };
  // Readability rewrites the page, so it comes last.
  const text = chosen.text ?? findText(page, html, facts, head.title);
  return { url, ...head, text };
}

/** Text of the article: Readability on a page without furniture; on the whole page, or from JSON-LD, if that leaves little. */
function findText(page: Page, html: string, facts: ArticleFacts, title: string | null): string {
  const prose = dropFurniture(page);
  const text = readable(page, title);
  if (text.length >= Math.max(200, prose * 0.3)) return text;
  const body = dropBoilerplate(toPlainText(facts.body ?? ''));
  if (body.length > 2 * text.length) return body;
  const whole = readable(parsePage(html), title);
  return whole.length > text.length ? whole : text;
}

function readable(page: Page, title: string | null): string {
  // The serializer hands out the element itself: writing it out and parsing it again costs as much as Readability.
  const found = new Readability<PageElement>(page as never, {
    charThreshold: 250,
    keepClasses: true,
    disableJSONLD: true,
    serializer: (node) => node as unknown as PageElement,
  }).parse();
  const element = found?.content;
  if (!element) return '';
  dropLinkBlocks(element);
  return dropCredits(dropBoilerplate(toPlainText(element.innerHTML, 1)), title);
}

interface Chosen {
  readonly title?: string | null;
  readonly text?: string | null;
  readonly date?: string | null;
  readonly author?: string | null;
}

function bySelectors(html: string, selectors: ArticleSelectors): Chosen {
  const $ = load(html);
  if (selectors.remove !== undefined) $(selectors.remove).remove();
  const all = (selector: string) =>
    $(selector)
      .toArray()
      .map((element) => $.html(element));
  const line = (selector: string | undefined) =>
    selector === undefined ? null : toTitle(toPlainText(all(selector)[0] ?? '', 1));
  const text =
    selectors.text === undefined
      ? ''
      : dropBoilerplate(
          all(selectors.text)
            .map((part) => toPlainText(part, 1))
            .filter(Boolean)
            .join('\n'),
        );
  const machine =
    selectors.date === undefined
      ? undefined
      : ($(selectors.date).attr('datetime') ?? $(selectors.date).attr('content'));
  return {
    title: line(selectors.title),
    text: text === '' ? null : text,
    date: machine ?? line(selectors.date),
    author: line(selectors.author),
  };
}

/** The address the publisher wants to be known by, unless it names another publisher. */
function findCanonical(page: Page, meta: PageMeta, url: string): string | null {
  const own = resolveAddress(url, null);
  const canonical = resolveAddress(
    page.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? firstMeta(meta, ['og:url']),
    own,
  );
  if (canonical === null) return own;
  return own === null || isSameSite(own, canonical) ? canonical : own;
}
