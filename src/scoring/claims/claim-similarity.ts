import type { ClaimQuery } from './claim-query.ts';
import type { ClaimStore } from './claim-store.ts';

/** What a passage and a claim have in common; shares are 0 … 1 and weighted by how telling the words are. */
export interface ClaimOverlap {
  /** Of the passage's words, those in the claim. */
  readonly ofPassage: number;
  /** Of the claim's title, its text, or both, whichever is covered best, the words in the passage. */
  readonly ofClaim: number;
  /** Weight of what is in common, in words that no other claim has. */
  readonly mass: number;
  /** Both name figures, and none is the same. */
  readonly otherFigures: boolean;
}

/** Least words of a title or text for its coverage to say anything. */
const leastWords = 4;

/** Compares passages with claims, one by one. Keeps the weights of claims for as long as the store stays as it is. */
export type ClaimComparer = (store: ClaimStore, query: ClaimQuery, slot: number) => ClaimOverlap;

/** Sums of the weights of a claim's terms: of its title, of its text, and of both together. */
interface Masses {
  readonly title: number;
  readonly text: number;
  readonly all: number;
}

export function createClaimComparer(): ClaimComparer {
  let masses: (Masses | undefined)[] = [];
  let weighed: ClaimStore | null = null;
  let version = -1;
  const massesOf = (store: ClaimStore, slot: number): Masses => {
    if (weighed !== store || version !== store.version()) {
      weighed = store;
      version = store.version();
      masses = [];
    }
    const known = masses[slot];
    if (known !== undefined) return known;
    const fresh = weigh(store, slot);
    masses[slot] = fresh;
    return fresh;
  };

  /** By key of the query: how well a term of the claim answers it, 0 when none does; and the keys that are answered, in order. */
  let best = new Float64Array(256);
  let keys = new Int32Array(256);

  return (store, query, slot) => {
    const { answered, likeness, weights } = query;
    if (best.length < weights.length) {
      best = new Float64Array(weights.length * 2);
      keys = new Int32Array(weights.length * 2);
    }
    const sequence = store.sequence();
    const start = store.start(slot);
    const titleEnd = store.titleEnd(slot);
    const end = store.end(slot);
    let found = 0;
    let inTitle = 0;
    let inText = 0;
    let figures = 0;
    let sameFigures = 0;
    for (let at = start; at < end; at += 1) {
      const written = sequence[at] as number;
      const term = written < 0 ? ~written : written;
      const key = (answered[term] as number) - 1;
      if (query.hasFigures && store.isFigure(term)) {
        figures += 1;
        if (key >= 0) sameFigures += 1;
      }
      if (key < 0) continue;
      const like = likeness[term] as number;
      const common = store.weightOf(term) * like;
      if (at < titleEnd) inTitle += common;
      else inText += common;
      const before = best[key] as number;
      if (before === 0) {
        keys[found] = key;
        found += 1;
      }
      if (like > before) best[key] = like;
    }
    let mass = 0;
    for (let at = 0; at < found; at += 1) {
      const key = keys[at] as number;
      mass += (weights[key] as number) * (best[key] as number);
      best[key] = 0;
    }
    const of = massesOf(store, slot);
    let ofClaim = of.all === 0 ? 0 : Math.min(1, mass / of.all);
    if (titleEnd - start >= leastWords) ofClaim = Math.max(ofClaim, of.title === 0 ? 0 : inTitle / of.title);
    if (end - titleEnd >= leastWords) ofClaim = Math.max(ofClaim, of.text === 0 ? 0 : inText / of.text);
    return {
      ofPassage: query.mass === 0 ? 0 : mass / query.mass,
      ofClaim,
      mass: mass / store.weightOf(-1),
      otherFigures: figures > 0 && sameFigures === 0,
    };
  };
}

function weigh(store: ClaimStore, slot: number): Masses {
  const sequence = store.sequence();
  const titleEnd = store.titleEnd(slot);
  let title = 0;
  let text = 0;
  let all = 0;
  for (let at = store.start(slot); at < store.end(slot); at += 1) {
    const term = sequence[at] as number;
    const weight = store.weightOf(term < 0 ? ~term : term);
    if (at < titleEnd) title += weight;
    else text += weight;
    if (term >= 0) all += weight;
  }
  return { title, text, all };
}

/**
 * Fitted by logistic regression on the dev half of `data/gold/claim-paraphrases.tsv` and of news titles, then rounded; the base is set so
 * that 0.3% of those titles reach 0.5. What of the passage is in the claim tells more than what of the claim is in the passage.
 */
const fitted = { base: -18.1, both: 12.4, passageShare: 0.65, mass: 7.8, otherFigures: -3 };

/** Whether a claim that has so much weight in common with a query can be as similar as that, were it covered whole. */
export function canReach(store: ClaimStore, query: ClaimQuery, mass: number, similarity: number): boolean {
  const ofPassage = query.mass === 0 ? 0 : Math.min(1, mass / query.mass);
  const most = { ofPassage, ofClaim: 1, mass: mass / store.weightOf(-1), otherFigures: false };
  return similarityOf(most) >= similarity;
}

/** 0 … 1: how likely it is that a passage repeats a claim, given what they have in common. */
export function similarityOf({ ofPassage, ofClaim, mass, otherFigures }: ClaimOverlap): number {
  const sum =
    fitted.base +
    fitted.both * ofPassage ** fitted.passageShare * ofClaim ** (1 - fitted.passageShare) +
    fitted.mass * Math.log1p(mass) +
    (otherFigures ? fitted.otherFigures : 0);
  return 1 / (1 + Math.exp(-sum));
}
