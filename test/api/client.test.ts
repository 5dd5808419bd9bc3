import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kentongan, Problem } from '../../client/kentongan.ts';
import { format } from '../../scripts/format-code.ts';
import { clientFile, makeClient } from '../../scripts/make-client.ts';
import type { Listening } from '../../src/api/listen.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { peopleWith } from './people.ts';
import { type SeedMention, seed } from './seed.ts';
import { createLiveWire, makeApiDeps, serveApi } from './serve-seed.ts';

it('the client is made from the API as it is now', () => {
  const isNew = readFileSync(clientFile, 'utf8') === format(makeClient(), clientFile);
  expect(isNew, 'A route or schema has changed. Run: npx tsx scripts/make-client.ts').toBe(true);
});

describe('the client', () => {
  const many: readonly SeedMention[] = Array.from({ length: 300 }, (_, index) => ({
    source: 'kabar-wanasari',
    minutes: 2000 + index,
    title: `Kabar ${index}`,
    text: `Isi berita ke-${index}.`,
  }));
  const wire = createLiveWire();
  let db: Db;
  let server: Listening;
  let client: Kentongan;

  beforeAll(async () => {
    ({ db } = await seed(many));
    const people = peopleWith({ rina: { name: 'Rina' }, ayu: { name: 'Ayu', role: 'opd', agency: 'PDAM' } });
    server = await serveApi(makeApiDeps(db, { people, subscribe: wire.subscribe }));
    client = new Kentongan({ baseUrl: `${server.origin}/`, token: 'rina' });
  });
  afterAll(async () => {
    await server.close();
    await closeDatabase(db);
  });

  it('asks with parameters in path and query, and gives typed answers', async () => {
    const { items } = await client.call('GET /api/v1/issues', { params: { topic: 'air-listrik', overdue: false } });
    expect(items.map(({ title, agency }) => [title.slice(0, 10), agency])).toEqual([['Air Ledeng', 'PDAM']]);
    const id = items[0]?.id ?? 0;
    expect((await client.call('GET /api/v1/issues/{id}', { params: { id } })).mentions.length).toBeGreaterThan(3);
    // @ts-expect-error a topic that there is not
    await expect(client.call('GET /api/v1/issues', { params: { topic: 'cuaca' } })).rejects.toThrow(Problem);
    // @ts-expect-error the path needs an id
    await expect(client.call('GET /api/v1/issues/{id}')).rejects.toThrow(Problem);
  });

  it('asks for some fields only, and knows which they are', async () => {
    const { items } = await client.call('GET /api/v1/issues', { fields: ['id', 'title'], params: { limit: 1 } });
    expect(items.map(Object.keys)).toEqual([['id', 'title']]);
    const [first] = items;
    // @ts-expect-error was not asked for
    expect(first?.agency).toBeUndefined();
    // @ts-expect-error there is no such field
    await expect(client.call('GET /api/v1/issues', { fields: ['judul'] })).rejects.toThrow(Problem);
  });

  it('walks through all pages of a list', async () => {
    const ids = new Set<number>();
    for await (const { id } of client.items('GET /api/v1/mentions', { params: { limit: 70 } })) ids.add(id);
    expect(ids.size).toBe(316);
  });

  it('reads exports line by line and as files, and tells a broken one', async () => {
    const titles: (string | null)[] = [];
    for await (const { title } of client.export('GET /api/v1/mentions')) titles.push(title);
    expect(titles).toHaveLength(316);
    const file = await client.file('GET /api/v1/issues', 'csv', { fields: ['id'] });
    expect((await file.text()).trim().split('\r\n')).toHaveLength(5);
    const cut: typeof fetch = async (url, init) => {
      const text = await (await fetch(url, init)).text();
      return new Response(text.slice(0, text.lastIndexOf('{"_end"')));
    };
    const broken = new Kentongan({ baseUrl: server.origin, token: 'rina', fetch: cut });
    const read = async () => {
      for await (const _ of broken.export('GET /api/v1/issues'));
    };
    await expect(read()).rejects.toThrow('broke off');
  });

  it('gives refusals as typed problems', async () => {
    const problem = await client.call('GET /api/v1/issues', { params: { limit: 0 } }).catch((error) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ status: 400, code: 'invalid-parameters', retryAfter: null });
    expect(problem.problems).toEqual([{ where: 'limit', message: 'tidak boleh kurang dari 1' }]);
    const nobody = new Kentongan({ baseUrl: server.origin, token: 'siapa' });
    await expect(nobody.call('GET /api/v1/issues')).rejects.toMatchObject({ status: 401, code: 'unauthorized' });
    const agency = new Kentongan({ baseUrl: server.origin, token: 'ayu' });
    await expect(agency.call('GET /api/v1/stats')).rejects.toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('writes once, also when the answer is lost on the way', async () => {
    let lost = 0;
    const flaky: typeof fetch = async (url, init) => {
      const response = await fetch(url, init);
      lost += 1;
      if (lost === 1) throw new TypeError('fetch failed');
      return response;
    };
    const writer = new Kentongan({ baseUrl: server.origin, token: 'rina', fetch: flaky });
    const written = { params: { id: 1 }, body: { note: 'Sudah ditelepon.' } };
    await writer.call('POST /api/v1/issues/{id}/notes', written);
    expect(lost).toBe(2);
    const { history } = await client.call('GET /api/v1/issues/{id}', { params: { id: 1 } });
    expect(history.filter(({ kind }) => kind === 'note')).toHaveLength(1);
  });

  it('listens to events until it is told to stop', async () => {
    const stop = new AbortController();
    const events = client.events('GET /api/v1/stream', { signal: stop.signal });
    const next = events.next();
    await expect.poll(() => wire.listeners.size).toBe(1);
    const event = { type: 'issue', at: '2026-11-22T10:00:00.000Z', issueIds: [3] } as const;
    wire.tell(event);
    expect(await next).toEqual({ done: false, value: event });
    stop.abort();
    await expect(events.next()).rejects.toThrow();
    await expect.poll(() => wire.listeners.size).toBe(0);
  });
});
