import { describe, expect, it } from 'vitest';
import { blankPost } from '../../src/core/mention.ts';
import { type Asked, createBench } from './bench.ts';

const { site, step, run } = createBench();

const item = (n: number, extra = '') =>
  `<item><title>Judul ${n}</title><link>https://warta.test/${n}</link><guid>1</guid><pubDate>Fri, 20 Nov 2026 0${n}:00:00 GMT</pubDate><description>Isi ${n}</description>${extra}</item>`;
const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>Warta</title><link>https://warta.test/</link><ttl>60</ttl>${items.join('')}</channel></rss>`;

describe('feed', () => {
  it('maps items, trusting links and not guids', async () => {
    const { origin } = await site(() => rss(item(1), item(2)));
    const { posts, rejected, more, waitMs } = await step('feed', { url: `${origin}/feed` });
    expect(posts[0]).toEqual({
      ...blankPost,
      kind: 'article',
      platform: 'web',
      externalId: null,
      idScope: null,
      url: 'https://warta.test/1',
      title: 'Judul 1',
      text: 'Isi 1',
      author: null,
      publishedAt: '2026-11-20T01:00:00.000Z',
      precision: 'exact',
      language: null,
      parentKey: null,
      publisher: null,
    });
    expect([posts.length, rejected, more, waitMs]).toEqual([2, 0, false, 3_600_000]);
  });

  it('trusts a guid only where there is no link and no other item carries it', async () => {
    const bare = (guid: string, title: string) =>
      `<item><title>${title}</title><guid isPermaLink="false">${guid}</guid></item>`;
    const { origin } = await site(() =>
      rss(bare('a', 'Satu'), bare('b', 'Dua'), bare('b', 'Tiga'), '<item><guid>c</guid></item>'),
    );
    const { posts, rejected } = await step('feed', { url: `${origin}/feed` });
    expect(posts.map(({ title, externalId, idScope }) => [title, externalId, idScope])).toEqual([
      ['Satu', 'a', `feed:${origin}/feed`],
      ['Dua', null, null],
      ['Tiga', null, null],
    ]);
    expect(rejected).toBe(1);
  });

  it('sends validators back and takes 304 for no news', async () => {
    const asked: Asked[] = [];
    const { origin } = await site((request) => {
      asked.push(request);
      if (request.headers['if-none-match'] === '"v1"')
        return { status: 304, headers: { 'cache-control': 'max-age=900' } };
      return { headers: { etag: '"v1"', 'last-modified': 'Fri, 20 Nov 2026 01:00:00 GMT' }, body: rss(item(1)) };
    });
    const first = await step('feed', { url: `${origin}/feed` });
    const second = await step('feed', { url: `${origin}/feed` }, first.cursor);
    const third = await step('feed', { url: `${origin}/feed` }, second.cursor);
    expect([first.posts.length, second.posts.length, third.posts.length]).toEqual([1, 0, 0]);
    expect(second.waitMs).toBe(900_000);
    expect(asked[2]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Fri, 20 Nov 2026 01:00:00 GMT',
    });
  });

  it('takes the known ETag with status 200 for no news', async () => {
    const { origin } = await site(() => ({ headers: { etag: '"v1"' }, body: rss(item(1)) }));
    const first = await step('feed', { url: `${origin}/feed` });
    expect((await step('feed', { url: `${origin}/feed` }, first.cursor)).posts).toEqual([]);
  });

  it('moves to a new address after two permanent redirects to it, and back when the configuration changes', async () => {
    const server = await site(({ path, origin }) =>
      path === '/lama' ? { status: 301, headers: { location: `${origin}/baru` } } : rss(item(1)),
    );
    const options = { url: `${server.origin}/lama` };
    let cursor: string | null = null;
    for (let visit = 0; visit < 3; visit++) cursor = (await step('feed', options, cursor)).cursor;
    expect(server.asked).toEqual(['/lama', '/baru', '/lama', '/baru', '/baru']);
    await step('feed', { url: `${server.origin}/lain` }, cursor);
    expect(server.asked.at(-1)).toBe('/lain');
  });

  it('does not follow a temporary redirect into its cursor', async () => {
    const server = await site(({ path, origin }) =>
      path === '/lama' ? { status: 302, headers: { location: `${origin}/baru` } } : rss(item(1)),
    );
    let cursor: string | null = null;
    for (let visit = 0; visit < 3; visit++)
      cursor = (await step('feed', { url: `${server.origin}/lama` }, cursor)).cursor;
    expect(server.asked.filter((path) => path === '/lama')).toHaveLength(3);
  });

  it.each([
    [{ status: 410 }, { reason: 'gone' }],
    [
      { status: 429, headers: { 'retry-after': '120' } },
      { reason: 'rate-limited', retryAfterMs: 120_000 },
    ],
    [{ status: 503 }, { reason: 'rate-limited' }],
    [{ status: 404 }, { reason: 'changed' }],
    [{ body: '<!doctype html><html><head><title>Just a moment</title></head></html>' }, { reason: 'changed' }],
    [{ body: '' }, { reason: 'changed' }],
  ])('fails on %j', async (answer, fault) => {
    const { origin } = await site(() => answer);
    await expect(step('feed', { url: `${origin}/feed` })).rejects.toMatchObject({ name: 'SourceError', ...fault });
  });

  it('keeps what a truncated feed held, and survives hostile depth', async () => {
    const half = rss(item(1), item(2)).slice(0, -60);
    const { origin } = await site(({ path }) =>
      path === '/half' ? half : `<rss><channel>${item(1)}<item>${'<a>'.repeat(200_000)}`,
    );
    expect((await step('feed', { url: `${origin}/half` })).posts.map(({ title }) => title)).toEqual([
      'Judul 1',
      'Judul 2',
    ]);
    expect((await step('feed', { url: `${origin}/deep` })).posts.map(({ title }) => title)).toEqual(['Judul 1']);
  });

  it('starts afresh on a broken cursor', async () => {
    const { origin } = await site(() => ({ headers: { etag: '"v1"' }, body: rss(item(1)) }));
    for (const cursor of ['{', '7', '{"configured":5}', '']) {
      expect((await step('feed', { url: `${origin}/feed` }, cursor)).posts).toHaveLength(1);
    }
  });

  it('gives comments of a WordPress feed the identity that REST gives them', async () => {
    const comment =
      '<item><title>Oleh: Warga</title><link>https://situs.test/banjir/#comment-17</link><guid>x</guid><description>Benar sekali.</description></item>';
    const { origin } = await site(() => rss(comment));
    const { posts } = await step('feed', { url: `${origin}/comments/feed/` });
    expect(posts).toMatchObject([
      {
        kind: 'comment',
        externalId: '17',
        idScope: 'wordpress:https://situs.test:comments',
        title: null,
        author: 'Warga',
        text: 'Benar sekali.',
      },
    ]);
  });

  it('reads what another platform carries as posts', async () => {
    const { origin } = await site(() => rss(item(1)));
    const { posts } = await step('feed', { url: `${origin}/feed`, platform: 'facebook' });
    expect(posts).toMatchObject([{ kind: 'post', platform: 'facebook' }]);
  });
});

