/**
 * Measures claim matching: retellings that must find their claim among many, and news titles that must find none.
 *
 *   npx tsx --expose-gc scripts/evaluate-claims.ts NARRATIVES.csv --distractors PATH… --titles PATH… [--half test] [--claims N] [--misses]
 *
 * NARRATIVES.csv has the columns id, title, narrative; every row is stored as a claim. Distractors are stored too: the texts found under
 * the paths, filled up to 100,000 by recombining them. Titles are real ones from other sources; every match of one counts as false.
 * `--claims N` stores only N narratives and no distractors, as a small office would have.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readLexiconFiles } from '../src/app/files.ts';
import { type ClaimMatch, createClaimIndex, matchFrom, suggestFrom } from '../src/scoring/claims/claim-index.ts';
import { createClaimReader } from '../src/scoring/claims/claim-reader.ts';
import { parseLexicons } from '../src/text/parse-lexicons.ts';
import {
  type Half,
  halfOf,
  loadNarratives,
  loadRetellings,
  loadTexts,
  type Retelling,
  toDistractors,
} from './claim-texts.ts';
import { createPlainIndex } from './plain-claim-index.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    distractors: { type: 'string', multiple: true, default: [] },
    titles: { type: 'string', multiple: true, default: [] },
    half: { type: 'string' },
    claims: { type: 'string' },
    misses: { type: 'boolean', default: false },
  },
});
const [path] = positionals;
if (path === undefined) {
  console.error(
    'usage: evaluate-claims.ts NARRATIVES.csv --distractors PATH… --titles PATH… [--half dev|test] [--claims N] [--misses]',
  );
  process.exit(2);
}
const halves: readonly Half[] = values.half === 'dev' ? ['dev'] : values.half === 'test' ? ['test'] : ['dev', 'test'];
const few = values.claims === undefined ? null : Number(values.claims);
const retellings = loadRetellings(fileURLToPath(new URL('../data/gold/claim-paraphrases.tsv', import.meta.url)));
const wanted = new Set(retellings.map(({ narrative }) => narrative));
const everything = loadNarratives(path);
/** With few claims, those that retellings tell come first. */
const narratives =
  few === null
    ? everything
    : [...everything].sort((a, b) => Number(wanted.has(b.id)) - Number(wanted.has(a.id))).slice(0, few);
const distractors = few === null ? toDistractors(values.distractors.flatMap(loadTexts), 100_000) : [];
const titles = values.titles.flatMap(loadTexts);

const claims = [
  ...narratives.map(({ id, title, text }) => ({ claimId: id, title, text, url: null })),
  ...distractors.map((text, index) => ({ claimId: `d${index}`, title: null, text, url: null })),
];
console.log(
  `${narratives.length} narratives, ${distractors.length} distractors, ${titles.length} news titles, ${retellings.length} retellings\n`,
);

