import type { Lexicons } from '../../text/lexicon.ts';
import type { Token } from '../../text/read.ts';
import { createFeatureSource } from './feature-source.ts';
import { keyOf, letterKeys, pairKey, pairNumberOf, sentenceStart } from './keys.ts';
import { featureFactors } from './layout.ts';
import { lexiconFeatures } from './lexicon-features.ts';
import type { Model } from './model.ts';
import { walkTokens } from './walk.ts';
import { wordFeatures } from './word-weights.ts';

/** What the model reads of one text, with the values that its weights are multiplied with. */
export interface TextFeatures {
  /** Words, pairs, denied words and groups of letters, by their number. */
  readonly byKey: ReadonlyMap<number, number>;
  /** Which of them are groups of letters. */
  readonly letters: ReadonlySet<number>;
  /** What the word lists say, by name. */
  readonly byName: ReadonlyMap<string, number>;
}

export type ReadFeatures = (title: string | null, text: string) => TextFeatures;

/** Reads texts as `createLearnedReader` does, but tells their features instead of their score. */
export function createFeatureReader(lexicons: Lexicons): ReadFeatures {
  const { read, indonesianOf } = createFeatureSource(lexicons);
  return (title, text) => {
    const { doc, cues, reading, units } = read(title, text);
    const byKey = new Map<number, number>();
    const letters = new Set<number>();
    const add = (key: number, value: number) => byKey.set(key, (byKey.get(key) ?? 0) + value);
    let before = sentenceStart;
    const walked = walkTokens(doc, cues, reading, (at, kindWord, denied, joined) => {
      const word = kindWord ?? (doc.tokens[at] as Token).part.word;
      for (const [key, value] of wordFeatures(word, indonesianOf)) add(key, value);
      for (const key of word.startsWith('#') ? [] : letterKeys(word)) letters.add(key);
      if (denied) add(keyOf('n', word), featureFactors.denied);
      const number = pairNumberOf(word);
      add(pairKey(joined ? before : sentenceStart, number), featureFactors.pair);
      before = number;
    });
    const share = 1 / Math.sqrt(Math.max(1, walked.tokens));
    for (const [key, value] of byKey) byKey.set(key, value * share);
    const byName = new Map(lexiconFeatures(units, cues, walked).map(({ name, value }) => [name, value]));
    return { byKey, letters, byName };
  };
}

/** Makes the function that tells the columns' sums of a text. */
export function createSums({ columns, keys, weights, lexicon }: Model): (features: TextFeatures) => Float64Array {
  const rows = new Map<number, number>();
  for (let row = 0; row < keys.length; row += 1) rows.set(keys[row] as number, row);
  return ({ byKey, byName }) => {
    const sums = new Float64Array(columns);
    const add = (from: Float32Array, at: number, value: number) => {
      for (let column = 0; column < columns; column += 1) {
        sums[column] = (sums[column] as number) + value * (from[at + column] as number);
      }
    };
    for (const [key, value] of byKey) {
      const row = rows.get(key);
      if (row !== undefined) add(weights, row * columns, value);
    }
    for (const [name, value] of byName) {
      const own = lexicon.get(name);
      if (own !== undefined) add(own, 0, value);
    }
    return sums;
  };
}
