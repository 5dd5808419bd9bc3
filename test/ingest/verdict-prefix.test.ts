import { describe, expect, it } from 'vitest';
import { reviewOfTitle, withVerdictPrefix } from '../../src/ingest/verdict-prefix.ts';

describe('verdict before a title', () => {
  it.each([
    ['[SALAH] Bupati bagikan motor', 'false', 'SALAH'],
    ['  [ Hoaks ]  Air PDAM beracun', 'false', 'Hoaks'],
    ['[DISINFORMASI] Surat libur', 'false', 'DISINFORMASI'],
    ['[PENIPUAN] Tautan bansos', 'scam', 'PENIPUAN'],
    ['[Sebagian  Benar] Jembatan ditutup', 'misleading', 'Sebagian Benar'],
    ['[KLARIFIKASI] Isu penculikan', 'unrated', 'KLARIFIKASI'],
    ['[BENAR] Jembatan ditutup', 'true', 'BENAR'],
  ])('%s', (title, verdict, rating) => {
    expect(reviewOfTitle(title)).toEqual({ claimed: null, verdict, rating });
  });

  it.each([
    null,
    '',
    '[SALAH]',
    '[VIDEO] Detik-detik jembatan ambruk',
    '[EDUKASI] Cara mengenali hoaks',
    '[Salah Satu Warga] mengeluh',
    'Warga [SALAH] jalan',
    'SALAH: Bupati bagikan motor',
    `[${'SALAH '.repeat(2000)}] x`,
  ])('%j has none', (title) => {
    expect(reviewOfTitle(title)).toBeNull();
  });

  it("stands behind the publisher's data, and completes data without a verdict", () => {
    const rated = { claimed: 'Motor gratis', verdict: 'misleading', rating: 'Menyesatkan' } as const;
    expect(withVerdictPrefix(rated, '[SALAH] Motor')).toBe(rated);
    const open = { claimed: 'Motor gratis', verdict: 'unrated', rating: '-1/5' } as const;
    expect(withVerdictPrefix(open, '[SALAH] Motor')).toEqual({
      claimed: 'Motor gratis',
      verdict: 'false',
      rating: 'SALAH',
    });
    expect(withVerdictPrefix(open, 'Motor')).toBe(open);
    expect(withVerdictPrefix(null, 'Motor')).toBeNull();
  });
});
