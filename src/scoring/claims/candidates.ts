import type { ClaimQuery } from './claim-query.ts';
import type { ClaimStore } from './claim-store.ts';

/** A claim worth comparing. */
export interface Candidate {
  readonly slot: number;
  /** No less than the weight of what the claim has in common with the query. */
  readonly mostMass: number;
}

/**
 * Finds the claims worth comparing. Reuses its tables between calls.
 * @param canReach tells of a weight in common whether it can be enough; asked of the greatest one, to be done early where none is
 */
export type CandidateFinder = (
  store: ClaimStore,
  query: ClaimQuery,
  canReach: (mass: number) => boolean,
) => readonly Candidate[];

/** Claims that share none of the rarest keys that make up this share of a query's weight are not looked at. */
const openingShare = 0.7;
/** Keys that more claims have are then left out: they take the most time and tell the least. */
const commonClaims = 1500;
/** The sums are of single precision: some hundred additions stay far within this. */
const rounding = 1e-3;

/**
 * Sums the weights of shared keys over the postings, rarest keys first: once the keys left could not lift a newcomer any more, they
 * only add to claims that were met already (the idea of MaxScore). Longer claims need more to be as near.
 * @param most how many to return, best first; equal ones in the order of their ids
 */
export function createCandidateFinder(most: number): CandidateFinder {
  let sums = new Float32Array(1024);
  let met = new Int32Array(1024);
  return (store, query, canReach) => {
    if (sums.length < store.slots()) {
      sums = new Float32Array(store.slots() * 2);
      met = new Int32Array(store.slots() * 2);
    }
    let count = 0;
    const terms = query.terms
      .map((term) => ({
        term,
        weight: store.weightOf(term) * (query.likeness[term] as number),
        key: store.terms.keyOf(term),
      }))
      .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
    const total = terms.reduce((sum, { weight }) => sum + weight, 0);
    let spent = 0;
    /** Of the terms that are left out. */
    let unseen = 0;
    for (const { term, weight } of terms) {
      const opens = spent < total * openingShare;
      if (!opens && store.terms.countOf(term) > commonClaims) {
        unseen = total - spent;
        break;
      }
      spent += weight;
      const links = store.terms.links();
      for (let at = store.terms.headOf(term); at >= 0; at = links[at + 1] as number) {
        const slot = links[at] as number;
        const sum = sums[slot] as number;
        if (sum === 0) {
          if (!opens || !store.isAlive(slot)) continue;
          met[count] = slot;
          count += 1;
        }
        sums[slot] = sum + weight;
      }
    }
    // A near spelling counts in a claim what the key itself would weigh.
    const slack = unseen + query.slack;
    const massOf = (sum: number) => sum * (1 + rounding) + slack + rounding;
    let greatest = 0;
    for (let at = 0; at < count; at += 1) {
      const sum = sums[met[at] as number] as number;
      if (sum > greatest) greatest = sum;
    }
    const isWorthIt = count > 0 && canReach(massOf(greatest));
    const best = createShortlist(store, most);
    for (let at = 0; at < count; at += 1) {
      const slot = met[at] as number;
      const sum = sums[slot] as number;
      if (isWorthIt) best.offer(slot, sum, sum / lengthCost(store.wordsOf(slot)));
      sums[slot] = 0;
    }
    return best.slots().map((slot, at) => ({ slot, mostMass: massOf(best.sums()[at] as number) }));
  };
}

function lengthCost(words: number): number {
  return lengthCosts[Math.min(words, lengthCosts.length - 1)] as number;
}

/** By number of words: a longer claim meets more words by chance. */
const lengthCosts = Float64Array.from({ length: 201 }, (_, words) => (12 + words) ** 0.25);

interface Shortlist {
  readonly offer: (slot: number, sum: number, worth: number) => void;
  readonly slots: () => readonly number[];
  readonly sums: () => readonly number[];
}

/** The best so far, in order; most offers are below the last and cost one comparison. */
function createShortlist(store: ClaimStore, most: number): Shortlist {
  const slots: number[] = [];
  const sums: number[] = [];
  const worths: number[] = [];
  const isBehind = (at: number, slot: number, worth: number) => {
    const other = worths[at] as number;
    return other < worth || (other === worth && store.idOf(slot) < store.idOf(slots[at] as number));
  };
  return {
    offer: (slot, sum, worth) => {
      if (slots.length === most) {
        if (!isBehind(most - 1, slot, worth)) return;
        slots.pop();
        sums.pop();
        worths.pop();
      }
      let at = slots.length;
      while (at > 0 && isBehind(at - 1, slot, worth)) at -= 1;
      slots.splice(at, 0, slot);
      sums.splice(at, 0, sum);
      worths.splice(at, 0, worth);
    },
    slots: () => slots,
    sums: () => sums,
  };
}
