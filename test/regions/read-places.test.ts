import { describe, expect, it } from 'vitest';
import { loadGazetteer } from '../../src/regions/gazetteer.ts';
import { createNationalNames } from '../../src/regions/name-index.ts';
import { createPlaceMarker, createRegionIndex } from '../../src/regions/place-index.ts';
import { readNames, readPhrases, readVillages } from '../../src/regions/read-places.ts';
import { readText } from '../../src/text/read.ts';
import { createVocabulary } from '../../src/text/vocabulary.ts';
import { regionFiles } from './region-files.ts';

const gazetteer = loadGazetteer(regionFiles, []);
const region = gazetteer.findRegion('35.16');
if (region === null) throw new Error('no region');
const names = createNationalNames(gazetteer).indexFor(region);
const own = createRegionIndex(region, gazetteer, true);
const vocabulary = createVocabulary({
  terms: ['tempe', 'dan', 'di'],
  rootTerms: [],
  hosts: [],
  slang: new Map([['kab', 'kabupaten']]),
  languageBits: new Map(),
});
const mark = createPlaceMarker(names, own);
const read = (text: string) => {
  const doc = readText(null, text, vocabulary);
  mark(doc.tokens);
  return doc;
};

const namesIn = (text: string) => {
  const doc = read(text);
  const slice = (from: number, last: number) => text.slice(doc.tokens[from]?.start, doc.tokens[last]?.end);
  const { regencies, districts } = readNames(doc.tokens, names);
  return [
    ...regencies.map(({ from, last, role, kind }) => `${slice(from, last)}: ${role}${kind === null ? '' : ` ${kind}`}`),
    ...districts.map(({ from, last, named }) => `${slice(from, last)}: district${named ? ' named' : ''}`),
  ];
};

describe('readNames', () => {
  it.each([
    ['Bupati Mojokerto hadir', ['Bupati Mojokerto: full kabupaten']],
    ['Kab. Mojokerto', ['Kab. Mojokerto: full kabupaten']],
    ['DPRD Kabupaten Jombang', ['DPRD Kabupaten Jombang: full kabupaten']],
    ['Wakil Wali Kota Mojokerto', ['Wakil Wali Kota Mojokerto: full kota']],
    ['Polres Mojokerto Kota', ['Polres Mojokerto: office']],
    ['warga mojokerto resah', ['mojokerto: bare']],
    ['warga jombang resah', []],
    ['soto Lamongan enak', []],
    ['Jalan Surabaya macet', ['Jalan Surabaya: route']],
    ['Kecamatan Wajo', ['Kecamatan Wajo: district named']],
    ['Kelurahan Jombang', []],
    ['Kecamatan Kemlagi dan Dawar Blandong', ['Kecamatan Kemlagi: district named', 'Dawar Blandong: district']],
    ['di Tangsel', ['Tangsel: bare']],
    ['nasib Malang menimpa', []],
    ['tiba di Malang', ['Malang: bare']],
    ['ke Kediri, Malang dan Batu', ['Kediri: bare', 'Malang: bare', 'Batu: bare']],
    ['makan Tempe', []],
  ])('%s', (text, hits) => {
    expect(namesIn(text)).toEqual(hits);
  });

  it('counts words that speak of a regency or a city without naming it', () => {
    const { regencyHints, cityHints } = readNames(read('Bupati bertemu wali kota dan lurah').tokens, names);
    expect([regencyHints, cityHints]).toEqual([1, 2]);
  });
});

describe('readVillages and readPhrases', () => {
  const villagesIn = (text: string) =>
    readVillages(read(text).tokens, own, () => false).map(
      ({ entry, named }) => `${entry.name}${named ? ' named' : ''}`,
    );

  it.each([
    ['Desa Sugeng dan Kesemen', ['Sugeng named', 'Kesemen']],
    ['di Kedung Gempol', ['Kedunggempol']],
    ['desa kesemen', ['Kesemen named']],
    ['orang kesemen', []],
  ])('%s', (text, villages) => {
    expect(villagesIn(text)).toEqual(villages);
  });

  it('finds landmarks and namesakes of the region', () => {
    const hits = readPhrases(read('Tanggul Kali Sadar dan Taman Bahari Majapahit').tokens, own);
    expect(hits.map(({ phrase }) => [phrase.kind, phrase.code])).toEqual([
      ['landmark', null],
      ['namesake', '35.76'],
    ]);
  });
});
