import { createRequire } from 'node:module';
import { borrowScanner, giveBackScanner, nextSpan } from './scan.ts';
import { createSurfaceMemo } from './surface-memo.ts';
import { plainWord } from './vocabulary.ts';

/** Stemming costs about 25 µs a word, a look-up 0.1 µs; the bound keeps hostile text from filling the memory. */
const maxMemo = 100_000;
let memo = new Map<string, string>();

type Stemmer = typeof import('natural/lib/natural/stemmers/indonesian/stemmer_id.js');

/** Its dictionary takes some 8 MB: read with the first word. */
let stemmer: Stemmer | null = null;

/**
 * Search stems of a text, in order, repeats kept: lower-case words without affixes, so that "keluhan" finds "dikeluhkan".
 * Documents and queries must both go through this function. Slang is not mapped: people search for what was written.
 */
export function stemsOf(text: string): string[] {
  const stems: string[] = [];
  const scanner = borrowScanner(text);
  while (nextSpan(scanner)) {
    const { kind, start, end } = scanner;
    if (kind === 'word') {
      for (const stem of stemsOfWord(scanner)) stems.push(stem);
    } else if (kind === 'number' || kind === 'user' || kind === 'hashtag') {
      for (const word of partsOf(text.slice(kind === 'number' ? start : start + 1, end))) stems.push(word);
    }
  }
  giveBackScanner(scanner);
  return stems;
}

const stemsOfWord = createSurfaceMemo<readonly string[]>((surface) => partsOf(surface).map(stemOf));

function partsOf(surface: string): readonly string[] {
  return plainWord(surface)
    .split(/[-']/)
    .filter((word) => word !== '');
}

function stemOf(word: string): string {
  const known = memo.get(word);
  if (known !== undefined) return known;
  const plain = word.replace(/(\p{L})\1{2,}/gu, '$1');
  const stem = /^[a-z]{4,30}$/.test(plain) ? openStemmer().stem(plain) : plain;
  if (memo.size >= maxMemo) memo = new Map();
  memo.set(word, stem);
  return stem;
}

function openStemmer(): Stemmer {
  stemmer ??= createRequire(import.meta.url)('natural/lib/natural/stemmers/indonesian/stemmer_id.js') as Stemmer;
  return stemmer;
}