const usedBytes = () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)}%`;

interface Contender {
  readonly name: string;
  readonly find: (text: string, limit: number) => readonly ClaimMatch[];
  readonly isMatch: (match: ClaimMatch) => boolean;
}

function measure({ name, find, isMatch }: Contender, half: Half, titlesAsked: readonly string[]): void {
  const times: number[] = [];
  const ask = (text: string): readonly ClaimMatch[] => {
    const began = performance.now();
    const found = find(text, 5);
    times.push(performance.now() - began);
    return found;
  };
  const told = retellings.filter(({ split }) => split === half);
  const hits = { first: 0, same: 0, five: 0, matched: 0 };
  const byKind = new Map<string, { all: number; first: number }>();
  const missed: (readonly [Retelling, readonly ClaimMatch[]])[] = [];
  for (const retelling of told) {
    const found = ask(retelling.text);
    const rank = found.findIndex(({ claimId }) => claimId === retelling.narrative);
    const kind = byKind.get(retelling.kind) ?? { all: 0, first: 0 };
    byKind.set(retelling.kind, kind);
    kind.all += 1;
    const [top] = found;
    if (rank === 0) {
      hits.first += 1;
      kind.first += 1;
      if (top !== undefined && isMatch(top)) hits.matched += 1;
    }
    if (rank === 0 || (top !== undefined && isSameClaim(retelling.narrative, top.claimId))) hits.same += 1;
    if (rank >= 0) hits.five += 1;
    if (rank !== 0 || (top !== undefined && !isMatch(top))) missed.push([retelling, found]);
  }
  const asked = titlesAsked.filter((title) => halfOf(title) === half);
  const falsely = { narratives: 0, distractors: 0, suggested: 0 };
  const wrong: string[] = [];
  for (const title of asked) {
    const [top] = ask(title);
    if (top === undefined) continue;
    if (!isMatch(top)) {
      falsely.suggested += 1;
      continue;
    }
    falsely[top.claimId.startsWith('d') ? 'distractors' : 'narratives'] += 1;
    wrong.push(`${top.similarity} ${title}  ~  ${textOf(top.claimId)}`);
  }
  times.sort((a, b) => a - b);
  const time = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(2)} ms`;
  const matches = falsely.narratives + falsely.distractors;
  console.log(
    [
      `${name} · ${half}`,
      `  recall@1 ${percent(hits.first, told.length)} (${percent(hits.same, told.length)} with the same claim stored under another id), @5 ${percent(hits.five, told.length)}; first and a match ${percent(hits.matched, told.length)} (n=${told.length})`,
      `  recall@1 by kind: ${[...byKind].map(([kind, { all, first }]) => `${kind} ${first}/${all}`).join(', ')}`,
      `  false matches on titles ${((100 * matches) / Math.max(1, asked.length)).toFixed(2)}% (${falsely.narratives} narratives, ${falsely.distractors} distractors of n=${asked.length}); suggested only ${percent(falsely.suggested, asked.length)}`,
      `  a query: median ${time(0.5)}, p99 ${time(0.99)}, slowest ${time(0.99999)}`,
    ].join('\n'),
  );
  if (!values.misses || half === 'test') return;
  for (const [retelling, found] of missed) {
    console.log(`  - ${retelling.id} ${retelling.narrative} ${retelling.text}`);
    console.log(`      want: ${textOf(retelling.narrative)}`);
    for (const { claimId, similarity } of found.slice(0, 2)) console.log(`      ${similarity} ${textOf(claimId)}`);
  }
  for (const line of wrong) console.log(`  + ${line}`);
}

/** Fact checkers collect a claim more than once: the told narrative itself matches the one that was found. */
function isSameClaim(narrative: string, found: string): boolean {
  const told = everything.find(({ id }) => id === narrative);
  return (
    told !== undefined &&
    index.find(`${told.title}. ${told.text}`, 8).some(({ claimId, kind }) => claimId === found && kind === 'match')
  );
}

function textOf(claimId: string): string {
  const claim = claims.find((each) => each.claimId === claimId);
  return `[${claimId}] ${claim?.title ?? ''} | ${claim?.text.slice(0, 160).replaceAll('\n', ' ')}`;
}

const before = usedBytes();
const reader = createClaimReader(parseLexicons(readLexiconFiles()));
const base = usedBytes();
const index = createClaimIndex(reader);
let began = performance.now();
for (const claim of claims) index.add(claim);
const buildMs = performance.now() - began;
console.log(
  `ours: ${megabytes(usedBytes() - base)} for ${claims.length} claims (tables ${megabytes(index.bytes())}; lexicons ${megabytes(base - before)}), built in ${(buildMs / 1000).toFixed(1)} s; match from ${matchFrom}, suggest from ${suggestFrom}`,
);
for (const half of halves)
  measure({ name: 'ours', find: index.find, isMatch: ({ kind }) => kind === 'match' }, half, titles);

const plainBase = usedBytes();
const plain = createPlainIndex();
began = performance.now();
for (const claim of claims) plain.add(claim);
plain.close();
console.log(
  `\nplain TF-IDF cosine: ${megabytes(usedBytes() - plainBase)}, built in ${((performance.now() - began) / 1000).toFixed(1)} s`,
);
/** The baseline is slow, so it is asked fewer titles, and is given the threshold that costs it 0.5% of those of dev. */
const fewer = titles.filter((_, at) => at % 8 === 0);
const tops = fewer
  .filter((title) => halfOf(title) === 'dev')
  .map((title) => plain.find(title, 1)[0]?.similarity ?? 0)
  .sort((a, b) => b - a);
const plainFrom = tops[Math.floor(tops.length * 0.005)] ?? 1;
for (const half of halves) {
  measure(
    {
      name: `plain, match above ${plainFrom.toFixed(3)}`,
      find: plain.find,
      isMatch: ({ similarity }) => similarity > plainFrom,
    },
    half,
    fewer,
  );
}
