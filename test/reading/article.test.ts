import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/reading/article.ts';

const read = (name: string) => readFileSync(new URL(`../fixtures/reading/${name}`, import.meta.url), 'utf8');
const portal = read('article-portal.html');
const hints = {
  url: 'https://m.portal-contoh.test/berita/d-771/jalan?page=all',
  contentType: 'text/html',
  zone: 'Asia/Jakarta',
};

describe('parseArticle', () => {
  it('finds text, headline, date and author, and leaves the page furniture', () => {
    expect(parseArticle(portal, hints)).toEqual({
      url: 'https://portal-contoh.test/berita/d-771/jalan-ujungalun-rusak-parah-warga-tanam-pisang',
      title: 'Jalan Ujungalun Rusak Parah, Warga Tanam Pisang',
      author: 'Rina Wulan',
      date: { at: '2026-11-20T01:15:00.000Z', precision: 'exact' },
      language: 'id',
      review: null,
      text: [
        'Banyuraga - Warga Desa Ujungalun menanam pohon pisang di tengah jalan kabupaten yang rusak sejak awal tahun. Mereka menilai pemerintah daerah lamban menanggapi laporan yang sudah disampaikan berkali-kali.',
        '"Sudah tiga kali kami lapor ke kantor kecamatan, tetapi belum ada yang datang mengukur," kata seorang warga, Jumat pagi. Lubang di jalan itu sudah menyebabkan beberapa pengendara jatuh.',
        'Dinas Pekerjaan Umum menjawab bahwa perbaikan sudah masuk anggaran tahun depan. Sementara menunggu, lubang yang paling dalam akan ditutup dengan sirtu dalam pekan ini.',
        'Warga berharap janji itu ditepati sebelum musim hujan mencapai puncaknya.',
      ].join('\n'),
    });
  });

  it('reads a page without html and body tags, and the printed Indonesian date', () => {
    const article = parseArticle(read('article-without-body.html'), {
      ...hints,
      url: 'https://desa-contoh.test/posyandu',
    });
    expect(article).toMatchObject({
      url: 'https://desa-contoh.test/posyandu',
      title: 'Posyandu Tanpa Timbangan, Kader Patungan',
      date: { at: '2026-11-15T01:05:00.000Z', precision: 'minute' },
    });
    expect(article.text).toMatch(/^Kader posyandu .*setempat\.\nKepala puskesmas .* baru\.$/s);
  });

  it('prefers what the selectors find', () => {
    const selectors = {
      title: '.breadcrumb a',
      text: '.detail__body-text p:first-child',
      date: '.detail__date',
      author: '.tidak-ada',
    };
    expect(parseArticle(portal, { ...hints, selectors })).toMatchObject({
      title: 'Beranda',
      text: expect.stringMatching(/^Banyuraga - Warga Desa[^\n]*berkali-kali\.$/),
      date: { at: '2026-11-20T01:15:00.000Z', precision: 'minute' },
      author: 'Rina Wulan',
    });
  });

  it('finds the text without a selector when its selector has drifted', () => {
    const article = parseArticle(portal, { ...hints, selectors: { text: '.kelas-lama' } });
    expect(article.text).toContain('menanam pohon pisang');
  });

  it('takes the body from JSON-LD when the page itself holds none', () => {
    const body = 'Air bersih macet tiga hari di lereng dan warga mengantre di sumur. '.repeat(6).trim();
    const json = JSON.stringify({ '@type': 'NewsArticle', headline: 'Air Macet Tiga Hari', articleBody: body });
    const page = `<html><head><script type="application/ld+json">${json}</script></head><body><div id="app"></div></body></html>`;
    expect(parseArticle(page, hints)).toMatchObject({ title: 'Air Macet Tiga Hari', text: body });
  });

  it.each([
    [
      'meta',
      '<meta property="article:published_time" content="2026-11-20T08:15:00+07:00">',
      '2026-11-20T01:15:00.000Z',
      'exact',
    ],
    ['time', '<time datetime="2026-11-20T08:15+08:00">kemarin</time>', '2026-11-20T00:15:00.000Z', 'minute'],
    ['a named element', '<span class="post-date">Jumat, 20 Nov 2026</span>', '2026-11-19T17:00:00.000Z', 'day'],
    [
      'the line under the headline',
      '<p>Redaksi | 20 November 2026, 08.15 WITA</p>',
      '2026-11-20T00:15:00.000Z',
      'minute',
    ],
  ])('dates a page by %s', (_, markup, at, precision) => {
    const page = `<html><head></head><body><h1>Puskesmas Tambah Jam Layanan</h1>${markup}<p>${'Isi berita yang cukup panjang. '.repeat(12)}</p></body></html>`;
    expect(parseArticle(page, hints).date).toEqual({ at, precision });
  });

  it('dates a page by its address as the last resort', () => {
    const page = `<html><body><h1>Puskesmas Tambah Jam Layanan</h1><p>${'Isi berita yang cukup panjang. '.repeat(12)}</p></body></html>`;
    expect(parseArticle(page, { ...hints, url: 'https://x.test/2026/11/20/puskesmas' }).date).toEqual({
      at: '2026-11-19T17:00:00.000Z',
      precision: 'day',
    });
    expect(parseArticle(page, { ...hints, url: 'https://x.test/puskesmas' }).date).toBeNull();
  });

  it.each([
    [
      'Jalan Rusak - Warga Tanam Pisang',
      'Jalan Rusak - Warga Tanam Pisang | Radar Contoh',
      'Jalan Rusak - Warga Tanam Pisang',
    ],
    ['Jalan Rusak Dikeluhkan Warga', 'Jalan Rusak Dikeluhkan Warga-Daerah ㅣ Radar', 'Jalan Rusak Dikeluhkan Warga'],
    ['', 'Jalan Rusak Dikeluhkan Warga - Radar Contoh', 'Jalan Rusak Dikeluhkan Warga'],
  ])('takes the headline «%s» without the name of the site in «%s»', (heading, title, expected) => {
    const page = `<html><head><title>${title}</title><meta property="og:title" content="${title}"></head><body><h1>${heading}</h1><p>${'Isi berita yang cukup panjang. '.repeat(12)}</p></body></html>`;
    expect(parseArticle(page, hints).title).toBe(expected);
  });

  it('does not believe a canonical address of another publisher', () => {
    const page = portal.replace('https://portal-contoh.test/berita', 'https://penumpang.test/berita');
    expect(parseArticle(page, hints).url).toBe(hints.url);
  });

  it.each([
    ['50,000 nested elements', '<div>'.repeat(50_000)],
    ['200,000 line breaks', '<br>'.repeat(200_000)],
    ['50,000 attributes', `<p ${Array.from({ length: 50_000 }, (_, i) => `a${i}=1`).join(' ')}>`],
    ['no text at all', ''],
  ])('refuses a page with %s', (_, markup) => {
    expect(() => parseArticle(`<html><head></head><body>${markup}</body></html>`, hints)).toThrow(
      expect.objectContaining({ reason: 'changed' }),
    );
  });
});
