/**
 * How many rows our sets hold, by file, label, language and kind.
 *
 *   npx tsx scripts/evaluate/set-counts.ts FOLDER [--into FILE]        FOLDER: data/train or data/gold
 *
 * `--into` writes the tables into that page's `counts` block; a test fails when the README of the folder says something else.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTable } from '../train/datasets.ts';
import { fillBlock } from './fill-block.ts';
import { formatMarkdown, type Table } from './tables.ts';

type Row = Readonly<Record<string, string>>;

/** The labelled files of a folder: those with a `sentiment` column. */
export function countTables(folder: string): readonly Table[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .map((name) => ({ name, rows: readTable(join(folder, name)) }))
    .filter(({ rows }) => rows[0]?.sentiment !== undefined);
  const sentiments = ['negative', 'neutral', 'positive', 'unscored'];
  const all = files.flatMap(({ rows }) => rows);
  return [
    {
      title: 'By file and sentiment',
      head: ['file', 'rows', ...sentiments],
      rows: [...files, { name: 'together', rows: all }].map(({ name, rows }) => [
        name,
        ...numbers(rows, 'sentiment', sentiments),
      ]),
    },
    byColumn('language', 'sentiment', sentiments, all),
    byColumn('kind', 'attention', ['none', 'watch', 'alert'], all),
    byColumn('topic', 'target', ['government', 'other', 'none'], all),
  ];
}

function byColumn(column: string, other: string, values: readonly string[], rows: readonly Row[]): Table {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = row[column] ?? '';
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [row]);
    else known.push(row);
  }
  const largest = [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return {
    title: `By ${column} and ${other}`,
    head: [column, 'rows', ...values],
    rows: largest.map(([group, members]) => [group, ...numbers(members, other, values)]),
  };
}

function numbers(rows: readonly Row[], column: string, values: readonly string[]): readonly string[] {
  return [rows.length, ...values.map((value) => rows.filter((row) => row[column] === value).length)].map(String);
}

if (process.argv[1]?.endsWith('set-counts.ts')) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { into: { type: 'string' } } });
  const [folder] = positionals;
  if (folder === undefined) {
    console.error('usage: set-counts.ts FOLDER [--into FILE]');
    process.exit(2);
  }
  const markdown = formatMarkdown(countTables(folder));
  if (values.into !== undefined) fillBlock(values.into, 'counts', markdown);
  console.log(markdown);
}
