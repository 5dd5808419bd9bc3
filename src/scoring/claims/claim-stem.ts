/**
 * Spelling and affixes folded away, so that two people's ways of writing a word meet in one key: `menyebarkan`, `disebar` and `sebarin`,
 * `Rizieq` and `Riziq`, `shalat` and `salat`. Rules only, no dictionary: a key need not be a word, it is compared and never shown.
 */
export function stemKey(word: string): string {
  // Before double letters are folded: "rekamannya" keeps its -an.
  const bare = particles.exec(word);
  return withoutAffixes(foldSpelling(bare?.[1] ?? bare?.[2] ?? word));
}

const marks = /\p{M}+/gu;
const notWord = /[^\p{L}\p{N}]+/gu;
/** Old, Arabic-like and foreign spellings of one sound; in this order. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/oe/g, 'u'],
  [/tj/g, 'c'],
  [/dj/g, 'j'],
  [/ie/g, 'i'],
  [/sy|sh/g, 's'],
  [/kh/g, 'k'],
  [/dh/g, 'd'],
  [/th/g, 't'],
  [/gh/g, 'g'],
  [/ph|f|v/g, 'p'],
  [/q/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/([a-z])\1+/g, '$1'],
  [/([^aeiou])y$/g, '$1i'],
];

/** One spelling per sound, marks and signs dropped. */
export function foldSpelling(word: string): string {
  let folded = word.normalize('NFD').replace(marks, '').replace(notWord, '').toLowerCase();
  for (const [pattern, by] of spellings) folded = folded.replace(pattern, by);
  return folded;
}

const particles = /^(.{3,}?)nya$|^(.{5,})(?:lah|kah|pun)$/;
const endings: readonly (readonly [string, number])[] = [
  ['kan', 4],
  ['an', 4],
  ['in', 4],
  ['i', 4],
];

const vowel = /^[aeiou]/;
/** Prefix, what it replaces before a vowel (meN- and peN- swallow p, t, s), shortest rest. Longer ones first. */
const prefixes: readonly (readonly [string, string, number])[] = [
  ['memper', '', 4],
  ['diper', '', 4],
  ['pember', '', 4],
  ['keber', '', 4],
  ['keter', '', 4],
  ['menge', '', 4],
  ['meny', 's', 3],
  ['peny', 's', 3],
  ['meng', '', 3],
  ['peng', '', 3],
  ['mem', 'p', 3],
  ['pem', 'p', 3],
  ['men', 't', 3],
  ['pen', 't', 3],
  ['ber', '', 4],
  ['ter', '', 4],
  ['per', '', 4],
  ['di', '', 4],
  ['ng', '', 4],
];
/** Roots whose k is swallowed by meng- and peng-. */
const rootsWithK = new Set(
  'kirim kubur kuras kejar kumpul kurang kunci kenal kasih kuasa kecam kembang kira kritik kendara kaji kutip kelola kemas kibar kikis kacau kutuk keluar kemuka kenang kenda kawal kawin kecoh kecil klaim'.split(
    ' ',
  ),
);

function withoutAffixes(word: string): string {
  const circumfix = /^ke(.{4,})an$/.exec(word);
  let rest = circumfix?.[1] ?? withoutPrefix(word);
  for (const [ending, shortest] of endings) {
    if (!rest.endsWith(ending) || rest.length - ending.length < shortest) continue;
    rest = rest.slice(0, -ending.length);
    break;
  }
  return rest !== word && vowel.test(rest) && rootsWithK.has(`k${rest}`) ? `k${rest}` : rest;
}

function withoutPrefix(word: string): string {
  for (const [prefix, restored, shortest] of prefixes) {
    if (!word.startsWith(prefix)) continue;
    const body = word.slice(prefix.length);
    if (body.length < shortest) continue;
    return restored !== '' && vowel.test(body) ? restored + body : body;
  }
  // me- and pe- stand bare before these only.
  if (/^[mp]e[lrwymn]/.test(word) && word.length >= 6) return word.slice(2);
  return word;
}
