import { gzipSync } from 'node:zlib';

const item = (n: number, extra = ''): string =>
  `<item><title>Judul ${n}</title><link>https://situs-contoh.test/${n}</link><description>Isi ${n}</description>${extra}</item>`;
const items = (count: number): string => Array.from({ length: count }, (_, n) => item(n)).join('');
const rss = (inside: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>x</title>${inside}</channel></rss>`;
const half = 500_000;

/** Feeds made to stall, to fill the memory or to make a parser read something else. */
export const hostileFeeds: Readonly<Record<string, () => string | Uint8Array>> = {
  'billion laughs': () =>
    rss(
      '<item><title>&j;</title></item>',
      `<!DOCTYPE r [<!ENTITY a "haha">${'bcdefghij'
        .split('')
        .map((name, n) => `<!ENTITY ${name} "${`&${'abcdefghi'[n]};`.repeat(10)}">`)
        .join('')}]>`,
    ),
  'quadratic entity': () =>
    rss(`<item><title>${'&a;'.repeat(30_000)}</title></item>`, `<!DOCTYPE r [<!ENTITY a "${'a'.repeat(60_000)}">]>`),
  'external entities': () =>
    rss(
      '<item><title>&f;&h;</title></item>',
      '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/">]>',
    ),
  'parameter entities': () => rss(items(1), '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/dtd"> %p;]>'),
  'half-open tags in CDATA': () =>
    rss(`<item><title>a</title><description><![CDATA[${'<h'.repeat(half / 2)}]]></description></item>`),
  'half-open tags': () => rss(`<item><title>a</title><description>${'<h'.repeat(half / 2)}</description></item>`),
  'bare less-than': () => rss(`<item><title>a</title><description>${'<'.repeat(half)}</description></item>`),
  '200,000 nested tags': () => rss('<b>'.repeat(200_000)),
  '200,000 nested tags in an item': () => rss(item(1, '<b>'.repeat(200_000))),
  '200,000 nested tags in CDATA': () =>
    rss(`<item><title>a</title><description><![CDATA[${'<div>'.repeat(200_000)}]]></description></item>`),
  '100,000 attributes': () =>
    rss(`<item ${Array.from({ length: 100_000 }, (_, n) => `a${n}="${n}"`).join(' ')}><title>a</title></item>`),
  '100,000 namespaces': () =>
    rss(item(1), `<x ${Array.from({ length: 100_000 }, (_, n) => `xmlns:n${n}="u:${n}"`).join(' ')}/>`),
  '9 MB, 80,000 items': () => rss(items(80_000)),
  '9 MB title': () => rss(`<item><title>${'a '.repeat(4_500_000)}</title></item>`),
  '2 MB of ampersands': () => rss(`<item><title>${'&'.repeat(2_000_000)}</title></item>`),
  '1 MB of numeric references': () => rss(`<item><title>${'&#55357;'.repeat(130_000)}</title></item>`),
  '50,000 open CDATA sections': () => rss(`<item>${'<description><![CDATA[a</description>'.repeat(50_000)}</item>`),
  '50,000 open comments': () => rss(`<item>${'<!-- a </item><item>'.repeat(50_000)}</item>`),
  'names that objects inherit': () =>
    rss(
      '<item><__proto__>a</__proto__><constructor>b</constructor><title __proto__="x">Judul</title><link>https://situs-contoh.test/</link></item>',
    ),
  '30,000 lines that end in a date': () =>
    rss(`<item><pubDate>${'1 Jan '.repeat(200_000)}</pubDate><title>a</title></item>`),
  '2 MB of "baca juga"': () =>
    rss(`<item><title>a</title><description>${'Baca juga: '.repeat(180_000)}</description></item>`),
  'gzip of 100 MB': () => gzipSync(Buffer.alloc(100_000_000, 32)),
  'JSON, 100,000 deep': () =>
    `{"version":"https://jsonfeed.org/version/1.1","items":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`,
  'JSON, 500,000 items': () =>
    `{"version":"https://jsonfeed.org/version/1.1","items":[${'{"id":"1"},'.repeat(500_000)}{}]}`,
};
