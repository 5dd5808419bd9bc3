import { isTellingFigure } from './claim-numbers.ts';
import { createGrowingInts } from './growing-ints.ts';
import { createSpellingIndex, type SpellingIndex } from './spelling-index.ts';
import { createTermTable, type TermTable } from './term-table.ts';

/** As if so many more claims were known, of which an ordinary word stands in this share: steadies the weights of a small collection. */
const priorClaims = 2000;
const priorShare = 0.0004;

/** Claims as lists of distinct terms, with the postings that lead to them. A claim stands in a slot; slots of removed claims stay empty. */
export interface ClaimStore {
  readonly terms: TermTable;
  readonly spelling: SpellingIndex;
  /** Claims that are there. */
  readonly count: () => number;
  readonly slots: () => number;
  /** How telling a term is: the logarithm of how few claims have it. −1 stands for a term that none has. */
  readonly weightOf: (term: number) => number;
  /** Raised whenever weights may have changed. */
  readonly version: () => number;
  readonly isAlive: (slot: number) => boolean;
  readonly idOf: (slot: number) => string;
  readonly urlOf: (slot: number) => string | null;
  /** Words of the claim's title and text, repeats counted. */
  readonly wordsOf: (slot: number) => number;
  /**
   * The terms of all claims in one array. Those of a claim are, in their order and each once, `start` to `titleEnd` (its title) and on
   * to `end` (its text), where a term of the title is written as its complement (`~term`).
   */
  readonly sequence: () => Int32Array;
  readonly start: (slot: number) => number;
  readonly titleEnd: (slot: number) => number;
  readonly end: (slot: number) => number;
  /** Whether a term is a figure that tells claims apart. */
  readonly isFigure: (term: number) => boolean;
  /** @param words how many, repeats counted, where the given ones are without */
  readonly insert: (
    claimId: string,
    url: string | null,
    title: readonly string[],
    text: readonly string[],
    words?: number,
  ) => void;
  readonly drop: (claimId: string) => void;
  readonly bytes: () => number;
}

export function createClaimStore(): ClaimStore {
  const terms = createTermTable();
  const spelling = createSpellingIndex(terms);
  const slotOf = new Map<string, number>();
  /** By slot; null once removed. */
  const claimIds: (string | null)[] = [];
  const urls: (string | null)[] = [];
  const sequence = createGrowingInts();
  const starts = createGrowingInts();
  const titleEnds = createGrowingInts();
  const lengths = createGrowingInts();
  /** By term: 1 for a figure that tells claims apart. */
  const figures = createGrowingInts();
  const start = (slot: number) => starts.items()[slot] as number;
  const end = (slot: number) => (slot + 1 < starts.length() ? start(slot + 1) : sequence.length());
  let version = 0;

  /** Weights by number of claims that have a term, for as long as the number of claims stays the same. */
  let weights = new Float64Array(0);
  let weighedFor = -1;
  const weightOf = (term: number): number => {
    if (weighedFor !== slotOf.size) {
      weighedFor = slotOf.size;
      weights = new Float64Array(weighedFor + 1);
    }
    const having = term < 0 ? 0 : terms.countOf(term);
    const known = weights[having] as number;
    if (known !== 0) return known;
    const weight = Math.log((weighedFor + priorClaims) / (having + priorClaims * priorShare));
    weights[having] = weight;
    return weight;
  };

  const termOf = (key: string): number => {
    const known = terms.findTerm(key);
    if (known >= 0) return known;
    const term = terms.addTerm(key);
    figures.push(Number(isTellingFigure(key)));
    spelling.add(term, key);
    return term;
  };

  /** Counts every term of the claim in or out. */
  const countTerms = (slot: number, by: 1 | -1): void => {
    const items = sequence.items();
    for (let at = start(slot); at < end(slot); at += 1) {
      const term = items[at] as number;
      if (term < 0) continue;
      if (by === 1) terms.post(term, slot);
      terms.count(term, by);
    }
    version += 1;
  };

  return {
    terms,
    spelling,
    count: () => slotOf.size,
    slots: () => claimIds.length,
    weightOf,
    version: () => version,
    isAlive: (slot) => claimIds[slot] !== null,
    idOf: (slot) => claimIds[slot] ?? '',
    urlOf: (slot) => urls[slot] ?? null,
    wordsOf: (slot) => lengths.items()[slot] as number,
    sequence: () => sequence.items(),
    start,
    titleEnd: (slot) => titleEnds.items()[slot] as number,
    end,
    isFigure: (term) => figures.items()[term] === 1,
    insert: (claimId, url, title, text, words = title.length + text.length) => {
      const slot = claimIds.length;
      slotOf.set(claimId, slot);
      claimIds.push(claimId);
      urls.push(url);
      starts.push(sequence.length());
      const ofTitle = new Set(title.map(termOf));
      for (const term of ofTitle) sequence.push(term);
      titleEnds.push(sequence.length());
      for (const term of new Set(text.map(termOf))) sequence.push(ofTitle.has(term) ? ~term : term);
      lengths.push(words);
      countTerms(slot, 1);
    },
    drop: (claimId) => {
      const slot = slotOf.get(claimId);
      if (slot === undefined) return;
      slotOf.delete(claimId);
      claimIds[slot] = null;
      urls[slot] = null;
      countTerms(slot, -1);
    },
    bytes: () =>
      terms.bytes() +
      spelling.bytes() +
      [sequence, starts, titleEnds, lengths, figures].reduce((sum, ints) => sum + ints.items().byteLength, 0),
  };
}
