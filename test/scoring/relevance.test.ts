import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Region } from '../../src/core/region.ts';
import { emptyGazetteer, loadGazetteer } from '../../src/regions/gazetteer.ts';
import { createNationalPlaces } from '../../src/regions/national-places.ts';
import { parseRegion } from '../../src/regions/parse-region.ts';
import { createCueIndex } from '../../src/scoring/cue-index.ts';
import { createRelevanceScorer } from '../../src/scoring/relevance.ts';
import { readText } from '../../src/text/read.ts';
import { regionFiles } from '../regions/region-files.ts';
import { smallLexicons } from './small-lexicons.ts';

const gazetteer = loadGazetteer(regionFiles, []);
// Read by all of them in turn, as the regencies of a province do.
const { vocabulary } = createCueIndex(smallLexicons, []);
const scorerFor = (region: Region | null, others = gazetteer) => {
  const score = createRelevanceScorer(region, createNationalPlaces(others));
  return (text: string, title: string | null = null) => score(readText(title, text, vocabulary));
};
const mojokerto = scorerFor(gazetteer.findRegion('35.16'));
const jombang = scorerFor(gazetteer.findRegion('35.17'));
const wajo = scorerFor(gazetteer.findRegion('73.13'));
const open = scorerFor(null);

const verdict = (judge: typeof mojokerto, text: string, title: string | null = null) => {
  const { about, level } = judge(text, title).relevance;
  return `${about} ${level}`;
};

describe('with a region', () => {
  it.each([
    ['its own name with a title', 'Bupati Mojokerto meninjau pasar', '35.16 regency'],
    ['the bare name, which the city shares', 'Pencurian motor di Mojokerto', '35.16 regency'],
    ['the city by its own words', 'Wali Kota Mojokerto membuka festival', '35.76 city'],
    [
      'the bare name beside words of a city',
      'Festival di Mojokerto dibuka wali kota, pemkot menyiapkan panggung',
      '35.76 city',
    ],
    ['a landmark of the city', 'Kapal di Taman Bahari Majapahit disegel', '35.76 city'],
    ['another regency', 'Bupati Jombang dan DPRD Jombang rapat', '35.17 elsewhere'],
    ['another city that is not called one', 'Pemadaman di Surabaya, warga Surabaya menunggu', '35.78 elsewhere'],
    ['a district that no other regency has', 'Jalan rusak di Kecamatan Dawarblandong', '35.16 regency'],
    ['a district beside one of its villages', 'Maling di Mojodadi, Kemlagi, diamankan', '35.16 regency'],
    ['a district that others have too', 'Rapat di Kecamatan Ngoro', 'null elsewhere'],
    ['one village', 'Warga Kedunggempol mengeluh', 'null elsewhere'],
    ['two villages of one district', 'Air surut di Kedunggempol dan Menanggal', '35.16 regency'],
    ['a landmark', 'Tanggul Kali Sadar jebol', '35.16 regency'],
    ['no place', 'Harga beras naik lagi', 'null elsewhere'],
    ['one name in a list', 'Korban di Bogor, Mojokerto, dan Lampung Selatan', 'null elsewhere'],
  ])('%s: %s → %s', (_, text, expected) => {
    expect(verdict(mojokerto, text)).toBe(expected);
  });

  it.each([
    ['Kelurahan Jombang terendam, kata BPBD Kota Tangsel', '36.74 city'],
    ['Artikel Kabupaten Jember yang mendaftar Kecamatan Jombang', '35.09 elsewhere'],
    ['Kecamatan Jombang macet, Pemkab Jombang turun tangan', '35.17 regency'],
  ])('tells Jombang from its namesakes: %s', (text, expected) => {
    expect(verdict(jombang, text)).toBe(expected);
  });

  it.each([
    ['Warga Kecamatan Wajo Kota Makassar mengeluh', '73.71 city'],
    ['Warga Sengkang menunggu bantuan, kata Pemkab Wajo', '73.13 regency'],
  ])('tells Wajo from the district of Makassar: %s', (text, expected) => {
    expect(verdict(wajo, text)).toBe(expected);
  });

  it('says which words told it, strongest first', () => {
    expect(mojokerto('Warga Kecamatan Kemlagi mengadu kepada Bupati Mojokerto').relevance.why).toEqual([
      'Bupati Mojokerto',
      'Kecamatan Kemlagi',
    ]);
  });

  it('finds districts and villages with codes and offsets', () => {
    const text = 'Bupati Mojokerto ke Desa Kesemen dan Kedung Gempol di Mojosari';
    const { places } = mojokerto(text);
    expect(places.map(({ code, name, start, end }) => [code, name, text.slice(start, end)])).toEqual([
      ['35.16.05.2002', 'Kesemen', 'Kesemen'],
      ['35.16.08.2017', 'Kedunggempol', 'Kedung Gempol'],
      ['35.16.08', 'Mojosari', 'Mojosari'],
    ]);
  });

  it('leaves a village open whose name several districts have, unless the text names the district', () => {
    const named = (text: string) => mojokerto(text).places.map(({ code }) => code);
    expect(named('Pemkab Mojokerto ke Desa Mojorejo')).toEqual([]);
    expect(named('Pemkab Mojokerto ke Desa Mojorejo, Kemlagi')).toEqual(['35.16.15.2015', '35.16.15']);
  });

  it('does not read links to other items', () => {
    expect(verdict(mojokerto, 'Harga naik.\nBaca juga: Bupati Mojokerto marah')).toBe('null elsewhere');
  });
});

describe('without a region', () => {
  it.each([
    ['Bupati Majalengka membuka rapat', '32.10 regency'],
    ['Wali Kota Mojokerto membuka rapat', '35.76 city'],
    ['PLN Mojokerto: padam di Tembelang, Kesamben, Peterongan dan Gudo', '35.17 regency'],
    ['Harga beras naik lagi', 'null elsewhere'],
  ])('%s → %s', (text, expected) => {
    expect(verdict(open, text)).toBe(expected);
  });

  it('gives the places of the regency it names', () => {
    expect(open('Bupati Jombang ke Desa Bawangan, Ploso').places.map(({ name }) => name)).toEqual([
      'Bawangan',
      'Ploso',
    ]);
  });
});

describe('from a region alone', () => {
  const demo = parseRegion(parse(readFileSync(new URL('../../data/demo/region.yaml', import.meta.url), 'utf8')), []);
  const judge = scorerFor(demo, emptyGazetteer);

  it.each([
    ['Bupati Banyuraga meresmikan pasar', '99.01 regency'],
    ['Warga Bumi Wulung bersuka', '99.01 regency'],
    ['Bendungan Ciwulung penuh', '99.01 regency'],
    ['CIWULUNG – Warga Pasirwulung menanam pisang', '99.01 regency'],
    ['Wali Kota Banyuraga menaikkan tarif', '99.71 city'],
    ['Hotel Banyuraga memberi potongan harga', 'null elsewhere'],
    ['Banyuraga FC menang', 'null elsewhere'],
  ])('%s → %s', (text, expected) => {
    expect(verdict(judge, text)).toBe(expected);
  });

  it('names the namesake as the reason', () => {
    expect(judge('Hotel Banyuraga memberi potongan harga').relevance.why).toEqual(['Hotel Banyuraga']);
  });
});
