/**
 * How well issues that spread across borders are found, beside a simple rule: `npx tsx scripts/measure-spreading.ts [--pairs] [--among 38]`.
 * Pairs of issues of different regencies, on an invented set (`spreading-set.ts`): too small to promise anything, large enough to see a fault.
 * `--among` lays them among the issues of so many other regencies, 400 each, of which no two are one event: what is found there is chance.
 */
import { parseArgs } from 'node:util';
import { topicNames } from '../src/core/topics.ts';
import { findSpreading } from '../src/issues/spreading/match.ts';
import { regencyCards } from './growth/cards.ts';
import { type LabelledCard, labelledCards, shortNames } from './spreading-set.ts';

const { values } = parseArgs({
  options: { pairs: { type: 'boolean', default: false }, among: { type: 'string', default: '0' } },
});
const until = new Date('2026-11-28T00:00:00.000Z');
const others = Array.from({ length: Number(values.among) }, (_, index) =>
  regencyCards(`00.${String(index).padStart(2, '0')}`, 400, 1_000 + index, until),
).flat();

type Pairs = ReadonlySet<string>;
const nameOf = ({ card }: Pick<LabelledCard, 'card'>) => `${card.regency}/${card.issueId}`;

function pairsOf(cards: readonly LabelledCard[], isPair: (a: LabelledCard, b: LabelledCard) => boolean): Pairs {
  const found = new Set<string>();
  for (const [index, a] of cards.entries()) {
    for (const b of cards.slice(index + 1)) {
      if (a.card.regency !== b.card.regency && isPair(a, b)) found.add(`${nameOf(a)} ${nameOf(b)}`);
    }
  }
  return found;
}

/** The same topic within five days, and two words of the titles in common. */
function baseline(a: LabelledCard, b: LabelledCard): boolean {
  const words = new Set(a.card.title.toLowerCase().match(/\p{L}{4,}/gu));
  const shared = new Set((b.card.title.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => words.has(word)));
  const days = Math.abs(Date.parse(a.card.firstAt) - Date.parse(b.card.firstAt)) / 86_400_000;
  return a.card.topic === b.card.topic && days <= 5 && shared.size >= 2;
}

function report(name: string, found: Pairs, truth: Pairs, cards: readonly LabelledCard[]): void {
  const right = [...found].filter((pair) => truth.has(pair)).length;
  const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)}%`);
  console.log(
    `  ${name.padEnd(28)} precision ${percent(right, found.size).padStart(4)}  recall ${percent(right, truth.size).padStart(4)}  ` +
      `(${right} right, ${found.size - right} wrong, ${truth.size - right} missed of ${truth.size})`,
  );
  if (!values.pairs) return;
  const titles = new Map(cards.map((one) => [nameOf(one), `${one.card.title} [${topicNames[one.card.topic]}]`]));
  const say = (sign: string, pair: string) =>
    console.log(
      `    ${sign} ${pair
        .split(' ')
        .map((key) => titles.get(key))
        .join('  |  ')}`,
    );
  for (const pair of found) if (!truth.has(pair)) say('+', pair);
  for (const pair of truth) if (!found.has(pair)) say('-', pair);
}

for (const [part, title] of [
  ['d', 'looked at while the matcher was written'],
  ['h', 'held out'],
] as const) {
  const cards = labelledCards(part);
  const truth = pairsOf(cards, (a, b) => a.event === b.event);
  const groups = findSpreading([...cards.map(({ card }) => card), ...others], shortNames);
  const groupOf = new Map(groups.flatMap((group, index) => group.map((card) => [card, index] as const)));
  const ours = pairsOf(cards, (a, b) => groupOf.has(a.card) && groupOf.get(a.card) === groupOf.get(b.card));
  console.log(`${title}: ${cards.length} issues`);
  report('matcher', ours, truth, cards);
  if (others.length > 0) {
    const chance = groups.filter((group) => group.every(({ regency }) => regency.startsWith('00.'))).length;
    console.log(`  of ${others.length} others ${chance} groups by chance`);
  }
  report('same topic, 2 title words', pairsOf(cards, baseline), truth, cards);
}
