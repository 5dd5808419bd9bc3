import type { Cues } from '../cue-index.ts';
import type { SentimentUnit } from '../sentiment-units.ts';
import { feelingOf } from './judge.ts';
import { type FeatureVisitor, type Speaks, visitLexiconFeatures } from './lexicon-features.ts';
import type { Model } from './model.ts';
import type { Shares } from './shares.ts';
import type { Walked } from './walk.ts';

export interface LexiconSums {
  /** Adds what the word lists say of a text to its columns' sums. */
  readonly read: (units: readonly SentimentUnit[], cues: Cues, walked: Walked, sums: Float64Array) => void;
  /** Gives that back to the units of the text read last, after each one's own contribution; their shares come first. */
  readonly giveBack: (units: readonly SentimentUnit[], mix: Float64Array, shares: Shares) => void;
}

export function createLexiconSums({ lexicon, columns }: Model): LexiconSums {
  /** The features of the text at hand. */
  const weightsOf: Float32Array[] = [];
  const values: number[] = [];
  const speaks: Speaks[] = [];
  let count = 0;
  let sums: Float64Array = new Float64Array(columns);

  const visit: FeatureVisitor = (name, value, of) => {
    const weights = lexicon.get(name);
    if (weights === undefined) return;
    for (let column = 0; column < columns; column += 1) {
      sums[column] = (sums[column] as number) + value * (weights[column] as number);
    }
    if (of === 'none') return;
    weightsOf[count] = weights;
    values[count] = value;
    speaks[count] = of;
    count += 1;
  };

  return {
    read: (units, cues, walked, into) => {
      count = 0;
      sums = into;
      visitLexiconFeatures(units, cues, walked, visit);
    },
    giveBack: (units, mix, shares) => {
      let good = 0;
      let bad = 0;
      for (const { contribution } of units) {
        if (contribution > 0) good += contribution;
        else bad -= contribution;
      }
      let forGood = 0;
      let forBad = 0;
      let forLast = 0;
      for (let index = 0; index < count; index += 1) {
        const worth = (values[index] as number) * feelingOf(weightsOf[index] as Float32Array, 0, mix);
        const of = speaks[index] as Speaks;
        if (of === 'good') forGood += worth;
        else if (of === 'bad') forBad += worth;
        else if (of === 'last') forLast += worth;
        else {
          forGood += (worth * good) / (good + bad);
          forBad += (worth * bad) / (good + bad);
        }
      }
      for (let index = 0; index < units.length; index += 1) {
        const { contribution } = units[index] as SentimentUnit;
        let weight = shares.weight[index] as number;
        if (contribution > 0) weight += (forGood * contribution) / good;
        else if (contribution < 0) weight += (forBad * -contribution) / bad;
        if (index === units.length - 1) weight += forLast;
        shares.weight[index] = weight;
      }
    },
  };
}
