import { stopWords } from './stop-words.ts';

/** Longest part of a text that is compared: copies show themselves early, and a whole book must not slow a batch. */
const maxLength = 6_000;

/** Words and numbers in order, lower case. `Rp 1,5 juta` → rp, 1,5, juta. */
export function wordsOf(text: string): string[] {
  return (
    text
      .slice(0, maxLength)
      .normalize('NFKC')
      .toLowerCase()
      .match(/\d+(?:[.,]\d+)*|[\p{L}\p{M}]+/gu) ?? []
  );
}

/** Words that say what a text is about: no function words, no single letters, numbers only from two digits on. */
export function contentWords(words: readonly string[]): string[] {
  return words.filter((word) => word.length > 1 && !stopWords.has(word));
}

const shingleLength = 3;

/**
 * Hashes of every three words in a row, as a set. Two texts that share most of them are copies (Broder 1997); three words are
 * enough to tell and survive a changed number or dateline. Texts under three words give none.
 */
export function shinglesOf(words: readonly string[]): Set<number> {
  const shingles = new Set<number>();
  for (let i = 0; i + shingleLength <= words.length; i += 1) {
    let hash = 0x811c9dc5;
    for (let j = i; j < i + shingleLength; j += 1) hash = hashWord(hash, words[j] as string);
    shingles.add(hash);
  }
  return shingles;
}

/** FNV-1a over UTF-16 units, with a separator so that `ab c` and `a bc` differ. */
function hashWord(start: number, word: string): number {
  let hash = start;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ 0x20, 0x01000193) >>> 0;
}
