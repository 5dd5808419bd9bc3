import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFieldNames } from '../../src/core/search-fields.ts';
import { planSearch } from '../../src/core/search-plan.ts';
import { printQuery } from '../../src/core/search-query.ts';
import { parseQuery } from '../../src/core/search-query-parser.ts';
import { wordsToIndex } from '../../src/core/search-words.ts';
import { region } from '../api/seed.ts';

const fields = createFieldNames(region, [{ id: 'kabar-wanasari', title: 'Kabar Wanasari' }]);
const parse = (text: string) => parseQuery(text, fields);
const read = (text: string) => {
  const { tree } = parse(text);
  return tree === null ? '' : printQuery(tree);
};
const problemsOf = (text: string) => parse(text).problems.map(({ message }) => message);

describe('reads', () => {
  test.each([
    ['air mati', 'air mati'],
    ['air AND mati', 'air mati'],
    ['air OR listrik mati', '(air OR listrik) mati'],
    ['air | listrik', 'air OR listrik'],
    ['mati (air OR listrik) -pulsa', 'mati (air OR listrik) -pulsa'],
    ['mati NOT pulsa', 'mati -pulsa'],
    ['--air', 'air'],
    ['(air bersih) OR "air  minum"', '(air bersih) OR "air minum"'],
    ['“air minum”', '"air minum"'],
    ['air NEAR/5 mati', 'air NEAR/5 mati'],
    ['air NEAR mati', 'air NEAR/5 mati'],
    ['air near/3 "tidak mengalir"', 'air NEAR/3 "tidak mengalir"'],
    ['(air OR pdam) NEAR/4 mati', '(air OR pdam) NEAR/4 mati'],
    ['a1 NEAR/2 b1 NEAR/3 c1', 'a1 NEAR/2 b1 b1 NEAR/3 c1'],
    ['-(a1 NEAR/2 b1)', '-a1 NEAR/2 b1'],
    ['opd:PDAM kecamatan:"Lembah Asri"', 'opd:pdam kecamatan:lembah-asri'],
    ['opd:"Dinas Kesehatan"', 'opd:dinkes'],
    ['kanal:fb nada:negatif', 'platform:facebook sentimen:negatif'],
    ['-platform:x tingkat:merah hoaks:klaim isu:#12', '-platform:x tingkat:merah hoaks:klaim isu:12'],
    ['sumber:"kabar wanasari" kelas:warga topik:air-listrik', 'sumber:kabar-wanasari kelas:warga topik:air-listrik'],
    ['dari:1/11/2026 sampai:2026-11-21', 'dari:2026-11-01 sampai:2026-11-21'],
    ['dari:7hari sampai:kemarin', 'dari:7hari sampai:kemarin'],
    ['jalan-jalan pukul 10:30', 'jalan-jalan pukul 10:30'],
    ['((air))', 'air'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('goes on with the good part, and says what is left out', () => {
  test.each<[string, string, RegExp]>([
    ['air "mati total', 'air "mati total"', /Tanda kutip tidak ditutup/],
    ['air kecamtan:x', 'air', /“kecamtan:” tidak dikenal; diabaikan\. Mungkin maksud Anda kecamatan:/],
    ['air opd:PDAMM', 'air', /“opd:PDAMM” tidak dikenal; diabaikan\. Mungkin maksud Anda opd:pdam\?/],
    ['air tingkat:gawat', 'air', /Yang ada: merah, kuning, hijau/],
    ['air PUPR:jalan', 'air', /Mungkin maksud Anda opd:pupr\?/],
    ['air zzzzzzzz:x', 'air', /Yang ada: platform: opd:/],
    ['https://contoh.test/a air', 'air', /Alamat tidak dapat dicari/],
    ['air dari:besok', 'air', /bukan tanggal/],
    ['air dari:2026-02-31', 'air', /bukan tanggal/],
    ['air isu:lama', 'air', /harus berupa nomor isu/],
    ['air opd:', 'air', /belum diberi nilai/],
    ['(air mati', 'air mati', /tidak ditutup/],
    ['air) mati', 'air mati', /tidak punya kurung buka/],
    ['air ()', 'air', /kosong/],
    ['OR air', 'air', /OR perlu kata di kirinya/],
    ['air OR', 'air', /OR perlu kata di kanannya/],
    ['air AND', 'air', /AND perlu kata/],
    ['air NOT', 'air', /perlu kata di kanannya/],
    ['NEAR/5 air', 'air', /NEAR perlu kata atau frasa di kirinya/],
    ['air NEAR/5', 'air', /NEAR perlu kata atau frasa di kanannya/],
    ['air NEAR/5 opd:PDAM', 'air opd:pdam', /dibaca sebagai AND/],
    ['air NEAR/99 mati', 'air NEAR/30 mati', /paling jauh 30/],
    ['air &&& mati', 'air mati', /tidak berisi huruf/],
    ['korup*', 'korup*', /Tanda \* tidak perlu/],
  ])('%s', (text, expected, message) => {
    expect(read(text)).toBe(expected);
    expect(problemsOf(text).join(' ')).toMatch(message);
  });

  test('problems point at their place', () => {
    const { problems } = parse('air kecamtan:x mati');
    expect(problems.map(({ start, end }) => 'air kecamtan:x mati'.slice(start, end))).toEqual(['kecamtan:x']);
  });

  test('nothing at all is no tree', () => {
    for (const text of ['', '  ', '()', '!!!', 'OR', 'kecamtan:x', '""']) expect(parse(text).tree).toBeNull();
  });

  test('what is huge is cut, and said', () => {
    expect(problemsOf('air '.repeat(5_000))).toHaveLength(2);
    expect(parse('('.repeat(1_500)).tree).toBeNull();
    expect(parse(`${'-'.repeat(1_900)}air`).problems).toEqual([]);
    expect(parse('__proto__:x constructor:y air').tree).toEqual({ kind: 'and', parts: expect.any(Array) });
  });
});

const piece = fc.oneof(
  fc.constantFrom(
    ...'( ) " “ ” - OR AND NOT NEAR NEAR/3 near/0 | air mati jalan-jalan korup* o’brien opd:pdam opd:"Dinas Kesehatan" topik:agama'.split(
      ' ',
    ),
    ...['dari:kemarin', 'sampai:2026-11-21', 'isu:7', 'x:y', ':', '*', '\n', '\u0000', 'sentimen:', '-(', ') OR ('],
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const anything = fc
  .array(piece, { maxLength: 25 })
  .chain((pieces) => fc.constantFrom(pieces.join(' '), pieces.join('')));

describe('for every text', () => {
  test('printing and reading again gives the same tree, without any problem but about *', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { tree, problems } = parse(text);
        for (const { start, end, message } of problems) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(message).not.toBe('');
        }
        if (tree === null) return;
        const again = parse(printQuery(tree));
        expect(again.tree).toEqual(tree);
        expect(again.problems.filter(({ message }) => !message.startsWith('Tanda *'))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('planning never fails, and a tree never becomes a search for everything', () => {
    const context = { stemsOf: (text: string) => text.split(/\W+/), now: new Date(), zone: 'Asia/Jakarta' };
    fc.assert(
      fc.property(anything, (text) => {
        const { tree } = parse(text);
        expect(planSearch(tree, context).node === null).toBe(tree === null);
      }),
    );
  });
});

test('an indexed text is as long as both databases can hold', () => {
  const words = wordsToIndex('air mati '.repeat(20_000));
  expect(words).toHaveLength(16_000);
  expect(words.filter((word) => word === 'air')).toHaveLength(255);
});
