import type { Region } from '../core/region.ts';
import type { PlaceHit, ScoredDoc } from '../core/score.ts';
import type { NameIndex } from '../regions/name-index.ts';
import type { NationalPlaces } from '../regions/national-places.ts';
import { createPlaceMarker, createRegionIndex, type RegionIndex } from '../regions/place-index.ts';
import {
  type DistrictHit,
  mayHoldPhrase,
  mayHoldVillage,
  type NameReading,
  type PhraseHit,
  readNames,
  readPhrases,
  readVillages,
  type VillageHit,
} from '../regions/read-places.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import { round } from './evidence.ts';
import { bookNames, bookPhrases, isCovered, type NamesakeNote, settleShared } from './place-booking.ts';
import { bookDistrict, bookVillages, type Ledger, type PlaceAccount, reasonsOf, totalOf } from './place-ledger.ts';

/** Raise when the rules change. */
export const relevanceVersion = 1;

/** Points below which a text is not about a place. */
const fewestPoints = 1.2;
/** Points from which a text is clearly about a place that is not ours. */
const clearPoints = 2;
/** Our region is what a text is about although another place has up to twice its points: both matter to the desk. */
const ownShare = 0.5;
export type Relevance = ScoredDoc['relevance'];

export interface RelevanceVerdict {
  readonly relevance: Relevance;
  readonly places: readonly PlaceHit[];
  /** Is the token part of the name of a regency, city or district? */
  readonly isPlace: (at: number) => boolean;
}

/**
 * Makes what tells which regency a text is about. Works from the region's own profile, and tells it from the others by
 * the gazetteer. Without a region it names the regency that the text names most.
 */
export function createRelevanceScorer(
  region: Region | null,
  places: NationalPlaces,
): (doc: ReadDoc) => RelevanceVerdict {
  const names = places.indexFor(region);
  const own = region === null ? null : createRegionIndex(region, places.gazetteer, true);
  const indexOf = (code: string): RegionIndex | null =>
    own !== null && code === own.region.code ? own : places.profileOf(code);
  const mark = createPlaceMarker(names, own);

  const ownCode = own?.region.code ?? null;
  const namesakeCodes = new Set((region?.namesakes ?? []).map(({ code }) => code));

  return (doc) => {
    mark(doc.tokens);
    const reading = readNames(doc.tokens, names);
    const phrases = own === null || !mayHoldPhrase(reading) ? [] : readPhrases(doc.tokens, own);
    const villages =
      own === null || !mayHoldVillage(reading) ? [] : readVillages(doc.tokens, own, takenBy(own, reading, phrases));
    if (reading.regencies.length + reading.districts.length + phrases.length + villages.length === 0) return nowhere;
    const ledger: Ledger = new Map();
    const namesakes = bookPhrases(ledger, phrases, own, doc);
    bookNames(ledger, reading, phrases, names, doc);
    const districts = reading.districts.filter((hit) => !isCovered(hit, phrases));
    for (const hit of districts) bookDistrict(ledger, hit, doc);
    settleShared(ledger, reading, phrases, names, ownCode, doc);
    const spans = [...reading.regencies, ...reading.districts];
    const isPlace = (at: number) => spans.some(({ first, last }) => first <= at && at <= last);

    const found = new Map<RegionIndex, readonly VillageHit[]>();
    const villagesOf = (index: RegionIndex): readonly VillageHit[] => {
      if (index === own) return villages;
      const hits = found.get(index) ?? readVillages(doc.tokens, index, takenBy(index, reading, phrases));
      found.set(index, hits);
      return hits;
    };
    if (own !== null) bookVillages(ledger, own.region.code, villages, doc);
    if (ledger.size === 0 && namesakes.length === 0) return nowhere;
    let ranked = rank(ledger);
    const contender = ranked.find(({ account }) => account.code !== ownCode);
    if (contender !== undefined && needsVillages(contender, ranked)) {
      const index = indexOf(contender.account.code);
      if (index !== null) {
        bookVillages(ledger, contender.account.code, villagesOf(index), doc);
        ranked = rank(ledger);
      }
    }
    const about = decide(ranked, ownCode, namesakeCodes);
    const relevance = toRelevance(about, ranked, namesakes, names, own?.region ?? null);
    const profile =
      about === null || (own !== null && about.account.code !== ownCode) ? null : indexOf(about.account.code);
    return {
      relevance,
      places: profile === null ? [] : toPlaces(doc, profile, districts, villagesOf(profile)),
      isPlace,
    };
  };
}

const nowhere: RelevanceVerdict = {
  relevance: { about: null, level: 'elsewhere', confidence: 0.5, why: [] },
  places: [],
  isPlace: () => false,
};

interface Ranked {
  readonly account: PlaceAccount;
  readonly points: number;
}

/** Villages can change who leads only when the districts of the contender are its main evidence. */
function needsVillages({ account }: Ranked, ranked: readonly Ranked[]): boolean {
  return (
    !account.named && (account.districts.size >= 2 || (account.districts.size > 0 && ranked[0]?.account === account))
  );
}

