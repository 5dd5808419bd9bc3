import type { Token } from '../text/read.ts';
import type { NameEntry, NameIndex } from './name-index.ts';
import type { RegionIndex, RegionPhrase, VillageEntry } from './place-index.ts';
import { cityHints, PlaceMark, regencyHints } from './place-words.ts';

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
  /** All marks that the words outside the names have, together. */
  readonly marks: number;
}

const nameMarks = PlaceMark.Name | PlaceMark.NameHalf | PlaceMark.Hint;
/** Behind these a name needs no capital. */
const sureCues = PlaceMark.RegencyCue | PlaceMark.CityCue | PlaceMark.DistrictCue | PlaceMark.OfficeCue;
const villageMarks = PlaceMark.Village | PlaceMark.VillageHalf;

/** Finds all names of regencies, cities and districts. Asides are skipped. The tokens must carry the marks of `createPlaceMarker`. */
export function readNames(tokens: readonly Token[], index: NameIndex): NameReading {
  const regencies: RegencyHit[] = [];
  const districts: DistrictHit[] = [];
  let hintsOfRegency = 0;
  let hintsOfCity = 0;
  let listEnd = -1;
  let allMarks = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const { raw, marks } = token.part;
    allMarks |= marks;
    if ((marks & nameMarks) === 0 || token.aside) continue;
    if ((marks & PlaceMark.Hint) !== 0) {
      if (regencyHints.has(raw)) hintsOfRegency += 1;
      else if (cityHints.has(raw) || (raw === 'kota' && rawAt(tokens, at - 1) === 'wali')) hintsOfCity += 1;
    }
    // "di Pandeglang, Serang dan Lebak": a name in a list of names needs no other sign.
    const listed = listEnd >= 0 && listEnd === at - 2 && isListSign(tokens, at - 1);
    if (!token.part.capital && !listed && (marks & PlaceMark.Own) === 0 && (marksAt(tokens, at - 1) & sureCues) === 0)
      continue;
    const found = findName(tokens, at, index);
    if (found === null) continue;
    const { entry, last } = found;
    const hit = judge(tokens, at, last, entry, index, listed);
    if (hit === null) continue;
    if ('role' in hit) regencies.push(hit);
    else districts.push(hit);
    listEnd = last;
    at = last;
  }
  return { regencies, districts, regencyHints: hintsOfRegency, cityHints: hintsOfCity, marks: allMarks };
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
  const before = marksAt(tokens, first - 1);
  const isCity = (before & PlaceMark.CityCue) !== 0;
  const isRegency = (before & PlaceMark.RegencyCue) !== 0;
  const named = (before & PlaceMark.DistrictCue) !== 0;
  if (named || (entry.regencies.length === 0 && !isCity && !isRegency)) {
    if (entry.districts.length === 0) return null;
    if (!named && ((before & PlaceMark.VillageCue) !== 0 || !(stands(token, before, entry) || listed))) return null;
    return { first, last, from: named ? first - 1 : first, codes: entry.districts, named };
  }
  if (entry.regencies.length === 0 || (before & (PlaceMark.VillageCue | PlaceMark.DishCue)) !== 0) return null;
  if (isCity || isRegency) {
    const from = fullStart(tokens, first);
    return { first, last, from, codes: entry.regencies, role: 'full', kind: isCity ? 'kota' : 'kabupaten' };
  }
  // "Polres Mojokerto Kota" also serves districts of the regency, so the word behind the name settles nothing.
  if ((before & PlaceMark.OfficeCue) !== 0) {
    return { first, last, from: first - 1, codes: entry.regencies, role: 'office', kind: null };
  }
  const own = entry === index.own && !entry.common;
  if (!own && !stands(token, before, entry) && !(listed && token.part.capital)) return null;
  const isRoute = (before & PlaceMark.RouteCue) !== 0;
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
  before: number,
  entry: { readonly common: boolean; readonly words: readonly string[] },
): boolean {
  const { capital, marks, id, languages } = token.part;
  if (!capital || (marks & (PlaceMark.CityCue | PlaceMark.RegencyCue)) !== 0) return false;
  const ordinary = entry.common || (entry.words.length === 1 && (id !== 0 || languages !== 0));
  return !ordinary || (before & PlaceMark.Locative) !== 0;
}

function isListSign(tokens: readonly Token[], at: number): boolean {
  const raw = rawAt(tokens, at);
  return raw === 'dan' || raw === 'serta' || tokens[at]?.kind === 'punctuation';
}

/** `DPRD Kabupaten X`, `Wakil Bupati X`, `Wali Kota X`: the words before the cue belong to the title. */
function fullStart(tokens: readonly Token[], first: number): number {
  const before = rawAt(tokens, first - 2);
  if (before === 'wali' && rawAt(tokens, first - 1) === 'kota') {
    return rawAt(tokens, first - 3) === 'wakil' ? first - 3 : first - 2;
  }
  const isOffice = (marksAt(tokens, first - 2) & PlaceMark.OfficeCue) !== 0;
  if (isOffice || before === 'wakil' || before === 'pemerintah' || before === 'pj') return first - 2;
  return first - 1;
}

function findName(tokens: readonly Token[], at: number, index: NameIndex): { entry: NameEntry; last: number } | null {
  const { raw, marks } = (tokens[at] as Token).part;
  if ((marks & PlaceMark.Name) !== 0) {
    for (const entry of index.startingWith(raw) ?? []) {
      if (matches(tokens, at, entry.words)) return { entry, last: at + entry.words.length - 1 };
    }
  }
  if ((marks & PlaceMark.NameHalf) === 0) return null;
  const entry = findJoined(tokens, at, index.joined);
  return entry === null ? null : { entry, last: at + 1 };
}

/** `Kedung Gempol` for Kedunggempol: both halves with a capital, nothing between. */
function findJoined<T>(tokens: readonly Token[], at: number, joined: (name: string) => T | undefined): T | null {
  const token = tokens[at] as Token;
  const next = tokens[at + 1];
  if (!token.part.capital || next === undefined || !next.part.capital || next.part.raw === '') return null;
  return joined(token.part.raw + next.part.raw) ?? null;
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

function marksAt(tokens: readonly Token[], at: number): number {
  return at < 0 ? 0 : (tokens[at] as Token).part.marks;
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

/** Finds the region's villages outside the spans that `taken` marks. The tokens must carry marks, and the own region's for it. */
export function readVillages(
  tokens: readonly Token[],
  index: RegionIndex,
  taken: (at: number) => boolean,
): readonly VillageHit[] {
  const hits: VillageHit[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const { raw, marks, capital } = token.part;
    if (index.isOwn ? (marks & villageMarks) === 0 : raw === '') continue;
    const before = marksAt(tokens, at - 1);
    const named = (before & PlaceMark.VillageCue) !== 0;
    if ((!named && !capital) || token.aside || taken(at)) continue;
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

/** Could the words hold a phrase of the own region? Told by all their marks together. */
export function mayHoldPhrase({ marks }: NameReading): boolean {
  return (marks & PlaceMark.Phrase) !== 0;
}

/** Could they hold a village of it? */
export function mayHoldVillage({ marks }: NameReading): boolean {
  return (marks & villageMarks) !== 0;
}
