import type { Region } from '../core/region.ts';
import { splitTerm } from '../text/vocabulary.ts';
import type { Gazetteer } from './gazetteer.ts';
import { groupByFirst, halvesOf, joinable, pushNew, spellings } from './name-words.ts';

/** What a name can stand for. One name may be several things (Wajo: a regency, and a district of Makassar). */
export interface NameEntry {
  readonly words: readonly string[];
  /** Codes of regencies and cities with this name. */
  readonly regencies: string[];
  /** Codes of districts with this name. */
  readonly districts: string[];
  readonly common: boolean;
}

/** The names of all regencies and districts, as they are looked for in texts. */
export interface NameIndex {
  /** Names that begin with a word, longer ones first. */
  readonly startingWith: (word: string) => readonly NameEntry[] | undefined;
  /** A one-word name, to find those that a text writes in two (`Kedung Gempol`). */
  readonly joined: (name: string) => NameEntry | undefined;
  readonly kindOf: (code: string) => Kind;
  /** Own region's short name: recognised without a capital too. */
  readonly own: NameEntry | null;
  /** Could the word be the first half of a name that `joined` knows? */
  readonly isHalf: (word: string) => boolean;
}

type Kind = Region['kind'];

/** The gazetteer's names, compiled once for all regions of a process. */
export interface NationalNames {
  /** The names as one region reads them: its own profile replaces what the gazetteer says of it. */
  readonly indexFor: (region: Region | null) => NameIndex;
}

/**
 * Indexes what the gazetteer lists: 8,000 names, 7 MB. A region whose names stand in it as well takes the little that differs beside
 * that (its codes come after others of the same name); any other has an index of its own.
 */
export function createNationalNames(gazetteer: Gazetteer): NationalNames {
  const book = newBook(gazetteer);
  addGazetteer(book, gazetteer, null);
  const shared = compile(book);
  const known = (key: string): NameEntry | undefined =>
    shared.startingWith(key.split(' ')[0] as string)?.find(({ words }) => words.join(' ') === key);
  return {
    indexFor: (region) => {
      if (region === null) return shared;
      const own = newBook(gazetteer, (key) => withoutRegion(known(key), region.code));
      visitNamesOf(region.code, gazetteer, (words) => own.entryOf(words));
      addRegion(own, gazetteer, region);
      const isAlike = [...own.entries].every(
        ([key, { regencies, districts }]) => known(key) !== undefined && regencies.length + districts.length > 0,
      );
      if (!isAlike) return createNameIndex(gazetteer, region);
      const names = compile(own);
      const groups = regroup(shared, own.entries);
      return {
        startingWith: (word) => groups.get(word) ?? shared.startingWith(word),
        joined: (name) => names.joined(name) ?? shared.joined(name),
        kindOf: (code) => own.kinds.get(code) ?? shared.kindOf(code),
        own: ownEntry(region, (key) => own.entries.get(key)),
        isHalf: shared.isHalf,
      };
    },
  };
}

/** The names of all regencies and districts, and those of a region, by themselves. */
function createNameIndex(gazetteer: Gazetteer, region: Region): NameIndex {
  const book = newBook(gazetteer);
  addGazetteer(book, gazetteer, region.code);
  addRegion(book, gazetteer, region);
  return { ...compile(book), own: ownEntry(region, (key) => book.entries.get(key)) };
}

/** Names as they are put together, by their words joined with a blank. */
interface NameBook {
  readonly entries: Map<string, NameEntry>;
  readonly kinds: Map<string, Kind>;
  readonly entryOf: (words: readonly string[]) => NameEntry;
}

/** @param known what a name stands for already when it is met first */
function newBook(gazetteer: Gazetteer, known: (key: string) => NameEntry | null = () => null): NameBook {
  const entries = new Map<string, NameEntry>();
  return {
    entries,
    kinds: new Map(),
    entryOf: (words) => {
      const key = words.join(' ');
      const found = entries.get(key) ??
        known(key) ?? { words, regencies: [], districts: [], common: gazetteer.isCommonName(key) };
      entries.set(key, found);
      return found;
    },
  };
}

function withoutRegion(entry: NameEntry | undefined, code: string): NameEntry | null {
  if (entry === undefined) return null;
  return {
    ...entry,
    regencies: entry.regencies.filter((each) => each !== code),
    districts: entry.districts.filter((each) => regencyOf(each) !== code),
  };
}

function addGazetteer(book: NameBook, gazetteer: Gazetteer, without: string | null): void {
  for (const { code, kind, shortName, shortForms } of gazetteer.regencies) {
    if (code === without) continue;
    for (const name of [shortName, ...shortForms]) addRegency(book, name, code, kind);
  }
  for (const { code, name } of gazetteer.districts) if (regencyOf(code) !== without) addDistrict(book, name, code);
}

function addRegion(book: NameBook, gazetteer: Gazetteer, region: Region): void {
  const shortForms = gazetteer.findRegency(region.code)?.shortForms ?? [];
  for (const name of [region.shortName, ...shortForms]) addRegency(book, name, region.code, region.kind);
  for (const { code, name } of region.districts) addDistrict(book, name, code);
  // A city of the same name that no gazetteer lists still has to be told apart.
  for (const { name, code, level } of region.namesakes) {
    if (code !== null && level === 'city' && name === `Kota ${region.shortName}`) {
      addRegency(book, region.shortName, code, 'kota');
    }
  }
}

function addRegency({ kinds, entryOf }: NameBook, name: string, code: string, kind: Kind): void {
  kinds.set(code, kind);
  for (const words of spellings(name)) pushNew(entryOf(words).regencies, code);
}

function addDistrict({ entryOf }: NameBook, name: string, code: string): void {
  for (const words of spellings(name)) pushNew(entryOf(words).districts, code);
}

/** What the gazetteer calls a regency and its districts. */
function visitNamesOf(code: string, gazetteer: Gazetteer, visit: (words: readonly string[]) => unknown): void {
  const regency = gazetteer.findRegency(code);
  const names = regency === null ? [] : [regency.shortName, ...regency.shortForms];
  for (const district of gazetteer.districts) if (regencyOf(district.code) === code) names.push(district.name);
  for (const name of names) for (const words of spellings(name)) visit(words);
}

function regencyOf(districtCode: string): string {
  return districtCode.slice(0, 5);
}

function ownEntry(region: Region, find: (key: string) => NameEntry | undefined): NameEntry | null {
  return find(splitTerm(region.shortName).join(' ')) ?? null;
}

function compile({ entries, kinds }: NameBook): NameIndex {
  const byFirst = groupByFirst(entries.values());
  const joined = joinable(entries.values());
  const halves = halvesOf(joined.keys());
  return {
    startingWith: (word) => byFirst.get(word),
    joined: (name) => joined.get(name),
    isHalf: (word) => halves.has(word),
    kindOf: (code) => kinds.get(code) ?? 'kabupaten',
    own: null,
  };
}

/** The groups that the given entries belong to, with these in place of the shared ones. */
function regroup(
  shared: NameIndex,
  entries: ReadonlyMap<string, NameEntry>,
): ReadonlyMap<string, readonly NameEntry[]> {
  const groups = new Map<string, readonly NameEntry[]>();
  for (const { words } of entries.values()) {
    const first = words[0] as string;
    const group = shared.startingWith(first) ?? [];
    groups.set(
      first,
      group.map((entry) => entries.get(entry.words.join(' ')) ?? entry),
    );
  }
  return groups;
}
