import { SourceError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';
import type { KlippingDocument, ReadHints, TableRow } from '../core/reader.ts';
import { detectTable } from '../importing/detect.ts';
import { klipping } from '../importing/formats/klipping.ts';
import { mapRows } from '../importing/map-rows.ts';
import { columnsOf, tableRow } from '../importing/rows.ts';
import { parseCsv } from './csv.ts';
import { parseDate } from './dates.ts';
import { readTable } from './table.ts';

type KlippingHints = ReadHints & { readonly now?: Instant | null };

/** A clipping sheet, CSV or XLSX. @throws SourceError `changed` when it is none */
export async function readKlipping(body: Uint8Array, hints: KlippingHints): Promise<KlippingDocument> {
  const { rows, brokenLines, rest } = await readTable(body, hints);
  const document = toPosts(rows, brokenLines, hints);
  if (rest === null) return document;
  const line = rest.start.lines + 1;
  return {
    ...document,
    rejected: [...document.rejected, { line, reason: 'baris ini dan sesudahnya tidak dibaca: terlalu banyak' }],
  };
}

/** @param text decoded and repaired @throws SourceError `changed` when no row looks like the heading of such a sheet */
export function parseKlipping(text: string, hints: KlippingHints): KlippingDocument {
  const { rows, brokenLines } = parseCsv(text);
  return toPosts(rows, brokenLines, hints);
}

/** Without `now` every date is believed here. */
const endOfTime = new Date(8.64e15);

function toPosts(
  rows: readonly TableRow[],
  brokenLines: readonly number[],
  { now, zone }: KlippingHints,
): KlippingDocument {
  const found = detectTable(rows, [klipping]);
  if (found === null) {
    throw new SourceError(
      'changed',
      'no heading row with judul or isi and one more column, such as tanggal,media,judul,tautan',
    );
  }
  const context = { zone, now: now == null ? endOfTime : new Date(now), fileName: '', parseDate };
  const columns = columnsOf(found.heading);
  const items = rows.slice(found.headingAt + 1).map(({ line, cells }) => tableRow(line, cells, columns));
  const { posts, rejected } = mapRows(klipping.open(context), items);
  const broken = brokenLines.map((line) => ({ line, reason: 'tanda kutip tidak ditutup' }));
  return {
    posts: posts.map(({ post }) => post),
    rejected: [...broken, ...rejected].sort((a, b) => a.line - b.line),
  };
}
