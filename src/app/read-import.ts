import { basename } from 'node:path';
import { ConfigError, SourceError } from '../core/errors.ts';
import type { RawPost } from '../core/mention.ts';
import type { Reader } from '../core/reader.ts';
import { detectRecords, detectTable, detectText, type Found } from '../importing/detect.ts';
import type { ImportFormat, MapContext } from '../importing/format.ts';
import { importFormats } from '../importing/index.ts';
import { mapRows, type Rejection } from '../importing/map-rows.ts';
import { columnsOf, type ImportRow, recordRow, tableRow } from '../importing/rows.ts';
import { parseDate } from '../reading/dates.ts';
import { type ImportPiece, readImportPieces } from './import-pieces.ts';
import { readInputFile } from './input-file.ts';

export interface MappedPiece {
  readonly format: ImportFormat;
  readonly rows: readonly ImportRow[];
  readonly posts: readonly { readonly line: number; readonly post: RawPost }[];
  readonly rejected: readonly Rejection[];
  /** As they are written in the file; none of a text or a PDF. */
  readonly columns: readonly string[];
  /** Names of the sheets of a workbook that are left out. */
  readonly otherSheets: readonly string[];
}

export interface ReadImportOptions {
  readonly reader: Reader;
  /** The only format to be tried; all of them if null. */
  readonly format: ImportFormat | null;
  /** Sheet of a workbook; the first if null. */
  readonly sheet: string | null;
  /** IANA zone of dates that name none. */
  readonly zone: string;
  readonly now: Date;
}

/**
 * The posts of a file, a stretch at a time, as the format says that fits its beginning.
 * @throws ConfigError for a file that cannot be read or whose format is not known
 */
export async function* readImport(
  file: string,
  { reader, format, sheet, zone, now }: ReadImportOptions,
): AsyncGenerator<MappedPiece> {
  const formats = format === null ? importFormats : [format];
  const context: MapContext = { zone, now, fileName: basename(file), parseDate };
  const isTable = format?.kinds.includes('text') === false;
  try {
    const bytes = await readInputFile(file);
    let found: Found | null = null;
    let map: ReturnType<ImportFormat['open']> | null = null;
    for await (const piece of readImportPieces(reader, { name: file, bytes, zone, sheet, isTable })) {
      const isFirst = found === null;
      found ??= detect(piece, formats);
      if (found === null) throw new SourceError('changed', unknownFormat(format, piece));
      map ??= found.format.open(context);
      const rows = toRows(piece, found, isFirst);
      const mapped = mapRows(map, rows);
      yield {
        format: found.format,
        rows,
        posts: mapped.posts,
        rejected: [...piece.rejected, ...mapped.rejected],
        columns: piece.kind === 'table' ? found.heading.filter((name) => name.trim() !== '') : keysIn(piece),
        otherSheets: piece.otherSheets,
      };
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new ConfigError([{ where: file, message: error.message }], { cause: error });
  }
}

function detect(piece: ImportPiece, formats: readonly ImportFormat[]): Found | null {
  switch (piece.kind) {
    case 'table':
      return detectTable(piece.rows, formats);
    case 'records':
      return detectRecords(piece.records, formats);
    default:
      return detectText(piece.kind, piece.rows, formats);
  }
}

function toRows(piece: ImportPiece, { headingAt, heading }: Found, isFirst: boolean): readonly ImportRow[] {
  if (piece.kind === 'records') return piece.records.map(({ line, value }) => recordRow(line, value));
  if (piece.kind !== 'table') return piece.rows;
  const columns = columnsOf(heading);
  const items = isFirst ? piece.rows.slice(headingAt + 1) : piece.rows;
  return items.map(({ line, cells }) => tableRow(line, cells, columns));
}

/** Cells of the first row that are named, so that a mapping can be written without opening the file. */
const maxNamedColumns = 12;

function unknownFormat(wanted: ImportFormat | null, piece: ImportPiece): string {
  const { otherSheets } = piece;
  const sheets = otherSheets.length === 0 ? '' : `; lembar lain: ${otherSheets.join(', ')} (pilih dengan --sheet)`;
  const found = namesIn(piece);
  const columns = found.length === 0 ? '' : `; kolom yang ada: ${found.join(', ')}`;
  if (wanted !== null)
    return `berkas ini tidak berbentuk ${wanted.title}: kolom yang diperlukan tidak ada${columns}${sheets}`;
  return `bentuk berkas tidak dikenali; pakai --map dengan pemetaan kolom, atau --format (daftar: kentongan import --help)${columns}${sheets}`;
}

function keysIn(piece: ImportPiece): readonly string[] {
  return piece.kind === 'records' ? Object.keys(piece.records[0]?.value ?? {}) : [];
}

function namesIn(piece: ImportPiece): string[] {
  const names = piece.kind === 'table' ? (piece.rows[0]?.cells ?? []) : keysIn(piece);
  return names
    .map((name) => name.trim().slice(0, 40))
    .filter((name) => name !== '')
    .slice(0, maxNamedColumns);
}
