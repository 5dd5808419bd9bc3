import type { ClaimQuery } from './claim-query.ts';
import type { ClaimStore } from './claim-store.ts';

/** Finds the claims worth comparing. Reuses its tables between calls. */
export type CandidateFinder = (store: ClaimStore, query: ClaimQuery) => readonly number[];

/** Claims that share none of the rarest keys that make up this share of a query's weight are not looked at. */
const openingShare = 0.7;
/** Keys that more claims have are then left out: they take the most time and tell the least. */
const commonClaims = 1500;

/**
 * Sums the weights of shared keys over the postings, rarest keys first: once the keys left could not lift a newcomer any more, they
 * only add to claims that were met already (the idea of MaxScore). Longer claims need more to be as near.
 * @param most how many to return, best first; equal ones in the order of their ids
 */
export function createCandidateFinder(most: number): CandidateFinder {
  let sums = new Float32Array(1024);
  let met = new Int32Array(1024);
  return (store, query) => {
    if (sums.length < store.slots()) {
      sums = new Float32Array(store.slots() * 2);
      met = new Int32Array(store.slots() * 2);
    }
    let count = 0;
    const terms = [...query.answers]
      .map(([term, { likeness }]) => ({ term, weight: store.weightOf(term) * likeness, key: store.terms.keyOf(term) }))
      .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
    const total = terms.reduce((sum, { weight }) => sum + weight, 0);
    let spent = 0;
    for (const { term, weight } of terms) {
      const opens = spent < total * openingShare;
      spent += weight;
      if (!opens && store.terms.countOf(term) > commonClaims) break;
      store.terms.visit(term, (slot) => {
        const sum = sums[slot] as number;
        if (sum === 0) {
          if (!opens || !store.isAlive(slot)) return;
          met[count] = slot;
          count += 1;
        }
        sums[slot] = sum + weight;
      });
    }
    const best = createShortlist(store, most);
    for (let at = 0; at < count; at += 1) {
      const slot = met[at] as number;
      best.offer(slot, (sums[slot] as number) / lengthCost(store.end(slot) - store.start(slot)));
      sums[slot] = 0;
    }
    return best.slots();
  };
}

function lengthCost(words: number): number {
  return lengthCosts[Math.min(words, lengthCosts.length - 1)] as number;
}

/** By number of words: a longer claim meets more words by chance. */
const lengthCosts = Float64Array.from({ length: 201 }, (_, words) => (12 + words) ** 0.25);

interface Shortlist {
  readonly offer: (slot: number, worth: number) => void;
  readonly slots: () => readonly number[];
}

/** The best so far, in order; most offers are below the last and cost one comparison. */
function createShortlist(store: ClaimStore, most: number): Shortlist {
  const slots: number[] = [];
  const worths: number[] = [];
  const isBehind = (at: number, slot: number, worth: number) => {
    const other = worths[at] as number;
    return other < worth || (other === worth && store.idOf(slot) < store.idOf(slots[at] as number));
  };
  return {
    offer: (slot, worth) => {
      if (slots.length === most) {
        if (!isBehind(most - 1, slot, worth)) return;
        slots.pop();
        worths.pop();
      }
      let at = slots.length;
      while (at > 0 && isBehind(at - 1, slot, worth)) at -= 1;
      slots.splice(at, 0, slot);
      worths.splice(at, 0, worth);
    },
    slots: () => slots,
  };
}
