/**
 * How well article pages are read: text, headline and day, beside Readability alone and beside all text of the page.
 *
 *   npx tsx scripts/bench-articles.ts <data folder> [--worst N]
 *
 * The folder holds `aeb/` (scrapinghub/article-extraction-benchmark), `fundus/` and `golkar/`, each with its pages and a gold file. Every
 * set is reported in two halves, by the hash of the page's name: filters are developed on the first and never on the second.
 * Then the links to articles on eight invented front pages, because the folder holds none.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { SourceError } from '../src/core/errors.ts';
import type { ArticleDocument } from '../src/core/reader.ts';
import { parseArticle } from '../src/reading/article.ts';
import { decodeText } from '../src/reading/decode.ts';
import { toPlainText } from '../src/reading/html-text.ts';
import { parseListing } from '../src/reading/listing.ts';
import { repairText } from '../src/reading/repair.ts';
import { frontPages, linkFigure } from '../test/support/front-pages.ts';
import { compareTexts, fOne, type Overlap } from './text-overlap.ts';

interface GoldPage {
  readonly name: string;
  readonly half: 'developed on' | 'held out';
  readonly url: string;
  readonly html: string;
  readonly text: string;
  readonly title: string | null;
  readonly date: string | null;
}

type Extract = (page: GoldPage) => Pick<ArticleDocument, 'text'> & Partial<ArticleDocument>;

const extractors: Readonly<Record<string, Extract>> = {
  Kentongan: ({ html, url }) => parseArticle(html, { url, contentType: 'text/html', zone: 'UTC' }),
  'Readability + linkedom': ({ html }) => {
    const found = new Readability(parseHTML(html).document as never).parse();
    return { text: found?.textContent ?? '', title: found?.title ?? null };
  },
  'all text': ({ html }) => ({ text: toPlainText(html, 1) }),
};

const [folder = '/nonexistent', flag, count] = process.argv.slice(2);
const worst = flag === '--worst' ? Number(count) : 0;

for (const set of ['aeb', 'fundus', 'golkar']) {
  const pages = loadSet(join(folder, set), set);
  console.log(`\n${set}: ${pages.length} pages`);
  for (const [name, extract] of Object.entries(extractors)) report(name, extract, pages);
}

console.log('\nlinks to articles on invented front pages, F1');
const linkFigures = frontPages.map((page) => {
  const { links } = parseListing(page.html, { url: page.url, contentType: 'text/html', zone: 'UTC' });
  const figure = linkFigure(
    page,
    links.map(({ url }) => url),
  );
  console.log(`  ${figure.toFixed(3)} ${page.name}`);
  return figure;
});
console.log(`  ${(linkFigures.reduce((sum, figure) => sum + figure, 0) / linkFigures.length).toFixed(3)} mean`);

function loadSet(base: string, set: string): GoldPage[] {
  const gold = JSON.parse(readFileSync(join(base, set === 'aeb' ? 'ground-truth.json' : 'gold.json'), 'utf8'));
  const rows: { file: string; url: string; gold: string; title?: string; date?: string }[] =
    set === 'aeb'
      ? Object.entries(gold as Record<string, { articleBody: string; url: string }>).map(([id, page]) => ({
          file: `html/${id}.html.gz`,
          url: page.url,
          gold: page.articleBody,
        }))
      : gold;
  return rows.map(({ file, url, gold: text, title, date }) => {
    const bytes = readFileSync(join(base, file));
    const body = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    const isFirst = (createHash('sha256').update(file).digest()[0] ?? 0) % 2 === 0;
    return {
      name: file.replace(/^html\/|\.html(?:\.gz)?$/g, ''),
      half: isFirst ? ('developed on' as const) : ('held out' as const),
      url,
      html: repairText(decodeText(body, 'text/html')),
      text,
      title: title ?? null,
      date: date ?? null,
    };
  });
}

interface Reading extends Overlap {
  readonly page: GoldPage;
  readonly article: ReturnType<Extract> | null;
}

function report(name: string, extract: Extract, pages: readonly GoldPage[]): void {
  const readings: Reading[] = [];
  const began = process.cpuUsage();
  const articles = pages.map((page) => extractOrNull(extract, page));
  const used = process.cpuUsage(began);
  pages.forEach((page, index) => {
    const article = articles[index] ?? null;
    readings.push({ page, article, ...compareTexts(page.text, article?.text ?? '') });
  });
  const speed = (pages.length / ((used.user + used.system) / 1e6)).toFixed(1);
  console.log(
    `  ${name.padEnd(24)} ${speed} pages/s, ${articles.filter((article) => article === null).length} without a text`,
  );
  for (const half of ['developed on', 'held out', 'all'] as const) {
    const part = readings.filter(({ page }) => half === 'all' || page.half === half);
    const { precision, recall, f1 } = fOne(part);
    const words = [`F1 ${f1.toFixed(3)} (P ${precision.toFixed(3)}, R ${recall.toFixed(3)})`];
    if (name === 'Kentongan' || name.startsWith('Readability')) words.push(...headFigures(part, name));
    console.log(`    ${half.padEnd(13)} ${String(part.length).padStart(4)} pages  ${words.join('  ')}`);
  }
  if (name === 'Kentongan' && worst > 0) printWorst(readings);
}

function extractOrNull(extract: Extract, page: GoldPage): ReturnType<Extract> | null {
  try {
    return extract(page);
  } catch (error) {
    // Readability alone throws at pages that hold a template element; ours refuses what is no article.
    if (error instanceof SourceError || error instanceof TypeError) return null;
    throw error;
  }
}

function headFigures(readings: readonly Reading[], name: string): string[] {
  const titled = readings.filter(({ page }) => page.title !== null);
  const dated = readings.filter(({ page }) => page.date !== null);
  const figures = [];
  if (titled.length > 0) figures.push(`titles exact ${percent(titled.filter(isTitleExact).length, titled.length)}`);
  if (name === 'Kentongan') {
    if (dated.length > 0) figures.push(`days right ${percent(dated.filter(isDayRight).length, dated.length)}`);
    figures.push(
      `"Baca juga" lines left ${readings.reduce((sum, { article }) => sum + pointersIn(article?.text ?? ''), 0)}`,
    );
  }
  return figures;
}

function isTitleExact({ page, article }: Reading): boolean {
  return squeeze(article?.title ?? '') === squeeze(page.title ?? '');
}

function squeeze(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0\u00ad\u200b]+/g, ' ')
    .trim();
}

/** The calendar day in the zone that the gold date is written in. */
function isDayRight({ page, article }: Reading): boolean {
  const [, day = '', offset = '+00:00'] = /^(\d{4}-\d\d-\d\d)[ T][\d:.]+([+-]\d\d:?\d\d)?/.exec(page.date ?? '') ?? [];
  if (!article?.date) return false;
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)/.exec(offset) ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const isWholeDay = article.date.precision === 'day';
  return new Date(Date.parse(article.date.at) + (isWholeDay ? 0 : shift * 60_000)).toISOString().startsWith(day);
}

function pointersIn(text: string): number {
  return text.split('\n').filter((line) => /^\W*(?:baca|lihat|simak)\s*(?:juga|pula|lainnya)\b/i.test(line)).length;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`;
}

/** Only of the half that may be looked at. */
function printWorst(readings: readonly Reading[]): void {
  const seen = readings.filter(({ page }) => page.half === 'developed on');
  const lost = (reading: Reading) => reading.missed + reading.added;
  for (const reading of [...seen].sort((a, b) => lost(b) - lost(a)).slice(0, worst)) {
    console.log(`      ${reading.page.name}: missed ${percent(reading.missed, 1)}, added ${percent(reading.added, 1)}`);
  }
  for (const reading of seen.filter(({ page }) => page.title !== null)) {
    if (!isTitleExact(reading))
      console.log(
        `      title of ${reading.page.name}:\n        ${reading.article?.title}\n        ${reading.page.title}`,
      );
    if (reading.page.date !== null && !isDayRight(reading))
      console.log(`      day of ${reading.page.name}: ${reading.article?.date?.at} ${reading.page.date}`);
  }
}
