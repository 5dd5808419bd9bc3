import { CsvError, parse } from 'csv-parse/sync';
import { maxRows } from './limits.ts';

export interface CsvRow {
  /** Line of the file that the row begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}
export interface CsvSheet {
  readonly rows: readonly CsvRow[];
  /** Lines that open a quote nothing closes: they would swallow the rest of the sheet. */
  readonly brokenLines: readonly number[];
}

/** Restarts after an open quote; a sheet with more of them is not worth reading on. */
const maxBroken = 100;

/** Comma, semicolon (the usual one in Indonesian Excel) or tab, whichever the first lines use. */
export function parseCsv(text: string): CsvSheet {
  const sheet = text.replace(/\r\n?/g, '\n');
  const delimiter = findDelimiter(sheet);
  const rows: CsvRow[] = [];
  const brokenLines: number[] = [];
  const lines = lineStarts(sheet);
  let first = 0;
  while (first < lines.length && brokenLines.length <= maxBroken) {
    const read = readFrom(sheet.slice(lines[first]), delimiter, first);
    rows.push(...read.rows);
    if (read.brokenLine === null) break;
    brokenLines.push(read.brokenLine);
    first = read.brokenLine;
  }
  return { rows: rows.slice(0, maxRows), brokenLines };
}

function readFrom(text: string, delimiter: string, linesBefore: number): { rows: CsvRow[]; brokenLine: number | null } {
  const rows: CsvRow[] = [];
  let next = linesBefore + 1;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      bom: true,
      to: maxRows,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: next, cells });
        next = linesBefore + lines + 1;
        return null;
      },
    });
    return { rows, brokenLine: null };
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    return { rows, brokenLine: next };
  }
}

function findDelimiter(text: string): string {
  const head = text.slice(0, 20_000).split('\n').slice(0, 12);
  const counts = [',', ';', '\t'].map((mark) => ({
    mark,
    count: Math.max(...head.map((line) => line.replace(/"[^"]*"/g, '').split(mark).length)),
  }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).mark;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  return starts;
}
