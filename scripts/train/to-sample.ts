import type { Lexicons } from '../../src/text/lexicon.ts';
import type { Example } from './datasets.ts';
import { createFeaturizer } from './featurize.ts';
import type { Sample } from './fit.ts';

/** Our own texts are few beside the reviews, and the ones that matter: each counts this much. */
export const ownWeight = 3;

/** Makes the function that prepares labelled texts for training. */
export function createSampler(lexicons: Lexicons): (example: Example) => Sample {
  const featurize = createFeaturizer(lexicons);
  return (example) => ({
    ...example,
    features: featurize(example),
    weight: example.domain === 'public' ? ownWeight : 1,
  });
}
