import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReader } from '../../src/reading/reader.ts';
import { serve, type WebServer } from '../support/web-server.ts';

const hints = { url: 'https://situs-contoh.test/feed', contentType: null, zone: 'Asia/Jakarta' };
const rss = (doctype: string, title: string, extra = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel><title>x</title><item><title>${title}</title><link>https://situs-contoh.test/1</link>${extra}</item></channel></rss>`,
  );

let reader: ReturnType<typeof createReader>;
let canary: WebServer;
beforeAll(async () => {
  reader = createReader({ workers: 1, timeoutMs: 20_000 });
  canary = await serve((_, response) => response.end('<!ENTITY bocor "bocor">'));
});
afterAll(() => Promise.all([reader.close(), canary.close()]));

const levels = 'abcdefghij'.split('');
const laughs = `<!DOCTYPE r [<!ENTITY a "haha">${levels
  .slice(1)
  .map((name, n) => `<!ENTITY ${name} "${`&${levels[n]};`.repeat(10)}">`)
  .join('')}]>`;

/** XML is inert: what a document declares is never expanded, and nothing that it names is ever read. */
describe('a document with entities of its own', () => {
  it.each<[string, () => Buffer, string]>([
    ['billion laughs', () => rss(laughs, '&j;'), '&j;'],
    [
      'one large entity used often',
      () => rss(`<!DOCTYPE r [<!ENTITY a "${'a'.repeat(60_000)}">]>`, '&a;'.repeat(200)),
      '&a;'.repeat(200),
    ],
    ['a file', () => rss('<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>', 'a &f; b'), 'a &f; b'],
    ['an address', () => rss(`<!DOCTYPE r [<!ENTITY u SYSTEM "${canary.origin}/">]>`, 'a &u; b'), 'a &u; b'],
    ['an external subset', () => rss(`<!DOCTYPE r SYSTEM "${canary.origin}/r.dtd">`, '&bocor;'), '&bocor;'],
    [
      'a parameter entity',
      () => rss(`<!DOCTYPE r [<!ENTITY % p SYSTEM "${canary.origin}/p"> %p;]>`, '&bocor;'),
      '&bocor;',
    ],
    [
      'an inclusion',
      () =>
        rss('', 'a', `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${canary.origin}/x" parse="text"/>`),
      'a',
    ],
    ['a style sheet', () => rss(`<?xml-stylesheet href="${canary.origin}/s.xsl"?>`, 'a'), 'a'],
  ])('keeps %s as text', async (_, document, title) => {
    const { items } = await reader.feed(document(), hints);
    expect(items).toHaveLength(1);
    expect(items[0]?.title).toBe(title.slice(0, 1_000).trim());
    expect(canary.asked).toEqual([]);
  });

  it('is no danger in a sitemap either', async () => {
    const sitemap = Buffer.from(
      `<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://situs-contoh.test/&f;</loc></url></urlset>`,
    );
    const { entries } = await reader.sitemap(sitemap, hints);
    expect(entries.map(({ url }) => url)).toEqual(['https://situs-contoh.test/&f;']);
    expect(canary.asked).toEqual([]);
  });
});
