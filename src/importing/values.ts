import type { Metrics } from '../core/mention.ts';
import type { MapContext } from './format.ts';

/** A row that cannot be used; `message` is the reason, Indonesian. Caught by who maps the rows. */
export class RowFault extends Error {}

const damaged = /^\d(?:[.,]\d+)?e\+?\d{2,}$/i;

/**
 * An id as the platform writes it. @returns null for none
 * @throws RowFault for a number that Excel has rounded: `1,89E+18` names another post
 */
export function readId(cell: string): string | null {
  const id = cell.replace(/^'/, '').replace(/\.0$/, '').trim();
  if (damaged.test(id)) {
    throw new RowFault(
      `nomor id rusak oleh Excel («${id}»); ekspor ulang dan jangan simpan lewat Excel, atau beri kolom id bentuk teks`,
    );
  }
  return id === '' || id === '-' || id === '0' ? null : id;
}

const scales: Readonly<Record<string, number>> = { k: 1e3, rb: 1e3, ribu: 1e3, m: 1e6, jt: 1e6, juta: 1e6 };

/** `1,234` · `1.234` · `1.2K` · `1,2 rb` · `12.0`; null for none, for hidden ones (−1), and for what is no number. */
export function readCount(cell: string): number | null {
  const match = /^(\d+(?:[.,]\d+)*)\s*(k|rb|ribu|m|jt|juta)?\.?$/i.exec(cell.trim());
  if (match === null) return null;
  const [, digits = '', scale] = match;
  const isGrouped = scale === undefined && /^\d{1,3}([.,]\d{3})+$/.test(digits);
  const value = isGrouped ? Number(digits.replace(/[.,]/g, '')) : Number(digits.replace(',', '.'));
  const count = Math.round(value * (scale === undefined ? 1 : (scales[scale.toLowerCase()] ?? 1)));
  return Number.isSafeInteger(count) ? count : null;
}

export interface Counts {
  readonly likes?: string;
  readonly comments?: string;
  readonly shares?: string;
  readonly views?: string;
  readonly others?: Readonly<Record<string, string>>;
}

/** Null when nothing was counted. */
export function readMetrics({
  likes = '',
  comments = '',
  shares = '',
  views = '',
  others = {},
}: Counts): Metrics | null {
  const more = Object.entries(others).flatMap(([name, cell]) => {
    const count = readCount(cell);
    return count === null ? [] : [[name, count] as const];
  });
  const metrics = {
    likes: readCount(likes),
    comments: readCount(comments),
    shares: readCount(shares),
    views: readCount(views),
    others: Object.fromEntries(more),
  };
  const isEmpty = more.length === 0 && [likes, comments, shares, views].every((cell) => readCount(cell) === null);
  return isEmpty ? null : metrics;
}

export interface PostDate {
  readonly publishedAt: string | null;
  readonly precision: 'exact' | 'minute' | 'day' | 'guessed';
}

const noDate: PostDate = { publishedAt: null, precision: 'guessed' };
/** A clock that is ahead by this much is a clock; beyond it a date in the future is a mistake. */
const maxAheadMs = 3_600_000;
const oldest = Date.UTC(2000, 0, 1);

/**
 * Seconds or milliseconds since 1970, Excel's day number, or a date in any usual writing.
 * @param zone of a date that names none; the file's if absent
 * @throws RowFault for a date that cannot be read or lies in the future
 */
export function readDate(cell: string, context: MapContext, zone = context.zone): PostDate {
  const text = cell.trim();
  if (text === '' || text === '-') return noDate;
  // X: `Thu Nov 19 08:15:00 +0000 2026`
  const day = text.replace(/^\w{3} (\w{3}) (\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})$/, '$2 $1 $5 $3 $4');
  const date = fromNumber(text, context, zone) ?? context.parseDate(day, zone);
  if (date === null) throw new RowFault(`tanggal tidak terbaca: «${text.slice(0, 60)}»`);
  if (Date.parse(date.at) > context.now.getTime() + maxAheadMs) {
    throw new RowFault(`tanggal di masa depan: «${text.slice(0, 60)}»`);
  }
  return { publishedAt: date.at, precision: date.precision };
}

function fromNumber(text: string, context: MapContext, zone: string) {
  if (!/^\d{5}([.,]\d+)?$|^\d{10}(\.\d+)?$|^\d{13}$/.test(text)) return null;
  const value = Number(text.replace(',', '.'));
  if (value < 100_000) {
    // Excel counts days from the last day but one of 1899, on the office's clock.
    const wall = new Date(Math.round((value - 25_569) * 86_400) * 1000).toISOString().slice(0, 19);
    return value < 36_526
      ? null
      : context.parseDate(Number.isInteger(value) ? wall.slice(0, 10) : wall.replace('T', ' '), zone);
  }
  const at = text.length === 13 ? value : Math.round(value * 1000);
  return at < oldest ? null : { at: new Date(at).toISOString(), precision: 'exact' as const };
}

/** One line, at most 300 characters; null when it is empty or a dash. */
export function toLine(cell: string): string | null {
  const line = cell.replace(/\s+/g, ' ').trim().slice(0, 300);
  return line === '' || line === '-' ? null : line;
}

/** The http address in the cell; sheets leave the scheme out. Null for none. */
export function toAddress(cell: string): string | null {
  const printed =
    /https?:\/\/\S+/i.exec(cell)?.[0] ?? /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?]\S*)?$/i.exec(cell.trim())?.[0];
  if (printed === undefined) return null;
  const address = /^https?:/i.test(printed) ? printed : `https://${printed}`;
  return URL.canParse(address) ? new URL(address).href : null;
}

/** `@Info.Contoh` → `info.contoh`; null for none. */
export function toHandle(cell: string): string | null {
  const handle = cell.trim().replace(/^@/, '').toLowerCase();
  return handle === '' || /\s/.test(handle) ? null : handle;
}

/** Spaces collapsed, empty lines dropped. */
export function tidyLines(text: string): string {
  return text
    .split(/[\n\r]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Nothing that a reader sees: spaces, line breaks, zero-width characters. */
export function isBlank(text: string): boolean {
  return text.replace(/[\s\p{Cf}\p{Cc}]/gu, '') === '';
}
