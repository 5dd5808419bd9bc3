import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, createBench, now } from './bench.ts';
import { behindGate, graphError, graphTime, json, pageOf, token } from './graph-server.ts';
import { createKey } from './key.ts';

const { site, step, run, readKept } = createBench();
const id = 'threads';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/collectors/threads/${name}`, import.meta.url), 'utf8');

interface Post {
  readonly id: string;
  readonly hours: number;
  readonly text: string;
}

/** Keyword search as documented: newest first since a moment, nothing at all for words that are thought offensive. */
function createSearch(posts: Post[]) {
  const asked: Asked[] = [];
  const world = { headers: {} as Record<string, string>, refuse: noRefusal };
  const route = (request: Asked, path: string): Answer => {
    asked.push(request);
    const refusal = world.refuse(request, path);
    if (refusal !== null) return refusal;
    const { query } = request;
    if (path !== 'keyword_search' || query.get('search_type') !== 'RECENT') return graphError(100, 'Unknown path');
    const word = query.get('search_mode') === 'TAG' ? `#${query.get('q')}` : (query.get('q') ?? '');
    const found = posts
      .filter(({ text }) => text.includes(word))
      .map((post) => ({ ...post, at: new Date(now.getTime() - post.hours * 3_600_000) }))
      .filter(({ at }) => at.getTime() >= Number(query.get('since')) * 1000)
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .map(({ id: post, text, at }) => ({
        id: post,
        text,
        permalink: `https://www.threads.net/@warga/post/${post}`,
        timestamp: graphTime(at),
        username: 'warga',
        is_reply: false,
      }));
    return json(pageOf(found, request), world.headers);
  };
  return { posts, asked, world, handle: behindGate(route, 'v1.0') };
}

const noRefusal = (_asked: Asked, _path: string): Answer | null => null;
const key = (limits = {}) => createKey(token, limits);
const later = (minutes: number) => ({ now: () => new Date(now.getTime() + minutes * 60_000) });
const ids = (posts: readonly { readonly externalId: string | null }[]) => posts.map(({ externalId }) => externalId);
const rain = (count: number, from = 1): Post[] =>
  Array.from({ length: count }, (_, i) => ({
    id: String(from + i),
    hours: 1 + i / 10,
    text: `banjir ke-${i} #jombang`,
  }));

describe('threads', () => {
  it('maps a page as the golden pair says', async () => {
    const address = 'https://graph.threads.net/v1.0/keyword_search?q=contoh';
    const read = await readKept(id, { queries: ['contoh'] }, fixture('keyword_search.json'), address);
    expect(read).toEqual(JSON.parse(fixture('keyword_search.expected.json')));
    const refused = await readKept(id, { queries: ['contoh'] }, '{"error":{"code":190}}', address);
    expect(refused.posts).toEqual([]);
  });

  it('searches each word and topic back to the first load, then only what is new', async () => {
    const { handle, posts, asked } = createSearch(rain(250));
    posts.push({ id: '999', hours: 24 * 30, text: 'banjir lama' }, { id: '998', hours: 2, text: 'sampah' });
    const { origin } = await site(handle);
    const options = { api: origin, queries: ['banjir', 'sampah', '#jombang'] };
    const first = await run(id, options, null, { credential: key() });
    expect(new Set(ids(first.posts))).toEqual(new Set([...rain(250).map((post) => post.id), '998']));
    expect(asked.map(({ query }) => query.get('search_mode'))).toEqual([
      ...['KEYWORD', 'KEYWORD', 'KEYWORD'],
      'KEYWORD',
      ...['TAG', 'TAG', 'TAG'],
    ]);
    expect(first.cursor).not.toContain(token);

    asked.length = 0;
    posts.push({ id: '1000', hours: -0.2, text: 'banjir baru' });
    const second = await run(id, options, first.cursor, { credential: key(), ...later(20) });
    expect(asked).toHaveLength(3);
    const known = new Set(ids(first.posts));
    expect(ids(second.posts).filter((post) => !known.has(post))).toEqual(['1000']);
  });

  it('goes on after a crash, and from the top when its mark has grown old', async () => {
    const { handle, world } = createSearch(rain(250));
    const { origin } = await site(handle);
    const options = { api: origin, queries: ['banjir'] };
    const first = await step(id, options, null, { credential: key() });
    const rest = await run(id, options, first.cursor, { credential: key() });
    expect(new Set(ids([...first.posts, ...rest.posts])).size).toBe(250);
    let refusals = 0;
    world.refuse = ({ query }) => (query.has('after') && refusals++ === 0 ? graphError(100, 'Invalid cursors') : null);
    const again = await run(id, options, first.cursor, { credential: key() });
    expect(new Set(ids(again.posts)).size).toBe(250);
  });

  it('does not count a search without a result, and stops before the budget is used up', async () => {
    const { handle, asked } = createSearch(rain(3));
    const { origin } = await site(handle);
    const frugal = key({ queries: 1 });
    const options = { api: origin, queries: ['kata peka', 'tidak ada', 'banjir', '#jombang'] };
    await expect(run(id, options, null, { credential: frugal })).rejects.toMatchObject({ reason: 'budget' });
    expect(frugal.spent.queries).toBe(1);
    expect(asked).toHaveLength(3);
  });

  it('passes over a search that is not accepted, but not over the only one', async () => {
    const { handle, world } = createSearch(rain(3));
    world.refuse = ({ query }) => (query.get('q') === '""' ? graphError(100, '(#100) Invalid q') : null);
    const { origin } = await site(handle);
    const read = await run(id, { api: origin, queries: ['""', 'banjir'] }, null, { credential: key() });
    expect(read).toMatchObject({ posts: { length: 3 }, rejected: 1 });
    const only = run(id, { api: origin, queries: ['""'] }, null, { credential: key() });
    await expect(only).rejects.toMatchObject({ reason: 'query' });
  });

  it('pauses as the usage headers ask', async () => {
    const { handle, world } = createSearch(rain(150));
    world.headers = { 'x-app-usage': '{"call_count":90,"total_time":1,"total_cputime":1}' };
    const { origin } = await site(handle);
    const taken = await step(id, { api: origin, queries: ['banjir'] }, null, { credential: key() });
    expect(taken).toMatchObject({ more: false, waitMs: 15 * 60_000, posts: { length: 100 } });
  });

  it.each([
    [graphError(190, 'Error validating', { error_subcode: 463 }, 401), { reason: 'credential', credentialWide: true }],
    [
      graphError(10, 'Application does not have permission threads_keyword_search', {}, 403),
      { reason: 'permission', message: expect.stringContaining('threads_keyword_search') },
    ],
    [graphError(4, 'Too many queries'), { reason: 'rate-limited' }],
    [graphError(2, 'An unexpected error', { is_transient: true }, 500), { reason: 'network' }],
    [{ status: 404, body: '<html>Not found</html>' }, { reason: 'query' }],
    [{ body: '<html>Threads</html>' }, { reason: 'changed' }],
    [json({ data: [{ pk: '1' }] }), { reason: 'changed' }],
    [json({ hasil: [] }), { reason: 'changed' }],
  ] as [Answer, object][])('says what %j means', async (answer, fault) => {
    const { origin } = await site(() => answer);
    const read = step(id, { api: origin, queries: ['banjir', 'sampah'] }, null, { credential: key() });
    await expect(read).rejects.toMatchObject(fault);
  });

  it('needs a key', async () => {
    await expect(step(id, { queries: ['banjir'] })).rejects.toMatchObject({ reason: 'credential' });
  });
});
