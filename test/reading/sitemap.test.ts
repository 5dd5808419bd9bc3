import { describe, expect, it } from 'vitest';
import { parseSitemap } from '../../src/reading/sitemap.ts';

const hints = { url: 'https://portal-contoh.test/sitemap.xml', contentType: null, zone: 'Asia/Jakarta' };

describe('parseSitemap', () => {
  it('reads a news sitemap, whatever prefix it uses', () => {
    const xml = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://portal-contoh.test/berita/1/jalan?a=1&b=2</loc><n:news><n:publication><n:name>Portal</n:name></n:publication><n:publication_date>2026-11-20T08:15:00+07:00</n:publication_date><n:title><![CDATA[Jalan &amp; jembatan]]></n:title></n:news></url>
<url><loc>/berita/2</loc><lastmod>2026-11-19</lastmod></url>
<url><loc>javascript:alert(1)</loc></url></urlset>`;
    expect(parseSitemap(xml, hints)).toEqual({
      kind: 'urlset',
      rejected: 1,
      entries: [
        {
          url: 'https://portal-contoh.test/berita/1/jalan?a=1&b=2',
          title: 'Jalan & jembatan',
          date: { at: '2026-11-20T01:15:00.000Z', precision: 'exact' },
          news: true,
        },
        {
          url: 'https://portal-contoh.test/berita/2',
          title: null,
          date: { at: '2026-11-18T17:00:00.000Z', precision: 'day' },
          news: false,
        },
      ],
    });
  });

  it('reads an index and an empty set', () => {
    const index =
      '<sitemapindex><sitemap><loc>https://portal-contoh.test/post-sitemap1.xml</loc><lastmod>2026-11-20T00:00:00Z</lastmod></sitemap></sitemapindex>';
    expect(parseSitemap(index, hints)).toMatchObject({
      kind: 'index',
      entries: [{ url: 'https://portal-contoh.test/post-sitemap1.xml' }],
    });
    expect(parseSitemap('<urlset></urlset>', hints)).toEqual({ kind: 'urlset', entries: [], rejected: 0 });
  });

  it('refuses a page', () => {
    expect(() => parseSitemap('<!doctype html><html><body>404</body></html>', hints)).toThrow(
      expect.objectContaining({ reason: 'changed' }),
    );
  });
});
