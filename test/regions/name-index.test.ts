import { describe, expect, test } from 'vitest';
import type { Region } from '../../src/core/region.ts';
import { emptyGazetteer, type Gazetteer, loadGazetteer } from '../../src/regions/gazetteer.ts';
import { createNationalNames, type NameIndex } from '../../src/regions/name-index.ts';
import { spellings } from '../../src/regions/name-words.ts';
import { regionFiles } from './region-files.ts';

const gazetteer = loadGazetteer(regionFiles, []);
const national = createNationalNames(gazetteer);
const words = [
  ...new Set(
    [...gazetteer.regencies.map(({ shortName }) => shortName), ...gazetteer.districts.map(({ name }) => name)]
      .flatMap(spellings)
      .flatMap((spelling) => [...spelling, spelling.join('').slice(0, 5)]),
  ),
];
const codes = gazetteer.regencies.map(({ code }) => code);

const regionOf = (code: string): Region => {
  const region = gazetteer.findRegion(code);
  if (region === null) throw new Error(`no ${code}`);
  return region;
};

/** The names without the region's, so that none of its own are there to lie over: all are put together anew. */
const madeApart = (region: Region): NameIndex => {
  const others: Gazetteer = {
    ...gazetteer,
    regencies: gazetteer.regencies.filter(({ code }) => code !== region.code),
    districts: gazetteer.districts.filter(({ code }) => !code.startsWith(`${region.code}.`)),
  };
  return createNationalNames(others).indexFor(region);
};

/** What an index says of a word. Of names of one length that begin alike only one can stand in a text: their order says nothing. */
const toldOf = (index: NameIndex, word: string): string => {
  const names = (index.startingWith(word) ?? []).map((name) => JSON.stringify(name)).sort();
  return JSON.stringify([names, index.joined(word) ?? null, index.isHalf(word)]);
};
const differing = (one: NameIndex, other: NameIndex): readonly string[] => [
  ...words.filter((word) => toldOf(one, word) !== toldOf(other, word)),
  ...codes.filter((code) => one.kindOf(code) !== other.kindOf(code)),
];

describe('names that lie over those of the country', () => {
  // A regency and a city of one name, short forms, a district of the name, one district alone.
  test.each(['35.16', '35.76', '36.74', '73.13', '31.01', '91.71'])(
    'of %s are those of an index made for it',
    (code) => {
      const region = regionOf(code);
      const index = national.indexFor(region);
      const apart = madeApart(region);
      expect(differing(index, apart)).toEqual([]);
      expect(index.own).toEqual(apart.own);
      // It is the entry itself that is told from others.
      expect(index.startingWith(index.own?.words[0] ?? '')).toContain(index.own);
    },
  );

  test('leave those of the country and of other regions as they are', () => {
    const untouched = createNationalNames(gazetteer).indexFor(null);
    national.indexFor(regionOf('35.16'));
    national.indexFor({ ...regionOf('35.17'), shortName: 'Jombangan' });
    expect(differing(national.indexFor(null), untouched)).toEqual([]);
  });

  test('a region with names that the gazetteer does not know, or without some that it knows, has an index of its own', () => {
    const region = { ...regionOf('35.16'), shortName: 'Majakertan', districts: regionOf('35.16').districts.slice(1) };
    const index = national.indexFor(region);
    expect(index.own?.regencies).toEqual(['35.16']);
    expect(index.startingWith('majakertan')).toEqual([index.own]);
    expect(index.isHalf('majaker')).toBe(true);
    expect(differing(index, madeApart(region))).toEqual([]);
    const left = regionOf('35.16').districts[0]?.name.toLowerCase() ?? '';
    expect(
      index.startingWith(left)?.some(({ districts }) => districts.some((each) => each.startsWith('35.16'))),
    ).not.toBe(true);
    expect(createNationalNames(emptyGazetteer).indexFor(region).startingWith('majakertan')?.[0]?.regencies).toEqual([
      '35.16',
    ]);
  });
});
