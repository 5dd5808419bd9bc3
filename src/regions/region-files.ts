import { ConfigError, type Problem } from '../core/errors.ts';
import { parseTsv, type TsvRow } from '../text/tsv.ts';

/** Contents of our own files in `data/regions/`, by name without ending. */
export interface RegionFiles {
  readonly capitals: string;
  readonly 'short-names': string;
  readonly namesakes: string;
  readonly landmarks: string;
  readonly 'common-names': string;
}

interface NamesakeEntry {
  readonly name: string;
  readonly code: string | null;
  readonly level: 'city' | 'elsewhere';
}

/** By Kemendagri code of a regency. */
type ByRegency<T> = Readonly<Record<string, T>>;

export interface RegionKnowledge {
  readonly capitals: ByRegency<string>;
  readonly shortNames: ByRegency<readonly string[]>;
  readonly namesakes: ByRegency<readonly NamesakeEntry[]>;
  readonly landmarks: ByRegency<readonly string[]>;
  /** Lower-case names that are ordinary words. */
  readonly commonNames: ReadonlySet<string>;
}

/** Parses the files of `data/regions/`. @throws ConfigError naming the file and line of every fault */
export function parseRegionFiles(files: RegionFiles): RegionKnowledge {
  const problems: Problem[] = [];

  const rowsOf = (name: keyof RegionFiles, columns: readonly string[]): readonly TsvRow[] =>
    parseTsv(pathOf(name), files[name], columns);

  /** The rows of a table by the regency in their first column; `map` returns a fault as text. */
  const byRegency = <T extends object | string>(
    name: keyof RegionFiles,
    columns: readonly string[],
    map: (cell: (column: string) => string, fault: (message: string) => void) => T,
  ): Record<string, T[]> => {
    const groups: Record<string, T[]> = {};
    for (const { line, cells } of rowsOf(name, columns)) {
      const fault = (message: string) => problems.push({ where: `${pathOf(name)}:${line}`, message });
      const cell = (column: string) => cells[column] ?? '';
      const code = cell('regency');
      if (!isCode(code)) fault(`column "regency" must be a code such as 35.16, found "${code}"`);
      const group = groups[code] ?? [];
      groups[code] = group;
      group.push(map(cell, fault));
    }
    return groups;
  };
  const nameOf = (column: string) => (cell: (column: string) => string, fault: (message: string) => void) => {
    if (cell(column) === '') fault(`column "${column}" is empty`);
    return cell(column);
  };

  const capitals = byRegency('capitals', ['regency', 'capital', 'note'], nameOf('capital'));
  const knowledge: RegionKnowledge = {
    capitals: Object.fromEntries(Object.entries(capitals).map(([code, [name = '']]) => [code, name])),
    shortNames: byRegency('short-names', ['regency', 'name', 'note'], nameOf('name')),
    landmarks: byRegency('landmarks', ['regency', 'name', 'note'], nameOf('name')),
    namesakes: byRegency('namesakes', ['regency', 'name', 'level', 'code', 'note'], (cell, fault): NamesakeEntry => {
      const name = nameOf('name')(cell, fault);
      const level = cell('level');
      const code = cell('code');
      if (level !== 'city' && level !== 'elsewhere')
        fault(`column "level" must be city or elsewhere, found "${level}"`);
      if (code !== '' && !isCode(code)) fault(`column "code" must be a code such as 35.16 or empty, found "${code}"`);
      return { name, code: code === '' ? null : code, level: level === 'city' ? 'city' : 'elsewhere' };
    }),
    commonNames: new Set(rowsOf('common-names', ['name']).map(({ cells }) => (cells.name ?? '').toLowerCase())),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return knowledge;
}

function pathOf(name: keyof RegionFiles): string {
  return `data/regions/${name}.tsv`;
}

function isCode(text: string): boolean {
  return /^\d\d\.\d\d$/.test(text);
}
