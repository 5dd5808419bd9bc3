import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../src/store/hit-context.ts';

const around = (before: string, after: string) => {
  const { before: left, hit, after: right } = contextOf(`${before}curang${after}`, before.length, before.length + 6);
  expect(hit).toBe('curang');
  return [left, right];
};

describe('the words around a hit', () => {
  it('are cut at words', () => {
    const [left, right] = around(`${'kata '.repeat(50)}`, ` ${'lain '.repeat(50)}`);
    expect(left).toMatch(/^…(kata )+$/);
    expect(right).toMatch(/^( lain)+…$/);
    expect(left?.length).toBeLessThanOrEqual(81);
  });

  it.each([
    '@warga_satu',
    '＠',
    'https://x.com/warga_satu/status/1',
    'www.facebook.com/warga_satu',
    'instagram.com/warga_satu',
    'warga_satu@pos.test',
    '0812-3456-7890',
    '+62 812 3456 7890',
    '3516010101900001',
    `https://x.com/${'a'.repeat(600)}/warga_satu`,
  ])('do not hold %s', (pointer) => {
    for (const [before, after] of [
      [`kata ${pointer} `, ''],
      ['', ` ${pointer} kata`],
      [`${pointer} `, ` ${pointer}`],
    ] as const) {
      const shown = around(before, after).join('|');
      expect(shown).not.toMatch(/warga_satu|\d{4}/);
    }
  });

  it('keep years, prices and times', () => {
    expect(around('Pada 2029 pukul 07.30 ', ' Rp50.000 per orang')).toEqual([
      'Pada 2029 pukul 07.30 ',
      ' Rp50.000 per orang',
    ]);
  });

  it('are there for any text, also when offsets are of an older text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer(), fc.integer(), (text, start, end) => {
        const { before, hit, after } = contextOf(text, start, end);
        expect(text).toContain(hit);
        expect(before.length + after.length).toBeLessThanOrEqual(164);
      }),
    );
  });
});
