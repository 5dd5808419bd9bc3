/**
 * How well mentions of one event come together: B-cubed precision, recall and F1 over our own set (`data/gold/issues-*.tsv`) and, if
 * given, over labelled news about five regencies, beside baselines in the same run; and what the order of arrival changes.
 *
 *   npx tsx scripts/evaluate-issues.ts [REGENCY-MENTIONS.jsonl] [--errors SET]
 *
 * Weights were set with issues-dev and the regency mentions; issues-test is only reported, and its errors are not shown.
 */
import { parseArgs } from 'node:util';
import type { IssueMember } from '../src/issues/member.ts';
import { bCubed, pairAgreement } from './issues/b-cubed.ts';
import { byMinHash, bySameTitle } from './issues/baselines.ts';
import { groupInBatches } from './issues/group.ts';
import { type IssueSet, loadOwnSets, loadRegencySet } from './issues/sets.ts';

const orders = 20;
/** So many mentions come at once: a round of collecting, and an archive that is imported. */
const round = 20;
const archive = 1_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { errors: { type: 'string' } } });
const [path] = positionals;
const sets = [...loadOwnSets(), ...(path === undefined ? [] : loadRegencySet(path))];
for (const set of sets) report(set);
if (values.errors !== undefined) {
  const set = sets.find(({ name }) => name === values.errors);
  if (set === undefined || set.name === 'issues-test') throw new Error(`no errors are shown of ${values.errors}`);
  showErrors(set);
}

function report({ name, mentions }: IssueSet): void {
  const truth = new Map(mentions.map(({ member, issue }) => [member.id, issue]));
  const members = oldestFirst(mentions.map(({ member }) => member));
  console.log(`\n${name}: ${members.length} mentions, ${new Set(truth.values()).size} issues`);
  const systems: readonly (readonly [string, ReadonlyMap<number, number>])[] = [
    ['same title', bySameTitle(members)],
    ['MinHash alone', byMinHash(members)],
    ['Kentongan, at once', groupInBatches(members, archive).issueOf],
    [`Kentongan, ${round} at a time`, groupInBatches(members, round).issueOf],
  ];
  const posts = new Set(members.filter(({ kind }) => kind !== 'comment').map(({ id }) => id));
  const truthOfPosts = new Map([...truth].filter(([id]) => posts.has(id)));
  for (const [system, said] of systems) {
    const all = bCubed(truth, said);
    const figures = [all.precision, all.recall, all.f1, bCubed(truthOfPosts, said).f1].map((figure) =>
      figure.toFixed(3),
    );
    console.log(
      `  ${system.padEnd(26)} P ${figures[0]}  R ${figures[1]}  F1 ${figures[2]}  without comments ${figures[3]}`,
    );
  }
  const shuffled = Array.from({ length: orders }, (_, seed) => groupInBatches(shuffle(members, seed + 1), round));
  const scores = shuffled.map(({ issueOf }) => bCubed(truth, issueOf).f1);
  const agreements = shuffled.flatMap((a, index) =>
    shuffled.slice(index + 1).map((b) => pairAgreement(a.issueOf, b.issueOf)),
  );
  console.log(
    `  in ${orders} random orders          F1 mean ${mean(scores).toFixed(3)}, least ${Math.min(...scores).toFixed(3)}; ` +
      `pairs of mentions that two orders agree on: mean ${mean(agreements).toFixed(3)}, least ${Math.min(...agreements).toFixed(3)}; ` +
      `joined issues ${mean(shuffled.map(({ merges }) => merges)).toFixed(1)}`,
  );
}

function showErrors({ mentions }: IssueSet): void {
  const { issueOf } = groupInBatches(oldestFirst(mentions.map(({ member }) => member)), archive);
  const lines = mentions.map(({ member, issue }) => ({
    issue,
    said: issueOf.get(member.id) ?? 0,
    text: (member.title ?? member.text).slice(0, 70),
  }));
  for (const { said } of lines.filter(({ said }, index) => lines.findIndex((line) => line.said === said) === index)) {
    const own = lines.filter((line) => line.said === said);
    const names = new Set(own.map(({ issue }) => issue));
    const whole = lines.filter(({ issue }) => names.has(issue)).length === own.length;
    if (names.size > 1 || !whole) console.log(`\n${own.map(({ issue, text }) => `${issue}: ${text}`).join('\n')}`);
  }
}

function oldestFirst(members: readonly IssueMember[]): IssueMember[] {
  return [...members].sort((a, b) =>
    a.publishedAt < b.publishedAt ? -1 : a.publishedAt > b.publishedAt ? 1 : a.id - b.id,
  );
}

/** Fisher-Yates with a small generator, so that every run has the same orders. */
function shuffle(members: readonly IssueMember[], seed: number): IssueMember[] {
  const order = [...members];
  let state = seed;
  for (let last = order.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [order[last], order[other]] = [order[other] as IssueMember, order[last] as IssueMember];
  }
  return order;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
