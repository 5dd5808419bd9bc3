import { isBoilerplate } from './boilerplate.ts';
import { parseDate } from './dates.ts';
import { toLines } from './html-text.ts';
import type { Page, PageElement } from './page.ts';

/** Names of blocks that stand in or beside an article and are not its text, as whole words of `class` and `id`. */
const furniture = new RegExp(
  '(?:^|[\\s_-])(?:' +
    'related|relate|terkait|baca-?juga|bacajuga|inject-baca|also-?read|readmore|read-?more|see-?also|more-?(?:news|stories|from)|' +
    'recommend(?:ed|ation|ations)?|rekomendasi|popular|populer|terpopuler|trending|most-?read|' +
    'share|sharing|sharer|sharedaddy|social|sosmed|addthis|follow|comments?|komentar|disqus|respond|' +
    'newsletter|subscribe|subscription|signup|sign-up|promo|promotion|advert|advertisement|ads?|iklan|banner|sponsor(?:ed)?|outbrain|taboola|' +
    'breadcrumbs?|tags?|taglist|tag-list|tagcloud|byline|dateline-?info|author-?(?:box|bio|info|card)|caption|figcaption|credits?|copyright|' +
    'pagination|pager|paging|sidebar|widget|popup|modal|cookie|toolbar|jp-relatedposts|kompasidrec|disclaimer|sr-only|visually-hidden|screen-reader-text' +
    ')(?:$|[\\s_-])',
  'i',
);
const always =
  'nav, footer, figcaption, form, button, select, dialog, [role="navigation"], [role="complementary"], [role="dialog"], [aria-hidden="true"], [hidden]';

/**
 * Cuts page furniture before the article is looked for. What holds a good part of the page's paragraphs is never furniture,
 * whatever it is called: themes name their main column "no-sidebar" or "with-comments".
 * @returns length of the text in long paragraphs: what an article found on this page should come near to
 */
export function dropFurniture(page: Page): number {
  // Readability drops these itself, but their text would make every share below look small.
  for (const element of page.querySelectorAll('script, style, noscript, svg, iframe')) element.remove();
  const total = textLength(page.body);
  const prose = proseLength(page.body);
  for (const element of page.querySelectorAll(always)) {
    if (isSmall(element, total, prose)) element.remove();
  }
  for (const element of page.querySelectorAll('[class], [id]')) {
    if (!furniture.test(nameOf(element)) || /^(?:HTML|BODY|ARTICLE|MAIN|H1)$/.test(element.tagName)) continue;
    const isText = element.tagName === 'P' && textLength(element) > 200;
    if (!isText && isSmall(element, total, prose) && element.querySelector('h1') === null) element.remove();
  }
  return prose;
}

function isSmall(element: PageElement, total: number, prose: number): boolean {
  const length = textLength(element);
  return length < 200 || (length < total * 0.3 && proseLength(element) <= prose * 0.15);
}

/** Text in paragraphs that are long enough to be somebody's sentences and not mostly links. */
function proseLength(element: PageElement | null): number {
  let length = 0;
  for (const paragraph of element?.querySelectorAll('p') ?? []) {
    const own = textLength(paragraph);
    if (own > 80 && linkShare(paragraph) < 0.5) length += own;
  }
  return length;
}

function nameOf(element: PageElement): string {
  return `${element.getAttribute('class') ?? ''} ${element.id}`.replace(/([a-z])([A-Z])/g, '$1-$2');
}

function textLength(element: PageElement | null): number {
  return element?.textContent?.length ?? 0;
}

/** Cuts, inside the found article, lists and paragraphs that only link elsewhere. */
export function dropLinkBlocks(article: PageElement): void {
  for (const list of article.querySelectorAll('ul, ol, table')) {
    const text = toLines(list.textContent ?? '').length;
    if (text > 0 && linkShare(list) > 0.6) list.remove();
  }
  for (const block of article.querySelectorAll('p, div, h2, h3, h4, h5, h6, blockquote, strong')) {
    const text = toLines(block.textContent ?? '');
    if (text !== '' && text.length < 250 && linkShare(block) > 0.85 && !/[.!?]["”’']?$/.test(text)) block.remove();
  }
}

function linkShare(element: PageElement): number {
  const total = toLines(element.textContent ?? '').length;
  let linked = 0;
  for (const link of element.querySelectorAll('a')) linked += toLines(link.textContent ?? '').length;
  return total === 0 ? 0 : linked / total;
}

/** "Oleh: Siti Rahma", "Editor: Budi", "Foto/ANTARA": named people or things, never "oleh karena itu". */
const credit =
  /^(?:(?:penulis|editor|reporter|pewarta|wartawan|laporan|kontributor|sumber|source|foto|photo|photograph|image|gambar|ilustrasi|dok|copyright)\.?\s*[:/|–-].{0,90}|sumber|source|(?:copyright|©|\(c\)).{0,60})$/i;
const byline = /^(?:[Bb]y|[Oo]leh|BY|OLEH)\s*:?\s+\p{Lu}.{0,60}$/u;

/**
 * Lines of the article without page furniture, credits, and the repeated headline and date.
 * @param title headline, if known
 */
export function dropCredits(text: string, title: string | null): string {
  const lines = text.split('\n');
  const kept = lines.filter((line, index) => {
    if (isBoilerplate(line)) return false;
    const isShort = line.length < 100;
    if (isShort && title !== null && sameWords(line, title)) return false;
    if (isShort && (credit.test(line) || byline.test(line)) && !/[.!?]["”’']?$/.test(line)) return false;
    const isEdge = index < 4 || index >= lines.length - 3;
    return !(
      isEdge &&
      line.length < 60 &&
      parseDate(line, 'UTC') !== null &&
      (line.match(/\p{L}{3,}/gu)?.length ?? 0) <= 4
    );
  });
  return kept.join('\n');
}

function sameWords(a: string, b: string): boolean {
  const words = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return words(a) === words(b);
}
