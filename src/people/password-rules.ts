import { createRequire } from 'node:module';
import type { MatchExtended, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { maxPasswordLength, minPasswordLength } from '../core/user.ts';

/** Of zxcvbn's 0 to 4: more than 10^10 guesses, so that a stolen hash of 0.3 s is not worth trying. */
const leastScore = 4;
/** Looking at more takes half a second for some texts, and holds everybody up; so much alone must be strong. */
const lookedAt = 40;
/** What must be left of a password without the words that are tried first. */
const leastRest = 8;

/** @param ownWords what an attacker who knows this office tries first: regency, agencies, places */
export function createPasswordRules(ownWords: readonly string[]) {
  const words = [...new Set(['kentongan', ...ownWords].flatMap(partsOf))];
  // Takes half a second and some memory: made when the first password is chosen.
  let meter: ZxcvbnFactory | null = null;

  /**
   * Why a password may not be chosen, as a sentence with advice; null when it may.
   * @param about name and address of whoever chooses it
   */
  return function weaknessOf(password: string, about: readonly string[]): string | null {
    const length = [...password].length;
    if (length < minPasswordLength) {
      return `Terlalu pendek: ${length} karakter. Pakai paling sedikit ${minPasswordLength}, misalnya empat kata yang tidak berhubungan.`;
    }
    if (length > maxPasswordLength) return `Terlalu panjang: paling banyak ${maxPasswordLength} karakter.`;
    meter ??= createMeter(words);
    const own = about.flatMap(partsOf);
    const text = password.normalize('NFKC').slice(0, lookedAt);
    if (restOf(text, words) < leastRest) return adviceAgainst('office');
    if (restOf(text, [...words, ...own]) < leastRest) return adviceAgainst('userInputs');
    const { score, sequence } = meter.check(text, own);
    return score >= leastScore ? null : adviceFor(sequence);
  };
}

/** Its word lists take 15 MB. */
function createMeter(office: string[]): ZxcvbnFactory {
  const load = createRequire(import.meta.url);
  const { ZxcvbnFactory: Meter }: typeof import('@zxcvbn-ts/core') = load('@zxcvbn-ts/core');
  const common: typeof import('@zxcvbn-ts/language-common') = load('@zxcvbn-ts/language-common');
  const indonesian: typeof import('@zxcvbn-ts/language-id') = load('@zxcvbn-ts/language-id');
  return new Meter({
    dictionary: { ...common.dictionary, ...indonesian.dictionary, office },
    graphs: common.adjacencyGraphs,
  });
}

/** A name as a whole and its words; an address also by the parts around `@` and dots. */
function partsOf(text: string): string[] {
  const lower = text.toLowerCase();
  return [lower, lower.replace(/[^\p{L}\p{N}]/gu, ''), ...lower.split(/[^\p{L}\p{N}]+/u)].filter(
    (part) => part.length > 2,
  );
}

/** Letters and digits that are left when these words are taken out, the longest first. */
function restOf(text: string, words: readonly string[]): number {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if ([...plain].length < leastRest) return leastRest;
  const ordered = [...words].sort((a, b) => b.length - a.length);
  return [...ordered.reduce((rest, word) => rest.replaceAll(word, ''), plain)].length;
}

const advice = 'Tambahkan beberapa kata lain yang tidak berhubungan.';

function adviceFor(sequence: readonly MatchExtended[]): string {
  const widest = [...sequence].sort((a, b) => b.token.length - a.token.length)[0];
  if (widest === undefined) return `Mudah ditebak. ${advice}`;
  const { pattern } = widest;
  if (pattern === 'repeat') return `Mudah ditebak: ada bagian yang diulang-ulang. ${advice}`;
  if (pattern === 'sequence') return `Mudah ditebak: ada urutan seperti "abcdef" atau "123456". ${advice}`;
  if (pattern === 'spatial') return `Mudah ditebak: tombolnya berjajar di papan ketik. ${advice}`;
  if (pattern === 'date' || pattern === 'regex')
    return `Mudah ditebak: tanggal atau tahun dicoba lebih dulu. ${advice}`;
  if (pattern !== 'dictionary') return `Mudah ditebak. ${advice}`;
  return adviceAgainst('dictionaryName' in widest ? String(widest.dictionaryName) : '');
}

function adviceAgainst(dictionary: string): string {
  switch (dictionary) {
    case 'userInputs':
      return `Mudah ditebak: berisi nama atau alamat surel Anda. ${advice}`;
    case 'office':
      return `Mudah ditebak: berisi nama daerah atau kantor Anda. ${advice}`;
    case 'passwords':
      return `Mudah ditebak: termasuk kata sandi yang paling sering dipakai orang. ${advice}`;
    default:
      return `Mudah ditebak: kata yang umum dicoba lebih dulu. ${advice}`;
  }
}
