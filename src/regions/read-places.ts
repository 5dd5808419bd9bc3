import type { Token } from '../text/read.ts';
import {
  type NameEntry,
  type NameIndex,
  PlaceMark,
  type RegionIndex,
  type RegionPhrase,
  type VillageEntry,
} from './place-index.ts';
import {
  cityCues,
  cityHints,
  dishCues,
  districtCues,
  locatives,
  officeCues,
  regencyCues,
  regencyHints,
  routeCues,
  villageCues,
} from './place-words.ts';

/** How the name of a regency or city stands in the text. */
export interface RegencyHit {
  readonly first: number;
  readonly last: number;
  /** First token of the words that say what it is (`Bupati`), else `first`. */
  readonly from: number;
  readonly codes: readonly string[];
  /** `full` Kabupaten X, Bupati X, Pemkot X · `office` Polres X, Dinkes X · `bare` X · `route` Jalan X */
  readonly role: 'full' | 'office' | 'bare' | 'route';
  /** What the words before it say it is. */
  readonly kind: 'kabupaten' | 'kota' | null;
}

export interface DistrictHit {
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly codes: readonly string[];
  /** A word such as Kecamatan stands before it. */
  readonly named: boolean;
}

export interface NameReading {
  readonly regencies: readonly RegencyHit[];
  readonly districts: readonly DistrictHit[];
  /** Words that speak of a regency or a city without naming it. */
  readonly regencyHints: number;
  readonly cityHints: number;
}

/** Finds all names of regencies, cities and districts. Asides are skipped. The tokens must carry the marks of `placeMarksOf`. */
export function readNames(tokens: readonly Token[], index: NameIndex): NameReading {
  const regencies: RegencyHit[] = [];
  const districts: DistrictHit[] = [];
  let hintsOfRegency = 0;
  let hintsOfCity = 0;
  let listEnd = -1;
  const count = tokens.length;
  for (let at = 0; at < count; at += 1) {
    const token = tokens[at] as Token;
    const { raw, marks } = token.part;
    if (marks === 0 || token.aside) continue;
    if ((marks & PlaceMark.Hint) !== 0) {
      if (regencyHints.has(raw)) hintsOfRegency += 1;
      else if (cityHints.has(raw) || (raw === 'kota' && rawAt(tokens, at - 1) === 'wali')) hintsOfCity += 1;
    }
    const found = findName(tokens, at, index);
    if (found === null) continue;
    const { entry, last } = found;
    // "di Pandeglang, Serang dan Lebak": a name in a list of names needs no other sign.
    const listed = listEnd >= 0 && listEnd === at - 2 && isListSign(tokens, at - 1);
    const hit = judge(tokens, at, last, entry, index, listed);
    if (hit === null) continue;
    if ('role' in hit) regencies.push(hit);
    else districts.push(hit);
    listEnd = last;
    at = last;
  }
  return { regencies, districts, regencyHints: hintsOfRegency, cityHints: hintsOfCity };
}

function judge(
  tokens: readonly Token[],
  first: number,
  last: number,
  entry: NameEntry,
  index: NameIndex,
  listed: boolean,
): RegencyHit | DistrictHit | null {
  const token = tokens[first] as Token;
  const before = rawAt(tokens, first - 1);
  const isCity = cityCues.has(before);
  const isRegency = regencyCues.has(before);
  if (districtCues.has(before) || (entry.regencies.length === 0 && !isCity && !isRegency)) {
    if (entry.districts.length === 0) return null;
    const named = districtCues.has(before);
    if (!named && (villageCues.has(before) || !(stands(token, before, entry) || listed))) return null;
    return { first, last, from: named ? first - 1 : first, codes: entry.districts, named };
  }
  if (entry.regencies.length === 0 || villageCues.has(before) || dishCues.has(before)) return null;
  if (isCity || isRegency) {
    const from = fullStart(tokens, first, before);
    return { first, last, from, codes: entry.regencies, role: 'full', kind: isCity ? 'kota' : 'kabupaten' };
  }
  // "Polres Mojokerto Kota" also serves districts of the regency, so the word behind the name settles nothing.
  if (officeCues.has(before)) {
    return { first, last, from: first - 1, codes: entry.regencies, role: 'office', kind: null };
  }
  const own = index.ownName !== null && entry.words.join(' ') === index.ownName && !entry.common;
  if (!own && !stands(token, before, entry) && !(listed && token.part.capital)) return null;
  const isRoute = routeCues.has(before);
  return {
    first,
    last,
    from: isRoute ? first - 1 : first,
    codes: entry.regencies,
    role: isRoute ? 'route' : 'bare',
    kind: null,
  };
}

