import { describe, expect, it } from 'vitest';
import { createCueIndex } from '../../src/scoring/cue-index.ts';
import { evidenceOf, round } from '../../src/scoring/evidence.ts';
import type { Reading } from '../../src/scoring/reading.ts';
import { toUnits } from '../../src/scoring/sentiment-units.ts';
import { readText } from '../../src/text/read.ts';
import { smallLexicons } from './small-lexicons.ts';

const index = createCueIndex(smallLexicons, []);

const plain: Reading = { language: 'id', mixed: [], debunks: false, isPlace: () => false };
/** Contributions of the units, by the words they stand on. */
const units = (text: string, reading: Partial<Reading> = {}, title: string | null = null) => {
  const doc = readText(title, text, index.vocabulary);
  return toUnits(doc, index.find(doc.tokens), { ...plain, ...reading }).map(({ first, last, contribution, rule }) => {
    const { text: surface } = evidenceOf(doc, first, last, 0, rule);
    return `${surface} ${round(contribution)} ${rule}`;
  });
};

describe('units and their rules', () => {
  it.each([
    ['jalan di sini bagus', ['bagus 2 lexicon:id-core']],
    ['jalan rusak parah semua', ['rusak parah -3 lexicon:id-core']],
    ['pelayanan prima semua orang', ['pelayanan prima 2.5 lexicon:id-government']],
    ['di rumah sakit itu', []],
    ['jalan sangat rusak semua', ['rusak -3 intensifier:sangat']],
    ['jalan bagus sekali semua', ['bagus 2.8 intensifier:sekali']],
    ['jalan kurang bagus semua', ['bagus -1.2 intensifier:kurang']],
    ['ini tidak terlalu bagus semua', ['bagus -0.8 intensifier:tidak terlalu']],
    ['ini tidak bagus semua', ['bagus -1.6 negation:tidak']],
    ['ini gk bgs semua', ['bgs -1.6 negation:tidak']],
    ['ini belum bagus semua', ['bagus -1.2 negation:belum']],
    ['jalan ini tidak rusak', ['rusak 0.8 negation:tidak']],
    ['jangan rusak jalan ini', ['rusak -0.6 negation:jangan']],
    ['tidak, jalan ini bagus', ['bagus 2 lexicon:id-core']],
    ['tidak ada tindakan bagus sama', ['tidak ada tindakan -2.5 lexicon:id-core', 'bagus 2 lexicon:id-core']],
    ['lain bagus semua orang', ['bagus 2 lexicon:id-core']],
    ['jalan bagus tapi rusak', ['bagus 1 lexicon:id-core', 'rusak -3.2 lexicon:id-core']],
    ['meski bagus, jalan rusak', ['bagus 1 lexicon:id-core', 'rusak -2 lexicon:id-core']],
    [
      'rusak dan rusak dan rusak',
      ['rusak -2 lexicon:id-core', 'rusak -1.2 lexicon:id-core', 'rusak -0.8 lexicon:id-core'],
    ],
    ['jalan ruuusak semua ini', ['ruuusak -2.5 lexicon:id-core']],
    ['kepala dinas membantah pungli', ['pungli -1.65 lexicon:id-core']],
    ['jalan itu semua 😡 dan :(', ['😡 -2 lexicon:emoji', ':( -1.5 lexicon:emoji']],
  ])('%s', (text, expected) => {
    expect(units(text)).toEqual(expected);
  });

  it('turns Sundanese and Javanese negators only where those languages are spoken', () => {
    expect(units('lain bagus semua orang', { mixed: ['su'] })).toEqual(['bagus -1.6 negation:lain']);
  });

  it('takes words of a local language only where it is spoken', () => {
    expect(units('pada era itu semua')).toEqual([]);
    expect(units('pada era itu semua', { mixed: ['su'] })).toEqual(['era -2.5 lexicon:su']);
    expect(units('dalane elek banget iki', { language: 'jv' })).toEqual(['elek -2 lexicon:jv']);
  });

  it('takes no feeling from the name of a place', () => {
    expect(units('Kota Malang itu indah', { isPlace: (at) => at === 1 })).toEqual([]);
  });

  it('softens what a fact check repeats', () => {
    expect(units('kabar banjir itu salah', { debunks: true })).toEqual(['banjir -0.4 lexicon:id-core']);
  });

  it('turns praise round in a short post that tells of trouble', () => {
    expect(units('Mantap PDAM, mati terus bayar jalan terus 👍')).toEqual([
      'Mantap -1 irony',
      'mati terus -2 lexicon:id-core',
      '👍 -1 irony',
    ]);
    expect(units('Mantap jalannya, tapi rusak sedikit di sana')[0]).toBe('Mantap 1 lexicon:id-core');
  });

  it('weighs the title more than the text', () => {
    expect(units('Isi berita ini bagus sekali', {}, 'Jalan rusak')).toEqual([
      'rusak -3.6 lexicon:id-core',
      'bagus 2.8 intensifier:sekali',
    ]);
  });

  it.each([
    ['stunting meningkat di desa itu', ['stunting meningkat -1.8 direction']],
    ['angka stunting kini menurun drastis', ['stunting kini menurun 1.8 direction']],
    ['panen menurun tahun ini', ['panen menurun -1.8 direction']],
    ['panen, harga, dan lain-lain menurun', []],
    ['soal stunting. Menurun', []],
  ])('reads which way a matter goes: %s', (text, expected) => {
    expect(units(text)).toEqual(expected);
  });
});
