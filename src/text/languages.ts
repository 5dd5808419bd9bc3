import { detectedLanguages, type Lexicons } from './lexicon.ts';
import type { Token } from './read.ts';
import { borrowScanner, giveBackScanner, nextSpan } from './scan.ts';
import { createSurfaceMemo } from './surface-memo.ts';
import { plainWord, splitTerm } from './vocabulary.ts';

/** Words looked at: enough for a verdict, and a bound for long pages. */
const maxWords = 400;

/**
 * What single words say about the language: bit i is set when `detectedLanguages[i]` uses the word. Function words come from the
 * word lists; the words of the Indonesian lexicons tell Indonesian as well, so that a headline without function words is recognised.
 * (Javanese and Sundanese lexicons do not: too many of their words, such as Sundanese `goreng`, "bad", are other Indonesian words.)
 */
export function languageBitsOf(
  lexicons: Pick<Lexicons, 'languageWords' | 'sentiment' | 'topics'>,
): ReadonlyMap<string, number> {
  const bits = new Map<string, number>();
  const add = (term: string, index: number) => {
    const words = splitTerm(term);
    const word = words[0];
    if (words.length === 1 && word !== undefined) bits.set(word, (bits.get(word) ?? 0) | (1 << index));
  };
  for (const [index, language] of detectedLanguages.entries()) {
    for (const word of lexicons.languageWords[language] ?? []) add(word, index);
    if (language !== 'id') continue;
    for (const lexicon of lexicons.sentiment) {
      if (lexicon.language === 'id') for (const { term } of lexicon.terms) add(term, index);
    }
    for (const { term } of lexicons.topics) add(term, index);
  }
  return bits;
}

/**
 * Makes the function that tells the language of a text: a code of `detectedLanguages`, or `und` when too few words are known or
 * two languages are as likely. A word that several languages share counts for each of them by a share.
 */
export function createLanguageDetector(bits: ReadonlyMap<string, number>): (text: string) => string {
  /** One for each set of languages, so that what is remembered of a word is a pointer. */
  const found = new Map<number, { readonly bits: number }>();
  const bitsOf = createSurfaceMemo((surface) => {
    const own = bits.get(plainWord(surface)) ?? 0;
    const shared = found.get(own) ?? { bits: own };
    found.set(own, shared);
    return shared;
  });
  return (text) => {
    const counts = new Float64Array(detectedLanguages.length);
    let words = 0;
    const scanner = borrowScanner(text.length > 8000 ? text.slice(0, 8000) : text);
    while (words < maxWords && nextSpan(scanner)) {
      if (scanner.kind !== 'word') continue;
      words += 1;
      countBits(counts, bitsOf(scanner).bits);
    }
    giveBackScanner(scanner);
    return decide(counts, words);
  };
}

export interface LanguageVerdict {
  readonly language: string;
  /** Other languages that stand in the text too, with two different words or more that no other language has. */
  readonly mixed: readonly string[];
}

/** Of the text at hand, by language: its words, and the first word that is of this language only. */
const counts = new Float64Array(detectedLanguages.length);
const own: string[] = new Array(detectedLanguages.length).fill('');

/** The same verdict from tokens that were read already, and what else is mixed in. */
export function languagesOf(tokens: readonly Token[]): LanguageVerdict {
  counts.fill(0);
  own.fill('');
  let mixedBits = 0;
  let words = 0;
  for (let at = 0; at < tokens.length && words < maxWords; at += 1) {
    const { kind, part } = tokens[at] as Token;
    if (kind !== 'word') continue;
    words += 1;
    const bits = part.languages;
    if (bits === 0) continue;
    countBits(counts, bits);
    if (!isSingle(bits)) continue;
    const index = indexOf(bits);
    const first = own[index];
    if (first === '') own[index] = part.raw;
    else if (first !== part.raw) mixedBits |= bits;
  }
  const language = decide(counts, words);
  return { language, mixed: mixedBits === 0 ? [] : namesOf(mixedBits).filter((name) => name !== language) };
}

function namesOf(bits: number): readonly string[] {
  return detectedLanguages.filter((_, index) => (bits & (1 << index)) !== 0);
}

function isSingle(bits: number): boolean {
  return (bits & (bits - 1)) === 0;
}

/** Index of the lowest bit. */
function indexOf(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** Counts a word for each language that has it; one that several share counts for each by a share. */
function countBits(counts: Float64Array, bits: number): void {
  let languages = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) languages += 1;
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const index = indexOf(rest);
    counts[index] = (counts[index] as number) + 1 / languages;
  }
}

const english = detectedLanguages.indexOf('en');
/** Indonesian headlines name the Fed and big caps: English is a text of which at least this share are English function words. */
const englishShare = 0.2;

function decide(counts: Float64Array, words: number): string {
  let best = 0;
  let winner = -1;
  let ties = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index] as number;
    if (count === 0 || count < best) continue;
    if (index === english && count < Math.max(2, words * englishShare)) continue;
    // Local languages borrow from Indonesian: when both count the same, it is the local one.
    ties = count > best || winner === 0 ? 1 : ties + 1;
    best = count;
    winner = index;
  }
  const language = detectedLanguages[winner];
  return language === undefined || best < 0.5 || best < words * 0.05 || ties > 1 ? 'und' : language;
}
