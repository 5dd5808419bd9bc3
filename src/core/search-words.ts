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

const plainWord = /^[a-z0-9]{1,60}$/;

/** Words of stems as `text/` makes them. */
export function wordsOfStems(stems: string): readonly string[] {
  const words: string[] = [];
  for (const run of stems.split(' ')) {
    if (plainWord.test(run)) words.push(run);
    else for (const part of run.split(/\s+/)) words.push(...wordsOfPart(part));
  }
  return words;
}

function wordsOfPart(part: string): readonly string[] {
  const found = part
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  return (found ?? []).map((word) => (word.length > maxWord ? [...word].slice(0, maxWord).join('') : word));
}

/** What of a text is indexed: at most as much as both databases can hold, so that both find the same. */
export function wordsToIndex(stems: string): readonly string[] {
  const words = wordsOfStems(stems);
  // Of so few words none is left out.
  if (words.length <= maxRepeats) return words;
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
