/**
 * How long the analysis of a text takes, in one run beside what it is measured against: the floor (lower-case and cut into words,
 * which no analysis can do without) and the `sentiment` package with our words as a plain list. Then what a fresh process needs
 * until its first score, and how much memory.
 *
 *   npm run bench:score -- [folder of TSV files with a last column "text"]… [--texts FILE] [--region 35.16] [--rounds 3]
 *
 * Without a folder the texts are our own, `data/train` and `data/gold`; `--texts` takes one text per line. They are repeated up to
 * 50,000. What is measured is the built product (`dist/`): what runs a TypeScript source directly adds a call to every closure.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Sentiment from 'sentiment';

const count = 50_000;
const root = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    texts: { type: 'string' },
    region: { type: 'string', default: '35.16' },
    rounds: { type: 'string', default: '3' },
  },
});

const built = (path: string) => import(new URL(`../dist/${path}.js`, import.meta.url).href);
const { loadKnowledge } = (await built('app/knowledge')) as typeof import('../src/app/knowledge.ts');
const { createScorer } = (await built('scoring/create-scorer')) as typeof import('../src/scoring/create-scorer.ts');
const { createCueIndex } = (await built('scoring/cue-index')) as typeof import('../src/scoring/cue-index.ts');
const { readText } = (await built('text/read')) as typeof import('../src/text/read.ts');

const texts = repeated(values.texts === undefined ? textsOfFolders(positionals) : linesOf(values.texts));
const knowledge = loadKnowledge();
const region = knowledge.gazetteer.findRegion(values.region);
const scorer = createScorer({ ...knowledge, region, otherRegencies: knowledge.gazetteer });
const { vocabulary } = createCueIndex(knowledge.lexicons, knowledge.agencies);
const sentiment = createPlainList();

const contestants: readonly (readonly [string, (text: string) => number])[] = [
  ['floor', (text) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).length],
  ['sentiment package, plain word list', (text) => sentiment.analyze(text, { language: 'bench' }).score],
  ['our reading (tokens)', (text) => readText(null, text, vocabulary).words],
  [
    'our whole score',
    (text) => scorer.score([{ id: '1', title: null, text, publishedAt: null, platform: null }]).length,
  ],
];
report();

function report(): void {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  console.log(`${count} texts, ${new Set(texts).size} distinct, ${(characters / 1e6).toFixed(2)} M characters`);
  const times = measure();
  const floor = medianOf(times[0] as number[]);
  for (const [index, [name]] of contestants.entries()) {
    const taken = medianOf(times[index] as number[]);
    const perSecond = Math.round(count / (taken / 1000)).toLocaleString('en');
    console.log(
      `${name.padEnd(36)}${taken.toFixed(0).padStart(6)} ms ${perSecond.padStart(10)} texts/s ${(taken / floor).toFixed(2).padStart(6)} × floor`,
    );
  }
  const fresh = Array.from({ length: 3 }, startFresh);
  const startUp = medianOf(fresh.map(({ ready }) => ready));
  const growth = Math.max(...fresh.map(({ memory }) => memory));
  console.log(
    `fresh process: ready in ${startUp.toFixed(0)} ms (${fresh[0]?.parts}), ${growth.toFixed(0)} MB more after ${count} texts`,
  );
}

/** Times of every contestant: one round to warm up, then the measured ones, taking turns. */
function measure(): readonly number[][] {
  const times = contestants.map((): number[] => []);
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    for (const [index, [, run]] of contestants.entries()) {
      const began = performance.now();
      for (const text of texts) run(text);
      if (round > 0) times[index]?.push(performance.now() - began);
    }
  }
  return times;
}

/** Single words of our lexicons, as the package would be used without any rules of ours. */
function createPlainList(): Sentiment {
  const package_ = new Sentiment();
  const labels: Record<string, number> = {};
  for (const { terms } of knowledge.lexicons.sentiment) {
    for (const { term, weight } of terms) if (!term.includes(' ')) labels[term] = weight;
  }
  package_.registerLanguage('bench', { labels });
  return package_;
}

interface FreshStart {
  readonly ready: number;
  readonly memory: number;
  readonly parts: string;
}

function startFresh(): FreshStart {
  const child = join(import.meta.dirname, 'bench-score-start.mjs');
  return JSON.parse(
    execFileSync(process.execPath, [child, values.region], { input: JSON.stringify(texts), encoding: 'utf8' }),
  );
}

function textsOfFolders(given: readonly string[]): readonly string[] {
  const folders = given.length > 0 ? given : [join(root, 'data', 'train'), join(root, 'data', 'gold')];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => file.endsWith('.tsv'))
    .flatMap(lastColumnOf);
}

/** The column "text" of a table whose last column it is (what stands before it if it is empty: a headline); nothing of other tables. */
function lastColumnOf(file: string): readonly string[] {
  const [header = '', ...rows] = linesOf(file).filter((line) => !line.startsWith('#'));
  return header.split('\t').at(-1) === 'text' ? rows.map((row) => row.trimEnd().split('\t').at(-1) ?? '') : [];
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

/** Exactly `count` texts, each a string of its own as texts from a database are, not a slice of a file. */
function repeated(found: readonly string[]): readonly string[] {
  if (found.length === 0) {
    console.error('no texts: give a folder of TSV files with a last column "text", or --texts FILE');
    process.exit(2);
  }
  const own: readonly string[] = JSON.parse(JSON.stringify(found));
  return Array.from({ length: count }, (_, index) => own[index % own.length] as string);
}

function medianOf(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] as number;
}
