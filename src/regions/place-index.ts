import type { Region } from '../core/region.ts';
import { splitTerm } from '../text/vocabulary.ts';
import type { Gazetteer } from './gazetteer.ts';
import { cityCues, districtCues, marksOfCues, officeCues, PlaceMark, regencyCues } from './place-words.ts';

/** What a name can stand for. One name may be several things (Wajo: a regency, and a district of Makassar). */
export interface NameEntry {
  readonly words: readonly string[];
  /** Codes of regencies and cities with this name. */
  readonly regencies: string[];
  /** Codes of districts with this name. */
  readonly districts: string[];
  readonly common: boolean;
}

/** Names by first word; within one, longer names first. */
export interface NameIndex {
  readonly byFirst: ReadonlyMap<string, readonly NameEntry[]>;
  /** One-word names, to find those that a text writes in two (`Kedung Gempol`). */
  readonly joined: ReadonlyMap<string, NameEntry>;
  readonly kindOf: (code: string) => 'kabupaten' | 'kota';
  /** Own region's short name: recognised without a capital too. */
  readonly own: NameEntry | null;
  /** Could the word be the first half of a name in `joined`? */
  readonly isHalf: (word: string) => boolean;
}

/** Indexes the names of all regencies and districts; the given region's own profile replaces what the gazetteer says of it. */
export function createNameIndex(gazetteer: Gazetteer, region: Region | null): NameIndex {
  const entries = new Map<string, NameEntry>();
  const kinds = new Map<string, 'kabupaten' | 'kota'>();
  const entryOf = (words: readonly string[]): NameEntry => {
    const key = words.join(' ');
    const found = entries.get(key) ?? {
      words,
      regencies: [],
      districts: [],
      common: gazetteer.isCommonName(key),
    };
    entries.set(key, found);
    return found;
  };
  const addRegency = (name: string, code: string, kind: 'kabupaten' | 'kota') => {
    kinds.set(code, kind);
    for (const words of spellings(name)) pushNew(entryOf(words).regencies, code);
  };
  const addDistrict = (name: string, code: string) => {
    for (const words of spellings(name)) pushNew(entryOf(words).districts, code);
  };
  for (const regency of gazetteer.regencies) {
    if (regency.code === region?.code) continue;
    for (const name of [regency.shortName, ...regency.shortForms]) addRegency(name, regency.code, regency.kind);
  }
  for (const district of gazetteer.districts) {
    if (district.code.slice(0, 5) !== region?.code) addDistrict(district.name, district.code);
  }
  if (region !== null) {
    addRegency(region.shortName, region.code, region.kind);
    for (const short of gazetteer.findRegency(region.code)?.shortForms ?? [])
      addRegency(short, region.code, region.kind);
    for (const district of region.districts) addDistrict(district.name, district.code);
    // A city of the same name that no gazetteer lists still has to be told apart.
    for (const { name, code, level } of region.namesakes) {
      if (code !== null && level === 'city' && name === `Kota ${region.shortName}`) {
        addRegency(region.shortName, code, 'kota');
      }
    }
  }
  const joined = joinable(entries.values());
  const halves = halvesOf(joined.keys());
  return {
    byFirst: groupByFirst(entries.values()),
    joined,
    isHalf: (word) => halves.has(word),
    kindOf: (code) => kinds.get(code) ?? 'kabupaten',
    own: region === null ? null : (entries.get(splitTerm(region.shortName).join(' ')) ?? null),
  };
}

/** What the vocabulary should note of a word for the place readers. */
export function placeMarksOf(names: NameIndex, own: RegionIndex | null, raw: string): number {
  return (
    (marksOfCues.get(raw) ?? 0) |
    (names.own?.words[0] === raw ? PlaceMark.Own : 0) |
    (names.byFirst.has(raw) ? PlaceMark.Name : 0) |
    (names.isHalf(raw) ? PlaceMark.NameHalf : 0) |
    (own?.phrases.has(raw) ? PlaceMark.Phrase : 0) |
    (own?.villages.has(raw) ? PlaceMark.Village : 0) |
    (own?.isVillageHalf(raw) ? PlaceMark.VillageHalf : 0)
  );
}

export type PhraseKind = 'alias' | 'landmark' | 'capital' | 'namesake';

export interface RegionPhrase {
  readonly words: readonly string[];
  readonly kind: PhraseKind;
  /** The regency that a namesake is, when it is one. */
  readonly code: string | null;
  readonly level: 'city' | 'elsewhere' | null;
}

