import { CsvError, parse } from 'csv-parse/sync';
import { maxRows } from './limits.ts';

export interface CsvRow {
  /** Line of the file that the row begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** How a file separates its cells and writes a quote inside quotes. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly escape: string;
}

export interface CsvSheet {
  readonly rows: readonly CsvRow[];
  /** Lines that open a quote nothing closes: they would swallow the rest of the sheet. */
  readonly brokenLines: readonly number[];
  readonly dialect: CsvDialect;
  /** How many lines of this text are read: all, unless it is a part that ends within a row, or has too many rows. */
  readonly linesRead: number;
}

export interface CsvOptions {
  /** Found out when absent. */
  readonly dialect?: CsvDialect | null;
  /** Lines of the file before this text. */
  readonly linesBefore?: number;
  /** More of the file follows: the text ends with a line break, and a row that is not ended is left for the next part. */
  readonly isPart?: boolean;
}

/** Restarts after an open quote; a sheet with more of them is not worth reading on. */
const maxBroken = 100;
const delimiters = [',', ';', '\t', '|'];

/** Comma, semicolon (the usual one in Indonesian Excel), tab or bar: what a first line `sep=;` says, else what the first lines use. */
export function parseCsv(text: string, { dialect = null, linesBefore = 0, isPart = false }: CsvOptions = {}): CsvSheet {
  const sheet = text.replace(/\r\n?/g, '\n');
  const declared = linesBefore === 0 ? /^"?sep=([,;\t|])"?\n/i.exec(sheet)?.[1] : undefined;
  const used = dialect ?? { delimiter: declared ?? findDelimiter(sheet), escape: findEscape(sheet) };
  const rows: CsvRow[] = [];
  const brokenLines: number[] = [];
  const starts = lineStarts(sheet);
  let first = declared === undefined ? 0 : 1;
  // A part ends with a line break.
  let linesRead = isPart ? starts.length - 1 : starts.length;
  while (first < starts.length && brokenLines.length <= maxBroken) {
    const read = readFrom(sheet.slice(starts[first]), used, linesBefore + first, maxRows - rows.length);
    rows.push(...read.rows);
    if (read.stoppedAt === null) break;
    const stopped = read.stoppedAt - linesBefore - 1;
    // In a part the quote may be closed in the next one, unless this is all that the part holds.
    if (!read.isBroken || (isPart && rows.length > 0 && stopped > 0)) {
      linesRead = stopped;
      break;
    }
    brokenLines.push(read.stoppedAt);
    first = stopped + 1;
  }
  return { rows, brokenLines, dialect: used, linesRead };
}

interface Read {
  readonly rows: CsvRow[];
  /** Line of the row that was not read: its quote is not closed, or it is one too many; null at the end. */
  readonly stoppedAt: number | null;
  readonly isBroken: boolean;
}

function readFrom(text: string, dialect: CsvDialect, linesBefore: number, most: number): Read {
  const rows: CsvRow[] = [];
  let next = linesBefore + 1;
  try {
    parse(text, {
      ...dialect,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      bom: true,
      to: most + 1,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: next, cells });
        next = linesBefore + lines + 1;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    return { rows, stoppedAt: next, isBroken: true };
  }
  const extra = rows.length > most ? rows.pop() : undefined;
  return { rows, stoppedAt: extra?.line ?? null, isBroken: false };
}

/** The mark that cuts the most lines into the same number of cells, and into many. */
function findDelimiter(text: string): string {
  const head = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '')
    .split('\n')
    .slice(0, 12);
  const scores = delimiters.map((mark) => {
    const lines = new Map<number, number>();
    for (const line of head) {
      const cells = line.split(mark).length;
      if (cells > 1) lines.set(cells, (lines.get(cells) ?? 0) + 1);
    }
    return { mark, score: Math.max(0, ...[...lines].map(([cells, count]) => cells * count)) };
  });
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).mark;
}

/** YouTube Data Tools write `\"` for a quote, everybody else `""`. */
function findEscape(text: string): string {
  const doubled = /[^,;\t|\n"]""[^,;\t|\n"]/.test(text);
  return !doubled && /[^\\]\\"[^,;\t|\n]/.test(text) ? '\\' : '"';
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  return starts;
}
