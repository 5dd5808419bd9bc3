import type { Lexicons } from '../../text/lexicon.ts';
import { createFeatureRows } from './feature-rows.ts';
import { glossaryOf } from './glossary.ts';
import { createLearnedReader, type LearnedReader } from './read-learned.ts';
import { createWordWeights, type Models } from './word-weights.ts';

/** The learned part of the scorer: what the vocabulary is to know of each word, and the reader that adds it up. */
export interface Learned {
  readonly weightsOf: (word: string) => Float32Array;
  readonly read: LearnedReader;
}

export function createLearned(models: Models, lexicons: Lexicons): Learned {
  const rows = createFeatureRows(models.feelings.keys, models.topics.keys);
  const weightsOf = createWordWeights(models, rows, glossaryOf(lexicons));
  return { weightsOf, read: createLearnedReader(models, rows, weightsOf) };
}
