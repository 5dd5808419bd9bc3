import type { Part } from '../../text/vocabulary.ts';
import type { FeatureRows } from './feature-rows.ts';
import { keyOf, mostLetterKeys, pairNumberOf, writeLetterKeys } from './keys.ts';
import { deniedAt, featureFactors, pairAt, topicAt, wordSize } from './layout.ts';
import type { Model } from './model.ts';
import type { Models } from './word-weights.ts';

/** What words bring along whatever stands around them, in rows as `layout.ts` describes them. */
export interface WordRows {
  /**
   * The rows, side by side, to be asked for once per text. Makes sure that a text of so many tokens finds room; rows that were told
   * before may be gone then.
   */
  readonly open: (tokens: number) => Float32Array;
  /** Where the row of a part begins; made when it is met first. */
  readonly rowOf: (part: Pick<Part, 'word' | 'slot'>) => number;
}

/** Words remembered at first: as many as the vocabulary remembers surfaces. */
const places = 1 << 16;

/**
 * One array for all words, and in each part the number of its row: an array per word would be three objects more for each of them.
 * When the rows are used up, all are forgotten at the start of the next text: numbers below `oldest` are no longer good.
 */
export function createWordRows(
  { feelings, topics }: Models,
  features: FeatureRows,
  indonesianOf: ReadonlyMap<string, string>,
): WordRows {
  let capacity = places;
  let rows = new Float32Array(capacity * wordSize);
  let oldest = 0;
  let next = 0;
  let keys = new Int32Array(256);

  const make = (part: Pick<Part, 'word' | 'slot'>): number => {
    const { word } = part;
    const at = (next - oldest) * wordSize;
    part.slot = next;
    next += 1;
    rows.fill(0, at, at + wordSize);
    const own = features.slotOf(keyOf('w', word));
    rows[at + pairAt] = pairNumberOf(word) * (own >= 0 && features.first(own) >= 0 ? 1 : -1);
    addFeature(at, own, featureFactors.word);
    const indonesian = indonesianOf.get(word);
    if (indonesian !== undefined) addFeature(at, features.slotOf(keyOf('w', indonesian)), featureFactors.word);
    if (!word.startsWith('#')) addLetters(at, word);
    const denied = features.slotOf(keyOf('n', word));
    if (denied >= 0) addRow(rows, at + deniedAt, feelings, features.first(denied), featureFactors.denied);
    return at;
  };

  const addLetters = (at: number, word: string): void => {
    if (keys.length < word.length * mostLetterKeys) keys = new Int32Array(word.length * mostLetterKeys * 2);
    const count = writeLetterKeys(word, keys, 0);
    const share = featureFactors.letters / Math.sqrt(count);
    for (let index = 0; index < count; index += 1) addFeature(at, features.slotOf(keys[index] as number), share);
  };

  const addFeature = (at: number, slot: number, factor: number): void => {
    if (slot < 0) return;
    addRow(rows, at, feelings, features.first(slot), factor);
    addRow(rows, at + topicAt, topics, features.second(slot), factor);
  };

  return {
    open: (tokens) => {
      if (next - oldest + tokens <= capacity) return rows;
      oldest = next;
      if (tokens > capacity) {
        capacity = tokens;
        rows = new Float32Array(capacity * wordSize);
      }
      return rows;
    },
    rowOf: (part) => {
      const { slot } = part;
      return slot >= oldest ? (slot - oldest) * wordSize : make(part);
    },
  };
}

function addRow(to: Float32Array, at: number, { columns, weights }: Model, row: number, factor: number): void {
  if (row < 0) return;
  const from = row * columns;
  for (let column = 0; column < columns; column += 1) {
    to[at + column] = (to[at + column] as number) + factor * (weights[from + column] as number);
  }
}
