import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBench } from './bench.ts';

const { site, step, run, readKept } = createBench();
const folder = new URL('../fixtures/collectors/komdigi-hoax/', import.meta.url);
const entry = (id: number) => ({
  id,
  slug: `hoaks-${id}`,
  title: `[HOAKS] Kabar ${id}`,
  published_at: '2026-11-20 09:30:00',
});
const pageOf = (ids: readonly number[], last: number) =>
  JSON.stringify({ response: { data: ids.map(entry), last_page: last } });
const numbers = (posts: readonly { readonly externalId: string | null }[]) =>
  posts.map(({ externalId }) => Number(externalId));

describe('hoax list of the ministry', () => {
  it('a kept answer gives the golden posts', async () => {
    const read = await readKept(
      'komdigi-hoax',
      {},
      readFileSync(new URL('list.json', folder)),
      'https://web.komdigi.go.id/x',
    );
    expect(read).toEqual(JSON.parse(readFileSync(new URL('list.expected.json', folder), 'utf8')));
  });

  it('is read to the configured depth first, then until what is known', async () => {
    const all = Array.from({ length: 12 }, (_, index) => 100 - index);
    const server = await site(({ query, path }) => {
      expect(path).toBe('/api/v1/contents/category/berita-hoaks');
      const start = (Number(query.get('page')) - 1) * 3;
      return pageOf(all.slice(start, start + 3), 4);
    });
    const options = { api: server.origin, pages: 3 };
    const first = await run('komdigi-hoax', options);
    expect(numbers(first.posts)).toEqual(all.slice(0, 9));
    all.unshift(101);
    const second = await run('komdigi-hoax', options, first.cursor);
    expect([second.steps, numbers(second.posts)]).toEqual([1, [101, 100, 99]]);
  });

  it('new entries that push others to the next page leave no gap', async () => {
    const all = [9, 8, 7, 6, 5, 4];
    const server = await site(({ query }) => {
      const start = (Number(query.get('page')) - 1) * 2;
      return pageOf(all.slice(start, start + 2), Math.ceil(all.length / 2));
    });
    const options = { api: server.origin, pages: 10 };
    const begun = await step('komdigi-hoax', options);
    all.unshift(10);
    const { posts } = await run('komdigi-hoax', options, begun.cursor);
    expect(numbers(posts)).toEqual([8, 7, 6, 5, 4]);
  });

  it.each([
    ['{"data":[]}', 'changed'],
    ['{"response":{"data":[{"judul":"x"}],"last_page":1}}', 'changed'],
    ['<html><body>Situs dipelihara</body></html>', 'changed'],
  ])('%s ends the run', async (body, reason) => {
    const server = await site(() => body);
    await expect(step('komdigi-hoax', { api: server.origin })).rejects.toMatchObject({ reason });
  });

  it('an empty list is no fault; refusals are told as they are', async () => {
    const empty = await site(() => pageOf([], 0));
    expect(await step('komdigi-hoax', { api: empty.origin })).toMatchObject({ posts: [], rejected: 0, more: false });
    const limited = await site(() => ({ status: 429, headers: { 'retry-after': '60' } }));
    await expect(step('komdigi-hoax', { api: limited.origin })).rejects.toMatchObject({
      reason: 'rate-limited',
      retryAfterMs: 60_000,
    });
    const broken = await site(() => ({ status: 500 }));
    await expect(step('komdigi-hoax', { api: broken.origin })).rejects.toMatchObject({ reason: 'network' });
  });
});
