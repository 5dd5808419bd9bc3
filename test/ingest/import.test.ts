import { describe, expect, it } from 'vitest';
import { parsePastedPage } from '../../src/ingest/pasted-page.ts';
import { postsFromNdjson } from '../../src/ingest/posts-from-ndjson.ts';

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

describe('postsFromNdjson', () => {
  it('keeps the good lines and names the bad ones', () => {
    const { posts, rejected } = postsFromNdjson(
      [
        '{"text":"Air mati","platform":"facebook","id":7,"publishedAt":"2026-11-20T08:00:00+07:00"}',
        'bukan json',
        '',
        '{"title":""}',
        '{"text":"a","publishedAt":"kemarin"}',
      ].join('\n'),
    );
    expect(posts).toEqual([
      expect.objectContaining({
        text: 'Air mati',
        platform: 'facebook',
        externalId: '7',
        idScope: 'import:facebook',
        publishedAt: '2026-11-20T01:00:00.000Z',
      }),
    ]);
    expect(rejected.map((entry) => entry.line)).toEqual([2, 4, 5]);
  });
});
