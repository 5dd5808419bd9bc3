import type { IssueCard } from '../../core/province.ts';
import { stemOf } from '../stem.ts';
import { contentWords, wordsOf } from '../words.ts';
import { hashOf } from './card-keys.ts';
import { type CandidatePair, candidatePairs, type Findable } from './pairs.ts';

/**
 * How strongly two issues of different regencies are one event: above 0 they are taken for one. Set by hand with invented cases
 * (`scripts/measure-spreading.ts`).
 */
export const spreadingWeights = {
  base: -4,
  /** The same article in both; one that tells of several events counts less than the words. */
  url: 2.4,
  /** Of the sampled word triples in common, from `minCopied` on. */
  copied: 3,
  /** Of the cosine of the titles, and of the words of the mentions. */
  title: 5,
  stems: 5,
  topic: 0.7,
  otherTopic: -1.2,
  /** One names the other regency. */
  names: 0.9,
  /** Per day between the last of one and the first of the other. */
  day: -0.35,
};

/** Fewer agree by chance: two or three words that always stand together. */
const minCopied = 4;
/** Two issues that lie further apart are two. */
const maxGapDays = 5;
const dayMs = 86_400_000;
/**
 * A stem in more of the cards than this says nothing; it is not even looked up. Nor is one that more than `manyCards` have: among thousands
 * of cards those are the common words, which bring the squares of their number in pairs and nearly only chance (`measure-spreading.ts`).
 */
const maxShare = 0.2;
const fewCards = 40;
const manyCards = 500;

interface Read extends Findable {
  readonly card: IssueCard;
  readonly title: Weighted;
  readonly stems: Weighted;
}

/** Stems with their weights, and the length of that vector. */
interface Weighted {
  readonly weights: ReadonlyMap<number, number>;
  readonly length: number;
}

interface Pair extends CandidatePair {
  readonly strength: number;
}

/**
 * Issues of different regencies that are one event, as groups; what is in one regency only is left out. Pure.
 * @param names of the regencies by code, as people write them: `Jombang`
 * @returns each group oldest first; the group that was mentioned last first
 */
export function findSpreading(
  cards: readonly IssueCard[],
  names: ReadonlyMap<string, string>,
): readonly (readonly IssueCard[])[] {
  const rarity = rarityOf(cards);
  const read = cards.map((card) => readCard(card, rarity));
  const nameStems = new Map([...names].map(([code, name]) => [code, stemsOfName(name)]));
  const most = Math.min(manyCards, Math.max(fewCards, read.length * maxShare));
  const pairs: Pair[] = [];
  for (const pair of candidatePairs(read, { most, maxGapMs: maxGapDays * dayMs })) {
    const strength = strengthOf(read[pair.a] as Read, read[pair.b] as Read, nameStems);
    if (strength > 0) pairs.push({ ...pair, strength });
  }
  return joined(read, pairs)
    .filter((group) => new Set(group.map(({ regency }) => regency)).size > 1)
    .map((group) => group.sort((a, b) => compare(a.firstAt, b.firstAt) || compare(a.regency, b.regency)))
    .sort((a, b) => compare(lastOf(b), lastOf(a)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const lastOf = (group: readonly IssueCard[]): string =>
  group
    .map(({ lastAt }) => lastAt)
    .sort()
    .at(-1) ?? '';

/** Rare stems say more: log of all cards over those that have it. */
function rarityOf(cards: readonly IssueCard[]): (stem: number) => number {
  const counts = new Map<number, number>();
  for (const { keys } of cards) {
    for (const stem of new Set([...keys.title, ...keys.stems])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  // With few cards nothing is common yet: as if there were more, in which half of what repeats here repeats too.
  const all = Math.max(cards.length, fewCards);
  return (stem) => Math.log(1 + all / (counts.get(stem) ?? 1));
}

function readCard(card: IssueCard, rarity: (stem: number) => number): Read {
  const weighted = (stems: readonly number[]): Weighted => {
    const weights = new Map(stems.map((stem) => [stem, rarity(stem)]));
    return { weights, length: lengthOf(weights) };
  };
  return {
    card,
    regency: card.regency,
    first: Date.parse(card.firstAt),
    last: Date.parse(card.lastAt),
    title: weighted(card.keys.title),
    stems: weighted(card.keys.stems),
    copies: new Set(card.keys.copies),
    urls: new Set(card.keys.urls),
    words: new Set([...card.keys.title, ...card.keys.stems]),
  };
}

/** Log odds, so to speak, that two cards are of one event. */
function strengthOf(a: Read, b: Read, names: ReadonlyMap<string, readonly number[]>): number {
  const w = spreadingWeights;
  const gapDays = Math.max(0, a.first - b.last, b.first - a.last) / dayMs;
  const copied = countShared(a.copies, b.copies);
  const topics = [a.card.topic, b.card.topic];
  const topic = topics.includes('lainnya') ? 0 : topics[0] === topics[1] ? w.topic : w.otherTopic;
  const named = isNamed(a, names.get(b.card.regency)) || isNamed(b, names.get(a.card.regency));
  return (
    w.base +
    (countShared(a.urls, b.urls) > 0 ? w.url : 0) +
    (copied >= minCopied ? w.copied : 0) +
    w.title * cosine(a.title, b.title) +
    w.stems * cosine(a.stems, b.stems) +
    topic +
    (named ? w.names : 0) +
    w.day * gapDays
  );
}

function isNamed({ words }: Read, name: readonly number[] | undefined): boolean {
  return name !== undefined && name.length > 0 && name.every((stem) => words.has(stem));
}

function stemsOfName(name: string): number[] {
  return contentWords(wordsOf(name)).map((word) => hashOf(stemOf(word)));
}

function countShared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let count = 0;
  for (const key of a) if (b.has(key)) count += 1;
  return count;
}

function cosine(a: Weighted, b: Weighted): number {
  let dot = 0;
  for (const [stem, weight] of a.weights) dot += weight * (b.weights.get(stem) ?? 0);
  return dot === 0 ? 0 : dot / (a.length * b.length);
}

function lengthOf(vector: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

/** Strongest pairs first; two groups become one only where half of what lies between them agrees, so that no chain ties up a province. */
function joined(read: readonly Read[], pairs: readonly Pair[]): IssueCard[][] {
  const groupOf = new Map<number, Set<number>>();
  const agrees = new Set(pairs.map(({ a, b }) => a * read.length + b));
  const isPair = (a: number, b: number) => agrees.has(Math.min(a, b) * read.length + Math.max(a, b));
  for (const { a, b } of [...pairs].sort(
    (x, y) => y.strength - x.strength || x.key - y.key || x.a - y.a || x.b - y.b,
  )) {
    const [one, other] = [groupOf.get(a) ?? new Set([a]), groupOf.get(b) ?? new Set([b])];
    if (one === other) continue;
    const between = [...one].flatMap((x) => [...other].map((y) => isPair(x, y)));
    if (between.filter(Boolean).length * 2 < between.length) continue;
    for (const member of other) one.add(member);
    for (const member of one) groupOf.set(member, one);
  }
  return [...new Set(groupOf.values())].map((group) => [...group].flatMap((at) => read[at]?.card ?? []));
}
