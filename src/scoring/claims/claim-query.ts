import { isTellingFigure } from './claim-numbers.ts';
import type { ClaimStore } from './claim-store.ts';

/** A passage of a text, ready to be compared with claims. */
export interface ClaimQuery {
  /** Weights of its distinct keys, in the order of the text. */
  readonly weights: readonly number[];
  /** Sum of the weights. */
  readonly mass: number;
  /** The terms of the store that answer a key of the query. */
  readonly terms: readonly number[];
  /** By term: 1 + the key that it answers, 0 when none. */
  readonly answered: Int32Array;
  /** By term: how well it answers (1, or less for another spelling). */
  readonly likeness: Float64Array;
  /** By how much more, at most, what a claim has in common with it may weigh than the claim's own terms do. */
  readonly slack: number;
  /** Whether it names figures of two digits or more. */
  readonly hasFigures: boolean;
}

/** Terms that so few claims have may be misspelt or another spelling: near ones count too. */
const rareClaims = 2;
/** Weight of a key that no claim has, against that of a rare one: it may be chatter as well as a name. */
const unseenShare = 0.6;
/** What another spelling is worth of the same one. */
const nearShare = 0.9;

/** Makes queries one after the other: each is good until the next is made, whose tables are the same. */
export function createQueryMaker(): (store: ClaimStore, keys: readonly string[]) => ClaimQuery {
  let answered = new Int32Array(1024);
  let likenesses = new Float64Array(1024);
  let terms: number[] = [];
  const answer = (term: number, key: number, likeness: number) => {
    if (answered[term] === 0) terms.push(term);
    else if ((likenesses[term] as number) >= likeness) return;
    answered[term] = key + 1;
    likenesses[term] = likeness;
  };
  return (store, keys) => {
    for (const term of terms) answered[term] = 0;
    if (answered.length < store.terms.size()) {
      answered = new Int32Array(store.terms.size() * 2);
      likenesses = new Float64Array(store.terms.size() * 2);
    }
    terms = [];
    const seen = new Set<string>();
    const weights: number[] = [];
    let hasFigures = false;
    let mass = 0;
    for (const key of keys) {
      if (seen.has(key)) continue;
      const index = weights.length;
      seen.add(key);
      hasFigures ||= isTellingFigure(key);
      const term = store.terms.findTerm(key);
      const having = term < 0 ? 0 : store.terms.countOf(term);
      if (having > 0) answer(term, index, 1);
      let nearest = 0;
      if (having <= rareClaims) {
        for (const { term: near, likeness } of store.spelling.findNear(key)) {
          answer(near, index, likeness * nearShare);
          nearest = Math.max(nearest, store.weightOf(near));
        }
      }
      const weight = having > 0 ? store.weightOf(term) : nearest > 0 ? nearest : store.weightOf(-1) * unseenShare;
      weights.push(weight);
      mass += weight;
    }
    let slack = 0;
    for (const term of terms) {
      const more = (weights[(answered[term] as number) - 1] as number) - store.weightOf(term);
      if (more > 0) slack += more * (likenesses[term] as number);
    }
    return { weights, mass, terms, answered, likeness: likenesses, slack, hasFigures };
  };
}
