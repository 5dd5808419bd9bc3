import stemmer from 'natural/lib/natural/stemmers/indonesian/stemmer_id.js';
import { scanText } from './scan.ts';
import { plainWord } from './vocabulary.ts';

/** Stemming costs about 25 µs a word, a look-up 0.1 µs; the bound keeps hostile text from filling the memory. */
const maxMemo = 100_000;
let memo = new Map<string, string>();

/**
 * Search stems of a text, in order, repeats kept: lower-case words without affixes, so that "keluhan" finds "dikeluhkan".
 * Documents and queries must both go through this function. Slang is not mapped: people search for what was written.
 */
export function stemsOf(text: string): string[] {
  const stems: string[] = [];
  scanText(text, (kind, start, end) => {
    if (kind === 'punctuation' || kind === 'newline' || kind === 'emoji' || kind === 'url') return;
    const surface = text.slice(kind === 'user' || kind === 'hashtag' ? start + 1 : start, end);
    for (const word of plainWord(surface).split(/[-']/)) {
      if (word !== '') stems.push(kind === 'word' ? stemOf(word) : word);
    }
  });
  return stems;
}

function stemOf(word: string): string {
  const known = memo.get(word);
  if (known !== undefined) return known;
  const plain = word.replace(/(\p{L})\1{2,}/gu, '$1');
  const stem = /^[a-z]{4,30}$/.test(plain) ? stemmer.stem(plain) : plain;
  if (memo.size >= maxMemo) memo = new Map();
  memo.set(word, stem);
  return stem;
}
