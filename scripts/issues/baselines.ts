/** What our grouping is measured against. Comments follow their parent in all of them. */
import type { IssueMember } from '../../src/issues/member.ts';
import { shinglesOf, wordsOf } from '../../src/issues/words.ts';

type Groups = ReadonlyMap<number, number>;

/** Mentions with the same headline, letter case and punctuation aside. */
export function bySameTitle(members: readonly IssueMember[]): Groups {
  const first = new Map<string, number>();
  return grouped(members, (member) => {
    const title = wordsOf(member.title ?? '').join(' ');
    if (title === '') return [];
    const same = first.get(title);
    if (same === undefined) first.set(title, member.id);
    return same === undefined ? [] : [same];
  });
}

const hashes = 128;
const bands = 32;
const minJaccard = 0.5;

/**
 * Near-copies only: MinHash of three-word shingles with 128 hashes, LSH in 32 bands of 4, linked from an estimated Jaccard of 0.5 on.
 * Linear in the number of texts, and keeps all of them.
 */
export function byMinHash(members: readonly IssueMember[]): Groups {
  const sketches = new Map<number, Uint32Array>();
  const buckets = new Map<string, number[]>();
  return grouped(members, (member) => {
    const shingles = shinglesOf(wordsOf(`${member.title ?? ''} ${member.text}`));
    if (shingles.size === 0) return [];
    const sketch = sketchOf(shingles);
    sketches.set(member.id, sketch);
    const links = new Set<number>();
    for (let band = 0; band < bands; band += 1) {
      const key = `${band}:${sketch.subarray((band * hashes) / bands, ((band + 1) * hashes) / bands).join()}`;
      const bucket = buckets.get(key) ?? [];
      for (const id of bucket) if (likeness(sketch, sketches.get(id)) >= minJaccard) links.add(id);
      if (bucket.length < 50) bucket.push(member.id);
      buckets.set(key, bucket);
    }
    return [...links];
  });
}

function sketchOf(shingles: ReadonlySet<number>): Uint32Array {
  const sketch = new Uint32Array(hashes).fill(0xffffffff);
  for (const shingle of shingles) {
    let mixed = shingle;
    for (let index = 0; index < hashes; index += 1) {
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
      const value = (mixed ^ (mixed >>> 13)) >>> 0;
      if (value < (sketch[index] ?? 0)) sketch[index] = value;
    }
  }
  return sketch;
}

function likeness(a: Uint32Array, b: Uint32Array | undefined): number {
  let equal = 0;
  for (let index = 0; index < a.length; index += 1) if (a[index] === b?.[index]) equal += 1;
  return equal / hashes;
}

/** Connected components of what `linksOf` says of each mention that is not an answer. */
function grouped(members: readonly IssueMember[], linksOf: (member: IssueMember) => readonly number[]): Groups {
  const above = new Map<number, number>();
  const rootOf = (id: number): number => {
    let root = id;
    while ((above.get(root) ?? root) !== root) root = above.get(root) ?? root;
    above.set(id, root);
    return root;
  };
  for (const member of members) {
    const links = member.parentId === null ? linksOf(member) : [member.parentId];
    for (const other of links) above.set(rootOf(member.id), rootOf(other));
  }
  return new Map(members.map(({ id }) => [id, rootOf(id)]));
}
