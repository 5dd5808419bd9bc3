import type { ClaimStore } from './claim-store.ts';

/** A passage of a text, ready to be compared with claims. */
export interface ClaimQuery {
  /** Weights of its distinct keys, in the order of the text. */
  readonly weights: readonly number[];
  /** Sum of the weights. */
  readonly mass: number;
  /** By term of the store: which key of the query it answers, and how well (1, or less for another spelling). */
  readonly answers: ReadonlyMap<number, { readonly key: number; readonly likeness: number }>;
  /** The keys in the order of the text, repeats kept. */
  readonly sequence: readonly number[];
  /** Its figures of two digits or more. */
  readonly figures: ReadonlySet<string>;
}

/** Terms that so few claims have may be misspelt or another spelling: near ones count too. */
const rareClaims = 2;
/** Weight of a key that no claim has, against that of a rare one: it may be chatter as well as a name. */
const unseenShare = 0.6;

export function toQuery(store: ClaimStore, keys: readonly string[]): ClaimQuery {
  const indexOf = new Map<string, number>();
  const weights: number[] = [];
  const answers = new Map<number, { key: number; likeness: number }>();
  const sequence: number[] = [];
  const figures = new Set<string>();
  let mass = 0;
  const answer = (term: number, key: number, likeness: number) => {
    const known = answers.get(term);
    if (known === undefined || known.likeness < likeness) answers.set(term, { key, likeness });
  };
  for (const key of keys) {
    const known = indexOf.get(key);
    if (known !== undefined) {
      sequence.push(known);
      continue;
    }
    const index = weights.length;
    indexOf.set(key, index);
    sequence.push(index);
    if (isTellingFigure(key)) figures.add(key);
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
  return { weights, mass, answers, sequence, figures };
}

/** What another spelling is worth of the same one. */
const nearShare = 0.9;

/** `@19` may be part of a date; a larger figure tells claims apart. */
export function isTellingFigure(key: string): boolean {
  return key.startsWith('@') && key.length >= 3;
}
