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
/** Against words: what few letters say is said of many words, what a list says of many texts, the bias of all. */
const letterStiffness = 4;
/** A class of a list (`-crime`, `gov:ceremony`) is what an office often sees otherwise. */
const classStiffness = 15;
const listStiffness = 400;
const biasStiffness = 2_000;
const isClass = (name: string) => /^[+-]|:|^agency$/.test(name);

/** @param stiffness of a word */
export function createFeatureSpace(texts: readonly TextFeatures[], stiffness: number): FeatureSpace {
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
  const letters = new Set(texts.flatMap(({ letters: own }) => [...own]));
  return {
    keys,
    names,
    stiffness: Float32Array.from([
      ...keys.map((key) => stiffness * (letters.has(key) ? letterStiffness : 1)),
      ...names.map((name) => stiffness * stiffnessOf(name)),
    ]),
    rowOf,
  };
}

function stiffnessOf(name: string): number {
  if (name === 'bias') return biasStiffness;
  return isClass(name) ? classStiffness : listStiffness;
}

function shared<T>(texts: readonly Iterable<T>[]): ReadonlySet<T> {
  const counts = new Map<T, number>();
  for (const features of texts) for (const each of features) counts.set(each, (counts.get(each) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= fewestTexts).map(([each]) => each));
}
