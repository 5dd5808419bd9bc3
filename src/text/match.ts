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

/** Matches by group: `found[group]`, left to right, not overlapping within a group; undefined where nothing was found. */
export type Matches<T> = readonly (readonly Match<T>[] | undefined)[];

export interface PhraseIndex<T> {
  readonly groups: number;
  readonly match: (tokens: readonly Token[]) => Matches<T>;
}

/** Compiles all lexicons into one tree over vocabulary ids, so that a text is walked once for all of them. */
export function createPhraseIndex<T>(vocabulary: Vocabulary, entries: Iterable<Entry<T>>): PhraseIndex<T> {
  const { groups, ends, firstNode, childOf } = compile(vocabulary, entries);
  // Scratch of the text at hand, kept between texts; matching is synchronous.
  /** By group: the first token that may start the next match, and the longest phrase from the token at hand. */
  const free = new Int32Array(groups);
  const best = new Int32Array(groups).fill(-1);
  const bestLast = new Int32Array(groups);
  const touched = new Int32Array(groups);

  const match = (tokens: readonly Token[]): Matches<T> => {
    const found: (Match<T>[] | undefined)[] = new Array(groups).fill(undefined);
    free.fill(0);
    for (let at = 0; at < tokens.length; at += 1) {
      const { id, root } = (tokens[at] as Token).part;
      const node = firstNode[id === 0 ? root : id] as number;
      if (node === 0) continue;
      const touches = id === 0 ? noteEnds(node, at, at, true, 0) : walk(tokens, node, at);
      for (let index = 0; index < touches; index += 1) take(found, touched[index] as number, at, id === 0);
    }
    return found;
  };

  /** Notes the longest phrase of every group that starts with the token; how many groups there are stands in `touched`. */
  const walk = (tokens: readonly Token[], first: number, at: number): number => {
    let node = first;
    let touches = 0;
    for (let last = at; node !== 0; ) {
      touches = noteEnds(node, at, last, false, touches);
      last += 1;
      if (last >= tokens.length) break;
      const { id, root } = (tokens[last] as Token).part;
      node = childOf(node, id === 0 ? root : id);
    }
    return touches;
  };

  /** Notes the phrases that end at a node, for the groups that are free; a derived word may only be what allows it. */
  const noteEnds = (node: number, at: number, last: number, derived: boolean, before: number): number => {
    let touches = before;
    const until = ends.ofNode[node + 1] as number;
    for (let end = ends.ofNode[node] as number; end < until; end += 1) {
      const group = ends.group[end] as number;
      if ((derived && ends.roots[end] === 0) || (free[group] as number) > at) continue;
      if (best[group] === -1) {
        touched[touches] = group;
        touches += 1;
      }
      best[group] = end;
      bestLast[group] = last;
    }
    return touches;
  };

  /** Turns the longest phrase of a group into matches, and goes on behind it. */
  const take = (found: (Match<T>[] | undefined)[], group: number, first: number, derived: boolean): void => {
    const end = best[group] as number;
    const last = bestLast[group] as number;
    const until = ends.valuesOf[end + 1] as number;
    for (let value = ends.valuesOf[end] as number; value < until; value += 1) {
      const matched = { value: ends.values[value] as T, first, last, derived };
      const matches = found[group];
      // Most groups have one match at most; a list that starts empty takes room for seventeen with its first.
      if (matches === undefined) found[group] = [matched];
      else matches.push(matched);
    }
    free[group] = last + 1;
    best[group] = -1;
  };

  return { groups, match };
}

/** The phrases that end at the nodes, one row for each node and group, in flat arrays: walking a text must not jump about in memory. */
interface Ends<T> {
  /** Rows of node n: from `ofNode[n]` to `ofNode[n + 1]`. */
  readonly ofNode: Int32Array;
  readonly group: Uint8Array;
  /** 1 if it is also found as the root of an unknown word. */
  readonly roots: Uint8Array;
  /** Values of row r: from `valuesOf[r]` to `valuesOf[r + 1]`; several when one term means several things (a term of two topics). */
  readonly valuesOf: Int32Array;
  readonly values: readonly T[];
}

