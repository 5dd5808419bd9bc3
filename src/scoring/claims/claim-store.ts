import { createGrowingInts } from './growing-ints.ts';
import { createSpellingIndex, type SpellingIndex } from './spelling-index.ts';
import { createTermTable, type TermTable } from './term-table.ts';

/** As if so many more claims were known, of which an ordinary word stands in this share: steadies the weights of a small collection. */
const priorClaims = 2000;
const priorShare = 0.0004;
/** Claims as sequences of terms, with the postings that lead to them. A claim stands in a slot; slots of removed claims stay empty. */
export interface ClaimStore {
  readonly terms: TermTable;
  readonly spelling: SpellingIndex;
  /** Claims that are there. */
  readonly count: () => number;
  readonly slots: () => number;
  /** How telling a term is: the logarithm of how few claims have it. −1 stands for a term that none has. */
  readonly weightOf: (term: number) => number;
  readonly isAlive: (slot: number) => boolean;
  readonly idOf: (slot: number) => string;
  readonly urlOf: (slot: number) => string | null;
  /** The terms of all claims in one array; those of a claim are `start` to `titleEnd` (its title) to `end` (its text). */
  readonly sequence: () => Int32Array;
  readonly start: (slot: number) => number;
  readonly titleEnd: (slot: number) => number;
  readonly end: (slot: number) => number;
  readonly insert: (claimId: string, url: string | null, title: readonly string[], text: readonly string[]) => void;
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
  const start = (slot: number) => starts.items()[slot] as number;
  const end = (slot: number) => (slot + 1 < starts.length() ? start(slot + 1) : sequence.length());
  const distinctTerms = (slot: number) => new Set(sequence.items().subarray(start(slot), end(slot)));

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

  return {
    terms,
    spelling,
    count: () => slotOf.size,
    slots: () => claimIds.length,
    weightOf,
    isAlive: (slot) => claimIds[slot] !== null,
    idOf: (slot) => claimIds[slot] ?? '',
    urlOf: (slot) => urls[slot] ?? null,
    sequence: () => sequence.items(),
    start,
    titleEnd: (slot) => titleEnds.items()[slot] as number,
    end,
    insert: (claimId, url, title, text) => {
      const slot = claimIds.length;
      slotOf.set(claimId, slot);
      claimIds.push(claimId);
      urls.push(url);
      starts.push(sequence.length());
      for (const [index, key] of [...title, ...text].entries()) {
        if (index === title.length) titleEnds.push(sequence.length());
        const known = terms.findTerm(key);
        const term = terms.addTerm(key);
        if (known < 0) spelling.add(term, key);
        sequence.push(term);
      }
      if (titleEnds.length() === slot) titleEnds.push(sequence.length());
      for (const term of distinctTerms(slot)) {
        terms.post(term, slot);
        terms.count(term, 1);
      }
    },
    drop: (claimId) => {
      const slot = slotOf.get(claimId);
      if (slot === undefined) return;
      slotOf.delete(claimId);
      claimIds[slot] = null;
      urls[slot] = null;
      for (const term of distinctTerms(slot)) terms.count(term, -1);
    },
    bytes: () =>
      terms.bytes() +
      spelling.bytes() +
      [sequence, starts, titleEnds].reduce((sum, ints) => sum + ints.items().byteLength, 0),
  };
}
