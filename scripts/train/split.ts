/** Which labelled texts are held out: by hashes, so that a text stays on its side whatever is added beside it. */
import { createHash } from 'node:crypto';
import type { Example } from './datasets.ts';
import { findNearRepeats } from './near-repeats.ts';

export const folds = 5;

/** 0 … 4. A NusaX sentence has one id in all languages, so that its translations stay together. */
export function foldOf(id: string): number {
  return hashOf(id) % folds;
}

/** A fifth of the headlines is held out, by a hash of the title; what nearly repeats a held-out one is not trained on either. */
export function splitHeadlines(all: readonly Example[]): {
  readonly train: readonly Example[];
  readonly test: readonly Example[];
} {
  const test = all.filter(({ text }) => hashOf(text) % 5 === 0);
  const rest = all.filter(({ text }) => hashOf(text) % 5 !== 0);
  const repeats = findNearRepeats(
    rest.map(({ text }) => text),
    test.map(({ text }) => text),
  );
  return { test, train: rest.filter((_, index) => !repeats.has(index)) };
}

/** A whole number that is the same on every machine. */
export function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0);
}
