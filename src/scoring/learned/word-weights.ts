import type { FeatureRows } from './feature-rows.ts';
import { keyOf, letterKeys, pairNumberOf } from './keys.ts';
import { deniedAt, featureFactors, knownAt, pairAt, topicAt, wordSize } from './layout.ts';
import type { Model } from './model.ts';

/** The two models that ship: feelings and target, and topics. */
export interface Models {
  readonly feelings: Model;
  readonly topics: Model;
}

/** What a word brings along whatever stands around it, in the shape that `layout.ts` gives `Part.weights`. */
export function createWordWeights(
  { feelings, topics }: Models,
  rows: FeatureRows,
  indonesianOf: ReadonlyMap<string, string>,
): (word: string) => Float32Array {
  const addFeature = (to: Float32Array, key: number, factor: number) => {
    const slot = rows.slotOf(key);
    if (slot < 0) return;
    addRow(to, 0, feelings, rows.first(slot), factor);
    addRow(to, topicAt, topics, rows.second(slot), factor);
  };
  return (word) => {
    const found = new Float32Array(wordSize);
    for (const [key, factor] of wordFeatures(word, indonesianOf)) addFeature(found, key, factor);
    const denied = rows.slotOf(keyOf('n', word));
    if (denied >= 0) addRow(found, deniedAt, feelings, rows.first(denied), featureFactors.denied);
    const own = rows.slotOf(keyOf('w', word));
    found[pairAt] = pairNumberOf(word);
    found[knownAt] = own >= 0 && rows.first(own) >= 0 ? 1 : 0;
    return found;
  };
}

/** Features of a word by itself, with their values: the word, the Indonesian word that it stands for, and its letters. */
export function wordFeatures(
  word: string,
  indonesianOf: ReadonlyMap<string, string>,
): readonly (readonly [key: number, value: number])[] {
  const features: (readonly [number, number])[] = [[keyOf('w', word), featureFactors.word]];
  const indonesian = indonesianOf.get(word);
  if (indonesian !== undefined) features.push([keyOf('w', indonesian), featureFactors.word]);
  if (!word.startsWith('#')) {
    const letters = letterKeys(word);
    const share = featureFactors.letters / Math.sqrt(letters.length);
    for (const key of letters) features.push([key, share]);
  }
  return features;
}

function addRow(to: Float32Array, at: number, model: Model, row: number, factor: number): void {
  if (row < 0) return;
  const { columns, weights } = model;
  const from = row * columns;
  for (let column = 0; column < columns; column += 1) {
    to[at + column] = (to[at + column] as number) + factor * (weights[from + column] as number);
  }
}
