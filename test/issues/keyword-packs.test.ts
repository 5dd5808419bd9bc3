import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPackMatcher } from '../../src/issues/keyword-packs.ts';
import { wordsOfTerm } from '../../src/issues/term-tree.ts';
import { candidates, makeKeyword, makePack } from './packs.ts';

const zone = 'Asia/Jakarta';
const publishedAt = '2026-11-22T06:00:00.000Z';

/** The keywords found in a text, as they stand there. */
function found(words: readonly string[], text: string, title: string | null = null): readonly string[] {
  const pack = makePack({ keywords: words.map((word) => makeKeyword(word)) });
  return createPackMatcher([pack], zone)
    .find({ title, text, publishedAt })
    .flatMap(({ keywords }) => keywords)
    .map(({ field, start, end }) => (field === 'title' ? (title ?? '') : text).slice(start, end));
}

describe('keywords', () => {
  it.each([
    ['politik uang', 'Ada Politik Uang di desa', ['Politik Uang']],
    ['politik uang', 'Ada POLITIK\nUANG di desa', ['POLITIK\nUANG']],
    ['politik uang', 'Ada “politik” "uang" di desa', ['politik” "uang']],
    ['politik uang', 'politik-uang', ['politik-uang']],
    ['politik-uang', 'politik uang', ['politik uang']],
    ['politik uang', '#PolitikUang2029 merajalela', ['PolitikUang']],
    ['politik uang', '#politikuang merajalela', ['politikuang']],
    ['serangan fajar', 'seranganfajar lagi', ['seranganfajar']],
    ['bansos', 'Bansosnya telat, bansosnyalah', ['Bansosnya']],
    ['curang', 'cuuurang', ['cuuurang']],
    ['curang', 'cúrang', ['cúrang']],
    ['curáng', 'curang', ['curang']],
    ['janji', 'cuma janji-janji saja', ['janji-janji']],
    ['janji', 'cuma janji2 saja', ['janji2']],
    ['kpps', 'KPPS menahan C1', ['KPPS']],
    ['gas 3 kg', 'harga gas 3 kg naik', ['gas 3 kg']],
    ['\u{1d41c}urang', 'curang', ['curang']],
  ])('«%s» stands in «%s»', (word, text, spans) => {
    expect(found([word], text)).toEqual(spans);
  });

  it.each([
    ['uang', 'peluang besar; keuangan; ruang'],
    ['sara', 'sarana dan prasarana'],
    ['curang', 'kecurangan'],
    ['politik uang', 'soal politik. Uang itu'],
    ['politik uang', 'politik, uang'],
    ['politik uang', 'uang politik'],
    ['hati-hati', 'hati kami'],
    ['curang', 'kata @curang dan https://curang.test/curang dan curang@uji.test'],
    ['a b c d', 'abcd'],
  ])('«%s» does not stand in «%s»', (word, text) => {
    expect(found([word], text)).toEqual([]);
  });

  it('are each found once, where they stand first, also inside one another', () => {
    expect(found(['uang', 'politik uang'], 'politik uang, uang', 'Uang')).toEqual(['Uang', 'politik uang']);
  });

  it('need one of the words that must be near, anywhere in the text', () => {
    const pack = makePack({ keywords: [makeKeyword('beras', 'harga', ['harga naik', 'langka'])] });
    const matcher = createPackMatcher([pack], zone);
    const hits = (title: string | null, text: string) => matcher.find({ title, text, publishedAt }).length;
    expect(hits(null, 'Beras enak')).toBe(0);
    expect(hits(null, 'Beras mulai langka')).toBe(1);
    expect(hits('Harga naik', 'Beras lagi-lagi')).toBe(1);
  });

  it('hold only on the days of the pack, in the zone of the regency', () => {
    const matcher = createPackMatcher([makePack({ from: '2026-11-20', to: '2026-11-22' })], zone);
    const hits = (at: string) => matcher.find({ title: null, text: 'curang', publishedAt: at }).length;
    expect(
      [
        '2026-11-19T16:59:59.999Z',
        '2026-11-19T17:00:00.000Z',
        '2026-11-22T16:59:59.999Z',
        '2026-11-22T17:00:00.000Z',
      ].map(hits),
    ).toEqual([0, 1, 1, 0]);
  });

  it('point into the text, whatever the text holds', () => {
    const words = ['curang', 'politik uang', 'janji', 'gas 3 kg', 'anak-anak'];
    const matcher = createPackMatcher([makePack({ keywords: words.map((word) => makeKeyword(word)) })], zone);
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...words, '\u202e', '<b>', '#', '-', '__proto__'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join(' ');
        for (const { keyword, start, end } of matcher
          .find({ title: null, text, publishedAt })
          .flatMap((f) => f.keywords)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(wordsOfTerm(text.slice(start, end)).join('')).toContain(wordsOfTerm(keyword.text)[0]?.split('-')[0]);
        }
      }),
    );
  });

  it('take their time by the length of the text', () => {
    const hostile = `${'politik '.repeat(20_000)}uang ${'a'.repeat(50_000)}${'#'.repeat(50_000)}${'-a'.repeat(20_000)}`;
    expect(found(['politik uang'], hostile)).toEqual(['politik uang']);
  });
});

describe('candidates', () => {
  const names = (text: string) =>
    createPackMatcher([makePack({ candidates })], zone)
      .find({ title: null, text: `curang ${text}`, publishedAt })
      .flatMap((finding) => finding.names.map(({ id }) => id));

  it('are found everywhere, by name or alias, once per place', () => {
    expect(names('Sastra Wulung, bang sastra; LARAS TIRTA NINGRUM dan Paslon 02')).toEqual(['01', '01', '02', '02']);
    expect(names('Sastra Tirta')).toEqual([]);
  });

  it('are only looked for in texts with a keyword', () => {
    const matcher = createPackMatcher([makePack({ candidates })], zone);
    expect(matcher.find({ title: null, text: 'Sastra Wulung berkunjung ke pasar', publishedAt })).toEqual([]);
  });

  it('with the longer name where one holds the other', () => {
    const pair = [
      { id: '1', name: 'Sastra', aliases: [] },
      { id: '2', name: 'Sastra Wulung', aliases: [] },
    ];
    const [finding] = createPackMatcher([makePack({ candidates: pair })], zone).find({
      title: null,
      text: 'curang Sastra Wulung, Sastra',
      publishedAt,
    });
    expect(finding?.names.map(({ id }) => id)).toEqual(['2', '1']);
  });
});
