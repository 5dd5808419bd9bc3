import type { Region } from '../core/region.ts';
import type { Token } from '../text/read.ts';
import { splitTerm } from '../text/vocabulary.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { NameIndex } from './name-index.ts';
import { groupByFirst, halvesOf, joinable, spellings } from './name-words.ts';
import { cityCues, districtCues, marksOfCues, officeCues, PlaceMark, regencyCues } from './place-words.ts';

/**
 * Makes what notes in the parts of a text what its words are to the readers of one region; to be done before these read it. Parts that
 * were marked for this region before keep that until another one's text is read.
 */
export function createPlaceMarker(names: NameIndex, own: RegionIndex | null): (tokens: readonly Token[]) => void {
  const me = {};
  return (tokens) => {
    for (let at = 0; at < tokens.length; at += 1) {
      const { part } = tokens[at] as Token;
      if (part.markedBy !== me && part.raw !== '') {
        part.marks = placeMarksOf(names, own, part.raw);
        part.markedBy = me;
      }
    }
  };
}

function placeMarksOf(names: NameIndex, own: RegionIndex | null, raw: string): number {
  return (
    (marksOfCues.get(raw) ?? 0) |
    (names.own?.words[0] === raw ? PlaceMark.Own : 0) |
    (names.startingWith(raw) !== undefined ? PlaceMark.Name : 0) |
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
  readonly joinedVillages: (name: string) => VillageEntry | undefined;
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
    joinedVillages: (name) => joinedVillages.get(name),
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
