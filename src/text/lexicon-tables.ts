import { ConfigError, type Problem } from '../core/errors.ts';
import { parseTsv, type TsvRow } from './tsv.ts';

/** Reads the rows of lexicon files and collects what is wrong with them. */
export interface TableReader {
  readonly problems: Problem[];
  /** Maps the rows of a file; `key` names what may not repeat. */
  readonly read: <T>(
    file: string,
    columns: readonly string[],
    key: (row: TsvRow) => string,
    map: (row: TsvRow, cell: CellReader) => T,
  ) => readonly T[];
}

export function createTableReader(files: Readonly<Record<string, string>>): TableReader {
  const problems: Problem[] = [];

  const rowsOf = (file: string, columns: readonly string[]): readonly TsvRow[] => {
    const content = files[file];
    if (content === undefined) {
      problems.push({ where: file, message: 'file is missing' });
      return [];
    }
    try {
      return parseTsv(file, content, columns);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  };

  const read = <T>(
    file: string,
    columns: readonly string[],
    key: (row: TsvRow) => string,
    map: (row: TsvRow, cell: CellReader) => T,
  ): readonly T[] => {
    const seen = new Map<string, number>();
    const values: T[] = [];
    for (const row of rowsOf(file, columns)) {
      const where = `${file}:${row.line}`;
      const name = key(row);
      const first = seen.get(name);
      if (first !== undefined) {
        problems.push({ where, message: `"${name.replaceAll('\t', ' ')}" stands already in line ${first}` });
        continue;
      }
      seen.set(name, row.line);
      const cell = createCellReader(row);
      const value = map(row, cell);
      if (cell.faults.length > 0) problems.push(...cell.faults.map((message) => ({ where, message })));
      else values.push(value);
    }
    return values;
  };
  return { problems, read };
}

export interface CellReader {
  readonly faults: string[];
  text(column: string): string;
  number(column: string, min: number, max: number): number;
  oneOf<T extends string>(column: string, values: readonly T[]): T;
}

function createCellReader(row: TsvRow): CellReader {
  const faults: string[] = [];
  const text = (column: string) => {
    const value = row.cells[column] ?? '';
    if (value === '') faults.push(`column "${column}" is empty`);
    return value;
  };
  return {
    faults,
    text,
    number: (column, min, max) => {
      const value = text(column);
      const number = Number(value);
      if (value !== '' && !(number >= min && number <= max)) {
        faults.push(`column "${column}" must be a number from ${min} to ${max}, found "${value}"`);
      }
      return number;
    },
    oneOf: <T extends string>(column: string, values: readonly T[]) => {
      const value = text(column);
      if (value !== '' && !values.includes(value as T)) {
        faults.push(`column "${column}" must be one of ${values.join(', ')}; found "${value}"`);
      }
      return value as T;
    },
  };
}
