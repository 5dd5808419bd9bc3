import { describe, expect, it } from 'vitest';
import { parseListing } from '../../src/reading/listing.ts';
import { frontPages, linkFigure } from '../support/front-pages.ts';

const hints = (url: string) => ({ url, contentType: 'text/html', zone: 'Asia/Jakarta' });
const find = (page: (typeof frontPages)[number]) => parseListing(page.html, hints(page.url));

describe('links to articles on an unknown page', () => {
  it.each(frontPages.map((page) => [page.name, page] as const))('%s', (_, page) => {
    expect(
      linkFigure(
        page,
        find(page).links.map(({ url }) => url),
      ),
    ).toBeGreaterThanOrEqual(0.9);
  });

  it('reach 0.95 in the mean', () => {
    const figures = frontPages.map((page) =>
      linkFigure(
        page,
        find(page).links.map(({ url }) => url),
      ),
    );
    expect(figures.reduce((sum, figure) => sum + figure, 0) / figures.length).toBeGreaterThanOrEqual(0.95);
  });

  it('are found again by their shapes, also in a section that was never seen', () => {
    for (const page of frontPages) {
      const { links, shapes } = find(page);
      expect(parseListing(page.html, { ...hints(page.url), shapes })).toEqual({ links, shapes });
    }
    const portal = frontPages[5] as (typeof frontPages)[number];
    const { shapes } = find(portal);
    const html =
      '<html><body><main><a href="/kesehatan/2599999999/puskesmas-baru-dibuka-pekan-depan">Puskesmas baru dibuka</a><a href="/tag/satu-dua-tiga-empat">Tag</a></main></body></html>';
    expect(parseListing(html, { ...hints(portal.url), shapes }).links).toEqual([
      {
        url: 'https://radar-enam.test/kesehatan/2599999999/puskesmas-baru-dibuka-pekan-depan',
        text: 'Puskesmas baru dibuka',
      },
    ]);
  });

  it('are found by their headlines where addresses are short, apart from the pages of the site', () => {
    const articles = ['listrik-padam-pesisir', 'sampah-pasar', 'opini-wtp', 'tanggul-permanen'].map(
      (slug) => `<h3><a href="/${slug}">Lima Jam Gelap di Ujungalun, Puskesmas Pakai Genset</a></h3>`,
    );
    const pages = '<a href="/tentang-kami">Tentang kami</a><a href="/pedoman-media">Pedoman media siber untuk kami</a>';
    const html = (body: string) => `<html><body><main>${body}</main><footer>${pages}</footer></body></html>`;
    const links = (body: string) => parseListing(html(body), { ...hints('https://x.test/'), shapes: null }).links;
    expect(links(articles.join('')).map(({ url }) => url)).toEqual([
      'https://x.test/listrik-padam-pesisir',
      'https://x.test/sampah-pasar',
      'https://x.test/opini-wtp',
      'https://x.test/tanggul-permanen',
    ]);
    expect(() => links(pages)).toThrow(expect.objectContaining({ reason: 'changed' }));
  });

  it('are said to be gone when none is left', () => {
    const html = '<html><body><nav><a href="/daerah">Daerah</a></nav><p>Situs sedang diperbaiki.</p></body></html>';
    for (const shapes of [null, ['berita/N/S']]) {
      expect(() => parseListing(html, { ...hints('https://x.test/'), shapes })).toThrow(
        expect.objectContaining({ reason: 'changed', message: expect.stringContaining('https://x.test/') }),
      );
    }
  });
});
