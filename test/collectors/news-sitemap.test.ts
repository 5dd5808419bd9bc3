import { describe, expect, it } from 'vitest';
import { createBench, now } from './bench.ts';

const { site, step, run } = createBench();

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
const entry = (url: string, title: string, at: string) =>
  `<url><loc>${url}</loc><news:news><news:publication_date>${at}</news:publication_date><news:title>${title}</news:title></news:news></url>`;
const urlset = (...entries: string[]) =>
  `<?xml version="1.0"?><urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${entries.join('')}</urlset>`;
const article = (title: string) =>
  `<html lang="id"><head></head><body><h1>${title}</h1><p>${`Isi lengkap ${title}. `.repeat(20)}</p></body></html>`;
const sitemapOf = (count: number) => (origin: string) =>
  urlset(
    ...Array.from({ length: count }, (_, i) =>
      entry(`${origin}/berita/${i}/jalan-rusak-di-kemlagi-${i}`, `Jalan ${i} rusak di Kemlagi`, hoursAgo(i + 1)),
    ),
  );

describe('news-sitemap', () => {
  it('fetches the articles a few at a time, and not again', async () => {
    const server = await site(({ path, origin }) =>
      path === '/sitemap.xml' ? sitemapOf(7)(origin) : article(`Jalan ${path.split('/')[2]} rusak di Kemlagi`),
    );
    const options = { url: `${server.origin}/sitemap.xml` };
    const first = await run('news-sitemap', options);
    expect(first.steps).toBe(3);
    expect(first.posts).toHaveLength(7);
    expect(first.posts[0]).toMatchObject({
      kind: 'article',
      url: `${server.origin}/berita/0/jalan-rusak-di-kemlagi-0`,
      title: 'Jalan 0 rusak di Kemlagi',
      publishedAt: hoursAgo(1),
      precision: 'exact',
      text: expect.stringContaining('Isi lengkap'),
    });
    const second = await run('news-sitemap', options, first.cursor);
    expect([second.posts.length, server.asked.length]).toEqual([0, 9]);
  });

  it('fetches only what matches headline or address, as whole words', async () => {
    const server = await site(({ path, origin }) =>
      path === '/sitemap.xml'
        ? urlset(
            entry(`${origin}/1/banjir-di-kemlagi-surut`, 'Banjir surut', hoursAgo(1)),
            entry(`${origin}/2/pasar`, 'Pasar di Kecamatan KEMLAGI, ramai', hoursAgo(1)),
            entry(`${origin}/3/kemlagian`, 'Kemlagian bukan Kemlagi-an', hoursAgo(1)),
            entry(`${origin}/4/lain`, 'Berita lain', hoursAgo(1)),
          )
        : article('Judul halaman yang panjang'),
    );
    const { posts } = await run('news-sitemap', {
      url: `${server.origin}/sitemap.xml`,
      match: ['Kecamatan Kemlagi', 'di Kemlagi'],
    });
    expect(posts.map(({ url }) => new URL(url ?? '').pathname[1])).toEqual(['1', '2']);
  });

  it('takes headlines alone when no article is wanted', async () => {
    const server = await site(({ origin }) => sitemapOf(3)(origin));
    const { posts } = await run('news-sitemap', { url: `${server.origin}/sitemap.xml`, articles: false });
    expect(posts.map(({ title, text }) => [title, text])).toEqual(
      [0, 1, 2].map((i) => [`Jalan ${i} rusak di Kemlagi`, '']),
    );
    expect(server.asked).toHaveLength(1);
  });

  it('leaves old entries alone, and takes an empty file for no news', async () => {
    const server = await site(({ path, origin }) =>
      path === '/kosong.xml'
        ? urlset()
        : urlset(entry(`${origin}/a`, 'Lama', hoursAgo(24 * 20)), entry(`${origin}/b`, 'Baru', hoursAgo(24 * 2))),
    );
    expect(
      (await run('news-sitemap', { url: `${server.origin}/s.xml`, articles: false })).posts.map(({ title }) => title),
    ).toEqual(['Baru']);
    expect((await run('news-sitemap', { url: `${server.origin}/kosong.xml` })).posts).toEqual([]);
  });

  it('reads the newest parts of an index, only those that changed, and none that lists no articles', async () => {
    let changed = hoursAgo(1);
    const part = (origin: string, name: string, at: string) =>
      `<sitemap><loc>${origin}/${name}.xml</loc><lastmod>${at}</lastmod></sitemap>`;
    const server = await site(({ path, origin }) => {
      if (path === '/index.xml')
        return `<sitemapindex>${part(origin, 'post-sitemap1', hoursAgo(200))}${part(origin, 'post-sitemap2', changed)}${part(origin, 'category-sitemap', hoursAgo(1))}${part(origin, 'post-sitemap0', hoursAgo(24 * 90))}</sitemapindex>`;
      return urlset(entry(`${origin}/${path.slice(1)}/${changed}`, `Dari ${path}`, hoursAgo(1)));
    });
    const options = { url: `${server.origin}/index.xml`, articles: false };
    const first = await run('news-sitemap', options);
    expect(first.posts.map(({ title }) => title)).toEqual(['Dari /post-sitemap2.xml', 'Dari /post-sitemap1.xml']);
    changed = hoursAgo(0.5);
    const second = await run('news-sitemap', options, first.cursor);
    expect(second.posts.map(({ title }) => title)).toEqual(['Dari /post-sitemap2.xml']);
  });

  it('reads on when one part of an index is broken, and fails when it is the only one', async () => {
    const server = await site(({ path, origin }) => {
      const part = (name: string) => `<sitemap><loc>${origin}/${name}.xml</loc></sitemap>`;
      if (path === '/dua.xml') return `<sitemapindex>${part('baik')}${part('rusak')}</sitemapindex>`;
      if (path === '/satu.xml') return `<sitemapindex>${part('rusak')}</sitemapindex>`;
      return path === '/baik.xml' ? urlset(entry(`${origin}/a`, 'Baik', hoursAgo(1))) : '<html>galat</html>';
    });
    const both = await run('news-sitemap', { url: `${server.origin}/dua.xml`, articles: false });
    expect([both.posts.length, both.rejected]).toEqual([1, 1]);
    await expect(run('news-sitemap', { url: `${server.origin}/satu.xml` })).rejects.toMatchObject({
      reason: 'changed',
    });
  });

  it('keeps the headline of an article that cannot be had, and waits when told to', async () => {
    let isBusy = true;
    const server = await site(({ path, origin }) => {
      if (path === '/sitemap.xml') return sitemapOf(4)(origin);
      if (path.startsWith('/berita/0/')) return { status: 404 };
      if (path.startsWith('/berita/2/') && isBusy) return { status: 429, headers: { 'retry-after': '90' } };
      return article(`Jalan ${path.split('/')[2]} rusak di Kemlagi`);
    });
    const options = { url: `${server.origin}/sitemap.xml` };
    const first = await run('news-sitemap', options);
    expect(first.posts.map(({ title, text }) => [title, text !== ''])).toEqual([
      ['Jalan 0 rusak di Kemlagi', false],
      ['Jalan 1 rusak di Kemlagi', true],
    ]);
    expect(first.waitMs).toBe(90_000);
    await expect(step('news-sitemap', options, first.cursor)).rejects.toMatchObject({
      reason: 'rate-limited',
      retryAfterMs: 90_000,
    });
    isBusy = false;
    const second = await run('news-sitemap', options, first.cursor);
    expect(second.posts.map(({ title }) => title)).toEqual(['Jalan 2 rusak di Kemlagi', 'Jalan 3 rusak di Kemlagi']);
  });

  it('sends validators back', async () => {
    const server = await site(({ path, origin, headers }) => {
      if (path !== '/sitemap.xml') return article('Judul halaman yang panjang');
      return headers['if-none-match'] === '"s1"'
        ? { status: 304 }
        : { headers: { etag: '"s1"' }, body: sitemapOf(1)(origin) };
    });
    const first = await run('news-sitemap', { url: `${server.origin}/sitemap.xml` });
    const second = await run('news-sitemap', { url: `${server.origin}/sitemap.xml` }, first.cursor);
    expect([first.posts.length, second.posts.length, second.steps]).toEqual([1, 0, 1]);
  });
});
