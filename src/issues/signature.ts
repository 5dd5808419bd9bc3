import type { PlaceHit } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';
import type { IssueMember } from './member.ts';
import type { PlaceNames } from './place-names.ts';
import { stemOf } from './stem.ts';
import { contentWords, shinglesOf, wordsOf } from './words.ts';

/** What the matcher compares of a mention. */
export interface Signature {
  readonly topic: Topic;
  readonly agency: string | null;
  /** Spreads, answers or checks a claim. */
  readonly isClaim: boolean;
  /** Codes of the districts (kecamatan) named. */
  readonly districts: ReadonlySet<string>;
  /** Codes of the villages (desa, kelurahan) named. */
  readonly villages: ReadonlySet<string>;
  /** Its words, to find pointers and copies by; null for a headline that says too little. */
  readonly headline: string | null;
  /** Ascending; with a sign, because such numbers need no memory of their own in a map. */
  readonly shingles: Int32Array;
  /** Stem → weight before rarity: 1 + log(count), doubled in the title. Names of places are stems of their own (`@kemlagi`). */
  readonly stems: ReadonlyMap<string, number>;
  /** So few words that they agree by chance more easily. */
  readonly isShort: boolean;
}

/** A headline of fewer words is no sign that two texts are one. */
const minHeadline = 5;
/** Of a place's name beside the words: villages are rarer than districts, and rarity is counted. */
const placeWeight = 1.75;
/** Texts of fewer distinct words are short. */
const shortWords = 12;

/** @param names takes words for places where the scorer found none */
export function signatureOf(member: IssueMember, names: Pick<PlaceNames, 'districtOf'>): Signature {
  const title = member.title ?? '';
  const districts = new Set(member.places.map((place) => districtOf(place.code)));
  const termsIn = (field: 'title' | 'text'): string[] => {
    const words = contentWords(wordsOf(withoutPlaces(member[field] ?? '', member.places, field)));
    if (member.places.length > 0) return words.map(stemOf);
    return words.flatMap((word) => {
      const district = names.districtOf(word);
      if (district === null) return [stemOf(word)];
      districts.add(district);
      named.add(word);
      return [];
    });
  };
  const named = new Set(member.places.map(({ name }) => name.toLowerCase()));
  const inTitle = termsIn('title');
  const stems = weighted(inTitle, termsIn('text'));
  for (const name of named) stems.set(`@${name}`, placeWeight);
  const headline = contentWords(wordsOf(title));
  return {
    topic: member.topic,
    agency: member.agency,
    isClaim: member.hoaxClass !== 'none',
    districts,
    villages: new Set(member.places.flatMap(({ code }) => (code.split('.').length > 3 ? [code] : []))),
    headline: headline.length < minHeadline ? null : headline.join(' '),
    shingles: Int32Array.from(
      shinglesOf(wordsOf(member.text.length < 40 ? `${title} ${member.text}` : member.text)),
    ).sort(),
    stems,
    isShort: stems.size - named.size < shortWords,
  };
}

function weighted(inTitle: readonly string[], inText: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const stems of [inTitle, inText]) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const weights = new Map<string, number>();
  for (const [stem, count] of counts) weights.set(stem, 1 + Math.log(count));
  for (const stem of new Set(inTitle)) weights.set(stem, (weights.get(stem) ?? 0) * 2);
  return weights;
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
