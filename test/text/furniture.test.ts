import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFurniture } from '../../src/text/furniture.ts';
import { readText } from '../../src/text/read.ts';
import { createVocabulary } from '../../src/text/vocabulary.ts';

const furniture = createFurniture([
  { term: 'tags', kind: 'opener' },
  { term: 'reporter', kind: 'credit' },
  { term: 'editor', kind: 'credit' },
  { term: 'scroll untuk', kind: 'line' },
  { term: 'berita terkait', kind: 'heading' },
  { term: 'adv', kind: 'marker' },
]);
const vocabulary = createVocabulary({
  terms: [],
  rootTerms: [],
  hosts: [],
  slang: new Map(),
  languageBits: new Map(),
  furniture,
});
const keptOf = (text: string, title: string | null = null) =>
  readText(title, text, vocabulary)
    .tokens.filter(({ aside, kind }) => !aside && kind === 'word')
    .map(({ part }) => part.raw)
    .join(' ');

describe('page furniture', () => {
  it.each([
    ['Jalan rusak.\nTags: banjir, pungli\nWarga menunggu.', 'jalan rusak warga menunggu'],
    ['Jalan rusak. Tags: banjir, pungli', 'jalan rusak'],
    ['Editor: Sinta Lestari\nJalan rusak', 'jalan rusak'],
    ['Reporter : Budi | Editor : Sinta Lestari\nJalan rusak', 'jalan rusak'],
    ['Jalan rusak.\nSCROLL untuk lanjut membaca\nWarga menunggu.', 'jalan rusak warga menunggu'],
    ['Scroll untuk lanjut membaca. Warga menunggu.', 'warga menunggu'],
    ['Warga menunggu.\nBerita Terkait\nJembatan', 'warga menunggu jembatan'],
    ['Warga menunggu. (Adv/Diskominfo)', 'warga menunggu'],
    ['Adv: Warga menunggu', 'warga menunggu'],
  ])('%j keeps %j', (text, kept) => {
    expect(keptOf(text)).toBe(kept);
  });

  it.each([
    ['Tags itu apa', 'only before a colon'],
    ['Editor koran itu mengeluh', 'only before a colon'],
    ['Warga minta berita terkait jalan', 'not at the beginning'],
    ['Berita terkait jalan rusak itu benar', 'no heading'],
    ['Scrolluntuk apa', 'another word'],
    ['Adv mahal sekali', 'no label'],
  ])('keeps all of %j (%s)', (text) => {
    expect(keptOf(text)).toBe(text.toLowerCase());
  });

  it('leaves titles alone', () => {
    expect(keptOf('Isi', 'Tags: harga naik')).toBe('tags harga naik isi');
  });

  it('leaves out names only where a line goes on behind them', () => {
    const story =
      'Warga menunggu jalan itu diperbaiki sejak tahun lalu karena banyak yang jatuh di sana setiap hari hujan';
    expect(keptOf(`Reporter: Budi | Editor: Sinta - ${story}`)).toContain('jalan itu diperbaiki sejak tahun lalu');
  });

  it('leaves out a bounded part of text without lines and sentences', () => {
    expect(keptOf(`Tags: ${'jalan rusak '.repeat(100)}`).split(' ').length).toBeGreaterThan(150);
  });

  it('never ends before it starts or behind the text', () => {
    const openings = fc.constantFrom('Tags', 'Editor', 'Scroll untuk', 'Adv', 'Berita Terkait', '(Adv');
    fc.assert(
      fc.property(openings, fc.string({ unit: 'binary', maxLength: 300 }), (opening, rest) => {
        const text = `${opening}${rest}`;
        const start = opening.startsWith('(') ? 1 : 0;
        const word = opening.slice(start).split(' ')[0]?.toLowerCase() ?? '';
        const end = furniture(word, text, start);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
