import { keyOf, letterKeys } from './keys.ts';
import { featureFactors } from './layout.ts';
import type { Model } from './model.ts';

/** The two models that ship: feelings and target, and topics. */
export interface Models {
  readonly feelings: Model;
  readonly topics: Model;
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
