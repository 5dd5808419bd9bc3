import { describe, expect, it } from 'vitest';
import { findPageDate, parsePastedPage } from '../../src/importing/pasted-page.ts';
import { contextOf } from './context.ts';

describe('parsePastedPage', () => {
  it('finds the headline behind menus and lists of other headlines', () => {
    const page = parsePastedPage(`- Bupati Lain Buka Lomba Desa
- Pasar Lain Kebakaran
Menu
0

   Warga Sukalaras Keluhkan Jalan Rusak Bertahun-tahun

   1 min read

SUKALARAS – Warga mengeluh.
Baca Lainnya :
- Wali Kota Lain Dilantik
- Kapal Karam

Mereka berharap jalan diperbaiki.`);
    expect(page).toEqual({
      title: 'Warga Sukalaras Keluhkan Jalan Rusak Bertahun-tahun',
      text: '1 min read\n\nSUKALARAS – Warga mengeluh.\nMereka berharap jalan diperbaiki.',
    });
  });

  it('has no headline where there is none', () => {
    expect(parsePastedPage('Air mati lagi.')).toEqual({ title: null, text: 'Air mati lagi.' });
  });
});

describe('findPageDate', () => {
  it.each([
    ['kabar-2026-11-19.txt', 'Jumat, 20 November 2026', '2026-11-18T17:00:00.000Z'],
    ['kabar.txt', 'Redaksi\nJumat, 20 November 2026 - 08:15 WIB\nIsi', '2026-11-20T01:15:00.000Z'],
    ['kabar.txt', 'Tidak ada tanggal di sini', null],
  ])('%s', (fileName, text, publishedAt) => {
    expect(findPageDate(text, contextOf({ fileName })).publishedAt).toBe(publishedAt);
  });
});
