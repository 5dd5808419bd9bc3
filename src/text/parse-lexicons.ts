import { createHash } from 'node:crypto';
import { ConfigError, type Problem } from '../core/errors.ts';
import { topics } from '../core/topics.ts';
import { furnitureKinds } from './furniture.ts';
import {
  detectedLanguages,
  directionKinds,
  governmentKinds,
  hoaxCueClasses,
  type Lexicons,
  reportingKinds,
  type SentimentLexicon,
} from './lexicon.ts';
import { parseTsv, type TsvRow } from './tsv.ts';

const sentimentFiles = [
  { id: 'id-core', language: 'id' },
  { id: 'id-government', language: 'id' },
  { id: 'jv', language: 'jv' },
  { id: 'su', language: 'su' },
  { id: 'mad', language: 'mad' },
  { id: 'bug', language: 'bug' },
  { id: 'emoji', language: null },
] as const;

const tableColumns = {
  slang: ['form', 'standard', 'note'],
  negators: ['term', 'scope', 'note'],
  intensifiers: ['term', 'factor', 'position', 'note'],
  contrast: ['term', 'note'],
  hoax: ['term', 'class', 'weight', 'note'],
  topics: ['topic', 'term', 'weight', 'note'],
  agencies: ['agency', 'alias', 'topic'],
  'agency-hints': ['agency', 'term', 'weight', 'note'],
  government: ['term', 'kind', 'note'],
  gambling: ['term', 'weight'],
  reporting: ['term', 'kind', 'note'],
  furniture: ['term', 'kind', 'note'],
  directions: ['term', 'kind', 'note'],
  glossary: ['language', 'form', 'indonesian', 'note'],
  synonyms: ['id', 'terms'],
} as const;

type Table = keyof typeof tableColumns;

/** The files of `lexicons/` that `parseLexicons` expects, by name. */
export const lexiconFiles: readonly string[] = [
  ...sentimentFiles.map(({ id }) => `${id}.tsv`),
  ...Object.keys(tableColumns).map((id) => `${id}.tsv`),
  ...detectedLanguages.map((language) => `${language}-words.tsv`),
];

/**
 * Parses the word lists, given as file name → content (every name of `lexiconFiles`).
 * A term may stand once per file (once per topic, agency or class in the tables that have them).
 * @throws ConfigError with every fault of every file
 */
export function parseLexicons(files: Readonly<Record<string, string>>): Lexicons {
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

  /** Maps the rows of a file, collecting faults; `key` names what may not repeat. */
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

  const table = <T>(id: Table, keys: readonly string[], map: (row: TsvRow, cell: CellReader) => T): readonly T[] =>
    read(
      `${id}.tsv`,
      tableColumns[id],
      (row) => keys.map((column) => row.cells[column]?.toLowerCase()).join('\t'),
      map,
    );

  const sentiment: SentimentLexicon[] = sentimentFiles.map(({ id, language }) => ({
    id,
    language,
    terms: read(
      `${id}.tsv`,
      ['term', 'weight', 'class', 'note'],
      (row) => row.cells.term?.toLowerCase() ?? '',
      (_, cell) => ({ term: cell.text('term'), weight: cell.number('weight', -5, 5), class: cell.text('class') }),
    ),
  }));

  const lexicons: Lexicons = {
    version: hashOf(files),
    sentiment,
    slang: new Map(
      table('slang', ['form'], (_, cell) => [cell.text('form').toLowerCase(), cell.text('standard')] as const),
    ),
    negators: table('negators', ['term'], (row, cell) => ({
      term: cell.text('term'),
      scope: cell.number('scope', 1, 10),
      language: detectedLanguages.find((code) => new RegExp(`^${code}\\b`).test(row.cells.note ?? '')) ?? null,
    })),
    intensifiers: table('intensifiers', ['term', 'position'], (_, cell) => ({
      term: cell.text('term'),
      factor: cell.number('factor', -3, 3),
      position: cell.oneOf('position', ['before', 'after']),
    })),
    contrast: table('contrast', ['term'], (row, cell) => ({ term: cell.text('term'), note: row.cells.note ?? '' })),
    hoax: table('hoax', ['term', 'class'], (_, cell) => ({
      term: cell.text('term'),
      class: cell.oneOf('class', hoaxCueClasses),
      weight: cell.number('weight', 0, 5),
    })),
    topics: table('topics', ['topic', 'term'], (_, cell) => ({
      topic: cell.oneOf('topic', topics),
      term: cell.text('term'),
      weight: cell.number('weight', 0, 5),
    })),
    agencies: table('agencies', ['agency', 'alias'], (_, cell) => ({
      agency: cell.text('agency'),
      alias: cell.text('alias'),
      topic: cell.oneOf('topic', topics),
    })),
    agencyHints: table('agency-hints', ['agency', 'term'], (_, cell) => ({
      agency: cell.text('agency'),
      term: cell.text('term'),
      weight: cell.number('weight', 0, 5),
    })),
    government: table('government', ['term', 'kind'], (_, cell) => ({
      term: cell.text('term'),
      kind: cell.oneOf('kind', governmentKinds),
    })),
    gambling: table('gambling', ['term'], (_, cell) => ({
      term: cell.text('term'),
      weight: cell.number('weight', 0, 10),
    })),
    reporting: table('reporting', ['term', 'kind'], (_, cell) => ({
      term: cell.text('term'),
      kind: cell.oneOf('kind', reportingKinds),
    })),
    furniture: table('furniture', ['term', 'kind'], (_, cell) => ({
      term: cell.text('term').toLowerCase(),
      kind: cell.oneOf('kind', furnitureKinds),
    })),
    directions: table('directions', ['term'], (_, cell) => ({
      term: cell.text('term'),
      kind: cell.oneOf('kind', directionKinds),
    })),
    glossary: table('glossary', ['language', 'form'], (_, cell) => ({
      language: cell.oneOf('language', detectedLanguages),
      form: cell.text('form'),
      indonesian: cell.text('indonesian'),
    })),
    synonyms: table('synonyms', ['id'], (_, cell) => ({
      id: cell.text('id'),
      terms: cell.text('terms').split(/\s*,\s*/),
    })),
    languageWords: Object.fromEntries(
      detectedLanguages.map((language) => [
        language,
        read(
          `${language}-words.tsv`,
          ['term'],
          (row) => row.cells.term ?? '',
          (_, cell) => cell.text('term'),
        ),
      ]),
    ),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return lexicons;
}

interface CellReader {
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

function hashOf(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const name of [...lexiconFiles].sort()) hash.update(`${name}\0${files[name] ?? ''}\0`);
  return hash.digest('hex').slice(0, 12);
}
