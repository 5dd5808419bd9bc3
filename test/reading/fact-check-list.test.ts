import { describe, expect, it } from 'vitest';
import { parseFactCheckList } from '../../src/reading/fact-check-list.ts';

const hints = { url: 'https://gfd.test/page/2', contentType: 'text/html', zone: 'Asia/Jakarta' };
const parse = (body: string) => parseFactCheckList(`<html><body>${body}</body></html>`, hints);

describe('parseFactCheckList', () => {
  it('reads an entry by its words, whatever the markup', () => {
    const item = {
      id: 'GFD-2026-31395',
      title: '[SALAH] Bupati bagikan uang',
      date: { at: '2026-11-19T17:00:00.000Z', precision: 'day' },
      spreadOn: 'Tiktok',
      claim: 'Narasi pesan.\nKedua.',
      finding: 'Rekaman lama. Sumber: arsip',
      conclusion: 'Konten menyesatkan',
    };
    const rows = [
      '(GFD-2026-31395) [SALAH] Bupati bagikan uang',
      'Sumber: Tiktok',
      'Tanggal publish: 20/11/2026',
      'Berita',
      'Narasi pesan.',
      'Kedua.',
      'Hasil Cek Fakta',
      'Rekaman lama. Sumber: arsip',
      'Kesimpulan: Konten menyesatkan',
      'Rujukan',
      'https://arsip.test',
    ];
    expect(parse(rows.map((row) => `<div>${row}</div>`).join('')).items).toEqual([{ ...item, url: null }]);
    expect(parse(rows.join('<br>')).items).toEqual([{ ...item, url: null }]);
    const table = rows.map((row) => `<tr><td>${row}</td></tr>`).join('');
    const linked = parse(`<table>${table}</table><a href="../cek/GFD-2026-31395">Selengkapnya</a>`);
    expect(linked.items).toEqual([{ ...item, url: 'https://gfd.test/cek/GFD-2026-31395' }]);
  });

  it('knows an entry of a menu and one that is told twice as one', () => {
    const { items, rejected } = parse(
      '<ul><li><a href="/a">(GFD-2026-1000) [SALAH] Satu</a></li><li>(GFD-2026-1001) [BENAR] Dua</li></ul>' +
        '<h2>(GFD-2026-1000) [SALAH] Satu</h2><p>Berita</p><p>Isi</p><h2>(GFD-2026-1001)</h2><p>[BENAR] Dua</p><p>Berita:</p><p>Isi dua</p>',
    );
    expect(rejected).toBe(0);
    expect(items).toMatchObject([
      { id: 'GFD-2026-1000', url: 'https://gfd.test/a', claim: 'Isi' },
      { id: 'GFD-2026-1001', title: '[BENAR] Dua', claim: 'Isi dua' },
    ]);
  });

  it('counts an entry without a title, and leaves a date that cannot be read', () => {
    const { items, rejected } = parse(
      '<p>GFD-2026-2000</p><p>Berita</p><p>x</p><p>GFD-2026-2001 - Judul</p><p>Tanggal publish: kemarin</p>',
    );
    expect(rejected).toBe(1);
    expect(items).toEqual([
      {
        id: 'GFD-2026-2001',
        url: null,
        title: 'Judul',
        date: null,
        spreadOn: null,
        claim: null,
        finding: null,
        conclusion: null,
      },
    ]);
  });

  it.each([
    ['an ordinary page', '<h1>Berita</h1><p>Sumber: x</p>'],
    ['nothing', ''],
    ['a page made to stall', '<div>'.repeat(1000)],
  ])('refuses %s', (_, body) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ reason: 'changed' }));
  });
});
