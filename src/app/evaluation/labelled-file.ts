import { ConfigError } from '../../core/errors.ts';
import { parseCsv } from '../../reading/csv.ts';
import { maxRows } from '../../reading/limits.ts';
import {
  columnNames,
  isSentimentLabel,
  type LabelledColumn,
  type LabelledRow,
  toLabelledRow,
} from './labelled-columns.ts';

export interface LabelledFile {
  readonly rows: readonly LabelledRow[];
  /** Rows that cannot be used: named, never judged. */
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

interface Sheet {
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * A labelled set: JSON lines, or a table with a heading row, separated by tabs, commas or semicolons. Tables may begin with notes
 * (lines that start with `# `). A table of two columns without a heading is read as text and label when its first row is such a row.
 * @param text decoded and repaired
 * @throws ConfigError when nothing in it can be used
 */
export function parseLabelled(file: string, text: string): LabelledFile {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const found = plain.trimStart().startsWith('{') ? readJsonLines(plain) : readTable(file, plain);
  if (found.rows.length > 0) return found;
  const problems = found.rejected
    .slice(0, 20)
    .map(({ line, reason }) => ({ where: `${file} baris ${line}`, message: reason }));
  throw new ConfigError([...problems, { where: file, message: 'tidak ada baris berlabel yang dapat dipakai' }]);
}

function readJsonLines(text: string): LabelledFile {
  const results = text.split('\n').flatMap((source, index) => {
    const line = index + 1;
    if (source.trim() === '' || isEnd(source)) return [];
    const cells = parseObject(source);
    return [cells === null ? { line, reason: 'bukan objek JSON' } : resultOf(line, (column) => firstOf(cells, column))];
  });
  return sorted(results);
}

/** Our own exports end with a line that says how many there were. */
function isEnd(source: string): boolean {
  return /^\s*\{"_end":\{"items":\d+\}\}\s*$/.test(source);
}

/** The object's own strings by key in small letters; null when the line is no object. */
function parseObject(source: string): ReadonlyMap<string, string> | null {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(
    Object.entries(value).flatMap(([key, each]) => (typeof each === 'string' ? [[key.toLowerCase(), each]] : [])),
  );
}

function firstOf(cells: ReadonlyMap<string, string>, column: LabelledColumn): string {
  for (const name of columnNames[column]) {
    const cell = cells.get(name);
    if (cell !== undefined) return cell;
  }
  return '';
}

function readTable(file: string, text: string): LabelledFile {
  const { rows, rejected } = sheetOf(text);
  const head = rows[0]?.cells ?? [];
  const isBare = head.length === 2 && isSentimentLabel(head[1] ?? '') && (head[0] ?? '').trim() !== '';
  const names = isBare ? ['text', 'sentiment'] : head.map((name) => name.trim().toLowerCase());
  const places = new Map<LabelledColumn, number>();
  for (const column of Object.keys(columnNames) as LabelledColumn[]) {
    const name = columnNames[column].find((each) => names.includes(each));
    if (name !== undefined) places.set(column, names.indexOf(name));
  }
  if (!places.has('sentiment') || (!places.has('text') && !places.has('title'))) {
    const known = names.filter((name) => name !== '').slice(0, 20);
    throw new ConfigError([
      {
        where: file,
        message: `perlu kolom text (atau title) dan sentiment (atau label); yang ada: ${known.join(', ').slice(0, 200) || 'tidak ada'}`,
      },
    ]);
  }
  const results = rows.slice(isBare ? 0 : 1).flatMap(({ line, cells }) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    return [resultOf(line, (column) => cells[places.get(column) ?? -1] ?? '')];
  });
  return sorted([...results, ...rejected]);
}

function sheetOf(text: string): Sheet {
  const lines = text.split('\n');
  let first = 0;
  while (first < lines.length && isNote(lines[first] as string)) first += 1;
  if (lines[first]?.includes('\t')) {
    const rows = lines.flatMap((line, index) =>
      index < first || isNote(line) ? [] : [{ line: index + 1, cells: line.split('\t').map(unquoted) }],
    );
    return { rows, rejected: [] };
  }
  const { rows, brokenLines } = parseCsv(lines.slice(first).join('\n'));
  const rejected = brokenLines.map((line) => ({ line: line + first, reason: 'tanda kutip tidak ditutup' }));
  if (rows.length >= maxRows) {
    rejected.push({
      line: (rows[rows.length - 1]?.line ?? 0) + first + 1,
      reason: 'berkas terlalu panjang; sisanya tidak dibaca',
    });
  }
  return { rows: rows.map(({ line, cells }) => ({ line: line + first, cells })), rejected };
}

function isNote(line: string): boolean {
  return line.trim() === '' || line.startsWith('# ');
}

/** Spreadsheets put a cell with a quotation mark in quotation marks when they save tabs. */
function unquoted(cell: string): string {
  const inner = /^"((?:[^"]|"")*)"$/.exec(cell)?.[1];
  return inner === undefined ? cell : inner.replaceAll('""', '"');
}

type Result = LabelledRow | { readonly line: number; readonly reason: string };

function resultOf(line: number, cell: (column: LabelledColumn) => string): Result {
  const row = toLabelledRow(line, cell);
  return typeof row === 'string' ? { line, reason: row } : row;
}

function sorted(results: readonly Result[]): LabelledFile {
  const rows: LabelledRow[] = [];
  const rejected: { line: number; reason: string }[] = [];
  for (const result of results) {
    if ('reason' in result) rejected.push(result);
    else rows.push(result);
  }
  return { rows, rejected: rejected.sort((a, b) => a.line - b.line) };
}
