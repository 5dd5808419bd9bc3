import { decodeXML } from 'entities';
import { readSheet, type SheetData } from 'read-excel-file/node';
import { SourceError } from '../core/errors.ts';
import type { TableRow } from '../core/reader.ts';
import { maxUnpackedBytes } from './limits.ts';
import { listZip, packStored, unpack } from './zip.ts';

/** A spreadsheet of today's Excel: an archive with a workbook in it. */
export function isXlsx(body: Uint8Array): boolean {
  return listZip(body)?.some(({ name }) => /^xl\/workbook\.(xml|bin)$/.test(name)) ?? false;
}

/**
 * Rows of one sheet, by their numbers in Excel. Dates are texts as a clock in the office would show them, numbers keep their digits
 * as they stand in the file.
 * @param wanted name of the sheet; the first if null
 * @throws SourceError `changed`, `too-large`
 */
export async function readXlsx(
  body: Uint8Array,
  wanted: string | null,
): Promise<{ readonly rows: readonly TableRow[]; readonly otherSheets: readonly string[] }> {
  const files = unpackXml(body);
  const names = sheetNames(files);
  if (wanted !== null && !names.some(({ name }) => name === wanted)) {
    const known = names.map(({ name }) => `«${name}»`).join(', ');
    throw new SourceError('changed', `lembar «${wanted}» tidak ada; yang ada: ${known}`);
  }
  const options = { parseNumber: (digits: string) => digits };
  const sheet = await readSheet(packStored(files), wanted ?? 1, options).catch((cause: unknown) => {
    throw new SourceError('changed', 'lembar kerja XLSX ini rusak atau bukan dari Excel', { cause });
  });
  const read = wanted ?? names[0]?.name;
  return {
    rows: (sheet as SheetData).map((cells, index) => ({ line: index + 1, cells: cells.map(toText) })),
    otherSheets: names
      .filter(({ name, isHidden }) => name !== read && !isHidden && !instructions.test(name))
      .map(({ name }) => name),
  };
}

/** Nobody misses what is written there. */
const instructions = /^(petunjuk|panduan|keterangan|read ?me)$/i;

interface XmlFile {
  readonly name: string;
  readonly data: Buffer;
}

/** In the order of the workbook. */
function sheetNames(files: readonly XmlFile[]): readonly { readonly name: string; readonly isHidden: boolean }[] {
  const workbook = files.find(({ name }) => name === 'xl/workbook.xml')?.data.toString('utf8') ?? '';
  return [...workbook.slice(0, 1_000_000).matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].map(([tag]) => ({
    name: decodeXML(/\sname="([^"]*)"/.exec(tag)?.[1] ?? ''),
    isHidden: /\sstate="(?:hidden|veryHidden)"/.test(tag),
  }));
}

/** The workbook's XML, unpacked under our own limit: what the directory does not list, or is not XML, never reaches the reader. */
function unpackXml(body: Uint8Array): readonly XmlFile[] {
  const entries = (listZip(body) ?? []).filter(({ name }) => /\.xml(\.rels)?$/.test(name));
  if (entries.some(({ isEncrypted }) => isEncrypted))
    throw new SourceError('changed', 'lembar kerja ini berkata sandi');
  if (!entries.some(({ name }) => name === 'xl/workbook.xml')) {
    throw new SourceError('changed', 'lembar kerja .xlsb tidak dapat dibaca; simpan sebagai .xlsx');
  }
  let left = maxUnpackedBytes;
  return entries.map((entry) => {
    const data = unpack(entry, left);
    left -= data.length;
    return { name: entry.name, data };
  });
}

function toText(cell: unknown): string {
  if (cell instanceof Date) return toClockText(cell);
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'boolean' ? (cell ? 'true' : 'false') : String(cell);
}

/** `2026-11-20 08:15:00`, without the time at midnight; a time alone, which Excel dates to its first day, without the date. */
function toClockText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  // The fraction of a day that Excel stores is off by less than a millisecond.
  const [day = '', clock = ''] = new Date(Math.round(date.getTime() / 1000) * 1000)
    .toISOString()
    .slice(0, 19)
    .split('T');
  if (date.getUTCFullYear() < 1901) return clock.slice(0, 5);
  return clock === '00:00:00' ? day : `${day} ${clock}`;
}
