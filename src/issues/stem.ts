const endings = ['nya', 'lah', 'kah', 'kan', 'an', 'i'] as const;
const beginnings = [
  'memper',
  'diper',
  'meng',
  'meny',
  'peng',
  'peny',
  'mem',
  'men',
  'pem',
  'pen',
  'ber',
  'ter',
  'per',
  'me',
  'pe',
  'di',
  'ke',
  'se',
] as const;
/** Shortest rest of a word that is still told from others. */
const shortest = 4;

/**
 * A word without its usual affixes, so that `kebanjiran` and `banjir`, `merendam` and `terendam` meet. No dictionary: the rest need not
 * be a word, it only has to be the same for both. A fraction of a microsecond, unlike the stems that search uses.
 */
export function stemOf(word: string): string {
  if (word.length <= shortest || !/^[a-z]+$/.test(word)) return word;
  let stem = word;
  for (const ending of endings) {
    if (stem.endsWith(ending) && stem.length - ending.length >= shortest) stem = stem.slice(0, -ending.length);
  }
  for (const beginning of beginnings) {
    if (!stem.startsWith(beginning) || stem.length - beginning.length < shortest) continue;
    stem = stem.slice(beginning.length);
    break;
  }
  return stem;
}
