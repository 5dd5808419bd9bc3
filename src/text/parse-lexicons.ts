import { createHash } from 'node:crypto';
import { ConfigError } from '../core/errors.ts';
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
import { type CellReader, createTableReader } from './lexicon-tables.ts';
import type { TsvRow } from './tsv.ts';

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
  const { problems, read, table } = createTables(files);
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
    agencies: agenciesOf(table),
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

/** All but what is known at once. */
const lateLists: Readonly<Record<Exclude<keyof Lexicons, 'version' | 'agencies'>, true>> = {
  ...{ sentiment: true, slang: true, negators: true, intensifiers: true, contrast: true, hoax: true, topics: true },
  ...{ agencyHints: true, government: true, gambling: true, reporting: true, furniture: true, directions: true },
  ...{ synonyms: true, glossary: true, languageWords: true },
};

/**
 * The same, parsed when a list is first asked for (0.2 s, 8 MB): pages need no more than the version and the agencies.
 * @throws ConfigError at once for the agencies, for the others when the first list is asked for
 */
export function lateLexicons(files: Readonly<Record<string, string>>): Lexicons {
  const { problems, table } = createTables(files);
  const known = { version: hashOf(files), agencies: agenciesOf(table) };
  if (problems.length > 0) throw new ConfigError(problems);
  let source: { readonly files: Readonly<Record<string, string>> } | { readonly lists: Lexicons } = { files };
  const all = (): Lexicons => {
    // The texts of the files go.
    if ('files' in source) source = { lists: parseLexicons(source.files) };
    return source.lists;
  };
  const getters = Object.keys(lateLists).map((name) => [
    name,
    { enumerable: true, get: () => all()[name as keyof Lexicons] },
  ]);
  return Object.defineProperties(known, Object.fromEntries(getters)) as Lexicons;
}

type Tables = ReturnType<typeof createTables>;

function createTables(files: Readonly<Record<string, string>>) {
  const { problems, read } = createTableReader(files);
  const table = <T>(id: Table, keys: readonly string[], map: (row: TsvRow, cell: CellReader) => T): readonly T[] =>
    read(
      `${id}.tsv`,
      tableColumns[id],
      (row) => keys.map((column) => row.cells[column]?.toLowerCase()).join('\t'),
      map,
    );
  return { problems, read, table };
}

function agenciesOf(table: Tables['table']): Lexicons['agencies'] {
  return table('agencies', ['agency', 'alias'], (_, cell) => ({
    agency: cell.text('agency'),
    alias: cell.text('alias'),
    topic: cell.oneOf('topic', topics),
  }));
}

function hashOf(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const name of [...lexiconFiles].sort()) hash.update(`${name}\0${files[name] ?? ''}\0`);
  return hash.digest('hex').slice(0, 12);
}
