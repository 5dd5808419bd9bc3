import { createGrowingInts } from './growing-ints.ts';
import type { TermTable } from './term-table.ts';

/** Finds keys that differ by a slip of the finger or another way of writing a name. */
export interface SpellingIndex {
  readonly add: (term: number, key: string) => void;
  /** Terms of claims whose key is one or two letters away, nearest first. */
  readonly findNear: (key: string) => readonly { readonly term: number; readonly likeness: number }[];
  readonly bytes: () => number;
}

const shortestKey = 5;
const longestKey = 24;
/** Shared letter triples that two keys must have in common, as a share (Dice). */
const leastShared = 0.5;
const mostNear = 4;
/** Synonym groups and figures are exact. */
const plainKey = /^[a-z]+$/;
const width = 27;

/** Keys by their letter triples, the ends of the word included. */
export function createSpellingIndex(terms: TermTable): SpellingIndex {
  const heads = new Int32Array(width ** 3).fill(-1);
  const posted = createGrowingInts();
  const nexts = createGrowingInts();
  let shared = new Uint8Array(1024);
  return {
    add: (term, key) => {
      if (!isFuzzy(key)) return;
      for (const triple of triplesOf(key)) {
        nexts.push(heads[triple] as number);
        posted.push(term);
        heads[triple] = posted.length() - 1;
      }
    },
    findNear: (key) => {
      if (!isFuzzy(key)) return [];
      if (shared.length < terms.size()) shared = new Uint8Array(terms.size() * 2);
      const triples = triplesOf(key);
      const touched: number[] = [];
      const next = nexts.items();
      const post = posted.items();
      for (const triple of triples) {
        for (let at = heads[triple] as number; at >= 0; at = next[at] as number) {
          const term = post[at] as number;
          if (shared[term] === 0) touched.push(term);
          shared[term] = (shared[term] as number) + 1;
        }
      }
      const near: { term: number; likeness: number; key: string }[] = [];
      for (const term of touched) {
        const common = shared[term] as number;
        shared[term] = 0;
        const other = terms.keyOf(term);
        if (other === key || (2 * common) / (key.length + other.length) < leastShared || terms.countOf(term) === 0)
          continue;
        const slips = slipsBetween(key, other, Math.min(key.length, other.length) >= 8 ? 2 : 1);
        if (slips !== null) near.push({ term, key: other, likeness: 1 - slips / Math.min(key.length, other.length) });
      }
      near.sort((a, b) => b.likeness - a.likeness || (a.key < b.key ? -1 : 1));
      return near.slice(0, mostNear);
    },
    bytes: () => heads.byteLength + posted.items().byteLength + nexts.items().byteLength + shared.byteLength,
  };
}

function isFuzzy(key: string): boolean {
  return key.length >= shortestKey && key.length <= longestKey && plainKey.test(key);
}

function triplesOf(key: string): readonly number[] {
  const found = new Set<number>();
  let first = 0;
  let second = codeAt(key, 0);
  for (let at = 1; at <= key.length; at += 1) {
    const third = at === key.length ? 0 : codeAt(key, at);
    found.add((first * width + second) * width + third);
    first = second;
    second = third;
  }
  return [...found];
}

/** 1 … 26; 0 stands for the ends of the word. */
function codeAt(key: string, at: number): number {
  return key.charCodeAt(at) - 96;
}

/** Letters to insert, drop, change or swap (Damerau, adjacent letters only); null when more than `most`. */
function slipsBetween(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1);
      row.push(slips);
    }
    before = above;
    above = row;
  }
  const slips = above[b.length] ?? most + 1;
  return slips <= most ? slips : null;
}
