/** A card by which others are found: everything that it may have in common with them. */
export interface Findable {
  readonly regency: string;
  /** Times of its first and last mention, ms. */
  readonly first: number;
  readonly last: number;
  readonly words: ReadonlySet<number>;
  readonly copies: ReadonlySet<number>;
  readonly urls: ReadonlySet<number>;
}

/** Two cards by their places in the list, the smaller first. */
export interface CandidatePair {
  readonly a: number;
  readonly b: number;
  /** Place of the first key that they have in common among all keys, in the order in which the cards bring them. */
  readonly key: number;
}

/** Fewer in common is chance. */
const leastShared = 2;

/**
 * Pairs of different regencies that have at least two keys in common and lie no further apart in time than given; keys of more than `most`
 * cards are not looked up. Walks the lists of each card's keys and counts in one array: thousands of cards have millions of pairs, and a map
 * of them would take gigabytes.
 */
export function* candidatePairs(
  cards: readonly Findable[],
  { most, maxGapMs }: { readonly most: number; readonly maxGapMs: number },
): Generator<CandidatePair> {
  const { keysOf, lists } = indexOf(cards, most);
  const regencies = numbersOf(cards.map(({ regency }) => regency));
  const first = Float64Array.from(cards, (card) => card.first);
  const last = Float64Array.from(cards, (card) => card.last);
  const shared = new Uint16Array(cards.length);
  const firstKey = new Int32Array(cards.length);
  /** How far each list has been walked: cards come in their order, so what lies before is done. */
  const walked = new Int32Array(lists.length);
  const met = new Int32Array(cards.length);
  for (const [a, keys] of keysOf.entries()) {
    let count = 0;
    for (const key of keys) {
      const list = lists[key];
      if (list === undefined) continue;
      const from = (walked[key] ?? 0) + 1;
      walked[key] = from;
      for (let at = from; at < list.length; at += 1) {
        const b = list[at] as number;
        if (shared[b] === 0) {
          met[count++] = b;
          firstKey[b] = key;
        }
        shared[b] = (shared[b] as number) + 1;
      }
    }
    for (let at = 0; at < count; at += 1) {
      const b = met[at] as number;
      const isEnough = (shared[b] as number) >= leastShared && regencies[a] !== regencies[b];
      shared[b] = 0;
      if (!isEnough) continue;
      const gap = Math.max((first[a] as number) - (last[b] as number), (first[b] as number) - (last[a] as number));
      if (gap <= maxGapMs) yield { a, b, key: firstKey[b] as number };
    }
  }
}

/** Keys by number, in the order in which they come, and the cards of each; the list of a key that too many have is left out. */
function indexOf(cards: readonly Findable[], most: number) {
  const maps = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()] as const;
  const lists: (number[] | undefined)[] = [];
  const keysOf = cards.map(({ words, copies, urls }, place) => {
    const keys: number[] = [];
    for (const [kind, own] of [words, copies, urls].entries()) {
      const numbers = maps[kind] as Map<number, number>;
      for (const key of own) {
        const number = numbers.get(key) ?? lists.length;
        if (number === lists.length) {
          numbers.set(key, number);
          lists.push([]);
        }
        lists[number]?.push(place);
        keys.push(number);
      }
    }
    return keys;
  });
  return { keysOf, lists: lists.map((list) => (list !== undefined && list.length > most ? undefined : list)) };
}

function numbersOf(names: readonly string[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  });
}
