import type { KnownText, ReadableText } from './known-text.ts';
import { keepKnown, type TextSlots } from './text-slots.ts';

/** A text this short in shingles is a copy only if nearly all of it agrees. */
const shortCount = 8;
/** Share of the shorter text found in the other one: a cut press release, a post that quotes a whole chain message. */
const minContained = 0.5;
/** Share of all shingles of both that they have in common. */
const minJaccard = 0.4;
const minJaccardShort = 0.7;
/** Newest texts looked at per shingle: more than this is a set phrase of a site, not a sign of copying. */
const maxPostings = 32;
/** Texts that share most shingles and are compared in full. */
const maxCandidates = 8;

export interface CopyIndex {
  add(text: KnownText): void;
  /** Texts at most `withinMs` away that this is a copy of, or that copy it, with how much they agree (0 … 2). */
  find(text: ReadableText, withinMs: number): (readonly [KnownText, number])[];
  /** Drops texts that are forgotten. */
  sweep(): void;
}

/**
 * Finds near-copies by shared shingles. The index holds a sample of each text's shingles, the same ones in every text (those whose hash
 * has zero bits at its end; Broder 1997), the comparison itself is exact. Unlike MinHash bands this also finds a short text inside a
 * long one; `scripts/evaluate-issues.ts` and `scripts/bench-issues.ts` measure both.
 */
export function createCopyIndex(slots: TextSlots): CopyIndex {
  /** Most shingles are of one text alone: its slot, without a list. */
  const postings = new Map<number, number | number[]>();
  return {
    add(text) {
      const { shingles } = text.signature;
      const mask = maskOf(shingles.length);
      for (const shingle of shingles) {
        if ((shingle & mask) !== 0) continue;
        const list = postings.get(shingle);
        if (list === undefined) postings.set(shingle, text.slot);
        else if (typeof list === 'number') postings.set(shingle, [list, text.slot]);
        else {
          list.push(text.slot);
          if (list.length > 2 * maxPostings) list.splice(0, maxPostings);
        }
      }
    },

    find(copy, withinMs) {
      slots.begin(copy.firstAt - withinMs, copy.lastAt + withinMs);
      const { shingles } = copy.signature;
      for (const shingle of shingles) {
        const list = postings.get(shingle);
        if (typeof list === 'number') slots.count(list, 1);
        else if (list !== undefined) for (const slot of list) slots.count(slot, 1);
      }
      return slots.likeliest(maxCandidates).flatMap((text) => {
        const likeness = likenessOf(shingles, text.signature.shingles);
        return likeness === null ? [] : [[text, likeness] as const];
      });
    },

    sweep() {
      for (const [shingle, list] of postings) {
        if (typeof list === 'number') {
          if (slots.isForgotten(list)) postings.delete(shingle);
          continue;
        }
        keepKnown(list, slots);
        const [first] = list;
        if (first === undefined) postings.delete(shingle);
        else if (list.length === 1) postings.set(shingle, first);
      }
    },
  };
}

/** Which zero bits a shingle of a text of this length must have to be in the index: one in two from 32 on, one in four from 96 on. */
function maskOf(count: number): number {
  return count >= 96 ? 3 : count >= 32 ? 1 : 0;
}

function likenessOf(a: Int32Array, b: Int32Array): number | null {
  const shared = countShared(a, b);
  const smaller = Math.min(a.length, b.length);
  const jaccard = shared / (a.length + b.length - shared);
  const contained = shared / smaller;
  const isCopy = smaller < shortCount ? jaccard >= minJaccardShort : jaccard >= minJaccard || contained >= minContained;
  return isCopy ? jaccard + contained : null;
}

/** @param a and b: ascending */
function countShared(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return shared;
}
