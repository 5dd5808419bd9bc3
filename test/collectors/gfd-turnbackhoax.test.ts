import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBench } from './bench.ts';

const { site, step, run, readKept } = createBench();
const folder = new URL('../fixtures/collectors/gfd-turnbackhoax/', import.meta.url);
const list = (numbers: readonly number[]) =>
  `<html><body>${numbers
    .map(
      (number) =>
        `<h3><a href="/cek/${number}">(GFD-2026-${number}) [SALAH] Kabar ${number}</a></h3><p>Tanggal publish: 20/11/2026</p><h4>Berita</h4><p>Isi ${number}</p>`,
    )
    .join('')}</body></html>`;
const numbersOf = (posts: readonly { readonly externalId: string | null }[]) =>
  posts.map(({ externalId }) => Number(externalId?.slice(9)));

describe('GFD database', () => {
  it('a kept page gives the golden posts', async () => {
    const read = await readKept(
      'gfd-turnbackhoax',
      {},
      readFileSync(new URL('list.html', folder)),
      'https://gfd.test/',
    );
    expect(read).toEqual(JSON.parse(readFileSync(new URL('list.expected.json', folder), 'utf8')));
  });

  it('is read page by page to the configured depth, then until what is known', async () => {
    const all = Array.from({ length: 20 }, (_, index) => 31_400 - index);
    const server = await site(({ path }) => {
      const page = path === '/' ? 1 : Number(path.split('/').at(-1));
      return list(all.slice((page - 1) * 5, page * 5));
    });
    const options = { url: server.origin, pages: 3 };
    const first = await run('gfd-turnbackhoax', options);
    expect(numbersOf(first.posts)).toEqual(all.slice(0, 15));
    expect(server.asked).toEqual(['/', '/page/2', '/page/3']);
    all.unshift(31_402, 31_401);
    const second = await run('gfd-turnbackhoax', options, first.cursor);
    expect([second.steps, numbersOf(second.posts)]).toEqual([1, [31_402, 31_401, 31_400, 31_399, 31_398]]);
  });

  it('ends past the last page, and knows another page when it sees one', async () => {
    const short = await site(({ path }) => (path === '/' ? list([31_400]) : { status: 404, body: 'Tidak ada' }));
    expect(numbersOf((await run('gfd-turnbackhoax', { url: short.origin })).posts)).toEqual([31_400]);
    const gone = await site(() => ({ status: 404, body: 'Tidak ada' }));
    await expect(step('gfd-turnbackhoax', { url: gone.origin })).rejects.toMatchObject({ reason: 'changed' });
    const other = await site(() => '<html><body><h1>Situs pindah</h1><p>Silakan kembali nanti.</p></body></html>');
    await expect(step('gfd-turnbackhoax', { url: other.origin })).rejects.toMatchObject({ reason: 'changed' });
  });

  it('refusals are told as they are', async () => {
    const limited = await site(() => ({ status: 429, headers: { 'retry-after': '120' } }));
    await expect(step('gfd-turnbackhoax', { url: limited.origin })).rejects.toMatchObject({
      reason: 'rate-limited',
      retryAfterMs: 120_000,
    });
    const broken = await site(() => ({ status: 500 }));
    await expect(step('gfd-turnbackhoax', { url: broken.origin })).rejects.toMatchObject({ reason: 'network' });
  });
});
