/**
 * Counts how many of our training texts have each stem and writes those of 12 in 10,000 or more to `src/issues/common-stems.ts`.
 *
 *   npx tsx scripts/issues/common-stems.ts
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stemOf } from '../../src/issues/stem.ts';
import { contentWords, wordsOf } from '../../src/issues/words.ts';
import { readTable } from '../train/datasets.ts';

const perTexts = 10_000;
const least = 12;
const width = 126;

const folder = new URL('../../data/train/', import.meta.url).pathname;
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.tsv'))
  .flatMap((name) => readTable(join(folder, name)))
  .flatMap(({ title, text }) => (text === undefined ? [] : [`${title ?? ''} ${text}`]));
const counts = new Map<string, number>();
for (const text of texts) {
  for (const stem of new Set(contentWords(wordsOf(text)).map(stemOf))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
}
const byShare = new Map<number, string[]>();
for (const [stem, count] of counts) {
  const share = Math.round((count / texts.length) * perTexts);
  if (share >= least) byShare.set(share, [...(byShare.get(share) ?? []), stem]);
}
const lines = [...byShare].sort((a, b) => b[0] - a[0]).flatMap(([share, stems]) => wrapped(share, stems.sort()));
writeFileSync(
  new URL('../../src/issues/common-stems.ts', import.meta.url),
  `/**
 * Stems that local texts share without being about one event, with how many texts in 10,000 have them. Counted over \`data/train/\`
 * (\`npx tsx scripts/issues/common-stems.ts\`), so that "jalan" and "pasar" weigh little from the first text of an installation on.
 */
export const commonStems: ReadonlyMap<string, number> = new Map(
  \`
${lines.join('\n')}
  \`
    .trim()
    .split('\\n')
    .flatMap((line) => {
      const [count = '', ...stems] = line.trim().split(' ');
      return stems.map((stem) => [stem, Number(count)] as const);
    }),
);
`,
);

function wrapped(share: number, stems: readonly string[]): string[] {
  const made: string[] = [];
  let line = `  ${share}`;
  for (const stem of stems) {
    if (line.length + stem.length >= width) {
      made.push(line);
      line = `  ${share}`;
    }
    line += ` ${stem}`;
  }
  return [...made, line];
}
