import { extname } from 'node:path';
import { SourceError } from '../core/errors.ts';
import type { ImportedRecord, Piece, PieceStart, Reader, TableRow } from '../core/reader.ts';
import type { Rejection } from '../importing/map-rows.ts';
import { type ImportRow, recordRow } from '../importing/rows.ts';
import { decodeText } from '../reading/decode.ts';
import { kindOfBytes } from '../reading/file-kind.ts';
import { repairText } from '../reading/repair.ts';

/** A stretch of an import file: as much as is read at a time. */
export type ImportPiece = {
  readonly rejected: readonly Rejection[];
  /** Names of the sheets of a workbook that are left out. */
  readonly otherSheets: readonly string[];
} & (
  | { readonly kind: 'table'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'records'; readonly records: readonly ImportedRecord[] }
  | { readonly kind: 'pages' | 'text'; readonly rows: readonly ImportRow[] }
);

export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly zone: string;
  /** Sheet of a workbook; the first if null. */
  readonly sheet: string | null;
  /** Rows and objects are asked for although the ending says that it is a pasted text. */
  readonly isTable: boolean;
}

/** Text files are read so many bytes at a time: a worker does that in well under its 2 s and its memory. */
const pieceBytes = 4 * 1_048_576;

/** Reads a file of any kind from its beginning to its end. @throws SourceError */
export async function* readImportPieces(reader: Reader, file: ImportFile): AsyncGenerator<ImportPiece> {
  const { name, bytes, zone } = file;
  const hints = { url: '', contentType: null, zone };
  const kind = kindOfBytes(bytes);
  if (kind === 'pdf') {
    const { pages } = await reader.pdf(bytes, hints);
    yield {
      kind: 'pages',
      rows: pages.map(({ page, text }) => recordRow(page, { text })),
      rejected: [],
      otherSheets: [],
    };
  } else if (kind !== 'text') {
    const { rows, otherSheets } = await reader.table(bytes, { ...hints, sheet: file.sheet });
    yield { kind: 'table', rows, rejected: [], otherSheets };
  } else if (extname(name).toLowerCase() === '.txt' && !file.isTable) {
    const text = repairText(decodeText(bytes, null, bytes.length));
    yield { kind: 'text', rows: [recordRow(1, { text })], rejected: [], otherSheets: [] };
  } else if (isJson(name, bytes)) {
    yield* readRecords(reader, file);
  } else {
    yield* readTable(reader, file);
  }
}

function isJson(name: string, bytes: Uint8Array): boolean {
  if (/\.(ndjson|jsonl|json)$/i.test(name)) return true;
  if (/\.(csv|tsv|tab)$/i.test(name)) return false;
  return /^[\ufeff\s]*[[{]/.test(Buffer.from(bytes.subarray(0, 200)).toString('utf8').replaceAll('\0', ''));
}

async function* readTable(reader: Reader, { bytes, zone }: ImportFile): AsyncGenerator<ImportPiece> {
  for (let at = 0, start: PieceStart | null = null; at < bytes.length; ) {
    const { body, piece } = pieceAt(bytes, at, start);
    const { rows, brokenLines, rest } = await reader.table(body, { url: '', contentType: null, zone, piece });
    yield {
      kind: 'table',
      rows,
      rejected: brokenLines.map((line) => ({ line, reason: 'tanda kutip tidak ditutup' })),
      otherSheets: [],
    };
    if (rest === null) return;
    at += progress(rest.bytes);
    start = rest.start;
  }
}

/** A JSON document cannot be cut, lines of objects can. */
async function* readRecords(reader: Reader, { bytes, zone }: ImportFile): AsyncGenerator<ImportPiece> {
  const byLine =
    bytes.length > pieceBytes &&
    /^[\ufeff\s]*\{[^\n]*\}\s*[\r\n]/.test(Buffer.from(bytes.subarray(0, pieceBytes)).toString('utf8'));
  for (let at = 0, start: PieceStart | null = null; at < bytes.length; ) {
    const { body, piece } = byLine ? pieceAt(bytes, at, start) : { body: bytes, piece: null };
    const { records, rejected, rest } = await reader.records(body, { url: '', contentType: null, zone, piece });
    yield { kind: 'records', records, rejected, otherSheets: [] };
    if (rest === null) return;
    at += progress(rest.bytes);
    start = rest.start;
  }
}

function pieceAt(bytes: Uint8Array, at: number, start: PieceStart | null): { body: Uint8Array; piece: Piece } {
  const isLast = bytes.length - at <= pieceBytes;
  return { body: bytes.subarray(at, isLast ? bytes.length : at + pieceBytes), piece: { start, isLast } };
}

function progress(read: number): number {
  if (read > 0) return read;
  throw new SourceError('too-large', `satu baris lebih dari ${pieceBytes / 1_048_576} MB`);
}
