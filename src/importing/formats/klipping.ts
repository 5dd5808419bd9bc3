import { blankPost, type Platform, type RawPost } from '../../core/mention.ts';
import type { ImportFormat, MapContext } from '../format.ts';
import { columnsOf, type ImportRow, tableRow } from '../rows.ts';
import { isBlank, type PostDate, RowFault, readDate, tidyLines, toAddress, toLine } from '../values.ts';
import { headings, isHeading, namedColumns } from './klipping-columns.ts';

/**
 * A clipping sheet: the project's template, or the usual ones of a Diskominfo. A date cell that is empty repeats the one above it,
 * because sheets merge those cells; after a date that cannot be read there is nothing to repeat.
 */
export const klipping: ImportFormat = {
  id: 'klipping',
  title: 'Lembar klipping',
  kinds: ['table'],
  isLocal: true,
  detect({ columns }) {
    if (!isHeading([...columns])) return 0;
    const named = namedColumns([...columns]);
    const isClipping = named.has('judul') || named.has('media');
    return Math.min(0.98, 0.5 + 0.06 * named.size) - (isClipping ? 0 : 0.15);
  },
  open(context) {
    let columns: ReturnType<typeof columnsOf> | null = null;
    let above: string | null = null;
    return (row) => {
      if (isHeading(row.cells)) {
        columns = columnsOf(row.cells);
        return null;
      }
      if (isFiller(row.cells)) return null;
      const cells = columns === null ? row : tableRow(row.line, row.cells, columns);
      const read = (column: keyof typeof headings) => dashless(cells.text(...headings[column]));
      if (isBlank(read('judul')) && isBlank(read('isi'))) throw new RowFault('judul dan isi kosong');
      const printed = read('tanggal');
      if (printed === '' && above === null) throw new RowFault('tanggal kosong');
      if (printed === '' && above === '') throw new RowFault('tanggal kosong, dan tanggal di atasnya tidak terbaca');
      // Set when it has been read.
      const dateText = printed === '' ? (above ?? '') : printed;
      above = '';
      const date = dateOf(dateText, read('jam'), context);
      above = dateText;
      return toPost(read, date);
    };
  },
};

function dateOf(dateText: string, clock: string, context: MapContext): PostDate {
  const date = readDate(dateText, context);
  return date.precision === 'day' && clock !== '' ? readDate(`${dateText} ${clock}`, context) : date;
}

function toPost(read: (column: keyof typeof headings) => string, date: PostDate): RawPost {
  const url = toAddress(read('tautan'));
  return {
    ...blankPost,
    kind: 'klipping',
    platform: toPlatform(read('platform'), url),
    url,
    title: toLine(read('judul')),
    text: tidyLines(read('isi')),
    author: toLine(read('penulis')),
    ...date,
    publisher: toLine(read('media')),
  };
}

function dashless(cell: string): string {
  return cell === '-' ? '' : cell;
}

/** Empty rows, and the row that numbers the columns. */
function isFiller(cells: ImportRow['cells']): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.length === 0 || (filled.length > 2 && filled.every((cell) => /^\(?\d{1,2}\)?$/.test(cell)));
}

const platformWords: readonly (readonly [RegExp, Platform])[] = [
  [/google/i, 'google-news'],
  [/whats\s?app|\bwa\b/i, 'whatsapp'],
  [/facebook|\bfb\b/i, 'facebook'],
  [/instagram|\big\b/i, 'instagram'],
  [/tik\s?tok/i, 'tiktok'],
  [/you\s?tube|youtu\.be|\byt\b/i, 'youtube'],
  [/telegram|\bt\.me\b/i, 'telegram'],
  [/threads/i, 'threads'],
  [/twitter|^x$|^(?:www\.)?x\.com$/i, 'x'],
  [/lapor|aduan/i, 'complaint'],
  [/cetak|koran|print|surat kabar|majalah|tabloid/i, 'print'],
  [/online|daring|siber|web|portal|situs|internet/i, 'web'],
];

/** What the sheet says, else what the address says, else paper: only paper has no address. */
function toPlatform(printed: string, url: string | null): Platform {
  const host = url === null ? '' : new URL(url).hostname;
  for (const source of [printed, host]) {
    const found = source === '' ? undefined : platformWords.find(([words]) => words.test(source));
    if (found !== undefined && (source === printed || found[1] !== 'complaint')) return found[1];
  }
  if (printed !== '') return 'other';
  return url === null ? 'print' : 'web';
}
