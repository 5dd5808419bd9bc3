import { describe, expect, it } from 'vitest';
import { rootOf, withoutClitic } from '../../src/text/affixes.ts';

const known = new Set(['jalan', 'air', 'keluh', 'sapu', 'pakai', 'tutup', 'kirim', 'benah', 'rusak']);
const isKnown = (word: string) => known.has(word);

describe('withoutClitic', () => {
  it.each([
    ['jalannya', 'jalan'],
    ['airnya', 'air'],
    ['jalanku', 'jalan'],
    ['jalannyalah', 'jalan'],
    ['hanya', null],
    ['jalan', null],
  ])('%s → %s', (word, base) => {
    expect(withoutClitic(word, isKnown)).toBe(base);
  });
});

describe('rootOf', () => {
  it.each([
    ['dikeluhkan', 'keluh'],
    ['mengeluh', 'keluh'],
    ['menyapu', 'sapu'],
    ['memakai', 'pakai'],
    ['penutupan', 'tutup'],
    ['pengiriman', 'kirim'],
    ['pembenahan', 'benah'],
    ['kerusakan', 'rusak'],
    ['keluarga', null],
    ['rusak', null],
  ])('%s → %s', (word, root) => {
    expect(rootOf(word, isKnown)).toBe(root);
  });
});
