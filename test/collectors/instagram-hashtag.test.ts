import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, createBench, now } from './bench.ts';
import { behindGate, graphError, graphTime, json, pageOf, token } from './graph-server.ts';
import { createKey } from './key.ts';

const { site, step, run, readKept } = createBench();
const id = 'instagram-hashtag';
const account = '17841400000000001';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/collectors/instagram-hashtag/${name}`, import.meta.url), 'utf8');

/**
 * Hashtag search as documented: no author, no strict order, and a mark that is the same for every page. The server knows by itself
 * which page comes next.
 */
function createSearch(found: Record<string, number>) {
  const media = new Map(
    Object.entries(found).map(([tag, count]) => [tag, Array.from({ length: count }, (_, i) => `${tag}-${i}`)]),
  );
  const tags = [...media.keys()];
  const positions = new Map<string, number>();
  const asked: Asked[] = [];
  const world = { headers: {} as Record<string, string>, refuse: noRefusal };
  const hash = (name: string) => [...name].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 1e12, 7);
  const idOf = (name: string) => String(17_900_000_000_000 + hash(name));
  const route = (request: Asked, path: string): Answer => {
    asked.push(request);
    const refusal = world.refuse(request, path);
    if (refusal !== null) return refusal;
    if (request.query.get('user_id') !== account) return graphError(100, 'user_id is required');
    if (path === 'ig_hashtag_search') {
      const tag = request.query.get('q') ?? '';
      if (!tags.includes(tag))
        return graphError(24, 'The requested resource does not exist', { error_subcode: 2_207_024 });
      return json({ data: [{ id: idOf(tag) }] }, world.headers);
    }
    const tag = tags.find((name) => path === `${idOf(name)}/recent_media`) ?? '';
    const start = request.query.has('after') ? (positions.get(tag) ?? 0) : 0;
    const query = new URLSearchParams(request.query);
    query.set('after', Buffer.from(String(start)).toString('base64url'));
    const { data } = pageOf(media.get(tag) ?? [], { ...request, query }, false);
    positions.set(tag, start + data.length);
    const items = (data as string[]).map((name, i) => ({
      id: idOf(name),
      caption: `Unggahan ${name} #${tag}`,
      permalink: `https://www.instagram.com/p/${name}/`,
      timestamp: graphTime(new Date(now.getTime() - ((i * 7) % 13) * 3_600_000)),
      comments_count: 0,
    }));
    return json(
      { data: items, ...(data.length === 0 ? {} : { paging: { cursors: { after: 'U0FNQQ' } } }) },
      world.headers,
    );
  };
  return { media, asked, world, handle: behindGate(route) };
}

const noRefusal = (_asked: Asked, _path: string): Answer | null => null;
const key = (limits = {}) => createKey(token, limits);
const texts = (posts: readonly { readonly text: string }[]) => posts.map(({ text }) => text);
const searches = (asked: readonly Asked[]) => asked.filter(({ path }) => path.endsWith('ig_hashtag_search'));