/** A bare name must have a capital; one word that is an ordinary word also needs a word before it that a place follows. */
function stands(
  token: Token,
  before: string,
  entry: { readonly common: boolean; readonly words: readonly string[] },
): boolean {
  if (!token.part.capital || cityCues.has(token.part.raw) || regencyCues.has(token.part.raw)) return false;
  const ordinary = entry.common || (entry.words.length === 1 && (token.part.id !== 0 || token.part.languages !== 0));
  return !ordinary || locatives.has(before);
}

function isListSign(tokens: readonly Token[], at: number): boolean {
  const raw = rawAt(tokens, at);
  return raw === 'dan' || raw === 'serta' || tokens[at]?.kind === 'punctuation';
}

/** `DPRD Kabupaten X`, `Wakil Bupati X`, `Wali Kota X`: the words before the cue belong to the title. */
function fullStart(tokens: readonly Token[], first: number, cue: string): number {
  const before = rawAt(tokens, first - 2);
  if (cue === 'kota' && before === 'wali') return rawAt(tokens, first - 3) === 'wakil' ? first - 3 : first - 2;
  if (officeCues.has(before) || before === 'wakil' || before === 'pemerintah' || before === 'pj') return first - 2;
  return first - 1;
}

function findName(tokens: readonly Token[], at: number, index: NameIndex): { entry: NameEntry; last: number } | null {
  const { raw, marks } = (tokens[at] as Token).part;
  if ((marks & PlaceMark.Name) !== 0) {
    for (const entry of index.byFirst.get(raw) ?? []) {
      if (matches(tokens, at, entry.words)) return { entry, last: at + entry.words.length - 1 };
    }
  }
  if ((marks & PlaceMark.NameHalf) === 0) return null;
  const entry = findJoined(tokens, at, index.joined);
  return entry === null ? null : { entry, last: at + 1 };
}

/** `Kedung Gempol` for Kedunggempol: both halves with a capital, nothing between. */
function findJoined<T>(tokens: readonly Token[], at: number, joined: ReadonlyMap<string, T>): T | null {
  const token = tokens[at] as Token;
  const next = tokens[at + 1];
  if (!token.part.capital || next === undefined || !next.part.capital || next.part.raw === '') return null;
  return joined.get(token.part.raw + next.part.raw) ?? null;
}

function matches(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  for (let offset = 1; offset < words.length; offset += 1) {
    if (tokens[at + offset]?.part.raw !== words[offset]) return false;
  }
  return true;
}

function rawAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.part.raw ?? '';
}

export interface PhraseHit {
  readonly first: number;
  readonly last: number;
  readonly phrase: RegionPhrase;
}

export interface VillageHit {
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly entry: VillageEntry;
  /** A word such as Desa stands before it. */
  readonly named: boolean;
}

/** Finds nicknames, landmarks and namesakes of the own region, longest first, not overlapping. The tokens must carry its marks. */
export function readPhrases(tokens: readonly Token[], index: RegionIndex): readonly PhraseHit[] {
  if (index.phrases.size === 0) return [];
  const hits: PhraseHit[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if ((token.part.marks & PlaceMark.Phrase) === 0 || token.aside) continue;
    for (const phrase of index.phrases.get(token.part.raw) ?? []) {
      if (!matches(tokens, at, phrase.words)) continue;
      if (phrase.words.length === 1 && !token.part.capital) continue;
      const last = at + phrase.words.length - 1;
      hits.push({ first: at, last, phrase });
      at = last;
      break;
    }
  }
  return hits;
}

/** Finds the region's villages outside the spans that `taken` marks. For the own region the tokens must carry its marks. */
export function readVillages(
  tokens: readonly Token[],
  index: RegionIndex,
  taken: (at: number) => boolean,
): readonly VillageHit[] {
  const hits: VillageHit[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const raw = token.part.raw;
    if (raw === '' || token.aside || taken(at)) continue;
    const before = rawAt(tokens, at - 1);
    const named = villageCues.has(before);
    if (!named && !token.part.capital) continue;
    if (index.isOwn && (token.part.marks & (PlaceMark.Village | PlaceMark.VillageHalf)) === 0) continue;
    let entry = (index.villages.get(raw) ?? []).find((each) => matches(tokens, at, each.words)) ?? null;
    let last = at + (entry?.words.length ?? 1) - 1;
    if (entry === null) {
      entry = findJoined(tokens, at, index.joinedVillages);
      last = at + 1;
    }
    if (entry === null || (!named && !stands(token, before, entry))) continue;
    hits.push({ first: at, last, from: named ? at - 1 : at, entry, named });
    at = last;
  }
  return hits;
}
