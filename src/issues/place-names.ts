import type { PlaceHit } from '../core/score.ts';
import { districtOf } from './signature.ts';
import { stopWords } from './stop-words.ts';

/** Shorter names are too often ordinary words. */
const minLength = 6;

/** Districts by the names that scored texts gave them. */
export interface PlaceNames {
  learn(places: readonly PlaceHit[]): void;
  /** District of a word; null for words that are no place's name, or of two districts. */
  districtOf(word: string): string | null;
}

/**
 * The scorer asks for a capital or for "desa" before it calls a word a place; "jalan pucangrubuh gelap" has neither. What other texts
 * have called a place by the same name is taken as one here, where a wrong guess costs little.
 */
export function createPlaceNames(): PlaceNames {
  const districts = new Map<string, string | null>();
  return {
    learn(places) {
      for (const { name, code } of places) {
        const word = name.toLowerCase();
        if (word.length < minLength || word.includes(' ') || stopWords.has(word)) continue;
        const district = districtOf(code);
        const known = districts.get(word);
        if (known === undefined) districts.set(word, district);
        else if (known !== district) districts.set(word, null);
      }
    },

    districtOf(word) {
      return districts.get(word) ?? null;
    },
  };
}
