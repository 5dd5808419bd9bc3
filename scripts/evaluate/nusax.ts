/**
 * Five folds over NusaX train and valid: the same training as `npm run train`, for sentences that it has seen in no language.
 *
 *   npm run evaluate:nusax -- DATA [--own data/train] [--json] [--into FILE]
 *
 * A sentence and its translations lie in one fold. SmSA rows that nearly repeat any Indonesian sentence of NusaX are left out of the
 * training, because NusaX was translated from SmSA: with them the figures would be about ten points too good. The chances of a fold are
 * calibrated on the other four. `--into` writes the table into that page's `figures-nusax` block.
 */
import { parseArgs } from 'node:util';
import { commonestLabel, type Measured, measure } from '../../src/app/evaluation/measure.ts';
import { readLexiconFiles } from '../../src/app/files.ts';
import { parseLexicons } from '../../src/text/parse-lexicons.ts';
import { calibrate, type Held } from '../train/calibrate.ts';
import { nusaxLanguages, readHeadlines, readNusax, readOwn, readSmsa } from '../train/datasets.ts';
import { fitColumns, labelOf, sumsOf } from '../train/fit.ts';
import { findNearRepeats } from '../train/near-repeats.ts';
import { foldOf, folds, splitHeadlines } from '../train/split.ts';
import { createSampler } from '../train/to-sample.ts';
import { sentimentOrder } from './evaluation-set.ts';
import { fillBlock } from './fill-block.ts';
import { formatMarkdown, formatText, percent, type Table } from './tables.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: 'string', default: 'data/train' },
    json: { type: 'boolean', default: false },
    into: { type: 'string' },
  },
});
const [data] = positionals;
if (data === undefined) {
  console.error('usage: npm run evaluate:nusax -- DATA [--own FOLDER] [--json] [--into FILE]');
  process.exit(2);
}

const measured = ['id', 'jv', 'su', 'mad', 'bug'] as const;
const nusax = Object.keys(nusaxLanguages).flatMap((name) =>
  (['train', 'valid'] as const).flatMap((part) => readNusax(data, part, name)),
);
const smsa = readSmsa(data, 'train');
const repeats = findNearRepeats(
  smsa.map(({ text }) => text),
  nusax.filter(({ language }) => language === 'id').map(({ text }) => text),
);
const others = [
  ...smsa.filter((_, index) => !repeats.has(index)),
  ...splitHeadlines(readHeadlines(data)).train,
  ...readOwn(values.own),
];
console.error(`${repeats.size} of ${smsa.length} SmSA rows nearly repeat a NusaX sentence and are left out`);

const lexicons = parseLexicons(readLexiconFiles());
const toSample = createSampler(lexicons);
const always = others.map(toSample);
const folded = nusax.map(toSample);

interface HeldSentence extends Held {
  readonly language: string;
  readonly fold: number;
}
const held: HeldSentence[] = [];
for (let fold = 0; fold < folds; fold += 1) {
  const fitted = fitColumns([...always, ...folded.filter(({ id }) => foldOf(id) !== fold)]);
  for (const sample of folded) {
    if (foldOf(sample.id) !== fold) continue;
    held.push({ ...sample, fold, sums: sumsOf(fitted, sample.features) });
  }
  console.error(`fold ${fold + 1} of ${folds} done`);
}

const calibrations = Array.from({ length: folds }, (_, fold) => calibrate(held.filter((each) => each.fold !== fold)));
const answers = held.flatMap(({ label, sums, language, fold }) => {
  const calibration = calibrations[fold];
  if (calibration === undefined) return [];
  return [{ language, truth: sentimentOrder[label], said: sentimentOrder[labelOf(sums, calibration)] }];
});
const results = measured.map((language) => {
  const own = answers.filter((answer) => answer.language === language);
  const majority = commonestLabel(own.map(({ truth }) => truth));
  return {
    language,
    ours: measure(own, sentimentOrder),
    majority: measure(
      own.map(({ truth }) => ({ truth, said: majority })),
      sentimentOrder,
    ),
  };
});

const table: Table = {
  title: 'NusaX, five folds over train and valid',
  note: `Trained without the ${repeats.size} SmSA rows that nearly repeat a NusaX sentence; lexicon ${lexicons.version}; in percent.`,
  head: ['language', 'n', 'accuracy', 'macro-F1', 'F1 by class', 'majority: macro-F1'],
  rows: results.map(({ language, ours, majority }) => [
    language,
    String(ours.rows),
    percent(ours.accuracy),
    percent(ours.macroF1),
    byClass(ours),
    percent(majority.macroF1),
  ]),
};
if (values.into !== undefined) {
  fillBlock(values.into, 'figures-nusax', `\`npm run evaluate:nusax -- DATA\`\n\n${formatMarkdown([table])}`);
}
console.log(values.json ? JSON.stringify({ leftOut: repeats.size, results }, null, 2) : formatText([table]));

function byClass({ byLabel }: Measured): string {
  return Object.entries(byLabel)
    .map(([label, { f1 }]) => `${label} ${percent(f1)}`)
    .join(', ');
}
