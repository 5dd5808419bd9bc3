import { describe, expect, it } from 'vitest';
import { blankPost, type RawPost } from '../../src/core/mention.ts';
import { headlineAliases } from '../../src/ingest/headline.ts';

const article = (url: string): RawPost => ({ ...blankPost, kind: 'article', platform: 'web', url });
const pointer = (publisherHost: string | null, publisher: string | null = null): RawPost => ({
  ...blankPost,
  kind: 'article',
  platform: 'google-news',
  url: 'https://news.google.test/rss/articles/CBMi',
  publisher,
  publisherHost,
});
const aliasOf = (post: RawPost, title: string): string | undefined => headlineAliases(post, title)[0];

describe('headlineAliases', () => {
  const title = 'Jalan Rusak di Sukalaras Dikeluhkan Warga';
  const known = aliasOf(article('https://www.kabaruji.test/2026/11/jalan-rusak'), title);

  it.each([
    ['another part of the site', 'jatim.kabaruji.test', null, title],
    ['capitals and punctuation', 'kabaruji.test', null, 'JALAN RUSAK di Sukalaras: dikeluhkan warga!'],
    ['spaces of any kind', 'kabaruji.test', null, 'Jalan  Rusak di Sukalaras\u00a0Dikeluhkan Warga '],
    ['the name of the publisher behind it', 'kabaruji.test', 'Koran Sore', `${title} - Koran Sore`],
    ['the name of the site behind it', 'kabaruji.test', null, `${title} | KabarUji.test`],
    ['section and site behind it', 'jatim.kabaruji.test', null, `${title} – Kabaruji Jatim - kabaruji.test`],
  ])('is the same with %s', (_, host, publisher, headline) => {
    expect(aliasOf(pointer(host, publisher), headline)).toBe(known);
  });

  it.each([
    ['another site', 'kabarlain.test', title],
    ['another word', 'kabaruji.test', title.replace('Warga', 'Pedagang')],
    ['more words', 'kabaruji.test', `${title} dan Pedagang`],
    ['a dash that belongs to it', 'kabaruji.test', `${title} - Tiga Orang Terluka`],
  ])('is another with %s', (_, host, headline) => {
    expect(aliasOf(pointer(host), headline)).not.toBe(known);
  });

  it('tells apart who shares a host', () => {
    const one = aliasOf(article('https://satu.blogspot.com/2026/11/a.html'), title);
    expect(one).not.toBe(aliasOf(article('https://dua.blogspot.com/2026/11/a.html'), title));
    expect(aliasOf(article('http://10.1.2.3/a'), title)).not.toBe(aliasOf(article('http://10.9.2.3/a'), title));
    expect(aliasOf(article('https://a.kabar.co.id/x'), title)).not.toBe(
      aliasOf(article('https://b.warta.co.id/x'), title),
    );
  });

  it.each([
    ['a headline of three words', article('https://kabaruji.test/a'), 'Harga Emas Hari'],
    ['no headline', article('https://kabaruji.test/a'), '- - -'],
    ['a post', { ...article('https://kabaruji.test/a'), platform: 'facebook' as const }, title],
    ['a page that is not news', { ...article('https://kabaruji.test/a'), kind: 'page' as const }, title],
    ['an address that is none', article('bukan alamat'), title],
    ['a pointer whose publisher is unknown', pointer(null, 'Kabar Uji'), title],
  ])('there is none for %s', (_, post, headline) => {
    expect(headlineAliases(post, headline)).toEqual([]);
  });

  it('there is one for a headline made of dashes', () => {
    expect(headlineAliases(article('https://kabaruji.test/a'), 'a - '.repeat(125))).toHaveLength(1);
  });
});
