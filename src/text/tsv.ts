import { ConfigError, type Problem } from '../core/errors.ts';

/** One data row of a TSV file, by column name. Cells are trimmed; a missing last cell is ''. */
export interface TsvRow {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Reads a table of `lexicons/`: lines that start with '#' are comments, the first other line is the header and must name
 * exactly `columns`, in that order. Cells are separated by one tab; the last columns may be left out of a row when empty.
 * @throws ConfigError naming the file and every line that is wrong
 */
export function parseTsv(file: string, content: string, columns: readonly string[]): readonly TsvRow[] {
  const rows: TsvRow[] = [];
  const problems: Problem[] = [];
  let headerSeen = false;
  const lines = content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '' || text.startsWith('#')) continue;
    const line = index + 1;
    const cells = text.split('\t');
    for (let at = 0; at < cells.length; at += 1) cells[at] = (cells[at] as string).trim();
    if (!headerSeen) {
      headerSeen = true;
      if (cells.join('\t') !== columns.join('\t')) {
        problems.push({
          where: `${file}:${line}`,
          message: `header must be "${columns.join(' ')}", found "${cells.join(' ')}"`,
        });
        break;
      }
      continue;
    }
    if (cells.length > columns.length) {
      problems.push({ where: `${file}:${line}`, message: `${cells.length} cells, at most ${columns.length} expected` });
      continue;
    }
    if (cells[0] === '') {
      problems.push({ where: `${file}:${line}`, message: `column "${columns[0]}" is empty` });
      continue;
    }
    const row: Record<string, string> = {};
    for (let at = 0; at < columns.length; at += 1) row[columns[at] as string] = cells[at] ?? '';
    rows.push({ line, cells: row });
  }
  if (!headerSeen) problems.push({ where: file, message: `no header "${columns.join(' ')}"` });
  if (problems.length > 0) throw new ConfigError(problems);
  return rows;
}
