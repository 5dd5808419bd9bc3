import type { Token } from './read.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a phrase means to one scorer. Groups are matched independently of each other. */
export interface Entry<T> {
  readonly term: string;
  /** Small integer; entries of one group compete, the longest wins. */
  readonly group: number;
  readonly value: T;
  /** The single word may also be found as the root of an unknown word. */
  readonly roots: boolean;
}

export interface Match<T> {
  readonly value: T;
  /** Token indices, both included. */
  readonly first: number;
  readonly last: number;
  /** Found as the root of a longer word. */
  readonly derived: boolean;
}

/** Matches by group: `found[group]`, left to right, not overlapping within a group. */
export type Matches<T> = readonly (readonly Match<T>[])[];

export interface PhraseIndex<T> {
  readonly groups: number;
  readonly match: (tokens: readonly Token[]) => Matches<T>;
}

/** A phrase that ends at a node of the tree. */
interface End<T> {
  readonly group: number;
  /** Several when one term means several things (a term of two topics). */
  readonly values: T[];
  /** Also found as the root of an unknown word. */
  roots: boolean;
}

/** Compiles all lexicons into one tree over vocabulary ids, so that a text is walked once for all of them. */
export function createPhraseIndex<T>(vocabulary: Vocabulary, entries: Iterable<Entry<T>>): PhraseIndex<T> {
  const tree = compile(vocabulary, entries);
  const { groups, ends, isInner, childOf } = tree;
  const match = (tokens: readonly Token[]): Matches<T> => {
    const found: Match<T>[][] = [];
    for (let group = 0; group < groups; group += 1) found.push([]);
    /** By group: the first token that may start the next match, and the longest phrase from the token at hand. */
    const free = new Int32Array(groups);
    const bestLast = new Int32Array(groups);
    const best: (End<T> | null)[] = new Array(groups).fill(null);
    const touched = new Int32Array(groups);
    const count = tokens.length;
    for (let at = 0; at < count; at += 1) {
      const { id, root } = (tokens[at] as Token).part;
      if (id === 0 && root === 0) continue;
      const derived = id === 0;
      let node = childOf(0, derived ? root : id);
      let last = at;
      let touches = 0;
      while (node !== 0) {
        const here = ends[node];
        if (here !== undefined) {
          for (const end of here) {
            const { group } = end;
            if ((derived && !end.roots) || (free[group] as number) > at) continue;
            if (best[group] === null) {
              touched[touches] = group;
              touches += 1;
            }
            best[group] = end;
            bestLast[group] = last;
          }
        }
        last += 1;
        if (derived || last >= count || isInner[node] === 0) break;
        const { part } = tokens[last] as Token;
        const next = part.id === 0 ? part.root : part.id;
        node = next === 0 ? 0 : childOf(node, next);
      }
      for (let index = 0; index < touches; index += 1) {
        const group = touched[index] as number;
        const until = bestLast[group] as number;
        for (const value of (best[group] as End<T>).values) {
          (found[group] as Match<T>[]).push({ value, first: at, last: until, derived });
        }
        free[group] = until + 1;
        best[group] = null;
      }
    }
    return found;
  };
  return { groups, match };
}

interface Tree<T> {
  readonly groups: number;
  /** By node; node 0 is the root. */
  readonly ends: readonly (readonly End<T>[] | undefined)[];
  readonly isInner: Uint8Array;
  /** The node that a word leads to, 0 if none. */
  readonly childOf: (node: number, id: number) => number;
}

function compile<T>(vocabulary: Vocabulary, entries: Iterable<Entry<T>>): Tree<T> {
  const children: Map<number, number>[] = [new Map()];
  const ends: (End<T>[] | undefined)[] = [undefined];
  let groups = 0;
  for (const entry of entries) {
    const ids = vocabulary.idsOf(entry.term);
    if (ids.length === 0 || ids.includes(0)) continue;
    groups = Math.max(groups, entry.group + 1);
    let node = 0;
    for (const id of ids) {
      const known = children[node]?.get(id);
      const child = known ?? children.length;
      if (known === undefined) {
        children[node]?.set(id, child);
        children.push(new Map());
        ends.push(undefined);
      }
      node = child;
    }
    const here = ends[node] ?? [];
    ends[node] = here;
    let end = here.find((each) => each.group === entry.group);
    if (end === undefined) {
      end = { group: entry.group, values: [], roots: false };
      here.push(end);
    }
    end.values.push(entry.value);
    end.roots ||= entry.roots && ids.length === 1;
  }
  const isInner = Uint8Array.from(children, (map) => Number(map.size > 0));
  return { groups, ends, isInner, childOf: toTable(children, vocabulary.size + 1) };
}

/** The edges as one open-addressed table of integers: a look-up touches one cache line instead of a Map per node. */
function toTable(
  children: readonly ReadonlyMap<number, number>[],
  width: number,
): (node: number, id: number) => number {
  let bits = 4;
  while (1 << bits < children.length * 4) bits += 1;
  const mask = (1 << bits) - 1;
  const keys = new Float64Array(1 << bits).fill(-1);
  const targets = new Int32Array(1 << bits);
  const slotOf = (node: number, id: number) =>
    (Math.imul(node, 0x9e3779b1) ^ Math.imul(id, 0x85ebca6b)) >>> (32 - bits);
  for (const [node, edges] of children.entries()) {
    for (const [id, child] of edges) {
      let slot = slotOf(node, id);
      while (keys[slot] !== -1) slot = (slot + 1) & mask;
      keys[slot] = node * width + id;
      targets[slot] = child;
    }
  }
  return (node, id) => {
    const key = node * width + id;
    let slot = slotOf(node, id);
    while (keys[slot] !== key) {
      if (keys[slot] === -1) return 0;
      slot = (slot + 1) & mask;
    }
    return targets[slot] as number;
  };
}
