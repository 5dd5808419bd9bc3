import { expect, test } from 'vitest';
import { blotOut, createBlotCheck } from '../../src/core/blot-out.ts';

const text = 'Got di depan rumah Bu Lilis meluap lagi & baunya minta ampun. Tolong dinas lihat sendiri!';
const isErased = createBlotCheck(['Got meluap di Sukalaras sejak Senin', text], ['https://x.test/lilis/1']);

test.each([
  ['the whole text', text],
  ['cut short', 'Got di depan rumah Bu Lilis meluap…'],
  ['in HTML', '<p>Warga: “Got di depan <b>rumah</b> Bu Lilis meluap lagi &amp; baunya minta ampun”</p>'],
  ['one sentence of it', 'Kata seorang warga, tolong dinas lihat sendiri!'],
  ['a quotation from within', 'Seorang ibu mengeluh “di depan rumah Bu Lilis meluap lagi & baunya minta ampun”.'],
  ['its address', 'Lihat https://x.test/lilis/1 di sini'],
  ['its title in capitals', 'ISU: GOT MELUAP DI SUKALARAS SEJAK SENIN'],
])('finds %s', (_, found) => expect(isErased(found)).toBe(true));

test.each(['Got', 'meluap lagi', 'Jalan berlubang di Kemlagi diperbaiki', '', '4 sebutan dari 3 sumber'])(
  'leaves %j',
  (other) => expect(isErased(other)).toBe(false),
);

test('blots texts out wherever they stand in a value, and nothing else', () => {
  const value = { id: 4, title: 'Got meluap di Sukalaras sejak Senin', counts: [1, null, true], inner: [{ text }] };
  expect(blotOut(value, isErased, '[dihapus]')).toEqual({
    value: { id: 4, title: '[dihapus]', counts: [1, null, true], inner: [{ text: '[dihapus]' }] },
    hits: 2,
  });
});

test('many long texts are looked for in one walk', () => {
  const many = createBlotCheck(
    Array.from({ length: 20_000 }, (_, n) => `Keluhan nomor ${n} tentang air keruh di gang ${n}`),
  );
  expect(many('aman '.repeat(20_000))).toBe(false);
  expect(many(`${'aman '.repeat(20_000)} keluhan nomor 1999 tentang air keruh di gang 1999`)).toBe(true);
});