describe('Google News', () => {
  const story = `<item><title>Pasar Contoh - Blok B - Terbakar - Media Contoh</title><link>https://news.google.com/rss/articles/CBMiX?oc=5</link><guid isPermaLink="false">CBMiX</guid><pubDate>Thu, 19 Nov 2026 03:10:00 GMT</pubDate><description>&lt;a href="x"&gt;Pasar Contoh Terbakar&lt;/a&gt; Media Contoh</description><source url="https://media-contoh.test">Media Contoh</source></item>`;

  it('takes the publisher off the headline', async () => {
    const { origin } = await site(() => rss(story, story.replace(/<source.*<\/source>/, '')));
    const { posts } = await step('feed', { url: `${origin}/rss`, platform: 'google-news' });
    expect(posts).toMatchObject([
      {
        platform: 'google-news',
        title: 'Pasar Contoh - Blok B - Terbakar',
        publisher: 'Media Contoh',
        text: '',
        externalId: null,
      },
      { title: 'Pasar Contoh - Blok B - Terbakar', publisher: 'Media Contoh' },
    ]);
  });

  it('stays away for hours when Google answers with a page', async () => {
    const { origin } = await site(() => '<!doctype html><html><title>Sebelum Anda melanjutkan</title></html>');
    await expect(step('feed', { url: `${origin}/rss`, platform: 'google-news' })).rejects.toMatchObject({
      reason: 'rate-limited',
      retryAfterMs: 6 * 3_600_000,
    });
  });

  it('leads Google Alerts to what they point at', async () => {
    const wrapped =
      'https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://warta.test/jalan%3Fid%3D7&amp;ct=ga&amp;usg=AOv';
    const { origin } = await site(
      () =>
        `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:google.com,2013:googlealerts/feed:1</id><title type="html">&lt;b&gt;Jalan&lt;/b&gt; rusak</title><link href="${wrapped}"/><published>2026-11-20T01:15:00Z</published><content type="html">Warga mengeluh&amp;nbsp;...</content></entry></feed>`,
    );
    const { posts } = await step('feed', { url: `${origin}/alerts/feeds/1/2` });
    expect(posts).toMatchObject([{ url: 'https://warta.test/jalan?id=7', title: 'Jalan rusak', platform: 'web' }]);
  });

  describe('with items that are cut off', () => {
    const whole = 'Warga menunggu perbaikan jalan itu sejak kemarau. '.repeat(9).trim();
    const cut = (origin: string, n: number, text: string) =>
      `<item><title>Jalan nomor ${n} rusak</title><link>${origin}/${n}</link><pubDate>Fri, 20 Nov 2026 01:15:00 GMT</pubDate><author>Rina Wulan</author><description>${text}</description></item>`;
    const page = (n: string) => `<html lang="id"><body><h1>Jalan nomor ${n} rusak</h1><p>${whole}</p></body></html>`;

    it('keeps the cut text and its mark unless told to fetch the articles', async () => {
      const server = await site(({ origin }) => rss(cut(origin, 1, 'Warga menunggu [&#8230;]')));
      expect((await run('feed', { url: `${server.origin}/umpan` })).posts).toMatchObject([{ text: 'Warga menunggu…' }]);
      expect(server.asked).toEqual(['/umpan']);
    });

    it('fetches the pages of those alone, a few a step, each once', async () => {
      const full = `${whole} Selesai.`;
      let built = 0;
      const server = await site(({ path, origin }) =>
        path === '/umpan'
          ? rss(
              `<lastBuildDate>${++built}</lastBuildDate>`,
              cut(origin, 1, full),
              ...[2, 3, 4, 5, 6, 7].map((n) => cut(origin, n, 'Warga menunggu ... Baca selengkapnya')),
            )
          : page(path.slice(1)),
      );
      const options = { url: `${server.origin}/umpan`, articles: true };
      const first = await run('feed', options);
      expect(first.posts.map(({ text }) => text)).toEqual([full, ...Array.from({ length: 6 }, () => whole)]);
      expect(first.posts[1]).toMatchObject({ author: 'Rina Wulan', publishedAt: '2026-11-20T01:15:00.000Z' });
      expect(first.steps).toBe(3);
      const asked = server.asked.length;
      const second = await run('feed', options, first.cursor);
      expect(second.posts.map(({ title }) => title)).toEqual(['Jalan nomor 1 rusak']);
      expect(server.asked.slice(asked)).toEqual(['/umpan']);
    });

    it('reads nothing again when the very same bytes come', async () => {
      const server = await site(({ path, origin }) =>
        path === '/umpan' ? rss(cut(origin, 1, `${whole} Selesai.`), cut(origin, 2, 'Warga menunggu ...')) : page('2'),
      );
      const options = { url: `${server.origin}/umpan`, articles: true };
      const first = await run('feed', options);
      expect(first.posts).toHaveLength(2);
      const asked = server.asked.length;
      const second = await run('feed', options, first.cursor);
      expect(second.posts).toEqual([]);
      expect(server.asked.slice(asked)).toEqual(['/umpan']);
    });

    it('keeps what the feed said when a page is gone', async () => {
      const server = await site(({ path, origin }) =>
        path === '/umpan' ? rss(cut(origin, 1, 'Warga menunggu [&#8230;]')) : { status: 404 },
      );
      const { posts } = await run('feed', { url: `${server.origin}/umpan`, articles: true });
      expect(posts).toMatchObject([{ title: 'Jalan nomor 1 rusak', text: 'Warga menunggu…', author: 'Rina Wulan' }]);
    });
  });
});
