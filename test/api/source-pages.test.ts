import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { syncSources } from '../../src/store/sources.ts';
import { createTestDatabase, dialects, type TestDatabase } from '../support/db.ts';
import { makeSource } from '../support/make.ts';
import { now } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

/** More than fit into one page, their names in no order. */
const count = 1_203;
const idOf = (n: number) => `sumber-${(n * 7919) % count}`;

describe.each(dialects)('a long list of sources on %s', (dialect) => {
  let database: TestDatabase;
  let server: Listening;
  beforeAll(async () => {
    database = await createTestDatabase(dialect);
    const longest = makeSource({ id: `z${'-panjang'.repeat(60)}` });
    const many = Array.from({ length: count }, (_, n) =>
      makeSource({
        id: idOf(n),
        options: { n },
        class: n % 3 === 0 ? 'village' : 'online-media',
        enabled: n % 10 !== 0,
      }),
    );
    await syncSources(database.db, [...many, longest], now);
    server = await serveApi(makeApiDeps(database.db));
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  const ask = async (query: string) => {
    const response = await fetch(`${server.origin}/api/v1/sources?${query}`);
    return { status: response.status, body: await response.json() };
  };

  async function readAll(query: string): Promise<{ readonly ids: string[]; readonly pages: number }> {
    const ids: string[] = [];
    let pages = 0;
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await ask(`${query}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next;
      pages += 1;
    }
    return { ids, pages };
  }

  it('comes whole, page by page, each once and by id', async () => {
    const { ids, pages } = await readAll('limit=100');
    expect(pages).toBe(13);
    expect(ids).toHaveLength(count + 1);
    expect(new Set(ids).size).toBe(count + 1);
    expect(ids).toEqual([...ids].sort());
    expect((await readAll('')).pages).toBe(2);
  });

  it('keeps its filters, and has no page that is empty', async () => {
    const { ids } = await readAll('limit=50&class=village&status=never-run');
    const wanted = Array.from({ length: count }, (_, n) => n).filter((n) => n % 3 === 0 && n % 10 !== 0);
    expect(ids).toEqual(wanted.map(idOf).sort());
    const exactly = await ask(`limit=${wanted.length}&class=village&status=never-run`);
    expect(exactly.body.next).toBeNull();
  });

  it('as a file holds them all', async () => {
    const response = await fetch(`${server.origin}/api/v1/sources?format=csv`);
    expect((await response.text()).trim().split('\n')).toHaveLength(1 + count + 1);
  });

  it.each(['x', 'WzFd', 'W10', Buffer.from('["a","b"]').toString('base64url'), '%00'])(
    'refuses the cursor %s',
    async (cursor) => {
      const { status, body } = await ask(`cursor=${cursor}`);
      expect({ status, type: body.type }).toEqual({ status: 400, type: 'urn:kentongan:problem:invalid-cursor' });
    },
  );
});
