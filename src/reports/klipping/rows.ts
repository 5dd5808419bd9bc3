import type { Digest, DigestClipping } from '../../core/digest.ts';
import { formatDateTime, formatTime, localDate } from '../../core/time.ts';
import { cut, fieldNames, labelNames } from '../wording.ts';

/** Columns of the klipping list as the offices keep it. */
export const klippingColumns = ['No', 'Waktu', 'Media/Akun', 'Judul', 'Tone', 'Kategori', 'OPD', 'URL'] as const;

/** Longer texts do not fit a cell of Excel (32,767), and no title is that long. */
const maxCell = 2_000;

export type KlippingRow = readonly [number, string, string, string, string, string, string, string];

/** One row a clipping, as plain text. */
export function toKlippingRows(digest: Digest): readonly KlippingRow[] {
  return digest.clippings.map((item, index) => [
    index + 1,
    item.hasTime
      ? formatDateTime(item.at, digest.timezone)
      : (formatDateTime(item.at, digest.timezone).split(',')[0] ?? ''),
    cut(item.publisher, maxCell),
    cut(item.title, maxCell),
    labelNames[item.label] ?? cut(item.label, maxCell),
    fieldNames[item.field],
    item.agency === null ? '' : cut(item.agency, maxCell),
    // An address is either whole or useless.
    item.url === null || item.url.length > maxCell ? '' : cut(item.url, maxCell),
  ]);
}

/** As narrow as it can be: the hour in a day's report (`09.30`), the day in a longer one (`21/11`); a dash when it is not known. */
export function sayClippingTime(
  item: DigestClipping,
  { period, timezone }: Pick<Digest, 'period' | 'timezone'>,
): string {
  if (period === 'day') return item.hasTime ? formatTime(item.at, timezone).slice(0, 5) : '–';
  const [, month, day] = localDate(new Date(item.at), timezone).split('-');
  return `${day}/${month}`;
}
