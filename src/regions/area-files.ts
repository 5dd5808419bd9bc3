import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The CSV files of the `idn-area-data` package (official area codes of the Ministry of Home Affairs). */
export type AreaFile = 'provinces' | 'regencies' | 'districts' | 'villages';

/** Reads one CSV of the installed package as text. `villages` is 2.8 MB: read it only when needed. */
export function loadAreaFile(name: AreaFile): string {
  return readFileSync(createRequire(import.meta.url).resolve(`idn-area-data/data/${name}.csv`), 'utf8');
}

export interface AreaRow {
  readonly code: string;
  readonly name: string;
}

/** Rows of such a CSV. The parent's code is a prefix of the code; the name is the last cell and holds no comma. */
export function parseAreaRows(csv: string): readonly AreaRow[] {
  const rows: AreaRow[] = [];
  let at = csv.indexOf('\n') + 1;
  while (at > 0 && at < csv.length) {
    const next = csv.indexOf('\n', at);
    const line = csv.slice(at, next < 0 ? undefined : next).trimEnd();
    const codeEnd = line.indexOf(',');
    if (codeEnd > 0)
      rows.push({ code: line.slice(0, codeEnd), name: cleanName(line.slice(line.lastIndexOf(',') + 1)) });
    at = next < 0 ? -1 : next + 1;
  }
  return rows;
}

/** The source writes a glottal stop as '"' and adds remarks in brackets. */
function cleanName(name: string): string {
  if (!/["(./]/.test(name)) return name.trim();
  return name
    .replaceAll('"', "'")
    .replace(/\([^)]*\)?/g, '')
    .replace(/\.$/, '')
    .trim();
}