describe('instagram-hashtag', () => {
  it('maps a page as the golden pair says', async () => {
    const options = { account, tags: ['kabupatencontoh'] };
    const base = 'https://graph.facebook.com/v26.0/';
    const read = await readKept(id, options, fixture('recent_media.json'), `${base}1/recent_media?user_id=2`);
    expect(read).toEqual(JSON.parse(fixture('recent_media.expected.json')));
    const search = await readKept(id, options, '{"data":[{"id":"1"}]}', `${base}ig_hashtag_search?q=x`);
    expect(search).toEqual({ posts: [], rejected: 0 });
  });

  it('reads on with a mark that never changes, and stops where everything is known', async () => {
    const { handle, media, asked } = createSearch({ jombang: 120 });
    const { origin } = await site(handle);
    const options = { account, api: origin, tags: ['Jombang'] };
    const first = await run(id, options, null, { credential: key() });
    expect(new Set(texts(first.posts)).size).toBe(120);
    expect(first.posts[0]).toMatchObject({ author: null, authorHandle: null, idScope: 'instagram:media' });
    expect(searches(asked)).toHaveLength(1);

    asked.length = 0;
    media.get('jombang')?.unshift('jombang-baru');
    const second = await run(id, options, first.cursor, { credential: key() });
    expect(searches(asked)).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(texts(second.posts)).toContain('Unggahan jombang-baru #jombang');
  });

  it('ends at its page limit where a list has no end', async () => {
    const { handle, asked } = createSearch({ ramai: 2_000 });
    const { origin } = await site(handle);
    await run(id, { account, api: origin, tags: ['ramai'] }, null, { credential: key() });
    expect(asked).toHaveLength(1 + 5);
  });

  it('takes the tags in turn, goes on after a crash, and keeps its cursor small', async () => {
    const { handle } = createSearch({ satu: 60, dua: 10, tiga: 3 });
    const { origin } = await site(handle);
    const options = { account, api: origin, tags: ['satu', 'dua', 'tiga'] };
    const read = await run(id, options, null, { credential: key() });
    expect(new Set(texts(read.posts)).size).toBe(73);
    let cursor: string | null = null;
    for (let i = 0; i < 3; i++) cursor = (await step(id, options, cursor, { credential: key() })).cursor;
    const rest = await run(id, options, cursor, { credential: key() });
    expect(new Set(texts(rest.posts)).size).toBeGreaterThanOrEqual(13);
    expect(read.cursor?.length).toBeLessThan(3_000);
    expect(read.cursor).not.toContain(token);
  });

  it('counts each tag once, and passes over what finds no room among the 30', async () => {
    const { handle } = createSearch({ satu: 1, dua: 1, tiga: 1 });
    const { origin } = await site(handle);
    const options = { account, api: origin, tags: ['satu', 'dua', 'tiga'] };
    const poor = key({ hashtags: 2 });
    const first = await run(id, options, null, { credential: poor });
    expect(first.posts).toHaveLength(2);
    expect(first.rejected).toBe(0);
    expect(poor.counted.hashtags).toEqual(new Set(['satu', 'dua']));
    const second = await run(id, options, first.cursor, { credential: poor });
    expect(second.posts).toHaveLength(2);
    await expect(step(id, options, null, { credential: key({ hashtags: 0 }) })).rejects.toMatchObject({
      reason: 'budget',
    });
    await expect(step(id, options, null, { credential: key({ calls: 0 }) })).rejects.toMatchObject({
      reason: 'budget',
    });
  });

  it('passes over a tag that Instagram refuses, and fails when it refuses all', async () => {
    const { handle } = createSearch({ satu: 1, tiga: 2 });
    const { origin } = await site(handle);
    const options = { account, api: origin, tags: ['terlarang', 'satu', 'terlarang2', 'tiga', 'terlarang3'] };
    const read = await run(id, options, null, { credential: key() });
    expect(read).toMatchObject({ rejected: 3, posts: { length: 3 } });
    await expect(run(id, { ...options, tags: ['terlarang'] }, null, { credential: key() })).rejects.toMatchObject({
      reason: 'query',
    });
  });

  it('finds no hashtag in an empty answer', async () => {
    const { origin } = await site(() => json({ data: [] }));
    const read = step(id, { account, api: origin, tags: ['satu'] }, null, { credential: key() });
    await expect(read).rejects.toMatchObject({ reason: 'query', message: expect.stringContaining('satu') });
  });

  it('begins at the top in the next round when its mark has grown old', async () => {
    const { handle, world } = createSearch({ satu: 120 });
    const { origin } = await site(handle);
    const options = { account, api: origin, tags: ['satu'] };
    world.refuse = ({ query }) => (query.has('after') ? graphError(100, 'Invalid cursors values') : null);
    const first = await run(id, options, null, { credential: key() });
    expect(first.posts).toHaveLength(50);
    world.refuse = noRefusal;
    const second = await run(id, options, first.cursor, { credential: key() });
    expect(second.posts.length).toBeGreaterThanOrEqual(50);
  });

  it('pauses as the usage headers ask, and goes on with the same tag', async () => {
    const { handle, world } = createSearch({ satu: 120 });
    const { origin } = await site(handle);
    const options = { account, api: origin, tags: ['satu'] };
    const search = await step(id, options, null, { credential: key() });
    world.headers = { 'x-app-usage': '{"call_count":97,"total_time":1,"total_cputime":1}' };
    const taken = await step(id, options, search.cursor, { credential: key() });
    expect(taken).toMatchObject({ more: false, waitMs: 3_600_000, posts: { length: 50 } });
    world.headers = {};
    const rest = await run(id, options, taken.cursor, { credential: key() });
    expect(rest.posts).toHaveLength(70);
  });

  it.each([
    [graphError(190, 'Session', { error_subcode: 467 }), { reason: 'credential', credentialWide: true }],
    [graphError(10, '(#10) Instagram Public Content Access is required', {}, 403), { reason: 'permission' }],
    [graphError(4), { reason: 'rate-limited', credentialWide: true }],
    [
      { status: 503, headers: { 'retry-after': '30' }, body: '<html>' },
      { reason: 'rate-limited', retryAfterMs: 30_000 },
    ],
    [{ body: '<html>Masuk</html>' }, { reason: 'changed' }],
    [json({ data: [{ pk: 1 }] }), { reason: 'changed' }],
  ] as [Answer, object][])('says what %j means', async (answer, fault) => {
    const { origin } = await site(() => answer);
    const options = { account, api: origin, tags: ['satu', 'dua'] };
    await expect(step(id, options, null, { credential: key() })).rejects.toMatchObject(fault);
  });

  it('does not take a tag with a sign or a space', async () => {
    for (const tag of ['#satu', 'dua kata', '😀', 'a']) {
      expect(() => readKept(id, { account, tags: [tag] }, '{}')).toThrow('tagar');
    }
  });
});
