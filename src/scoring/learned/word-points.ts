import { tiltPerPoint } from '../office-words.ts';
import { keyOf } from './keys.ts';
import { Column, domains } from './layout.ts';
import type { Models } from './word-weights.ts';
import { wordFeatures } from './word-weights.ts';

/** Length of the text for which a word's worth is told: in a longer one each word counts less. */
const words = 20;
const publicDomain = Column.domain + 2 * domains.indexOf('public');

export interface WordPoints {
  /** The model was trained on the word itself, not only on its letters. */
  readonly known: boolean;
  /** Positive minus negative in a text of 20 words about public matters, in points of an office's weight. */
  readonly points: number;
}

/**
 * What the model makes of a word by itself, its letters included: the shared weights and those of talk about public matters, as
 * `layout.ts` adds them up. Pairs and negators are left out: they depend on what stands around.
 */
export function pointsOf({ feelings }: Models, word: string, indonesianOf: ReadonlyMap<string, string>): WordPoints {
  const { keys, weights, columns, calibration } = feelings;
  const values = new Map<number, number>();
  for (const [key, value] of wordFeatures(word, indonesianOf)) values.set(key, (values.get(key) ?? 0) + value);
  const own = keyOf('w', word);
  let known = false;
  let feeling = 0;
  // Of a hundred thousand rows nearly none is asked for: a table of their last bits leaves few to look up.
  const asked = new Uint8Array(0x10000);
  for (const key of values.keys()) asked[key & 0xffff] = 1;
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row] as number;
    if (asked[key & 0xffff] === 0) continue;
    const value = values.get(key);
    if (value === undefined) continue;
    if (key === own) known = true;
    const at = row * columns;
    const good = (weights[at + Column.shared + 1] as number) + (weights[at + publicDomain + 1] as number);
    const bad = (weights[at + Column.shared] as number) + (weights[at + publicDomain] as number);
    feeling += value * (good - bad);
  }
  const points = (feeling * calibration.feeling.scale) / Math.sqrt(words) / (2 * tiltPerPoint);
  return { known, points: Math.round(points * 10) / 10 + 0 };
}
