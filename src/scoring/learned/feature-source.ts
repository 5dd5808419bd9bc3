import { toAgencies } from '../../regions/region-names.ts';
import { languagesOf } from '../../text/languages.ts';
import type { Lexicons } from '../../text/lexicon.ts';
import { type ReadDoc, readText } from '../../text/read.ts';
import { type Cues, createCueIndex } from '../cue-index.ts';
import { scoreHoax } from '../hoax.ts';
import type { Reading } from '../reading.ts';
import { type SentimentUnit, toUnits } from '../sentiment-units.ts';
import { glossaryOf } from './glossary.ts';

/** What training needs of a document: read as the scorer reads it, but without a region. */
export interface FeatureSource {
  readonly indonesianOf: ReadonlyMap<string, string>;
  readonly read: (
    title: string | null,
    text: string,
  ) => {
    readonly doc: ReadDoc;
    readonly cues: Cues;
    readonly reading: Reading;
    readonly units: readonly SentimentUnit[];
  };
}

export function createFeatureSource(lexicons: Lexicons): FeatureSource {
  const index = createCueIndex(lexicons, toAgencies(lexicons.agencies));
  return {
    indonesianOf: glossaryOf(lexicons),
    read: (title, text) => {
      const doc = readText(title, text, index.vocabulary);
      const cues = index.find(doc.tokens);
      const reading: Reading = {
        ...languagesOf(doc.tokens),
        debunks: scoreHoax(doc, cues).class === 'fact-check',
        isPlace: () => false,
      };
      return { doc, cues, reading, units: toUnits(doc, cues, reading) };
    },
  };
}