/** Accounts with points, strongest first; of equal ones the one named first. */
function rank(ledger: Ledger): readonly Ranked[] {
  const ranked: Ranked[] = [];
  for (const account of ledger.values()) {
    const points = totalOf(account);
    if (points > 0) ranked.push({ account, points });
  }
  return ranked.sort(
    (a, b) =>
      b.points - a.points || a.account.firstAt - b.account.firstAt || (a.account.code < b.account.code ? -1 : 1),
  );
}

function decide(
  ranked: readonly Ranked[],
  ownCode: string | null,
  namesakeCodes: ReadonlySet<string | null>,
): Ranked | null {
  const own = ranked.find(({ account }) => account.code === ownCode);
  const best = ranked.find(({ account }) => account.code !== ownCode);
  const bestPoints = best?.points ?? 0;
  // A namesake was chosen between the two of us already, so little is enough.
  const least =
    ownCode === null || (best !== undefined && namesakeCodes.has(best.account.code)) ? fewestPoints : clearPoints;
  if (
    own !== undefined &&
    own.points >= fewestPoints &&
    own.points >= bestPoints * ownShare &&
    !isOneOfMany(own.account, ranked)
  ) {
    return own;
  }
  if (best === undefined || bestPoints < least) return null;
  return isOneOfMany(best.account, ranked) ? null : best;
}

/** Named once in passing, in a list with others that weigh as much. */
function isOneOfMany(account: PlaceAccount, ranked: readonly Ranked[]): boolean {
  if (account.inTitle || account.official || account.mentions > 1 || account.districts.size > 0) return false;
  return (
    ranked.filter(({ account: other }) => other !== account && other.named && other.points >= account.points).length >=
    2
  );
}

function toRelevance(
  about: Ranked | null,
  ranked: readonly Ranked[],
  namesakes: readonly NamesakeNote[],
  names: NameIndex,
  region: Region | null,
): Relevance {
  if (about === null) {
    const strongest = ranked[0];
    const elsewhere =
      strongest !== undefined && strongest.account.code !== region?.code && strongest.points >= fewestPoints;
    const surfaces = namesakes.map(({ surface }) => surface);
    const why =
      surfaces.length > 0 ? [...new Set(surfaces)].slice(0, 5) : elsewhere ? reasonsOf(strongest.account) : [];
    const level = namesakes.some((each) => each.level === 'city') ? 'city' : 'elsewhere';
    return { about: null, level, confidence: why.length > 0 ? 0.7 : 0.5, why };
  }
  const { account, points } = about;
  const rival = ranked.find((other) => other !== about)?.points ?? 0;
  const confidence = (1 - Math.exp(-points / 2.2)) * (points / (points + rival * 0.35));
  return {
    about: account.code,
    level: levelOf(account, names, region),
    confidence: round(Math.min(0.99, confidence)),
    why: reasonsOf(account),
  };
}

/** A city that shares our name, or that the text calls a city, is `city`; any other place that is not ours is `elsewhere`. */
function levelOf(about: PlaceAccount, names: NameIndex, region: Region | null): Relevance['level'] {
  const isCity = names.kindOf(about.code) === 'kota';
  if (region === null || about.code === region.code) return isCity ? 'city' : 'regency';
  const namesake = region.namesakes.some(({ code, level }) => code === about.code && level === 'city');
  return isCity && (about.cityWords || namesake) ? 'city' : 'elsewhere';
}

/** Tokens that cannot be a village of the region: other names, its own districts, namesakes. */
function takenBy(index: RegionIndex, reading: NameReading, phrases: readonly PhraseHit[]): (at: number) => boolean {
  const taken = new Set<number>();
  const districts = reading.districts.filter(
    (hit) => hit.named || hit.codes.some((code) => index.districtName(code) !== null),
  );
  const spans = [...reading.regencies, ...districts, ...phrases.filter(({ phrase }) => phrase.kind === 'namesake')];
  for (const { first, last } of spans) for (let at = first; at <= last; at += 1) taken.add(at);
  return (at) => taken.has(at);
}

/** The region's districts and villages that the text names, in reading order. */
function toPlaces(
  doc: ReadDoc,
  index: RegionIndex,
  districts: readonly DistrictHit[],
  villages: readonly VillageHit[],
): readonly PlaceHit[] {
  const found: { readonly at: number; readonly hit: PlaceHit }[] = [];
  const met = new Set<string>();
  const push = (code: string, name: string, first: number, last: number) => {
    const from = doc.tokens[first] as Token;
    const end = (doc.tokens[last] as Token).end;
    found.push({ at: first, hit: { code, name, field: from.field, start: from.start, end } });
  };
  for (const hit of districts) {
    const code = hit.codes.find((each) => index.districtName(each) !== null);
    if (code === undefined) continue;
    met.add(code);
    push(code, index.districtName(code) as string, hit.first, hit.last);
  }
  for (const { entry, first, last } of villages) {
    // Of several villages of one name, the one whose district the text names; without that it stays open.
    const place = entry.places.length === 1 ? entry.places[0] : entry.places.find(({ district }) => met.has(district));
    if (place !== undefined) push(place.code, entry.name, first, last);
  }
  return found.sort((a, b) => a.at - b.at).map(({ hit }) => hit);
}
