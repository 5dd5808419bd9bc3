/** Possessive and emphatic endings, with the shortest word they may be cut from. */
const clitics: readonly (readonly [string, number])[] = [
  ['nya', 3],
  ['lah', 4],
  ['kah', 4],
  ['pun', 4],
  ['ku', 4],
  ['mu', 4],
];

/** The word without a clitic, when `isKnown` accepts what is left: `jalannya` → `jalan`; null otherwise. */
export function withoutClitic(word: string, isKnown: (base: string) => boolean): string | null {
  for (const [ending, shortest] of clitics) {
    if (word.length < shortest + ending.length || !word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    if (isKnown(base)) return base;
    const inner = ending === 'lah' || ending === 'kah' || ending === 'pun' ? withoutClitic(base, isKnown) : null;
    if (inner !== null) return inner;
  }
  return null;
}

/**
 * Prefixes with what they replace at the head of the root (meN- and peN- swallow k, p, s, t).
 * Longer ones first, so that `memper-` is tried before `mem-`.
 */
const prefixes: readonly (readonly [string, string])[] = [
  ['memper', ''],
  ['diper', ''],
  ['keter', ''],
  ['keber', ''],
  ['pember', ''],
  ['menge', ''],
  ['penge', ''],
  ['meny', 's'],
  ['peny', 's'],
  ['meng', ''],
  ['peng', ''],
  ['meng', 'k'],
  ['peng', 'k'],
  ['mem', ''],
  ['pem', ''],
  ['mem', 'p'],
  ['pem', 'p'],
  ['men', ''],
  ['pen', ''],
  ['men', 't'],
  ['pen', 't'],
  ['nge', ''],
  ['ber', ''],
  ['ter', ''],
  ['per', ''],
  ['me', ''],
  ['pe', ''],
  ['di', ''],
  ['ke', ''],
  ['se', ''],
  ['', ''],
];
const suffixes = ['', 'kan', 'an', 'i'] as const;
const shortestRoot = 4;

/**
 * The known word that an unknown one is built from: `pembenahannya` is not asked here, `pembenahan` → `benah`.
 * Tries prefixes and suffixes only, so a wrong root is possible for words that merely look affixed; callers give
 * such matches less weight. Null when nothing known is inside.
 */
export function rootOf(word: string, isKnown: (root: string) => boolean): string | null {
  for (const [prefix, restored] of prefixes) {
    if (word.length < prefix.length + shortestRoot - restored.length || !word.startsWith(prefix)) continue;
    const body = restored + word.slice(prefix.length);
    for (const suffix of suffixes) {
      if (prefix === '' && suffix === '') continue;
      if (body.length < shortestRoot + suffix.length || !body.endsWith(suffix)) continue;
      const root = suffix === '' ? body : body.slice(0, -suffix.length);
      if (isKnown(root)) return root;
    }
  }
  return null;
}
