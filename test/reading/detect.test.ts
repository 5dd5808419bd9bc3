import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAny } from '../../src/reading/detect.ts';

const read = (name: string) => readFileSync(new URL(`../fixtures/reading/${name}`, import.meta.url), 'utf8');
const at = (url: string) => ({ url, contentType: 'text/html', zone: 'Asia/Jakarta' });
const articleUrl = 'https://portal-contoh.test/berita/d-771/jalan-ujungalun-rusak-parah-warga-tanam-pisang';

describe('parseAny', () => {
  it.each([
    ['feed', read('rss-quirks.xml')],
    ['feed', read('atom-base.xml')],
    ['feed', read('jsonfeed.json')],
    [
      'wordpress',
      '[{"id":1,"title":{"rendered":"Judul"},"content":{"rendered":"<p>Isi</p>"},"link":"https://x.test/1"}]',
    ],
    ['wordpress', '[]'],
    ['news-sitemap', '<?xml version="1.0"?><urlset><url><loc>https://x.test/1</loc></url></urlset>'],
    ['news-sitemap', '<sitemapindex></sitemapindex>'],
  ])('tells a %s', (kind, text) => {
    expect(parseAny(text, at('https://portal-contoh.test/data')).kind).toBe(kind);
  });

  it('tells an article, wherever it comes from', () => {
    for (const url of [articleUrl, 'file:///tmp/halaman.html', '']) {
      expect(parseAny(read('article-portal.html'), at(url))).toMatchObject({
        kind: 'article',
        document: { url: articleUrl },
      });
    }
    expect(parseAny(read('article-without-body.html'), at('https://desa-contoh.test/1')).kind).toBe('article');
  });

  it('tells an index page and prints the articles it names, not its menu or another site', () => {
    const detected = parseAny(read('front-page.html'), at('https://portal-contoh.test/'));
    expect(detected.kind).toBe('listing');
    const links = detected.kind === 'listing' ? detected.document.links : [];
    expect(links.map(({ url }) => new URL(url).pathname.split('/')[2])).toEqual([
      'd-771',
      'd-770',
      'd-769',
      'd-768',
      'd-767',
      'd-766',
      'd-765',
    ]);
  });

  it.each([
    ['plain text', 'User-agent: *\nAllow: /'],
    ['other JSON', '{"name":"paket"}'],
    ['an empty page', '<!doctype html><html><head><title>Kosong</title></head><body></body></html>'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => parseAny(text, at('https://x.test/'))).toThrow(
      expect.objectContaining({ name: 'SourceError', reason: 'changed' }),
    );
  });
});
