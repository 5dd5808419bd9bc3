/**
 * How far the two labelling passes of `data/gold/` agree.
 *
 *   npx tsx scripts/evaluate/agreement.ts [--gold data/gold] [--into FILE]
 *
 * `--into` writes the table into that page's `agreement` block; a test fails when data/gold/README.md says something else.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTable } from '../train/datasets.ts';
import { fillBlock } from './fill-block.ts';
import { agreementOf } from './kappa.ts';
import { formatMarkdown, percent, type Table } from './tables.ts';

/** Every column that was labelled. */
const columns = ['sentiment', 'target', 'attention', 'topic', 'act', 'agency', 'hoax', 'about'] as const;

/** @param gold folder of the set */
export function agreementTable(gold: string): Table {
  const first = readTable(join(gold, 'passes', 'first.tsv'));
  const second = new Map(readTable(join(gold, 'passes', 'second.tsv')).map((row) => [row.id, row]));
  const decided = new Map(
    ['dev.tsv', 'test.tsv'].flatMap((name) => readTable(join(gold, name)).map((row) => [row.id, row])),
  );
  const both = first.flatMap((row) => {
    const other = second.get(row.id);
    const final = decided.get(row.id);
    return other === undefined || final === undefined ? [] : [{ row, other, final }];
  });
  return {
    title: 'Agreement of the two passes',
    note: `${both.length} texts that both passes labelled and that are in dev or test; raw agreement in percent.`,
    head: ['column', 'agree', "Cohen's kappa", 'differ', 'decided for the first', 'for the second', 'otherwise'],
    rows: columns.map((column) => {
      const { raw, kappa } = agreementOf(
        both.map(({ row }) => row[column] ?? ''),
        both.map(({ other }) => other[column] ?? ''),
      );
      const differ = both.filter(({ row, other }) => row[column] !== other[column]);
      const forFirst = differ.filter(({ row, final }) => final[column] === row[column]).length;
      const forSecond = differ.filter(({ other, final }) => final[column] === other[column]).length;
      return [
        `\`${column}\``,
        percent(raw),
        kappa.toFixed(2),
        String(differ.length),
        String(forFirst),
        String(forSecond),
        String(differ.length - forFirst - forSecond),
      ];
    }),
  };
}

if (process.argv[1]?.endsWith('agreement.ts')) {
  const { values } = parseArgs({
    options: { gold: { type: 'string', default: 'data/gold' }, into: { type: 'string' } },
  });
  const markdown = formatMarkdown([agreementTable(values.gold)]);
  if (values.into !== undefined) fillBlock(values.into, 'agreement', markdown);
  console.log(markdown);
}
