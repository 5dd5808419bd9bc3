import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageBitsOf } from '../../src/text/languages.ts';
import { readText } from '../../src/text/read.ts';
import { createVocabulary } from '../../src/text/vocabulary.ts';
import { smallLexicons } from '../scoring/small-lexicons.ts';

const terms = [
  'jalan',
  'rusak',
  'bagus',
  'pelayanan',
  'tidak',
  'apa-apa',
  'benah',
  'hanya',
  'masalah',
  'masa',
  'bansos',
  '😡',
  ':(',
];
const vocabulary = createVocabulary({
  terms,
  rootTerms: ['benah'],
  hosts: [],
  slang: smallLexicons.slang,
  languageBits: languageBitsOf(smallLexicons),
});

const wordsOf = (text: string) =>
  readText(null, text, vocabulary)
    .tokens.filter(({ kind }) => kind !== 'punctuation')
    .map(
      ({ part, start, end }) => `${part.word || text.slice(start, end)}${part.id > 0 ? '' : part.root > 0 ? '~' : '?'}`,
    );

describe('readText', () => {
  it.each([
    ['JALAN Rusak', ['jalan', 'rusak']],
    ['bagusss', ['bagus']],
    ['jalannya pelayanannyalah', ['jalan', 'pelayanan']],
    ['hanya masalah', ['hanya', 'masalah']],
    ['gk', ['tidak']],
    ['gpp', ['tidak', 'apa-apa']],
    ['jalan2 jalan-jalan', ['jalan', 'jalan']],
    ['jalan-rusak', ['jalan', 'rusak']],
    ['pembenahan', ['pembenahan~']],
    ['#JalanRusak', ['jalan', 'rusak']],
    ['𝗯𝗮𝗻𝘀𝗼𝘀 ban\u200Bsos', ['bansos', 'bansos']],
    ['😡🏽 :(', ['😡', ':(']],
    ['https://a.id/jalan www.b.com jalan.rusak@c.id', ['https://a.id/jalan?', 'www.b.com?', 'jalan.rusak@c.id?']],
    ['Rp1.500 10.000', ['rp?', '1.500?', '10.000?']],
  ])('reads %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('keeps the offsets of what stands in the text', () => {
    const text = 'Kata "gpp" itu #JalanRusak.';
    const { tokens } = readText('Judul rusak', text, vocabulary);
    const slices = tokens.map(({ field, start, end }) => (field === 'title' ? 'Judul rusak' : text).slice(start, end));
    expect(slices).toEqual(['Judul', 'rusak', 'Kata', '"', 'gpp', 'gpp', '"', 'itu', 'Jalan', 'Rusak', '.']);
  });

  it('ends sentences at full stops but not after abbreviations and inside numbers', () => {
    const { tokens, sentences } = readText(null, 'Di Kab. Mojokerto ada 1.513 rumah. Lalu surut!\nSelesai', vocabulary);
    expect(sentences).toBe(3);
    expect(tokens.find(({ part }) => part.word === 'mojokerto')?.sentence).toBe(0);
  });

  it('marks link lists and "Baca juga" lines as asides', () => {
    const text =
      '- satu rusak\n- dua rusak\n- tiga rusak\nIsi rusak.\nBaca juga: jalan rusak\nBaca lainnya:\n- bagus\nPenutup rusak';
    const { tokens } = readText(null, text, vocabulary);
    const kept = tokens.filter(({ aside, kind }) => !aside && kind === 'word').map(({ part }) => part.word);
    expect(kept).toEqual(['isi', 'rusak', 'penutup', 'rusak']);
  });

  it('reads any text: tokens lie in order inside their field and are never empty', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        (title, text) => {
          const doc = readText(title, text, vocabulary);
          const last = { title: 0, text: 0 };
          for (const { field, start, end } of doc.tokens) {
            expect(start).toBeGreaterThanOrEqual(last[field]);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual((field === 'title' ? title : text).length);
            last[field] = start;
          }
        },
      ),
    );
  });
});
