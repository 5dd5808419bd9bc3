/**
 * Measures the scorer on every labelled set there is, beside its parts and two baselines.
 *
 *   npm run evaluate -- [DATA] [--gold data/gold] [--set NAME…] [--errors NAME] [--test] [--json | --markdown] [--into FILE]
 *
 * DATA holds `smsa/`, `nusax/`, `cnbc-headlines/` and `regency-mentions/` (docs/evaluation.md); without it only our own set is
 * measured. `--errors gold-dev` lists what is wrong there, `--errors gold-dev:attention` only for one question. `--test` adds gold test,
 * whose rows are never listed: nothing may be tuned on it. `--into` writes the Markdown into that page's `figures` block.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { nusaxLanguages } from '../train/datasets.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import { figuresOf } from './figures.ts';
import { fillBlock } from './fill-block.ts';
import { goldSet } from './gold-set.ts';
import { headlineSet, nusaxSet, smsaSet } from './public-sets.ts';
import { regencySet } from './regency-set.ts';
import { createSystems, ours, type Systems } from './systems.ts';
import { formatMarkdown, formatText, type Report, tablesOf } from './tables.ts';
import { timeSets } from './timing.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gold: { type: 'string', default: 'data/gold' },
    set: { type: 'string', multiple: true, default: [] },
    errors: { type: 'string' },
    test: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    into: { type: 'string' },
  },
});
const [data = null] = positionals;

type Load = (systems: Systems) => EvaluationSet;
const fromData = (load: (data: string, systems: Systems) => EvaluationSet): Load | null =>
  data === null ? null : (systems) => load(data, systems);
const measuredLanguages = Object.keys(nusaxLanguages).slice(0, 5);
/** By name; null where the set needs DATA and none is given. */
const known: Readonly<Record<string, Load | null>> = {
  smsa: fromData(smsaSet),
  ...Object.fromEntries(
    measuredLanguages.map((name) => [
      `nusax-${nusaxLanguages[name]}`,
      fromData((folder, systems) => nusaxSet(folder, name, systems)),
    ]),
  ),
  headlines: fromData(headlineSet),
  regency: fromData((folder, systems) => regencySet(folder, false, systems)),
  'regency-title': fromData((folder, systems) => regencySet(folder, true, systems)),
  'gold-dev': (systems) => goldSet(values.gold, 'dev', systems),
  'gold-test': (systems) => goldSet(values.gold, 'test', systems),
};
const isTest = (name: string) => name === 'gold-test';

const [errorSet = null, errorQuestion = null] = values.errors?.split(':') ?? [];
refuseWrongUse();
const wanted = values.set.length > 0 ? values.set : errorSet !== null ? [errorSet] : Object.keys(known);
const chosen = wanted.flatMap((name) => {
  const load = known[name];
  return load === null || load === undefined || (isTest(name) && !values.test) ? [] : [load];
});

const systems = createSystems();
const sets = chosen.map((load) => load(systems));
if (errorSet !== null) listErrors(sets, errorQuestion);
else tell({ versions: versionsOf(), sets: sets.map(figuresOf), timing: timeSets(sets, systems) });

function refuseWrongUse(): void {
  const named = [...values.set, ...(errorSet === null ? [] : [errorSet])];
  const problems = named.flatMap((name) => {
    if (!Object.hasOwn(known, name)) return [`there is no set ${name}; there are ${Object.keys(known).join(', ')}`];
    return known[name] === null ? [`${name} needs the DATA folder`] : [];
  });
  if (errorSet !== null && isTest(errorSet)) {
    problems.push('the errors of gold test are not listed: who has seen them would tune on them; use gold-dev');
  }
  if (values.set.some(isTest) && !values.test) problems.push('gold test is measured only with --test');
  if (problems.length === 0) return;
  for (const problem of problems) console.error(`evaluate: ${problem}`);
  process.exit(2);
}

function tell(report: Report): void {
  if (values.json) {
    console.log(JSON.stringify(report, null, 2));
    return;
  }
  const tables = tablesOf(report);
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  const markdown = `${commandLine()}  \n${versions.join(' · ')}\n\n${formatMarkdown(tables)}`;
  if (values.into !== undefined) fillBlock(values.into, 'figures', markdown);
  if (values.markdown) console.log(markdown);
  else console.log(`${versions.join(' · ')}\n\n${formatText(tables)}`);
}

function listErrors(of: readonly EvaluationSet[], only: string | null): void {
  for (const { title, questions } of of) {
    for (const { name, rows } of questions) {
      if (only !== null && only !== name) continue;
      const wrong = rows.filter(({ truth, said }) => said[ours] !== truth);
      console.log(`${title}, ${name}: ${wrong.length} of ${rows.length} wrong (label → answer)`);
      for (const { id, truth, said, language, title: head, text } of wrong) {
        console.log(`  ${id} ${language} ${truth} → ${said[ours]} | ${head === null ? '' : `${head} | `}${text}`);
      }
    }
  }
}

/** The command that makes these figures, without the folders of this machine. */
function commandLine(): string {
  const options = [
    ...(data === null ? [] : ['DATA']),
    ...values.set.map((name) => `--set ${name}`),
    ...(values.test ? ['--test'] : []),
  ];
  return `\`npm run evaluate -- ${options.join(' ')}\``;
}

function versionsOf(): Readonly<Record<string, string>> {
  const hashed = sets.map(({ name, questions }) => {
    const rows = questions.flatMap((each) => each.rows.map(({ id, title, text, truth }) => [id, title, text, truth]));
    return [name, createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 8)] as const;
  });
  return {
    node: process.version,
    model: systems.versions.model,
    lexicon: systems.versions.lexicon,
    'sentiment rules': String(systems.versions.sentiment),
    ...Object.fromEntries(hashed.map(([name, hash]) => [`set ${name}`, hash])),
  };
}
