import type { OfficeEntry } from '../core/office-lexicon.ts';
import { withoutClitic } from '../text/affixes.ts';
import type { Match } from '../text/match.ts';
import { type ReadDoc, readText, type Token } from '../text/read.ts';
import type { Part, Vocabulary } from '../text/vocabulary.ts';
import type { Cues, SentimentCue } from './cue-index.ts';
import type { Reading } from './reading.ts';
import { type SentimentUnit, toUnits } from './sentiment-units.ts';

/** What an office's words find in a text. */
export interface OfficeWords {
  readonly find: (tokens: readonly Token[]) => readonly Match<SentimentCue>[];
}

/** Odds are moved by this much (as a logarithm) for each point of weight, and by no more than for so many points. */
export const tiltPerPoint = 0.4;
export const mostPoints = 6;

/** How an office's words tilt a text. */
export interface Tilt {
  /** Logarithm of what the odds of positive are multiplied with, and those of negative divided by; −2.4 … 2.4. */
  readonly size: number;
  /** What tilts, left to right, with the rules of the lists applied. Their contributions add up to the points before the bound. */
  readonly units: readonly SentimentUnit[];
}

const noTilt: Tilt = { size: 0, units: [] };
const nothing: readonly Match<SentimentCue>[] = [];

/**
 * An office's words, ready to be looked for. They change nothing of how texts are read: they are compared with the words that the reader
 * made of a text (slang written out, endings cut), so a new word cannot hide another one from the lists or the model. The longest phrase
 * wins; of an unknown word the endings `-nya`, `-lah`, `-kah`, `-pun`, `-ku`, `-mu` do not count.
 */
export function createOfficeWords(entries: readonly OfficeEntry[], vocabulary: Vocabulary): OfficeWords {
  const byFirst = new Map<string, { readonly words: readonly string[]; readonly cue: SentimentCue }[]>();
  for (const { term, weight } of entries) {
    const words = wordsOfTerm(term, vocabulary);
    const [first] = words;
    if (first === undefined) continue;
    const cue = { label: `office:${term}`, term, weight, class: 'office', rule: 'lexicon:office', language: null };
    byFirst.set(first, [...(byFirst.get(first) ?? []), { words, cue }]);
  }
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  if (byFirst.size === 0) return { find: () => nothing };

  const isFirst = (word: string) => byFirst.has(word);
  const phrasesFrom = (part: Part) => {
    const { word, id } = part;
    const exact = byFirst.get(word);
    if (exact !== undefined || id !== 0) return exact;
    const base = withoutClitic(word, isFirst);
    return base === null ? undefined : byFirst.get(base);
  };
  return {
    find: (tokens) => {
      const found: Match<SentimentCue>[] = [];
      for (let at = 0; at < tokens.length; at += 1) {
        const phrases = phrasesFrom((tokens[at] as Token).part);
        const phrase = phrases?.find(({ words }) => standsAt(words, tokens, at));
        if (phrase === undefined) continue;
        const last = at + phrase.words.length - 1;
        found.push({ value: phrase.cue, first: at, last, derived: false });
        at = last;
      }
      return found;
    },
  };
}

/** Words of a term as the reader makes them of a text; none for one of signs alone. */
export function wordsOfTerm(term: string, vocabulary: Vocabulary): readonly string[] {
  return readText(null, term, vocabulary).tokens.flatMap(({ part }) => (part.word === '' ? [] : [part.word]));
}

function standsAt(words: readonly string[], tokens: readonly Token[], at: number): boolean {
  for (let index = 1; index < words.length; index += 1) {
    const token = tokens[at + index];
    if (token === undefined) return false;
    const { word, id } = token.part;
    const wanted = words[index] as string;
    if (word !== wanted && (id !== 0 || withoutClitic(word, (base) => base === wanted) === null)) return false;
  }
  return true;
}

/**
 * What an office's words do to the feeling of a text: each point of weight multiplies the odds of its own side by e^0.4 (1.5) and divides
 * those of the other side by as much; neutral stays between them. Negators, strengthening words, titles and repeats count as with words
 * of the lists (`toUnits`), so `tidak` turns a word round. All words of a text together count for 6 points at most (11 times), however
 * many there are, and the length of the text makes no difference. A text that could not be judged stays so.
 */
export function tiltOf(doc: ReadDoc, cues: Cues, reading: Reading, matches: readonly Match<SentimentCue>[]): Tilt {
  if (matches.length === 0) return noTilt;
  const units = toUnits(doc, { ...cues, sentiment: matches, directions: [] }, reading);
  const points = units.reduce((sum, { contribution }) => sum + contribution, 0);
  return { size: tiltPerPoint * Math.max(-mostPoints, Math.min(mostPoints, points)), units };
}

/** Chances of negative, neutral, positive with a tilt; they add up to 1. */
export function tilted(
  [negative, neutral, positive]: readonly [number, number, number],
  size: number,
): readonly [number, number, number] {
  const bad = negative * Math.exp(-size);
  const good = positive * Math.exp(size);
  const all = bad + neutral + good;
  return [bad / all, neutral / all, good / all];
}
