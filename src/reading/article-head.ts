import type { ReadDate } from '../core/reader.ts';
import { type ArticleFacts, firstMeta, type PageMeta } from './article-meta.ts';
import { parseDate } from './dates.ts';
import { toLines, toPlainText, toTitle } from './html-text.ts';
import type { Page } from './page.ts';

/**
 * The headline: JSON-LD's, else what most of first heading, meta tags and title bar agree on. On a tie the earlier of them
 * wins: the later ones are more often shortened, or carry the name of the site.
 */
export function findTitle(page: Page, facts: ArticleFacts, meta: PageMeta): string | null {
  const site = firstMeta(meta, ['og:site_name', 'application-name']) ?? '';
  const heading =
    [...page.querySelectorAll('h1, [itemprop="headline"]')]
      .map((element) => toTitle(toLines(element.textContent ?? '')))
      .find((text) => text !== null && text.length > 8) ?? null;
  if (facts.title !== null && facts.title.length > 8) return withoutTail(facts.title, heading);
  const tidy = (title: string) =>
    // What the heading says too is no name of a site: "Jalan Rusak - Warga Tanam Pisang".
    heading !== null && plainWords(title) === plainWords(heading)
      ? title
      : withoutTail(withoutSite(title, site), heading);
  const candidates = [
    heading,
    firstMeta(meta, ['og:title', 'dc.title', 'title', 'headline']),
    firstMeta(meta, ['twitter:title']),
    toTitle(page.querySelector('title')?.textContent ?? ''),
  ].flatMap((candidate) => (candidate === null ? [] : [tidy(candidate)]));
  const votes = (title: string) => candidates.filter((other) => plainWords(other) === plainWords(title)).length;
  return candidates.reduce<string | null>(
    (best, title) => (best === null || votes(title) > votes(best) ? title : best),
    null,
  );
}

/** What stands behind the heading of the page and a dash or bar is the site's or the section's. */
function withoutTail(title: string, heading: string | null): string {
  const tail = heading !== null && title.startsWith(heading) ? title.slice(heading.length) : '';
  return /^\s*[-–—|»·•ㅣ：]/u.test(tail) ? (heading as string) : title;
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * "Jalan Rusak Dikeluhkan - Radar Contoh" → the headline. Without a known name of the site only a short last part goes, and
 * only when it looks like a name: "Wagub: Aman - dan terkendali" stays whole.
 */
function withoutSite(title: string, site: string): string {
  const match = /^(.{8,}?)\s+[-–—|»·•]\s+([^-–—|»·•]{2,60})$/.exec(title);
  const [headline = '', tail = ''] = match?.slice(1) ?? [];
  if (match === null) return title;
  const isSite =
    site !== '' && (plainWords(site).includes(plainWords(tail)) || plainWords(tail).includes(plainWords(site)));
  const isName = tail.length <= 40 && tail.split(/\s+/).every((word) => /^(?:\p{Lu}|[\w-]+\.[a-z]{2,}$)/u.test(word));
  return isSite || isName ? headline.trim() : title;
}

const dateKeys = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'content_publisheddate',
  'publisheddate',
  'publishdate',
  'publish-date',
  'publish_date',
  'pubdate',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dc.date',
  'dcterms.created',
  'dcterms.date',
  'article.published',
  'date',
  'cxenseparse:recs:publishtime',
  'og:published_time',
  'last-modified',
  'article:modified_time',
  'og:updated_time',
];

/** Machine dates first (they carry a zone), then `<time>`, then the printed date near the headline, then the date in the address. */
export function findDate(
  page: Page,
  facts: ArticleFacts,
  meta: PageMeta,
  url: string | null,
  zone: string,
): ReadDate | null {
  return (
    parseDate(facts.date ?? '', zone) ??
    firstDate(
      dateKeys.map((key) => meta.get(key) ?? null),
      zone,
    ) ??
    timeElement(page, zone) ??
    printedDate(page, zone) ??
    addressDate(url, zone)
  );
}

function firstDate(texts: readonly (string | null)[], zone: string): ReadDate | null {
  for (const text of texts) {
    const date = text === null ? null : parseDate(text, zone);
    if (date !== null) return date;
  }
  return null;
}

function timeElement(page: Page, zone: string): ReadDate | null {
  const times = [
    ...page.querySelectorAll('time[itemprop="datePublished"], time[pubdate], article time, main time, time'),
  ].slice(0, 20);
  return firstDate(
    times.flatMap((time) => [time.getAttribute('datetime'), time.textContent]),
    zone,
  );
}

/**
 * Short lines under the headline, then elements named after dates, then longer lines there, then the lines above. In this order
 * because many portals print today's date in their header, in an element that is called a date too.
 */
function printedDate(page: Page, zone: string): ReadDate | null {
  const body = toPlainText(page.body?.innerHTML ?? '', 1);
  const heading = toLines(page.querySelector('h1')?.textContent ?? '').split('\n')[0] ?? '';
  const at = heading.length > 8 ? body.indexOf(heading) : -1;
  const below = at < 0 ? [] : body.slice(at + heading.length, at + heading.length + 400).split('\n');
  const above = at < 0 ? [] : body.slice(Math.max(0, at - 200), at).split('\n');
  const short = below.filter((line) => line.length < 120);
  return firstDate([...short, ...namedDates(page), ...below, ...above], zone);
}

const dateNames =
  '[itemprop="datePublished"], [class*="date" i], [class*="tanggal" i], [class*="time" i], [class*="waktu" i], [class*="publish" i], [id*="date" i]';

function namedDates(page: Page): (string | null)[] {
  return [...page.querySelectorAll(dateNames)].slice(0, 60).flatMap((element) => {
    const text = toLines(element.textContent ?? '');
    return text === '' || text.length >= 200
      ? []
      : [element.getAttribute('content'), element.getAttribute('title'), text];
  });
}

function addressDate(url: string | null, zone: string): ReadDate | null {
  const match = /\/((?:19|20)\d\d)[/-]?(\d{2})[/-]?(\d{2})(?=[/\-_]|$)/.exec(url ?? '');
  return match === null ? null : parseDate(`${match[1]}-${match[2]}-${match[3]}`, zone);
}

const authorPrefix = /^(?:oleh|by|penulis|reporter|pewarta|wartawan|laporan|editor|kontributor)\s*[:\-–]?\s*/i;

const authorKeys = [
  'author',
  'article:author',
  'content_author',
  'dc.creator',
  'parsely-author',
  'byl',
  'sailthru.author',
  'twitter:data1',
];
const authorNames =
  '[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"], .author-name, .author, .penulis, .byline, .reporter';

/** Name of the writer as printed, at most five of them. */
export function findAuthor(page: Page, facts: ArticleFacts, meta: PageMeta): string | null {
  // The page is searched only when nothing else names somebody: that costs as much as all the rest of the head.
  return toName(facts.author) ?? toName(firstMeta(meta, authorKeys)) ?? printedAuthor(page);
}

function printedAuthor(page: Page): string | null {
  for (const element of [...page.querySelectorAll(authorNames)].slice(0, 6)) {
    const name = toName(toTitle(toLines(element.textContent ?? '')));
    if (name !== null) return name;
  }
  return null;
}

function toName(printed: string | null): string | null {
  const name =
    printed
      ?.replace(authorPrefix, '')
      .replace(/\s*[|,·-]\s*(?:editor|reporter)\b.*$/i, '')
      .trim() ?? '';
  return name.length > 1 && name.length < 120 && !/^https?:|@|\d{4}/.test(name) ? name : null;
}
