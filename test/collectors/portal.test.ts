import { describe, expect, it } from 'vitest';
import { portal } from '../../src/collectors/portal.ts';
import { serve } from '../support/web-server.ts';
import { type Answer, type Asked, createBench } from './bench.ts';

const { site, step, run, readKept } = createBench();

const hour = 3_600_000;
const start = Date.parse('2026-11-22T08:00:00.000Z');
const at = (ms: number) => ({ now: () => new Date(start + ms) });
const headline = (n: number) => `Jalan desa nomor ${n} rusak parah, warga mengeluh`;
const slug = (n: number) => `/berita/${9_000 + n}/jalan-desa-nomor-${n}-rusak-parah-warga-mengeluh`;
const sentence = 'Warga menunggu perbaikan jalan itu sejak musim kemarau dan belum ada jawaban dari dinas. ';
const article = (n: number, text = sentence.repeat(8)) =>
  `<html lang="id"><head><meta property="og:type" content="article"></head><body><main><h1>${headline(n)}</h1><p class="tanggal">Jumat, 20 November 2026 08.15 WIB</p><div class="isi"><p>${text}</p></div></main></body></html>`;
const front = (numbers: readonly number[], head = '') =>
  `<html><head>${head}</head><body><nav><a href="/tentang">Tentang</a></nav><main>${numbers.map((n) => `<article><h2><a href="${slug(n)}">${headline(n)}</a></h2></article>`).join('')}</main></body></html>`;
const rss = (origin: string, numbers: readonly number[], text = sentence.repeat(4)) =>
  `<rss version="2.0"><channel>${numbers.map((n) => `<item><title>${headline(n)}</title><link>${origin}${slug(n)}</link><pubDate>Fri, 20 Nov 2026 01:15:00 GMT</pubDate><description>${text}</description></item>`).join('')}</channel></rss>`;
const newsSitemap = (origin: string, numbers: readonly number[]) =>
  `<urlset xmlns:news="n">${numbers.map((n) => `<url><loc>${origin}${slug(n)}</loc><news:news><news:publication_date>2026-11-20T08:15:00+07:00</news:publication_date><news:title>${headline(n)}</news:title></news:news></url>`).join('')}</urlset>`;
const feedLink = '<link rel="alternate" type="application/rss+xml" title="Kabar" href="/kabar.xml">';
const titles = (posts: readonly { readonly title: string | null }[]) => posts.map(({ title }) => title);

/** A portal whose parts can be switched off: what is missing answers 404. */
function answers(parts: Record<string, (asked: Asked) => Answer | string>): (asked: Asked) => Answer | string {
  return (asked) => {
    const number = Number(/^\/berita\/9(\d{3})/.exec(asked.path)?.[1] ?? Number.NaN);
    return parts[asked.path]?.(asked) ?? (Number.isNaN(number) ? { status: 404 } : article(number));
  };
}

