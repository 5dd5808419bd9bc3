import type { Lexicons } from '../../text/lexicon.ts';
import { createFeatureRows } from './feature-rows.ts';
import { glossaryOf } from './glossary.ts';
import { createLearnedReader, type LearnedReader } from './read-learned.ts';
import { createWordRows } from './word-rows.ts';
import type { Models } from './word-weights.ts';

/** The learned part of the scorer, for the texts of one vocabulary. */
export function createLearned(models: Models, lexicons: Lexicons): LearnedReader {
  const features = createFeatureRows(models.feelings.keys, models.topics.keys);
  const words = createWordRows(models, features, glossaryOf(lexicons));
  return createLearnedReader(models, features, words);
}
