import type { SentimentUnit } from '../sentiment-units.ts';
import { feelingOf } from './judge.ts';
import { columns, deniedAt, featureFactors } from './layout.ts';

/**
 * The spans that made a text's raw score, each with its share: the units first, in their order, then the tokens outside them. Arrays side
 * by side that are used again for the next text.
 */
export interface Shares {
  count: number;
  /** Token indices, both included. */
  first: Int32Array;
  last: Int32Array;
  weight: Float64Array;
}

/** What is known of the tokens of the text at hand; used again for the next one. */
export interface ReadTokens {
  count: number;
  /** Index among the document's tokens. */
  places: Int32Array;
  /** Where its word's row begins. */
  rows: Int32Array;
  denied: Uint8Array;
  /** 1 when nothing but a blank stands between it and the one before: they are a pair. */
  joined: Uint8Array;
  /** Row in the sentiment model of the pair that it ends, −1 if it has none. */
  pairs: Int32Array;
}

export interface ShareReader {
  readonly shares: Shares;
  /** @param part what a token counts: 1/√n */
  readonly read: (
    tokens: number,
    found: ReadTokens,
    words: Float32Array,
    units: readonly SentimentUnit[],
    mix: Float64Array,
    part: number,
  ) => void;
}

/** Makes what gives every word its share: what itself, its pairs and its letters bring. */
export function createShareReader(pairWeights: Float32Array): ShareReader {
  const shares: Shares = {
    count: 0,
    first: new Int32Array(0),
    last: new Int32Array(0),
    weight: new Float64Array(0),
  };
  let byToken = new Float64Array(0);
  const makeRoom = (tokens: number) => {
    if (byToken.length >= tokens) return;
    byToken = new Float64Array(tokens * 2);
    shares.first = new Int32Array(tokens * 2);
    shares.last = new Int32Array(tokens * 2);
    shares.weight = new Float64Array(tokens * 2);
  };
  const push = (first: number, last: number, weight: number) => {
    const { count } = shares;
    shares.first[count] = first;
    shares.last[count] = last;
    shares.weight[count] = weight;
    shares.count = count + 1;
  };

  /** Spreads the words' and pairs' worth over the tokens; `byToken` is all zero before. */
  const spread = (
    { count, rows, places, denied, joined, pairs }: ReadTokens,
    words: Float32Array,
    mix: Float64Array,
    part: number,
  ) => {
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] as number;
      const at = places[index] as number;
      let own = feelingOf(words, row, mix);
      if (denied[index] === 1) own += feelingOf(words, row + deniedAt, mix);
      const pair = pairs[index] as number;
      if (pair >= 0) {
        // A pair belongs to both of its words; one with the beginning of a sentence to the word alone.
        let both = featureFactors.pair * feelingOf(pairWeights, pair * columns, mix);
        if (index > 0 && joined[index] === 1) {
          both /= 2;
          const previous = places[index - 1] as number;
          byToken[previous] = (byToken[previous] as number) + both * part;
        }
        own += both;
      }
      byToken[at] = (byToken[at] as number) + own * part;
    }
  };

  return {
    shares,
    read: (tokens, found, words, units, mix, part) => {
      // A unit has a token of its own, so there are no more spans than tokens.
      makeRoom(tokens);
      spread(found, words, mix, part);
      shares.count = 0;
      for (let index = 0; index < units.length; index += 1) {
        const { first, last } = units[index] as SentimentUnit;
        let weight = 0;
        for (let at = first; at <= last; at += 1) {
          weight += byToken[at] as number;
          byToken[at] = 0;
        }
        push(first, last, weight);
      }
      for (let index = 0; index < found.count; index += 1) {
        const at = found.places[index] as number;
        const weight = byToken[at] as number;
        if (weight !== 0) push(at, at, weight);
        byToken[at] = 0;
      }
    },
  };
}
