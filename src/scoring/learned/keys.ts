import { longestLetters, shortestLetters } from './layout.ts';

/**
 * Features are known by 32-bit numbers (FNV-1a over the UTF-16 units, begun with a letter that tells the kind), so that the model
 * files need no strings. Of some 100,000 features one in 40,000 unseen ones meets another's number by chance.
 */
export function keyOf(kind: 'w' | 'n', text: string): number {
  let hash = begin(kind);
  for (let at = 0; at < text.length; at += 1) hash = add(hash, text.charCodeAt(at));
  return mixed(hash);
}

/** Number of a word for pairs: 1 … 2^24 − 1. */
export function pairNumberOf(word: string): number {
  return keyOf('w', word) & 0xffffff || 1;
}

/** Stands before the first word of a sentence. */
export const sentenceStart = 1;

/** Number of two words that stand side by side. */
export function pairKey(first: number, second: number): number {
  return mixed(Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ 0x5bd1e995);
}

/** Numbers of a word's runs of letters: at most this many for each of its UTF-16 units. */
export const mostLetterKeys = longestLetters - shortestLetters + 1;

/** Every run of three to five letters of `<word>`. */
export function letterKeys(word: string): readonly number[] {
  const keys = new Uint32Array(word.length * mostLetterKeys);
  return [...keys.subarray(0, writeLetterKeys(word, keys, 0))];
}

/** Writes them to `into`, from place `from` on. Returns the place behind the last one. */
export function writeLetterKeys(word: string, into: Uint32Array | Int32Array, from: number): number {
  const length = word.length + 2;
  let place = from;
  for (let start = 0; start + shortestLetters <= length; start += 1) {
    let hash = begin('c');
    const end = Math.min(length, start + longestLetters);
    for (let at = start; at < end; at += 1) {
      hash = add(hash, markedUnit(word, at));
      if (at - start + 1 < shortestLetters) continue;
      into[place] = mixed(hash);
      place += 1;
    }
  }
  return place;
}

/** UTF-16 unit of `<word>`. */
function markedUnit(word: string, at: number): number {
  if (at === 0) return 60;
  return at > word.length ? 62 : word.charCodeAt(at - 1);
}

function begin(kind: 'w' | 'n' | 'c'): number {
  return (0x811c9dc5 ^ kind.charCodeAt(0)) | 0;
}

function add(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

function mixed(hash: number): number {
  let value = hash ^ (hash >>> 16);
  value = Math.imul(value, 0x7feb352d);
  value ^= value >>> 15;
  return value >>> 0;
}
