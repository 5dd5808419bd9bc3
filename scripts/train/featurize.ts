/** Turns documents into sparse rows of the features that `src/scoring/learned` reads. */

import { createFeatureSource } from '../../src/scoring/learned/feature-source.ts';
import { keyOf, pairKey, pairNumberOf, sentenceStart } from '../../src/scoring/learned/keys.ts';
import { featureFactors } from '../../src/scoring/learned/layout.ts';
import { lexiconFeatures } from '../../src/scoring/learned/lexicon-features.ts';
import { walkTokens } from '../../src/scoring/learned/walk.ts';
import { wordFeatures } from '../../src/scoring/learned/word-weights.ts';
import { topicFeatures } from '../../src/scoring/topic-agency.ts';
import type { Lexicons } from '../../src/text/lexicon.ts';
import type { Token } from '../../src/text/read.ts';
import type { Example } from './datasets.ts';
import type { SparseRow } from './linear-svm.ts';

/** What one document holds: token features by number (with the factor of their kind, not yet divided by √n) and lexicon features. */
export interface DocFeatures {
  readonly tokens: number;
  readonly byKey: ReadonlyMap<number, number>;
  readonly lexicon: readonly { readonly name: string; readonly value: number }[];
  /** Points of the listed topic terms. */
  readonly topics: readonly { readonly name: string; readonly value: number }[];
}

export function createFeaturizer(lexicons: Lexicons): (example: Pick<Example, 'title' | 'text'>) => DocFeatures {
  const { read, indonesianOf } = createFeatureSource(lexicons);
  const ofWord = new Map<string, readonly (readonly [number, number])[]>();
  const featuresOf = (word: string) => {
    const known = ofWord.get(word);
    if (known !== undefined) return known;
    const found = wordFeatures(word, indonesianOf);
    ofWord.set(word, found);
    return found;
  };
  return ({ title, text }) => {
    const { doc, cues, reading, units } = read(title, text);
    const byKey = new Map<number, number>();
    const add = (key: number, value: number) => byKey.set(key, (byKey.get(key) ?? 0) + value);
    let before = sentenceStart;
    const walked = walkTokens(doc, cues, reading, (at, kindWord, denied, joined) => {
      const word = kindWord ?? (doc.tokens[at] as Token).part.word;
      for (const [key, value] of featuresOf(word)) add(key, value);
      if (denied) add(keyOf('n', word), featureFactors.denied);
      const number = pairNumberOf(word);
      add(pairKey(joined ? before : sentenceStart, number), featureFactors.pair);
      before = number;
    });
    return {
      tokens: walked.tokens,
      byKey,
      lexicon: lexiconFeatures(units, cues, walked),
      topics: topicFeatures(doc, cues),
    };
  };
}

/** Numbers the features of a training set; those in fewer than two documents are left out. */
export interface FeatureSpace {
  readonly keys: readonly number[];
  readonly lexicon: readonly string[];
  readonly idf: Float32Array;
  /** keys, then lexicon features. */
  readonly size: number;
  readonly rowOf: (features: DocFeatures) => SparseRow;
}

/** @param named which of the word lists' features go with the tokens' */
export function createFeatureSpace(docs: readonly DocFeatures[], named: 'lexicon' | 'topics'): FeatureSpace {
  const counts = new Map<number, number>();
  const names = new Set<string>();
  for (const doc of docs) {
    for (const key of doc.byKey.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const { name } of doc[named]) names.add(name);
  }
  const keys = [...counts].filter(([, count]) => count >= 2).map(([key]) => key);
  const lexicon = [...names].sort();
  const places = new Map(keys.map((key, index) => [key, index]));
  const lexiconPlaces = new Map(lexicon.map((name, index) => [name, keys.length + index]));
  const idf = Float32Array.from(keys, (key) => Math.log((docs.length + 1) / ((counts.get(key) ?? 0) + 1)) + 1);
  return {
    keys,
    lexicon,
    idf,
    size: keys.length + lexicon.length,
    rowOf: ({ tokens, byKey, ...lists }) => {
      const at: number[] = [];
      const value: number[] = [];
      const root = Math.sqrt(Math.max(1, tokens));
      for (const [key, amount] of byKey) {
        const place = places.get(key);
        if (place === undefined) continue;
        at.push(place);
        value.push((amount * (idf[place] as number)) / root);
      }
      for (const { name, value: amount } of lists[named]) {
        const place = lexiconPlaces.get(name);
        if (place === undefined) continue;
        at.push(place);
        value.push(amount);
      }
      return { at: Int32Array.from(at), value: Float32Array.from(value) };
    },
  };
}
