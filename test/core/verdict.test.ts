import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/core/verdict.ts';

describe('verdictOf', () => {
  it.each([
    ['Salah', 'false'],
    ['HOAKS', 'false'],
    ['hoax', 'false'],
    ['Palsu / Fabricated', 'false'],
    ['Keliru', 'false'],
    ['Disinformasi', 'false'],
    ['Tidak Benar', 'false'],
    ['tidak_tepat', 'false'],
    ['Menyesatkan', 'misleading'],
    ['Sebagian Benar', 'misleading'],
    ['Sebagian Salah', 'misleading'],
    ['Konteks yang salah', 'misleading'],
    ['Missing Context', 'misleading'],
    ['Penipuan', 'scam'],
    ['Satire', 'satire'],
    ['Benar', 'true'],
    ['True', 'true'],
    ['Fakta', 'true'],
    ['Belum Terbukti', 'unrated'],
    ['Tidak bisa dibuktikan', 'unrated'],
    ['Klarifikasi', 'unrated'],
    ['', 'unrated'],
  ])('%s is %s', (rating, verdict) => {
    expect(verdictOf(rating)).toBe(verdict);
  });
});
