import { onceAsked } from '../core/once-asked.ts';
import type { Agency } from '../core/region.ts';
import type { Gazetteer } from '../regions/gazetteer.ts';
import { createNationalPlaces, type NationalPlaces } from '../regions/national-places.ts';
import { toAgencies } from '../regions/region-names.ts';
import type { Lexicons } from '../text/lexicon.ts';
import { type ClaimReader, createClaimReader } from './claims/claim-reader.ts';
import { type CueIndex, createCueIndex } from './cue-index.ts';
import { createLearned } from './learned/create-learned.ts';
import type { LearnedReader } from './learned/read-learned.ts';
import type { Models } from './learned/word-weights.ts';

/** The names by which texts call an agency. */
export type NamedAgency = Pick<Agency, 'id' | 'aliases'>;

/** The word lists and the model, compiled together: the words of the one carry what the other knows of them. */
export interface CompiledWords {
  readonly index: CueIndex;
  readonly learned: LearnedReader;
}

/**
 * What the scorers of many regencies have in common: word lists, model, names of places, and all that was read of words so far. Each part
 * is compiled when it is first asked for (all of them 0.3 s and 40 MB) and kept; what a regency has of its own lies over it. For the
 * scorers of one thread: texts are read one after the other.
 */
export interface CommonWords {
  /** With the names of these agencies, and judged by these models; compiled apart where they are not those in common. */
  readonly wordsOf: (agencies: readonly NamedAgency[], models: Models) => CompiledWords;
  readonly placesOf: (gazetteer: Gazetteer) => NationalPlaces;
  /** Reads texts for what is compared with known claims. */
  readonly claimReader: () => ClaimReader;
}

export interface CommonParts {
  readonly lexicons: Lexicons;
  readonly models: Models;
  readonly gazetteer: Gazetteer;
}

export function createCommonWords({ lexicons, models, gazetteer }: CommonParts): CommonWords {
  const agencies = toAgencies(lexicons.agencies);
  const names = namesOf(agencies);
  const index = onceAsked(() => createCueIndex(lexicons, agencies));
  const learned = onceAsked(() => createLearned(models, lexicons));
  const places = onceAsked(() => createNationalPlaces(gazetteer));
  return {
    wordsOf: (asked, judges) => {
      const isNamedAlike = namesOf(asked) === names;
      const isJudgedAlike = judges === models;
      const own = isNamedAlike ? index() : createCueIndex(lexicons, asked);
      if (isJudgedAlike) return { index: own, learned: learned() };
      // Other models note other rows in the words.
      const apart = isNamedAlike ? { ...own, vocabulary: own.vocabulary.separate() } : own;
      return { index: apart, learned: createLearned(judges, lexicons) };
    },
    placesOf: (asked) => (asked === gazetteer ? places() : createNationalPlaces(asked)),
    claimReader: onceAsked(() => createClaimReader(lexicons)),
  };
}

function namesOf(agencies: readonly NamedAgency[]): string {
  return JSON.stringify(agencies.map(({ id, aliases }) => [id, aliases]));
}
