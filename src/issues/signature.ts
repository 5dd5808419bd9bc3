import type { PlaceHit } from '../core/score.ts';
import type { IssueMember } from './member.ts';
import { contentWords, shinglesOf, wordsOf } from './words.ts';

/** What the matcher compares of a mention. */
export interface Signature {
  readonly shingles: ReadonlySet<number>;
  /** Content word → weight before rarity: 1 + log(count), doubled in the title. Names of places are left out: places are compared as places. */
  readonly terms: ReadonlyMap<string, number>;
  /** Codes of the districts (kecamatan) named. */
  readonly districts: ReadonlySet<string>;
}

export function signatureOf(member: Pick<IssueMember, 'title' | 'text' | 'places'>): Signature {
  const title = member.title ?? '';
  const titleTerms = contentWords(wordsOf(withoutPlaces(title, member.places, 'title')));
  const textTerms = contentWords(wordsOf(withoutPlaces(member.text, member.places, 'text')));
  const counts = new Map<string, number>();
  for (const word of [...titleTerms, ...textTerms]) counts.set(word, (counts.get(word) ?? 0) + 1);
  const inTitle = new Set(titleTerms);
  const terms = new Map<string, number>();
  for (const [word, count] of counts) terms.set(word, (1 + Math.log(count)) * (inTitle.has(word) ? 2 : 1));
  return {
    shingles: shinglesOf(wordsOf(member.text.length < 40 ? `${title} ${member.text}` : member.text)),
    terms,
    districts: new Set(member.places.map((place) => districtOf(place.code))),
  };
}

/** `35.16.15.2004` (desa) and `35.16.15` (kecamatan) → `35.16.15` */
export function districtOf(code: string): string {
  return code.split('.').slice(0, 3).join('.');
}

/** Blanks out the spans that name places. */
function withoutPlaces(text: string, places: readonly PlaceHit[], field: 'title' | 'text'): string {
  let rest = text;
  for (const place of places) {
    if (place.field !== field) continue;
    rest = rest.slice(0, place.start) + ' '.repeat(place.end - place.start) + rest.slice(place.end);
  }
  return rest;
}
