import { describe, expect, it } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { blankPost } from '../../src/core/mention.ts';
import { createBench } from './bench.ts';

const { site, step, run } = createBench();

const list = (numbers: readonly number[]) =>
  `<html><body><ul>${numbers.map((n) => `<li class="entri"><h3><a href="/berita/${n}">Kabar nomor ${n}</a></h3></li>`).join('')}</ul><a href="/tentang">Tentang</a></body></html>`;
const article = (n: string) =>
  `<html lang="id"><body><h1 class="judul">Kabar lengkap nomor ${n}</h1><p class="tgl">Jumat, 20 November 2026 08.15 WIB</p><div class="isi"><p>Isi pertama ${n}.</p><p>Isi kedua.</p></div><div>Menu lain</div></body></html>`;
const selectors = { item: 'li.entri', link: 'a', title: 'h1.judul', text: '.isi', date: '.tgl' };

describe('listing', () => {
  it('reads the list, then a few articles a step, with the configured selectors', async () => {
    const server = await site(({ path }) =>
      path === '/' ? list([1, 2, 3, 4, 5, 6, 7]) : article(path.split('/')[2] ?? ''),
    );
    const options = { url: `${server.origin}/`, selectors };
    const first = await run('listing', options);
    expect([first.posts.length, first.steps]).toEqual([7, 3]);
    expect(first.posts[0]).toEqual({
      ...blankPost,
      kind: 'article',
      platform: 'web',
      externalId: null,
      idScope: null,
      url: `${server.origin}/berita/1`,
      title: 'Kabar lengkap nomor 1',
      text: 'Isi pertama 1.\nIsi kedua.',
      author: null,
      publishedAt: '2026-11-20T01:15:00.000Z',
      precision: 'minute',
      language: 'id',
      parentKey: null,
      publisher: null,
    });
    const second = await run('listing', options, first.cursor);
    expect([second.posts.length, server.asked.length]).toEqual([0, 9]);
  });

  it('walks several pages until one brings nothing new', async () => {
    const pages: Record<string, number[]> = { '1': [6, 5], '2': [4, 3], '3': [2, 1] };
    const server = await site(({ path, query }) =>
      path === '/daftar' ? list(pages[query.get('hal') ?? ''] ?? []) : article(path.split('/')[2] ?? ''),
    );
    const options = { url: `${server.origin}/daftar?hal={page}`, selectors, pages: 3 };
    const first = await run('listing', options);
    expect(first.posts.map(({ url }) => url?.at(-1))).toEqual(['6', '5', '4', '3', '2', '1']);
    pages['1'] = [7, 6];
    pages['2'] = [5, 4];
    const before = server.asked.length;
    const second = await run('listing', options, first.cursor);
    expect(second.posts.map(({ url }) => url?.at(-1))).toEqual(['7']);
    expect(server.asked.slice(before)).toEqual(['/daftar?hal=1', '/daftar?hal=2', '/berita/7']);
  });

  it('fails when the selectors match nothing any more, and on hostile depth', async () => {
    const { origin } = await site(({ path }) =>
      path === '/dalam' ? `<html><body>${'<div>'.repeat(50_000)}` : '<html><body><p>Situs baru</p></body></html>',
    );
    await expect(step('listing', { url: `${origin}/`, selectors })).rejects.toMatchObject({
      reason: 'changed',
      message: expect.stringContaining('li.entri a'),
    });
    await expect(step('listing', { url: `${origin}/dalam`, selectors })).rejects.toMatchObject({ reason: 'changed' });
  });

  it('takes 304 for no news, and finishes first what an earlier run left over', async () => {
    let isDown = true;
    const server = await site(({ path, headers }) => {
      if (path === '/')
        return headers['if-none-match'] === '"l1"'
          ? { status: 304 }
          : { headers: { etag: '"l1"' }, body: list([1, 2, 3]) };
      return isDown && path !== '/berita/1' ? { status: 500 } : article(path.split('/')[2] ?? '');
    });
    const options = { url: `${server.origin}/`, selectors };
    const first = await run('listing', options);
    expect(first.posts.map(({ url }) => url?.at(-1))).toEqual(['1']);
    isDown = false;
    const second = await run('listing', options, first.cursor);
    expect(second.posts.map(({ url }) => url?.at(-1))).toEqual(['2', '3']);
    expect((await run('listing', options, second.cursor)).posts).toEqual([]);
  });

  it('gives an article up after three silences, keeping the headline of the list', async () => {
    const server = await site(({ path }) => (path === '/' ? list([1]) : { status: 500 }));
    const options = { url: `${server.origin}/`, selectors };
    const first = await run('listing', options);
    expect(first.posts).toMatchObject([{ title: 'Kabar nomor 1', text: '', publishedAt: null, precision: 'guessed' }]);
    expect(server.asked.filter((path) => path === '/berita/1')).toHaveLength(3);
  });

  describe('without selectors', () => {
    const title = (n: number) => `Jalan desa nomor ${n} rusak parah, warga mengeluh`;
    const page = (n: string) =>
      `<html lang="id"><body><h1>${title(Number(n))}</h1><p>Jumat, 20 November 2026 08.15 WIB</p><p>${'Warga menunggu perbaikan jalan itu sejak kemarau. '.repeat(9)}</p></body></html>`;
    const front = (links: readonly string[]) =>
      `<html><body><nav><a href="/tentang">Tentang</a></nav><main>${links.map((href, n) => `<article><h2><a href="${href}">${title(n)}</a></h2></article>`).join('')}</main></body></html>`;
    const shaped = (shape: string, numbers: readonly number[]) =>
      numbers.map((n) => shape.replace('#', String(8000 + n)));
    let links: string[] = [];
    const serveFront = () => site(({ path }) => (path === '/' ? front(links) : page(/8(\d{3})/.exec(path)?.[1] ?? '')));

    it('learns which addresses lead to articles, and learns anew when the site is rebuilt', async () => {
      links = shaped('/berita/#/jalan-desa-rusak-parah-lagi', [1, 2, 3, 4, 5, 6]);
      const server = await serveFront();
      const options = { url: `${server.origin}/` };
      const first = await run('listing', options);
      expect(first.posts.map((post) => post.title)).toEqual([1, 2, 3, 4, 5, 6].map(title));
      expect(JSON.parse(first.cursor ?? '').learned).toEqual({ shapes: ['berita/N/S'], links: 6 });

      // Two strangers among the known ones are left alone.
      links = [
        ...shaped('/berita/#/jalan-desa-rusak-parah-lagi', [5, 6, 7, 8]),
        '/promo/8011/beli-rumah-murah-sekarang-juga',
      ];
      const second = await run('listing', options, first.cursor);
      expect(second.posts.map((post) => post.title)).toEqual([7, 8].map(title));

      links = shaped('/2026/11/22/jalan-desa-rusak-parah-#', [21, 22, 23, 24, 25]);
      const logged: unknown[] = [];
      const log = { ...silentLog, info: (fields: unknown) => logged.push(fields) };
      const third = await run('listing', options, second.cursor, { log });
      expect(third.posts).toHaveLength(5);
      expect(logged).toEqual([{ before: ['berita/N/S'], now: ['Y/D/D/S'] }]);
      expect(JSON.parse(third.cursor ?? '').learned.links).toBe(5);
    });

    it('says so when nothing that looks like an article is left', async () => {
      links = shaped('/berita/#/jalan-desa-rusak-parah-lagi', [1, 2, 3]);
      const server = await serveFront();
      const { cursor } = await run('listing', { url: `${server.origin}/` });
      links = ['/masuk'];
      await expect(step('listing', { url: `${server.origin}/` }, cursor)).rejects.toMatchObject({ reason: 'changed' });
    });

    it('follows only what matches', async () => {
      links = shaped('/berita/#/jalan-desa-rusak-parah-lagi', [1, 2, 3]);
      const server = await serveFront();
      const { posts } = await run('listing', { url: `${server.origin}/`, match: ['nomor 1'] });
      expect(posts.map((post) => post.url)).toEqual([`${server.origin}/berita/8002/jalan-desa-rusak-parah-lagi`]);
    });

    it('takes selectors for the articles alone, and cuts the blocks that are to be removed', async () => {
      links = shaped('/berita/#/jalan-desa-rusak-parah-lagi', [1]);
      const server = await site(({ path }) =>
        path === '/'
          ? front(links)
          : '<html><body><h1>Judul besar di atas</h1><div class="isi"><p>Isi berita.</p><p class="promo">Pasang iklan di sini.</p></div></body></html>',
      );
      const options = { url: `${server.origin}/`, selectors: { text: '.isi', remove: '.promo' } };
      expect((await run('listing', options)).posts).toMatchObject([{ text: 'Isi berita.' }]);
    });
  });
});
