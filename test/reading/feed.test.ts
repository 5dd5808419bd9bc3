import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/reading/decode.ts';
import { parseFeed } from '../../src/reading/feed.ts';
import { repairText } from '../../src/reading/repair.ts';

const hints = { url: 'https://umpan-contoh.test/rss', contentType: null, zone: 'Asia/Jakarta' };
const fixture = (name: string) => new URL(`../fixtures/reading/${name}`, import.meta.url);
const parse = (text: string) => parseFeed(repairText(text), hints);

describe('parseFeed', () => {
  it.each(['rss-quirks.xml', 'atom-base.xml', 'rdf.xml', 'jsonfeed.json'])('reads %s', (name) => {
    const expected: unknown = JSON.parse(readFileSync(fixture(name.replace(/\.\w+$/, '.expected.json')), 'utf8'));
    expect(parse(decodeText(readFileSync(fixture(name)), null))).toEqual(expected);
  });

  it.each([
    [
      'an HTML page',
      '<!doctype html><html><head><title>Tunggu sebentar</title></head><body>x</body></html>',
      /HTML page «Tunggu sebentar»/,
    ],
    ['an empty body', ' \n', /empty document/],
    ['JSON that is no feed', '{"kode":"galat"}', /other JSON/],
    ['a sitemap', '<urlset><url><loc>https://x.test/</loc></url></urlset>', /other XML/],
    ['a page with an element of that name', '<html><body><item>menu</item></body></html>', /HTML page/],
  ])('refuses %s', (_, text, message) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ name: 'SourceError', reason: 'changed', message: expect.stringMatching(message) }),
    );
  });

  it('takes an empty feed for a feed', () => {
    expect(parse('<rss version="2.0"><channel><title>Sepi</title></channel></rss>')).toMatchObject({
      format: 'rss',
      title: 'Sepi',
      items: [],
      rejected: 0,
    });
  });

  it('keeps what a truncated feed held', () => {
    const whole = parse(rss(5));
    const half = parse(rss(5).slice(0, rss(5).indexOf('<description>Isi 4') + 20));
    expect(half.items.slice(0, 4)).toEqual(whole.items.slice(0, 4));
    expect(half.items[4]).toMatchObject({ title: 'Judul 4', url: 'https://x.test/4' });
  });

  it('expands no entity and reads no file', () => {
    const doctype = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const { items } = parse(
      `<?xml version="1.0"?>${doctype}<rss><channel><item><title>&b; &x; &copy;</title><link>https://x.test/</link></item></channel></rss>`,
    );
    expect(items[0]?.title).toBe('&b; &x; ©');
  });

  it.each([
    ['a comment', '<category>a <!-- b</category>'],
    ['a CDATA section', '<webMaster><![CDATA[redaksi</webMaster>'],
    ['a comment inside an attribute', '<x xmlns:a="http://x.test/<!--"/>'],
  ])('is not swallowed by %s in its head that nobody closed', (_, broken) => {
    const source = rss(3);
    const whole = parse(source).items;
    expect(parse(source.replace('</title>', `</title>${broken}`)).items).toEqual(whole);
  });

  it('leaves out what was commented out, and takes "<item>" in CDATA for text', () => {
    const source = rss(2);
    const hidden = source.replace('<item>', '<!-- <item><title>lama</title></item> --><item>');
    expect(parse(hidden).items.map(({ title }) => title)).toEqual(['Judul 0', 'Judul 1']);
    const shown = source.replace('Isi 0', '<![CDATA[Cara menulis <item> di RSS]]>');
    expect(parse(shown).items).toHaveLength(2);
  });

  it('counts the items over the limit as rejected', () => {
    const { items, rejected } = parse(`<rss><channel>${'<item><guid>1</guid></item>'.repeat(10_050)}</channel></rss>`);
    expect([items.length, rejected]).toEqual([10_000, 50]);
  });

  it('is not misled by names that objects inherit', () => {
    const { items } = parse(
      '<rss><channel><item><__proto__>x</__proto__><constructor>y</constructor><title __proto__="a">Judul</title></item></channel></rss>',
    );
    expect(items).toHaveLength(1);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  it('loses nothing but the item that random damage hits', () => {
    const source = rss(8);
    const expected = parse(source).items;
    const ranges = [...source.matchAll(/<item>.*?<\/item>/gs)].map(
      (match) => [match.index, match.index + match[0].length] as const,
    );
    const damage = fc.record({
      at: fc.nat(source.length - 1),
      text: fc.string({
        unit: fc.constantFrom('<', '>', '&', '"', '/', '!', '[', ']', '-', 'x', '\u0000'),
        maxLength: 3,
      }),
      cut: fc.nat(6),
    });
    fc.assert(
      fc.property(damage, ({ at, text, cut }) => {
        const { items } = parse(source.slice(0, at) + text + source.slice(at + cut));
        const isHit = ([start, end]: readonly [number, number]) => at < end && at + cut >= start;
        const untouched = expected.filter((_, index) => !isHit(ranges[index] ?? [0, 0]));
        for (const item of untouched) expect(items).toContainEqual(item);
      }),
      { numRuns: 300 },
    );
  });
});

function rss(count: number): string {
  const items = Array.from(
    { length: count },
    (_, i) =>
      `<item><title><![CDATA[Judul ${i}]]></title><link>https://x.test/${i}</link><pubDate>Fri, 20 Nov 2026 0${i}:00:00 GMT</pubDate><description>Isi ${i}</description><content:encoded><![CDATA[<p>Isi <b>panjang</b> ${i}</p>]]></content:encoded></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Contoh</title><link>https://x.test/</link>\n${items.join('\n')}\n</channel></rss>`;
}
