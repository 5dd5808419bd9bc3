import { describe, expect, it } from 'vitest';
import { createCueIndex } from '../../src/scoring/cue-index.ts';
import { createSentimentScorer } from '../../src/scoring/sentiment.ts';
import type { Reading } from '../../src/scoring/sentiment-units.ts';
import { readText } from '../../src/text/read.ts';
import { smallLexicons } from './small-lexicons.ts';

const index = createCueIndex(smallLexicons, []);
const scoreSentiment = createSentimentScorer(index.sentimentCues, 'id-test');

const plain: Reading = { language: 'id', mixed: [], debunks: false, isPlace: () => false };
const judge = (text: string, reading: Partial<Reading> = {}, title: string | null = null) => {
  const doc = readText(title, text, index.vocabulary);
  return scoreSentiment(doc, index.find(doc.tokens), { ...plain, ...reading });
};
/** Contributions of the units, by the words they stand on. */
const units = (text: string, reading: Partial<Reading> = {}) =>
  judge(text, reading).evidence.map((each) => `${each.text} ${each.weight} ${each.rule}`);

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
    expect(judge('Mantap PDAM, mati terus bayar jalan terus 👍').label).toBe('negative');
    expect(judge('Mantap jalannya, tapi rusak sedikit di sana').evidence[0]?.weight).toBeGreaterThan(0);
  });

  it('weighs the title more than the text', () => {
    const inTitle = judge('Isi berita ini bagus sekali', {}, 'Jalan rusak');
    expect(inTitle.evidence.map(({ field, weight }) => [field, weight])).toEqual([
      ['title', -3.6],
      ['text', 2.8],
    ]);
  });
});

describe('verdict', () => {
  it('adds up to the contributions of its units, through the sentiment package', () => {
    const { raw, units: all } = judge('Jalan sangat rusak, warga mengeluh, tapi puskesmas tidak bagus dan dicuri 👍');
    expect(all).toHaveLength(5);
    expect(raw).toBeCloseTo(
      all.reduce((sum, { contribution }) => sum + contribution, 0),
      9,
    );
  });

  it.each([
    ['jalan rusak dan warga mengeluh', 'negative'],
    ['jalan bagus sekali semua', 'positive'],
    ['warga berkumpul di balai desa', 'neutral'],
    ['jalan bagus, jembatan rusak', 'neutral'],
  ])('%s is %s', (text, label) => {
    expect(judge(text).label).toBe(label);
  });

  it.each([
    ['halo semua', 'id', 'unscored-short'],
    ['👋', 'und', 'unscored-short'],
    ['the road is very bad', 'en', 'unscored-language'],
    ['lorem ipsum dolor sit', 'und', 'unscored-language'],
  ])('%s in %s is unscored: %s', (text, language, reason) => {
    expect(judge(text, { language })).toMatchObject({ label: 'unscored', value: 0, confidence: 0, reason });
  });

  it('judges two words when one of them has a feeling', () => {
    expect(judge('jalan rusak').label).toBe('negative');
  });

  it('is not moved by a single word in a long text', () => {
    const long = `Kegiatan berlangsung di balai desa dan dihadiri warga. ${'Acara berjalan seperti biasa. '.repeat(25)}`;
    expect(judge(`${long} Jalan rusak.`).label).toBe('neutral');
    expect(judge('Jalan rusak di depan balai desa.').label).toBe('negative');
  });

  it('has a value from −1 to 1 and is surer with more evidence', () => {
    const weak = judge('jalan rusak di sana');
    const strong = judge('jalan rusak parah, warga mengeluh, pungli, lambat, dicuri');
    expect(strong.value).toBeGreaterThan(-1);
    expect(strong.value).toBeLessThan(weak.value);
    expect(strong.confidence).toBeGreaterThan(weak.confidence);
  });
});