interface Tree<T> {
  readonly groups: number;
  /** Node 0 is the root. */
  readonly ends: Ends<T>;
  /** By word: the node that it leads to from the root, 0 if none. */
  readonly firstNode: Int32Array;
  /** The node that a word leads to from another, 0 if none. */
  readonly childOf: (node: number, id: number) => number;
}

/** While compiling: a phrase that ends at a node. */
interface End<T> {
  readonly group: number;
  readonly values: T[];
  roots: boolean;
}

function compile<T>(vocabulary: Vocabulary, entries: Iterable<Entry<T>>): Tree<T> {
  const width = vocabulary.size + 1;
  /** Child by `node * width + id`. */
  const edges = new Map<number, number>();
  const nodes: (End<T>[] | undefined)[] = [undefined];
  let groups = 0;
  for (const entry of entries) {
    const ids = vocabulary.idsOf(entry.term);
    if (ids.length === 0 || ids.includes(0)) continue;
    groups = Math.max(groups, entry.group + 1);
    let node = 0;
    for (const id of ids) {
      const edge = node * width + id;
      const child = edges.get(edge) ?? nodes.length;
      if (child === nodes.length) {
        edges.set(edge, child);
        nodes.push(undefined);
      }
      node = child;
    }
    const here = nodes[node] ?? [];
    nodes[node] = here;
    let end = here.find((each) => each.group === entry.group);
    if (end === undefined) {
      end = { group: entry.group, values: [], roots: false };
      here.push(end);
    }
    end.values.push(entry.value);
    end.roots ||= entry.roots && ids.length === 1;
  }
  const firstNode = Int32Array.from({ length: width }, (_, id) => edges.get(id) ?? 0);
  return { groups, ends: flatten(nodes), firstNode, childOf: toTable(edges, width) };
}

function flatten<T>(nodes: readonly (readonly End<T>[] | undefined)[]): Ends<T> {
  const ofNode = new Int32Array(nodes.length + 1);
  const rows: End<T>[] = [];
  for (let node = 0; node < nodes.length; node += 1) {
    for (const end of nodes[node] ?? []) rows.push(end);
    ofNode[node + 1] = rows.length;
  }
  const valuesOf = new Int32Array(rows.length + 1);
  const values: T[] = [];
  for (const [row, end] of rows.entries()) {
    values.push(...end.values);
    valuesOf[row + 1] = values.length;
  }
  const group = Uint8Array.from(rows, (end) => end.group);
  const roots = Uint8Array.from(rows, (end) => Number(end.roots));
  return { ofNode, group, roots, valuesOf, values };
}

/** The edges as one open-addressed table of numbers: a look-up touches one cache line. */
function toTable(edges: ReadonlyMap<number, number>, width: number): (node: number, id: number) => number {
  let bits = 4;
  while (1 << bits < edges.size * 4) bits += 1;
  const mask = (1 << bits) - 1;
  const keys = new Float64Array(1 << bits).fill(-1);
  const targets = new Int32Array(1 << bits);
  const slotOf = (node: number, id: number) =>
    (Math.imul(node, 0x9e3779b1) ^ Math.imul(id, 0x85ebca6b)) >>> (32 - bits);
  for (const [edge, child] of edges) {
    let slot = slotOf(Math.floor(edge / width), edge % width);
    while (keys[slot] !== -1) slot = (slot + 1) & mask;
    keys[slot] = edge;
    targets[slot] = child;
  }
  return (node, id) => {
    if (id === 0) return 0;
    const edge = node * width + id;
    let slot = slotOf(node, id);
    while (keys[slot] !== edge) {
      if (keys[slot] === -1) return 0;
      slot = (slot + 1) & mask;
    }
    return targets[slot] as number;
  };
}
