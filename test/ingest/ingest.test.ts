import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankPost, type RawPost } from '../../src/core/mention.ts';
import { canonicalUrl } from '../../src/ingest/canonical-url.ts';
import { cleanLine, cleanText } from '../../src/ingest/clean-text.ts';
import { toDraft } from '../../src/ingest/draft.ts';
import { createGamblingCheck } from '../../src/ingest/gambling.ts';
import { contentHash, identityKeys } from '../../src/ingest/identity.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';

const post: RawPost = {
  ...blankPost,
  kind: 'article',
  platform: 'web',
  url: 'https://kabar.test/2026/11/20/jalan-rusak?utm_source=x',
  title: 'Jalan Rusak di Sukalaras',
  text: 'Warga mengeluh.',
  author: 'Redaksi',
  publishedAt: '2026-11-20T01:15:00.000Z',
  precision: 'exact',
};

const context = {
  now: new Date('2026-11-21T00:00:00.000Z'),
  stemsOf: (text: string) => text.toLowerCase().split(/\W+/).filter(Boolean),
  detectLanguage: () => 'id',
  isGambling: createGamblingCheck([]),
  personOf: testPseudonyms.personOf,
};

describe('canonicalUrl', () => {
  it.each([
    ['http://www.Kabar.test/a/?utm_source=rss&utm_medium=x#top', 'https://kabar.test/a'],
    ['https://kabar.test/a/amp/', 'https://kabar.test/a'],
    ['https://kabar.test/a?page=all', 'https://kabar.test/a'],
    ['https://kabar.test/a?page=2', 'https://kabar.test/a?page=2'],
    ['https://kabar.test/?p=9123', 'https://kabar.test?p=9123'],
    ['https://kabar.test/?b=2&a=1', 'https://kabar.test?a=1&b=2'],
    ['https://kabar.test:8443/a', 'https://kabar.test:8443/a'],
    ['https://news.google.com/rss/articles/CBMiContoh?oc=5', 'https://news.google.com/rss/articles/CBMiContoh?oc=5'],
  ])('%s', (address, expected) => expect(canonicalUrl(address)).toBe(expected));

  it.each(['javascript:alert(1)', 'bukan alamat', 'file:///etc/passwd', ''])('refuses %j', (address) => {
    expect(canonicalUrl(address)).toBeNull();
  });

  it('takes a parameter named like a part of every object for a parameter', () => {
    expect(canonicalUrl('https://a.test/x?__proto__=1&constructor=2')).toBe(
      'https://a.test/x?__proto__=1&constructor=2',
    );
  });

  it('does not change what is canonical already', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = canonicalUrl(address);
        fc.pre(once !== null);
        expect(canonicalUrl(once ?? '')).toBe(once);
      }),
    );
  });
});

describe('identityKeys', () => {
  it('knows an article by its address, whatever the way it was found', () => {
    expect(identityKeys(post)).toEqual(['url:https://kabar.test/2026/11/20/jalan-rusak']);
    const viaWordPress = { ...post, externalId: '9', idScope: 'wordpress:https://kabar.test:posts' };
    expect(identityKeys(viaWordPress)).toEqual([
      'id:wordpress:https://kabar.test:posts:9',
      'url:https://kabar.test/2026/11/20/jalan-rusak',
    ]);
  });

  it('never knows a comment by the address of its article', () => {
    const comment = {
      ...post,
      kind: 'comment' as const,
      externalId: '5',
      idScope: 'wordpress:https://kabar.test:comments',
    };
    expect(identityKeys(comment)).toEqual(['id:wordpress:https://kabar.test:comments:5']);
  });

  it('falls back to the text, so that the same klipping row is one mention', () => {
    const row = { ...post, url: null };
    expect(identityKeys(row)).toEqual(identityKeys({ ...row }));
    expect(identityKeys(row)).not.toEqual(identityKeys({ ...row, text: 'Warga senang.' }));
  });
});

describe('cleanText', () => {
  it('keeps lines and drops what can disguise or break', () => {
    expect(cleanText('a\u0000b\u202ec\r\n\r\n\r\n\r\nd\t e \ud800')).toBe('abc\n\nd e \ufffd');
    expect(cleanLine('  dua \n baris ')).toBe('dua baris');
    expect(cleanLine(' \u0007 ')).toBeNull();
  });

  it('has a fixed point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});

describe('toDraft', () => {
  it('makes a mention of a post', () => {
    expect(toDraft(post, context)).toEqual({
      keys: ['url:https://kabar.test/2026/11/20/jalan-rusak'],
      aliases: [expect.stringMatching(/^head:kabar\.test:[0-9a-f]{32}$/)],
      parentKey: null,
      kind: 'article',
      platform: 'web',
      url: 'https://kabar.test/2026/11/20/jalan-rusak?utm_source=x',
      title: 'Jalan Rusak di Sukalaras',
      text: 'Warga mengeluh.',
      author: 'Redaksi',
      authorHandle: null,
      publisher: null,
      publishedAt: '2026-11-20T01:15:00.000Z',
      precision: 'exact',
      language: 'id',
      contentHash: contentHash('Jalan Rusak di Sukalaras', 'Warga mengeluh.'),
      stems: 'jalan rusak di sukalaras warga mengeluh',
      voice: 'web:kabar.test',
      person: testPseudonyms.personOf('web', { handle: null, name: 'Redaksi' }),
      setAside: null,
      metrics: null,
      review: null,
    });
  });

  it.each([
    ['no date', null, '2026-11-21T00:00:00.000Z', 'guessed'],
    ['a day ahead', '2026-11-22T00:00:00.000Z', '2026-11-21T00:00:00.000Z', 'guessed'],
    ['ten minutes ahead', '2026-11-21T00:10:00.000Z', '2026-11-21T00:00:00.000Z', 'exact'],
  ] as const)('date: %s', (_, publishedAt, expected, precision) => {
    expect(toDraft({ ...post, publishedAt }, context)).toMatchObject({ publishedAt: expected, precision });
  });

  it('never keeps an address that could run', () => {
    expect(toDraft({ ...post, url: 'javascript:alert(1)' }, context)?.url).toBeNull();
  });

  it('drops a post without any text', () => {
    expect(toDraft({ ...post, title: ' ', text: '\u0000' }, context)).toBeNull();
  });

  it('sets gambling spam aside, and not news about it', () => {
    const isGambling = createGamblingCheck([
      { term: 'slot gacor', weight: 3 },
      { term: 'maxwin', weight: 2 },
      { term: 'judi online', weight: 1 },
    ]);
    const spam = toDraft(
      { ...post, title: 'Situs Slot Gacor Maxwin Hari Ini', text: 'daftar' },
      { ...context, isGambling },
    );
    const news = toDraft(
      { ...post, title: 'Polisi Tangkap Bandar Judi Online', text: 'slot gacor' },
      { ...context, isGambling },
    );
    expect(spam?.setAside).toBe('gambling-spam');
    expect(news?.setAside).toBeNull();
  });
});
