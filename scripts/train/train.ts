/**
 * Trains the model that reads sentiment and target, and writes it with its record.
 *
 *   npm run train -- DATA [--own data/train] [--out data/model] [--held-out FILE…] [--curve]
 *
 * DATA holds `smsa/`, `nusax/` and `cnbc-headlines/` (see docs/evaluation.md). `--held-out` names more files whose texts must not be
 * trained on (one text per line, or TSV/JSONL with a `text` column). `--curve` also prints what less of our own data would reach.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readLexiconFiles } from '../../src/app/files.ts';
import { topics } from '../../src/core/topics.ts';
import { judge } from '../../src/scoring/learned/judge.ts';
import { formatModel } from '../../src/scoring/learned/model.ts';
import { parseLexicons } from '../../src/text/parse-lexicons.ts';
import { calibrate, type Held } from './calibrate.ts';
import { type Example, nusaxLanguages, readHeadlines, readNusax, readOwn, readSmsa } from './datasets.ts';
import { type Fitted, fitColumns, fitOptions, fitTopics, labelOf, type Sample, sumsOf, topicOf } from './fit.ts';
import { checkLeaks, heldOutTexts } from './leak-check.ts';
import { formatMeasured, measure } from './measure.ts';
import { pack } from './pack.ts';
import { foldOf, folds, hashOf, splitHeadlines } from './split.ts';
import { createSampler, ownWeight } from './to-sample.ts';

const seed = 1;
const mostRows = { feelings: 105_000, topics: 25_000 };
const topicCost = 0.3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: 'string', default: 'data/train' },
    out: { type: 'string', default: 'data/model' },
    'held-out': { type: 'string', multiple: true, default: [] },
    curve: { type: 'boolean', default: false },
  },
});
const [data] = positionals;
if (data === undefined) {
  console.error('usage: npm run train -- DATA [--own FOLDER] [--out FOLDER] [--held-out FILE…] [--curve]');
  process.exit(2);
}

const headlines = splitHeadlines(readHeadlines(data));
const languages = Object.keys(nusaxLanguages);
const own = readOwn(values.own);
const sets: Readonly<Record<string, readonly Example[]>> = {
  smsa: readSmsa(data, 'train'),
  nusax: languages.flatMap((name) => readNusax(data, 'train', name)),
  headlines: headlines.train,
  own,
};
const tests: Readonly<Record<string, readonly Example[]>> = {
  'SmSA valid': readSmsa(data, 'valid'),
  ...Object.fromEntries(languages.slice(0, 5).map((name) => [`NusaX valid ${name}`, readNusax(data, 'valid', name)])),
  'headlines held out': headlines.test,
};
checkLeaks(Object.values(sets).flat(), [
  ...Object.entries(tests).flatMap(([name, examples]) => examples.map(({ text }) => ({ file: name, text }))),
  ...heldOutTexts([...values['held-out'], join(data, 'regency-mentions', 'dev.jsonl'), 'data/gold']),
]);

const toSample = createSampler(parseLexicons(readLexiconFiles()));
const samples = Object.values(sets).flat().map(toSample);
for (const [name, examples] of Object.entries(sets)) console.log(`${name}: ${examples.length} texts`);

// Scores of texts that the weights had not seen: what the chances are fitted on. A sentence's translations stay in one fold.
const held: (Held & { readonly sample: Sample })[] = [];
for (let fold = 0; fold < folds; fold += 1) {
  const fitted = fitColumns(samples.filter((sample) => foldOf(sample.id) !== fold));
  for (const sample of samples) {
    if (foldOf(sample.id) !== fold) continue;
    held.push({ ...sample, sums: sumsOf(fitted, sample.features), sample });
  }
  console.log(`fold ${fold + 1} of ${folds} done`);
}
const calibration = calibrate(held);
const figures: Record<string, string> = {};
const tell = (name: string, rows: readonly { readonly label: number; readonly said: number }[]) => {
  if (rows.length === 0) return;
  figures[name] = formatMeasured(
    measure(
      rows.map(({ label }) => label),
      rows.map(({ said }) => said),
    ),
  );
  console.log(name.padEnd(34), figures[name]);
};
const saidOf = (each: Held) => ({ label: each.label, said: labelOf(each.sums, calibration) });
for (const [name, examples] of Object.entries(sets)) {
  const ids = new Set(examples.map(({ id }) => id));
  tell(`${name}, 5 folds`, held.filter(({ sample }) => ids.has(sample.id)).map(saidOf));
}
for (const language of ['id', 'jv', 'su', 'mad', 'bug']) {
  const ofOwn = held.filter(({ sample }) => sample.domain === 'public' && sample.language === language);
  tell(`own ${language}, 5 folds`, ofOwn.map(saidOf));
  const ofNusax = held.filter(({ sample }) => sample.id.startsWith('nusax') && sample.language === language);
  tell(`NusaX ${language}, 5 folds`, ofNusax.map(saidOf));
}

const judged = held.filter(({ target }) => target !== null);
tell(
  'own target (government / other / none), 5 folds',
  judged.map(({ target, sums }) => ({
    label: target as number,
    said: ['government', 'other', 'none'].indexOf(judge(sums, calibration).target),
  })),
);
tell(
  'own attention (alert / watch / none), 5 folds',
  judged.map(({ attention, sums }) => ({
    label: attention as number,
    said: ['alert', 'watch', 'none'].indexOf(judge(sums, calibration).attention),
  })),
);
const topicRows: { label: number; said: number }[] = [];
for (let fold = 0; fold < folds; fold += 1) {
  const fitted = fitTopics(
    samples.filter((sample) => foldOf(sample.id) !== fold),
    topicCost,
  );
  for (const { id, topic, features } of samples) {
    if (topic !== null && foldOf(id) === fold) topicRows.push({ label: topic, said: topicOf(fitted, features) });
  }
}
figures['own topic, 5 folds'] = formatMeasured(
  measure(
    topicRows.map(({ label }) => label),
    topicRows.map(({ said }) => said),
    topics.length,
  ),
);
console.log('own topic, 5 folds', figures['own topic, 5 folds']);

const fitted = fitColumns(samples);
for (const [name, examples] of Object.entries(tests)) tell(name, toldBy(fitted, examples));
if (values.curve) {
  for (const share of [0.25, 0.5, 0.75]) {
    const fewer = samples.filter(
      ({ id, domain }) => domain !== 'public' || (hashOf(`curve ${id}`) % 100) / 100 < share,
    );
    const rows = held.filter(({ sample }) => sample.domain === 'public' && foldOf(sample.id) === 0);
    const model = fitColumns(fewer.filter((sample) => foldOf(sample.id) !== 0));
    tell(
      `own, fold 1, ${share * 100}% of our data`,
      rows.map(({ sample }) => ({ label: sample.label, said: labelOf(sumsOf(model, sample.features), calibration) })),
    );
  }
  tell(
    'own, fold 1, all of our data',
    held.filter(({ sample }) => sample.domain === 'public' && foldOf(sample.id) === 0).map(saidOf),
  );
}

mkdirSync(values.out, { recursive: true });
/** The version of a model is what it weighs, so that scores made with other weights are made again. */
const write = (name: 'feelings' | 'topics', of: Fitted) => {
  const path = join(values.out, `${name}.bin`);
  const packed = pack(of, calibration, '', mostRows[name]);
  const weighed = createHash('sha256').update(packed.weights).update(packed.keys);
  const version = weighed
    .update(JSON.stringify([packed.lexicon, calibration]))
    .digest('hex')
    .slice(0, 8);
  writeFileSync(path, formatModel({ ...packed, version }));
  console.log(`${path}: ${statSync(path).size} bytes, version ${version}`);
  return { bytes: statSync(path).size, version };
};
const record = {
  trained: { texts: Object.fromEntries(Object.entries(sets).map(([name, examples]) => [name, examples.length])), seed },
  options: { ...fitOptions, topicCost, ownWeight, folds, mostRows },
  features: fitted.space.size,
  files: { feelings: write('feelings', fitted), topics: write('topics', fitTopics(samples, topicCost)) },
  sources: {
    smsa: 'IndoNLP/indonlu smsa_doc-sentiment-prosa, Apache-2.0',
    nusax: 'IndoNLP/nusax, CC-BY-SA-4.0',
    headlines: 'triagungj/CNBCI-Sentiment-Analysis, MIT',
    own: 'data/train, Apache-2.0',
  },
  figures,
};
writeFileSync(join(values.out, 'record.json'), `${JSON.stringify(record, null, 2)}\n`);

function toldBy(model: Fitted, examples: readonly Example[]) {
  return examples.map((example) => ({
    label: example.label,
    said: labelOf(sumsOf(model, toSample(example).features), calibration),
  }));
}