describe('portal', () => {
  it('takes the feed that the page names, and goes straight to it the next time', async () => {
    const server = await site(
      answers({ '/': () => front([1, 2, 3], feedLink), '/kabar.xml': ({ origin }) => rss(origin, [1, 2]) }),
    );
    const first = await run('portal', { site: `${server.origin}/` });
    expect(titles(first.posts)).toEqual([headline(1), headline(2)]);
    expect(server.asked).toEqual(['/', '/robots.txt', '/kabar.xml']);
    await run('portal', { site: `${server.origin}/` }, first.cursor, at(hour));
    expect(server.asked.slice(3)).toEqual(['/kabar.xml']);
  });

  it('fetches the pages of items that the feed cuts off', async () => {
    const server = await site(
      answers({
        '/': () => front([1], feedLink),
        '/kabar.xml': ({ origin }) => rss(origin, [1], 'Warga menunggu perbaikan [&#8230;]'),
      }),
    );
    const { posts } = await run('portal', { site: `${server.origin}/` });
    expect(posts).toMatchObject([{ title: headline(1), text: sentence.repeat(8).trim() }]);
  });

  it('climbs down step by step: feed, WordPress, usual feeds, news sitemap, list', async () => {
    const parts: Record<string, (asked: Asked) => Answer | string> = {
      '/': () => front([1, 2, 3], '<link rel="https://api.w.org/" href="/wp-json/">'),
      '/robots.txt': ({ origin }) =>
        `User-agent: *\nSitemap: ${origin}/sitemap-umum.xml\nSitemap: ${origin}/sitemap-news.xml\n`,
      '/sitemap-news.xml': ({ origin }) => newsSitemap(origin, [1]),
    };
    const server = await site(answers(parts));
    const bySitemap = await run('portal', { site: `${server.origin}/` });
    expect(titles(bySitemap.posts)).toEqual([headline(1)]);
    const paths = server.asked.map((asked) => asked.split('?')[0]);
    expect([...new Set(paths)]).toEqual([
      '/',
      '/robots.txt',
      '/wp-json/wp/v2/posts',
      '/feed',
      '/rss',
      '/rss.xml',
      '/sitemap-news.xml',
      slug(1),
    ]);

    // The sitemap dies; the general one is none; the list is left.
    parts['/sitemap-news.xml'] = () => '<html><body>Situs baru</body></html>';
    const byList = await run('portal', { site: `${server.origin}/` }, bySitemap.cursor, at(hour));
    expect(titles(byList.posts)).toEqual([headline(1), headline(2), headline(3)]);

    // A week later the better ways are tried again.
    parts['/feed'] = ({ origin }) => rss(origin, [4]);
    const byFeed = await run('portal', { site: `${server.origin}/` }, byList.cursor, at(8 * 24 * hour));
    expect(titles(byFeed.posts)).toEqual([headline(4)]);
  });

  it('passes over a feed that is empty', async () => {
    const server = await site(
      answers({ '/': () => front([1, 2], feedLink), '/kabar.xml': ({ origin }) => rss(origin, []) }),
    );
    expect(titles((await run('portal', { site: `${server.origin}/` })).posts)).toEqual([headline(1), headline(2)]);
  });

  it('keeps to what matches: by headline, address or the words of a feed', async () => {
    const server = await site(
      answers({ '/': () => front([1, 2, 3], feedLink), '/kabar.xml': ({ origin }) => rss(origin, [1, 2, 3]) }),
    );
    const some = await run('portal', { site: `${server.origin}/`, match: ['nomor 2', 'nomor 9'] });
    expect(titles(some.posts)).toEqual([headline(2)]);
    const none = await run('portal', { site: `${server.origin}/`, match: ['Kabupaten Lain'] });
    expect(none.posts).toEqual([]);
    expect(server.asked.filter((path) => path.startsWith('/berita'))).toEqual([]);
  });

  it('reads one section when only that is wanted', async () => {
    const server = await site(
      answers({
        '/daerah': () =>
          front([7], `${feedLink}<link rel="alternate" type="application/rss+xml" href="/daerah/umpan.xml">`),
        '/daerah/umpan.xml': ({ origin }) => rss(origin, [7]),
      }),
    );
    const { posts } = await run('portal', { site: `${server.origin}/`, section: `${server.origin}/daerah` });
    expect(titles(posts)).toEqual([headline(7)]);
    expect(server.asked).toEqual(['/daerah', '/daerah/umpan.xml']);
  });

  it('says that it needs attention when most articles come without text, and finds out when that is over', async () => {
    let isBare = false;
    let count = 6;
    const server = await site((asked) => {
      const number = Number(/^\/berita\/9(\d{3})/.exec(asked.path)?.[1] ?? Number.NaN);
      if (asked.path === '/') return front(Array.from({ length: count }, (_, index) => index + 1));
      if (Number.isNaN(number)) return { status: 404 };
      return article(number, isBare ? 'Lihat di aplikasi.' : undefined);
    });
    const options = { site: `${server.origin}/` };
    const good = await run('portal', options);
    expect(good.posts).toHaveLength(6);
    isBare = true;
    count = 12;
    // What was read is kept, however little it is.
    const bare = await step('portal', options, (await step('portal', options, good.cursor, at(hour))).cursor, at(hour));
    const rest = await step('portal', options, bare.cursor, at(hour));
    expect([bare.posts.length, rest.posts.length]).toEqual([5, 1]);
    await expect(step('portal', options, rest.cursor, at(2 * hour))).rejects.toMatchObject({
      reason: 'changed',
      message: expect.stringContaining('most of the last articles'),
    });
    isBare = false;
    count = 20;
    const probe = await run('portal', options, rest.cursor, at(8 * hour));
    expect(probe.posts).toHaveLength(8);
    await expect(run('portal', options, probe.cursor, at(9 * hour))).resolves.toMatchObject({ posts: [] });
  });

  it.each([
    ['nothing that looks like news', () => '<html><body><p>Segera hadir</p></body></html>', 'changed'],
    ['a refusal', () => ({ status: 403, body: '<h1>Forbidden</h1>' }), 'blocked'],
    ['silence', () => ({ status: 503 }), 'rate-limited'],
  ])('says so when the site answers with %s', async (_, answer, reason) => {
    const { origin } = await site(answer);
    await expect(run('portal', { site: `${origin}/` })).rejects.toMatchObject({ reason });
  });

  it('gives up a body that never ends when it is told to stop', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/') response.end(front([1], feedLink));
      else if (request.url === '/kabar.xml') response.write('<rss><channel>');
      else response.writeHead(404).end();
    });
    const options = { site: `${server.origin}/` };
    const { cursor } = await step('portal', options);
    const stop = new AbortController();
    const reading = step('portal', options, cursor, { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    await expect(reading).rejects.toThrow();
    await server.close();
  });

  it('passes over a feed that is made to stall, and does not believe what the site names', async () => {
    const bad = '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">';
    const server = await site(
      answers({
        '/': () => front([1, 2], feedLink + bad),
        '/kabar.xml': () => '<rss><channel>'.repeat(20_000),
        '/robots.txt': () => 'Sitemap: file:///etc/passwd\nSitemap: https://\nSitemap:\n'.repeat(1_000),
      }),
    );
    expect(titles((await run('portal', { site: `${server.origin}/` })).posts)).toEqual([headline(1), headline(2)]);
  });

  it('leaves its place when the whole site is silent for a while', async () => {
    let isDown = false;
    const parts = answers({ '/': () => front([1], feedLink), '/kabar.xml': ({ origin }) => rss(origin, [1]) });
    const server = await site((asked) => (isDown ? { status: 500 } : parts(asked)));
    const first = await run('portal', { site: `${server.origin}/` });
    isDown = true;
    await expect(step('portal', { site: `${server.origin}/` }, first.cursor, at(hour))).rejects.toMatchObject({
      reason: 'network',
    });
  });

  it('starts afresh with another site, another section, or a cursor that it cannot read', async () => {
    const server = await site(
      answers({ '/': () => front([1], feedLink), '/kabar.xml': ({ origin }) => rss(origin, [1]) }),
    );
    const { cursor } = await run('portal', { site: 'https://lain.test/' }, null).catch(() => ({
      cursor: '{"site":1}',
    }));
    expect((await run('portal', { site: `${server.origin}/` }, cursor)).posts).toHaveLength(1);
  });

  it('reads kept answers again: feeds and articles give posts, lists and sitemaps none', async () => {
    const origin = 'https://kept.test';
    const options = { site: `${origin}/`, match: ['nomor 2'] };
    const read = (body: string, path: string) => readKept('portal', options, body, origin + path);
    expect(titles((await read(rss(origin, [1, 2]), '/kabar.xml')).posts)).toEqual([headline(2)]);
    expect(titles((await read(article(2), slug(2))).posts)).toEqual([headline(2)]);
    expect((await read(front([1, 2, 3, 4, 5, 6, 7]), '/')).posts).toEqual([]);
    expect((await read(newsSitemap(origin, [2]), '/sitemap.xml')).posts).toEqual([]);
  });

  it('names a pack that does not exist', () => {
    expect(() => portal.configure({ site: 'https://x.test/', pack: 'tidak-ada' })).toThrow('tidak-ada');
  });
});
