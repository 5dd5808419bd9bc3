/**
 * The words that are indexed and looked up: runs of letters, digits and marks, in order, repeats kept. Made here and not by the
 * databases' own word breakers, which differ (hyphens, numbers, e-mail addresses, newer scripts), so that both find the same mentions.
 */

/** Longest word kept, in UTF-16 units. */
const maxWord = 60;
/** PostgreSQL counts positions up to 16,383 … */
const maxWords = 16_000;
/** … keeps 255 of one word, … */
const maxRepeats = 255;
/** … and ends a text at 1 MB. */
const maxText = 200_000;

/** Stands for a word that is not indexed any more; nobody can ask for it. */
export const wordGap = '¤';

const plainText = /^[a-z0-9]{1,60}(?: [a-z0-9]{1,60})*$/;

/** Words of stems as `text/` makes them. */
export function wordsOfStems(stems: string): readonly string[] {
  if (plainText.test(stems)) return stems.split(' ');
  const words: string[] = [];
  for (const part of stems.split(/\s+/)) {
    const found = part
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu);
    for (const word of found ?? []) {
      words.push(word.length > maxWord ? [...word].slice(0, maxWord).join('') : word);
    }
  }
  return words;
}

/** What of a text is indexed: at most as much as both databases can hold, so that both find the same. */
export function wordsToIndex(stems: string): readonly string[] {
  const words = wordsOfStems(stems);
  const seen = new Map<string, number>();
  const kept: string[] = [];
  let length = 0;
  for (const word of words.slice(0, maxWords)) {
    const times = (seen.get(word) ?? 0) + 1;
    seen.set(word, times);
    length += word.length + 1;
    if (length > maxText) break;
    kept.push(times > maxRepeats ? wordGap : word);
  }
  return kept;
}
