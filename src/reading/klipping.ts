import { SourceError } from '../core/errors.ts';
import type { Platform, RawPost } from '../core/mention.ts';
import type { KlippingDocument, ReadDate, ReadHints } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { parseCsv } from './csv.ts';
import { parseDate } from './dates.ts';
import { toLines } from './html-text.ts';
import { findColumns, type KlippingColumn, type KlippingColumns } from './klipping-columns.ts';

/**
 * A clipping sheet. A date cell that is empty repeats the one above it, because sheets merge those cells.
 * @param text decoded and repaired
 * @throws SourceError `changed` when no row looks like the heading of such a sheet
 */
export function parseKlipping(text: string, hints: ReadHints): KlippingDocument {
  const { rows: lines, brokenLines } = parseCsv(text);
  const posts: RawPost[] = [];
  const rejected = brokenLines.map((line) => ({ line, reason: 'tanda kutip tidak ditutup' }));
  let columns: KlippingColumns | null = null;
  let lastDate = '';
  for (const { line, cells } of lines) {
    const heading = findColumns(cells);
    if (heading !== null) columns = heading;
    if (heading !== null || columns === null || isFiller(cells)) continue;
    const cell = cellsOf(cells, columns);
    const printed = cell('tanggal');
    if (printed !== '') lastDate = printed;
    const post = toPost(cell, lastDate, hints.zone);
    if (typeof post === 'string') rejected.push({ line, reason: post });
    else posts.push(post);
  }
  if (columns === null) {
    throw new SourceError(
      'changed',
      'no heading row with judul or isi and one more column, such as tanggal,media,judul,tautan',
    );
  }
  return { posts, rejected: rejected.sort((a, b) => a.line - b.line) };
}

type CellReader = (column: KlippingColumn) => string;

function cellsOf(cells: readonly string[], columns: KlippingColumns): CellReader {
  return (column) => {
    const index = columns[column];
    const text = index === undefined ? '' : toLines(cells[index] ?? '');
    return text === '-' ? '' : text;
  };
}

/** Empty rows, and the row that numbers the columns. */
function isFiller(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.length === 0 || (filled.length > 2 && filled.every((cell) => /^\(?\d{1,2}\)?$/.test(cell)));
}

/** The post, or the reason why the row is none. */
function toPost(cell: CellReader, dateText: string, zone: string): RawPost | string {
  const title = toLine(cell('judul'));
  const text = cell('isi');
  if (title === null && text === '') return 'judul dan isi kosong';
  if (dateText === '') return 'tanggal kosong';
  const date = toDate(dateText, cell('jam'), zone);
  if (date === null) return `tanggal tidak terbaca: «${dateText.slice(0, 60)}»`;
  const url = toUrl(cell('tautan'));
  return {
    kind: 'klipping',
    platform: toPlatform(cell('platform'), url),
    externalId: null,
    idScope: null,
    url,
    title,
    text,
    author: toLine(cell('penulis')),
    publishedAt: date.at,
    precision: date.precision,
    language: null,
    parentKey: null,
    publisher: toLine(cell('media')),
  };
}

function toLine(cell: string): string | null {
  return cell.replaceAll('\n', ' ') || null;
}

function toDate(dateText: string, clock: string, zone: string): ReadDate | null {
  const date = parseDate(dateText, zone);
  return date?.precision === 'day' && clock !== '' ? parseDate(`${dateText} ${clock}`, zone) : date;
}

/** The address in the cell; sheets leave the scheme out. */
function toUrl(cell: string): string | null {
  const printed = /https?:\/\/\S+/i.exec(cell)?.[0] ?? /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/i.exec(cell)?.[0];
  if (printed === undefined) return null;
  return resolveAddress(/^https?:/i.test(printed) ? printed : `https://${printed}`, null);
}

const platformWords: readonly (readonly [RegExp, Platform])[] = [
  [/google/i, 'google-news'],
  [/whats\s?app|\bwa\b/i, 'whatsapp'],
  [/facebook|\bfb\b/i, 'facebook'],
  [/instagram|\big\b/i, 'instagram'],
  [/tik\s?tok/i, 'tiktok'],
  [/you\s?tube|youtu\.be|\byt\b/i, 'youtube'],
  [/telegram|\bt\.me\b/i, 'telegram'],
  [/twitter|^x$|^(?:www\.)?x\.com$/i, 'x'],
  [/cetak|koran|print|surat kabar|majalah|tabloid/i, 'print'],
  [/online|daring|siber|web|portal|situs|internet/i, 'web'],
];

/** What the sheet says, else what the address says, else paper: only paper has no address. */
function toPlatform(printed: string, url: string | null): Platform {
  const host = url === null ? '' : new URL(url).hostname;
  for (const source of [printed, host]) {
    const found = source === '' ? undefined : platformWords.find(([words]) => words.test(source));
    if (found !== undefined) return found[1];
  }
  if (printed !== '') return 'other';
  return url === null ? 'print' : 'web';
}
