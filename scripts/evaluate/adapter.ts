/**
 * Measures what 300 corrections teach, and what they do to texts of other kinds.
 *
 *   npx tsx scripts/evaluate/adapter.ts DATA [--own data/train] [--gold data/gold] [--corrections 300]
 *
 * DATA holds `smsa/`, `nusax/` and `cnbc-headlines/` (docs/evaluation.md). Two offices, five random splits each:
 *
 * same usage     300 texts of gold dev correct the shipped model; measured on the rest of gold dev.
 * another usage  an office to whom announcements of water and power cuts are negative and private crime is neutral. A model is trained
 *                here without six tenths of our texts on crime, water and power and two tenths of the others; from those that were left
 *                out the office's mail is put together and labelled by its rules. 300 of them correct; measured on the rest.
 *
 * The adapter is fitted and guarded as `kentongan adapt` does it. In the first case gold dev cannot also guard, so training texts do.
 * Neither fit nor guard sees the public sets.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAdaptParts, createAnswers, toCorrections } from '../../src/app/adaptation/adapt-parts.ts';
import { parseLabelled } from '../../src/app/evaluation/labelled-file.ts';
import { readLexiconFiles } from '../../src/app/files.ts';
import { loadModels } from '../../src/app/models.ts';
import { topics } from '../../src/core/topics.ts';
import { type AdaptParts, adapt } from '../../src/scoring/learned/adapt.ts';
import { withAdapter } from '../../src/scoring/learned/adapter.ts';
import { type Correction, figuresOf } from '../../src/scoring/learned/corrections.ts';
import { columns } from '../../src/scoring/learned/layout.ts';
import { formatModel, parseModel } from '../../src/scoring/learned/model.ts';
import type { Models } from '../../src/scoring/learned/word-weights.ts';
import { parseLexicons } from '../../src/text/parse-lexicons.ts';
import {
  type Example,
  nusaxLanguages,
  readHeadlines,
  readNusax,
  readOwn,
  readSmsa,
  readTable,
} from '../train/datasets.ts';
import { fitColumns } from '../train/fit.ts';
import { createRandom } from '../train/linear-svm.ts';
import { pack } from '../train/pack.ts';
import { hashOf, splitHeadlines } from '../train/split.ts';
import { createSampler } from '../train/to-sample.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: 'string', default: 'data/train' },
    gold: { type: 'string', default: 'data/gold' },
    corrections: { type: 'string', default: '300' },
  },
});
const [data] = positionals;
if (data === undefined) {
  console.error('usage: npx tsx scripts/evaluate/adapter.ts DATA [--own FOLDER] [--gold FOLDER] [--corrections N]');
  process.exit(2);
}
const taught = Number(values.corrections);
const seeds = [1, 2, 3, 4, 5];
const mostRows = 105_000;

const lexicons = parseLexicons(readLexiconFiles());
const shipped = loadModels();
const names = ['negative', 'neutral', 'positive'] as const;
const toCorrection = ({ title, text, label }: Example): Correction => ({
  title,
  text,
  sentiment: names[label],
  target: null,
  attention: null,
});
const headlines = splitHeadlines(readHeadlines(data));
const publicSets: Readonly<Record<string, readonly Correction[]>> = {
  'SmSA valid': readSmsa(data, 'valid').map(toCorrection),
  'NusaX valid (5 languages)': Object.keys(nusaxLanguages)
    .slice(0, 5)
    .flatMap((name) => readNusax(data, 'valid', name).map(toCorrection)),
  'headlines held out': headlines.test.map(toCorrection),
};

/** An office's text; `changed` when its rules give another label than ours. */
interface OfficeText extends Correction {
  readonly changed: boolean;
}

const gold = toCorrections(parseLabelled('dev.tsv', readFileSync(join(values.gold, 'dev.tsv'), 'utf8')).rows);
const parts = createAdaptParts(lexicons, shipped, new Date(0));
measureOffice(
  'same usage: gold dev, shipped model',
  gold.map((each) => ({ ...each, changed: false })),
  // The training texts that are no anchors guard instead of gold dev.
  { ...parts, general: toCorrections(ownTexts().slice(0, 750)) },
);

const { office, kept } = officeTexts();
console.log(`\ntraining without ${office.leftOut} of our texts …`);
const models = trainOn(kept);
measureOffice('another usage: cuts are negative, private crime is neutral', office.texts, { ...parts, models });

