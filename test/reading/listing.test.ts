import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressShape } from '../../src/reading/link-shapes.ts';
import { parseListing } from '../../src/reading/listing.ts';

const front = readFileSync(new URL('../fixtures/reading/front-page.html', import.meta.url), 'utf8');
const hints = { url: 'https://portal-contoh.test/', contentType: 'text/html', zone: 'Asia/Jakarta' };

describe('parseListing', () => {
  it('returns each address once, with its longest text', () => {
    const { links } = parseListing(front, { ...hints, selectors: { item: 'article', link: 'a' } });
    expect(links).toHaveLength(7);
    expect(links[0]).toEqual({
      url: 'https://portal-contoh.test/berita/d-771/jalan-ujungalun-rusak-parah-warga-tanam-pisang',
      text: 'Jalan Ujungalun Rusak Parah, Warga Tanam Pisang',
    });
    expect(links[3]?.text).toBe('Pasar Legi Kembali Ramai Pembeli');
  });

  it('takes a link selector that names an element around the link, and the base of the page', () => {
    const page =
      '<html><head><base href="https://lain.test/arsip/"></head><body><h2 class="judul"><a href="satu">Satu</a></h2><h2 class="judul">tanpa tautan</h2></body></html>';
    expect(parseListing(page, { ...hints, selectors: { link: '.judul' } }).links).toEqual([
      { url: 'https://lain.test/arsip/satu', text: 'Satu' },
    ]);
  });

  it('says so when the selectors find nothing: the site was rebuilt', () => {
    expect(() => parseListing(front, { ...hints, selectors: { link: '.lama a' } })).toThrow(
      expect.objectContaining({ reason: 'changed', message: expect.stringContaining('«.lama a»') }),
    );
  });

  it('refuses hostile depth before any selector runs', () => {
    expect(() => parseListing('<div>'.repeat(50_000), { ...hints, selectors: { link: 'a' } })).toThrow(
      expect.objectContaining({ reason: 'changed' }),
    );
  });
});

describe('addressShape', () => {
  it.each([
    ['https://x.test/read/2437213/jalan-rusak-parah-dikeluhkan-warga', 'read/N/S'],
    ['https://x.test/2026/11/20/jalan-rusak-parah-dikeluhkan', 'Y/D/D/S'],
    ['https://x.test/berita/d-7712345/jalan-rusak', 'berita/I/w'],
    ['https://x.test/?p=123', 'p=N'],
    ['https://x.test/OJK.Pelemahan.Saham.Tidak.html', 'S'],
    ['https://x.test/tentang', 'w'],
    ['https://x.test/', ''],
  ])('%s → %s', (address, shape) => {
    expect(addressShape(address)).toBe(shape);
  });
});
