import type { TextFeatures } from './text-features.ts';

/** The features that corrections may move, numbered: those of the tokens first, then those of the word lists. */
export interface FeatureSpace {
  readonly keys: readonly number[];
  readonly names: readonly string[];
  /** By feature: how hard it is to move. */
  readonly stiffness: Float32Array;
  readonly rowOf: (features: TextFeatures) => { readonly at: Int32Array; readonly value: Float32Array };
}

/** A feature of one text only tells of that text. */
const fewestTexts = 2;
/** Against words: what stands in few letters is shared by many words, what the word lists say by many texts, the bias by all. */
const letterStiffness = 4;
const listStiffness = 400;
const biasStiffness = 2_000;
/** How much stiffer a feature gets by what it brings to the texts that should stay as they are. */
const commonStiffness = 0.3;

/**
 * @param anchors texts that should stay as they are: what is common in them moves less
 * @param stiffness of a word
 */
export function createFeatureSpace(
  texts: readonly TextFeatures[],
  anchors: readonly TextFeatures[],
  stiffness: number,
): FeatureSpace {
  const keys = [...shared(texts.map(({ byKey }) => byKey.keys()))].sort((a, b) => a - b);
  const names = [...shared(texts.map(({ byName }) => byName.keys()))].sort();
  const keyPlaces = new Map(keys.map((key, at) => [key, at]));
  const namePlaces = new Map(names.map((name, at) => [name, keys.length + at]));
  const rowOf = ({ byKey, byName }: TextFeatures) => {
    const at: number[] = [];
    const value: number[] = [];
    const add = (place: number | undefined, each: number) => {
      if (place === undefined) return;
      at.push(place);
      value.push(each);
    };
    for (const [key, each] of byKey) add(keyPlaces.get(key), each);
    for (const [name, each] of byName) add(namePlaces.get(name), each);
    return { at: Int32Array.from(at), value: Float32Array.from(value) };
  };
  const common = new Float64Array(keys.length + names.length);
  for (const anchor of anchors) {
    const { at, value } = rowOf(anchor);
    for (let each = 0; each < at.length; each += 1) {
      const place = at[each] as number;
      common[place] = (common[place] as number) + (value[each] as number) ** 2;
    }
  }
  const letters = new Set(texts.flatMap(({ letters: own }) => [...own]));
  const ownOf = (place: number) => {
    if (place < keys.length) return letters.has(keys[place] as number) ? letterStiffness : 1;
    return names[place - keys.length] === 'bias' ? biasStiffness : listStiffness;
  };
  return {
    keys,
    names,
    stiffness: Float32Array.from(common, (each, place) => stiffness * ownOf(place) * (1 + commonStiffness * each)),
    rowOf,
  };
}

function shared<T>(texts: readonly Iterable<T>[]): ReadonlySet<T> {
  const counts = new Map<T, number>();
  for (const features of texts) for (const each of features) counts.set(each, (counts.get(each) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= fewestTexts).map(([each]) => each));
}