function measureOffice(title: string, texts: readonly OfficeText[], used: AdaptParts): void {
  console.log(
    `\n## ${title}\n${texts.length} texts, ${texts.filter(({ changed }) => changed).length} of them labelled otherwise than ours`,
  );
  const gains: number[] = [];
  const changes = new Map<string, number[]>();
  const before = createAnswers(lexicons, used.models);
  const baseline = new Map(Object.entries(publicSets).map(([name, set]) => [name, f1(set, before(set))]));
  for (const seed of seeds) {
    const shuffled = shuffledBy(seed, texts);
    const learned = shuffled.slice(0, taught);
    const rest = shuffled.slice(taught);
    const startedMs = performance.now();
    const { adapter, reason, gained, general, strength } = adapt(learned, used);
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    const after = createAnswers(lexicons, withAdapter(used.models, adapter));
    const told = before(rest);
    const said = after(rest);
    const own = [f1(rest, told), f1(rest, said)] as const;
    gains.push(own[1] - own[0]);
    const ruled = (answers: typeof said) =>
      rest.filter(({ changed }, index) => changed && answers[index]?.sentiment === rest[index]?.sentiment).length;
    for (const [name, set] of Object.entries(publicSets)) {
      changes.set(name, [...(changes.get(name) ?? []), f1(set, after(set)) - (baseline.get(name) as number)]);
    }
    const guard = general.find(({ question }) => question === 'sentiment');
    console.log(
      `split ${seed}: rest ${points(own[0])} → ${points(own[1])}` +
        `; ruled otherwise ${ruled(told)} → ${ruled(said)} of ${rest.filter(({ changed }) => changed).length}` +
        `; folds ${gained.map(({ question, before: b, after: a }) => `${question} ${points(b.macroF1)} → ${points(a.macroF1)}`).join(', ')}` +
        `; guard ${guard === undefined ? '-' : `${points(guard.before.macroF1)} → ${points(guard.after.macroF1)}`}` +
        `; strength ${strength}${reason === null ? '' : ` (${reason})`}; ${seconds} s` +
        `; ${adapter === null ? 0 : Object.keys(adapter.features).length} features`,
    );
  }
  console.log(`mean gain on the office's texts: ${signed(mean(gains))} points of macro-F1`);
  for (const [name, each] of changes) {
    console.log(
      `${name}: ${points(baseline.get(name) as number)}, change ${signed(mean(each))} (worst ${signed(Math.min(...each))})`,
    );
  }
}

/** Held-out texts as the office gets and labels them, and what is left to train on. */
function officeTexts() {
  const acts = new Map(
    readdirSync(values.own)
      .filter((name) => name.endsWith('.tsv'))
      .flatMap((name) => readTable(join(values.own, name)).map(({ id = '', act = '' }) => [id, act] as const)),
  );
  const examples = readOwn(values.own);
  const topicOf = ({ topic }: Example) => (topic === null ? '' : topics[topic]);
  const isMatter = (example: Example) => ['kriminal', 'air-listrik'].includes(topicOf(example) ?? '');
  const isOut = (example: Example) => hashOf(`office ${example.id}`) % 10 < (isMatter(example) ? 6 : 2);
  const out = examples.filter(isOut);
  const matters = out.filter(isMatter);
  const others = shuffledBy(
    0,
    out.filter((example) => !isMatter(example)),
  ).slice(0, matters.length);
  const texts = [...matters, ...others].map((example): OfficeText => {
    const own = toCorrection(example);
    const isCut = topicOf(example) === 'air-listrik' && acts.get(example.id) === 'announcement';
    const isCrime = topicOf(example) === 'kriminal' && example.target === 1;
    const sentiment = isCut ? 'negative' : isCrime ? 'neutral' : own.sentiment;
    return { ...own, sentiment, changed: sentiment !== own.sentiment };
  });
  return { office: { texts, leftOut: out.length }, kept: examples.filter((example) => !isOut(example)) };
}

/** Trained as `scripts/train/train.ts` does, with the chances of the shipped model. */
function trainOn(own: readonly Example[]): Models {
  const toSample = createSampler(lexicons);
  const samples = [
    ...readSmsa(data as string, 'train'),
    ...Object.keys(nusaxLanguages).flatMap((name) => readNusax(data as string, 'train', name)),
    ...headlines.train,
    ...own,
  ].map(toSample);
  const packed = pack(fitColumns(samples), shipped.feelings.calibration, 'held-out', mostRows);
  return { ...shipped, feelings: parseModel('held-out', formatModel(packed), columns) };
}

function ownTexts() {
  const files = readdirSync(values.own).filter((name) => name.endsWith('.tsv'));
  const anchors = new Set(parts.anchors.map(({ text }) => text));
  return shuffledBy(
    9,
    files
      .sort()
      .flatMap((name) => parseLabelled(name, readFileSync(join(values.own, name), 'utf8')).rows)
      .filter(({ text }) => !anchors.has(text)),
  );
}

function shuffledBy<T>(seed: number, all: readonly T[]): readonly T[] {
  const random = createRandom(seed * 7_919 + 1);
  return all
    .map((each) => ({ each, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }) => each);
}

function f1(truths: readonly Correction[], said: readonly { readonly sentiment: string }[]): number {
  return figuresOf(
    truths.map(({ sentiment }) => sentiment),
    said.map(({ sentiment }) => sentiment),
  ).macroF1;
}

function mean(all: readonly number[]): number {
  return all.reduce((sum, each) => sum + each, 0) / Math.max(1, all.length);
}

function points(share: number): string {
  return (share * 100).toFixed(2);
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${points(Math.abs(share))}`;
}
