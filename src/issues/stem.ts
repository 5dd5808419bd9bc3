const clitics = ['nya', 'lah', 'kah'] as const;
const endings = ['an', 'i'] as const;
/** Longer ones first. */
const beginnings = [
  'memper',
  'diper',
  ...['meng', 'meny', 'peng', 'peny'],
  ...['mem', 'men', 'pem', 'pen', 'ber', 'ter', 'per'],
  ...['me', 'pe', 'di', 'ke', 'se'],
] as const;
/** Shortest rest of a word that is still told from others. */
const shortest = 4;

/**
 * A word without its usual affixes, so that `kebanjiran` and `banjir`, `dikeluhkan` and `keluhan` meet. No dictionary: the rest need not
 * be a word, it only has to be the same for both; so a `k` at the end always goes (`-kan` or `-an`?). A fraction of a microsecond, unlike
 * the stems that search uses.
 */
export function stemOf(word: string): string {
  if (word.length < shortest || !/^[a-z]+$/.test(word)) return word;
  let stem = without(word, clitics);
  stem = without(stem, endings);
  for (const beginning of beginnings) {
    if (!stem.startsWith(beginning) || stem.length - beginning.length < shortest) continue;
    stem = stem.slice(beginning.length);
    break;
  }
  return stem.endsWith('k') ? stem.slice(0, -1) : stem;
}

function without(word: string, suffixes: readonly string[]): string {
  const suffix = suffixes.find((each) => word.endsWith(each) && word.length - each.length >= shortest);
  return suffix === undefined ? word : word.slice(0, -suffix.length);
}