export interface VillageEntry {
  readonly words: readonly string[];
  readonly name: string;
  readonly common: boolean;
  /** In every district that has a village of this name. */
  readonly places: { readonly code: string; readonly district: string }[];
}

/** What is special to one region: nicknames, landmarks, namesakes and its villages. */
export interface RegionIndex {
  readonly region: Region;
  readonly phrases: ReadonlyMap<string, readonly RegionPhrase[]>;
  readonly villages: ReadonlyMap<string, readonly VillageEntry[]>;
  readonly joinedVillages: ReadonlyMap<string, VillageEntry>;
  readonly isVillageHalf: (word: string) => boolean;
  readonly districtName: (code: string) => string | null;
  /** It is the region listened for, whose words the vocabulary marks. */
  readonly isOwn: boolean;
}

export function createRegionIndex(region: Region, gazetteer: Gazetteer, isOwn: boolean): RegionIndex {
  const phrases: RegionPhrase[] = [];
  const add = (name: string, kind: PhraseKind, code: string | null = null, level: RegionPhrase['level'] = null) => {
    const words = splitTerm(name);
    if (words.length > 0) phrases.push({ words, kind, code, level });
  };
  const short = splitTerm(region.shortName).join(' ');
  for (const name of [...region.aliases, ...region.officials]) if (!isCuedName(name, short)) add(name, 'alias');
  for (const name of region.landmarks) add(name, 'landmark');
  if (region.capital !== null && !region.districts.some((district) => district.name === region.capital)) {
    add(region.capital, 'capital');
  }
  for (const { name, code, level } of region.namesakes) add(name, 'namesake', code, level);

  const villages = new Map<string, VillageEntry>();
  for (const district of region.districts) {
    for (const village of district.villages) {
      for (const words of spellings(village.name)) {
        const key = words.join(' ');
        const entry = villages.get(key) ?? {
          words,
          name: village.name,
          common: gazetteer.isCommonName(key),
          places: [],
        };
        villages.set(key, entry);
        entry.places.push({ code: village.code ?? district.code, district: district.code });
      }
    }
  }
  const districtNames = new Map(region.districts.map(({ code, name }) => [code, name]));
  const joinedVillages = joinable(villages.values());
  const halves = isOwn ? halvesOf(joinedVillages.keys()) : new Set<string>();
  return {
    region,
    isOwn,
    phrases: groupByFirst(phrases),
    villages: groupByFirst(villages.values()),
    joinedVillages,
    isVillageHalf: (word) => halves.has(word),
    districtName: (code) => districtNames.get(code) ?? null,
  };
}

/** `Bupati Mojokerto`, `Kab. Mojokerto`: the name reader understands these by their first word. */
function isCuedName(name: string, short: string): boolean {
  const words = splitTerm(name);
  if (!words.join(' ').endsWith(short)) return false;
  const cue = words[words.length - short.split(' ').length - 1] ?? '';
  return words.join(' ') === short || [regencyCues, cityCues, officeCues, districtCues].some((cues) => cues.has(cue));
}

/** A name as written, and in one word when it has several (`Karang Tanjung`, `Karangtanjung`). */
function spellings(name: string): readonly (readonly string[])[] {
  const words = splitTerm(name).flatMap((word) => (word.includes('-') ? word.split('-') : [word]));
  if (words.length === 0) return [];
  return words.length === 1 ? [words] : [words, [words.join('')]];
}

function groupByFirst<T extends { readonly words: readonly string[] }>(
  entries: Iterable<T>,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const first = entry.words[0] as string;
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [entry]);
    else group.push(entry);
  }
  for (const group of groups.values()) group.sort((a, b) => b.words.length - a.words.length);
  return groups;
}

function joinable<T extends { readonly words: readonly string[] }>(entries: Iterable<T>): ReadonlyMap<string, T> {
  const single = [...entries].filter(({ words }) => words.length === 1 && (words[0]?.length ?? 0) >= 7);
  return new Map(single.map((entry) => [entry.words[0] as string, entry]));
}

function halvesOf(names: Iterable<string>): ReadonlySet<string> {
  const halves = new Set<string>();
  for (const name of names) for (let at = 3; at <= name.length - 3; at += 1) halves.add(name.slice(0, at));
  return halves;
}

function pushNew(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}
