import { type ClaimQuery, isTellingFigure } from './claim-query.ts';
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

export function overlapOf(store: ClaimStore, query: ClaimQuery, slot: number): ClaimOverlap {
  const sequence = store.sequence();
  const start = store.start(slot);
  const titleEnd = store.titleEnd(slot);
  const end = store.end(slot);
  const seen = new Set<number>();
  /** Likeness by key of the query. */
  const found = new Map<number, number>();
  const figures: string[] = [];
  const cover = (from: number, to: number) => {
    const inField = new Set<number>();
    let mass = 0;
    let common = 0;
    for (let at = from; at < to; at += 1) {
      const term = sequence[at] as number;
      if (inField.has(term)) continue;
      inField.add(term);
      seen.add(term);
      const answer = query.answers.get(term);
      const weight = store.weightOf(term);
      mass += weight;
      if (answer === undefined) continue;
      common += weight * answer.likeness;
      found.set(answer.key, Math.max(found.get(answer.key) ?? 0, answer.likeness));
    }
    return { words: inField.size, mass, share: mass === 0 ? 0 : common / mass };
  };
  const title = cover(start, titleEnd);
  const text = cover(titleEnd, end);
  let mass = 0;
  for (const [key, likeness] of found) mass += (query.weights[key] ?? 0) * likeness;
  let allMass = 0;
  for (const term of seen) {
    allMass += store.weightOf(term);
    const key = store.terms.keyOf(term);
    if (isTellingFigure(key)) figures.push(key);
  }
  let ofClaim = allMass === 0 ? 0 : Math.min(1, mass / allMass);
  if (title.words >= leastWords) ofClaim = Math.max(ofClaim, title.share);
  if (text.words >= leastWords) ofClaim = Math.max(ofClaim, text.share);
  return {
    ofPassage: query.mass === 0 ? 0 : mass / query.mass,
    ofClaim,
    mass: mass / store.weightOf(-1),
    otherFigures: query.figures.size > 0 && figures.length > 0 && !figures.some((key) => query.figures.has(key)),
  };
}

/**
 * Fitted by logistic regression on the dev half of `data/gold/claim-paraphrases.tsv` and of news titles, then rounded; the base is set so
 * that 0.3% of those titles reach 0.5. What of the passage is in the claim tells more than what of the claim is in the passage.
 */
const fitted = { base: -18.1, both: 12.4, passageShare: 0.65, mass: 7.8, otherFigures: -3 };

/** 0 … 1: how likely it is that a passage repeats a claim, given what they have in common. */
export function similarityOf({ ofPassage, ofClaim, mass, otherFigures }: ClaimOverlap): number {
  const sum =
    fitted.base +
    fitted.both * ofPassage ** fitted.passageShare * ofClaim ** (1 - fitted.passageShare) +
    fitted.mass * Math.log1p(mass) +
    (otherFigures ? fitted.otherFigures : 0);
  return 1 / (1 + Math.exp(-sum));
}
