import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, createBench, now } from './bench.ts';
import { behindGate, graphError, graphTime, json, missing, pageOf, token } from './graph-server.ts';
import { createKey } from './key.ts';

const { site, step, run, readKept } = createBench();
const id = 'instagram';
const account = '17841400000000001';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/collectors/instagram/${name}`, import.meta.url), 'utf8');

interface Media {
  readonly id: string;
  readonly hours: number;
  readonly username?: string;
  likes?: number | null;
  readonly caption?: string | null;
}
interface Comment {
  readonly id: string;
  readonly media: string;
  readonly hours: number;
  readonly replies: { readonly id: string; readonly hours: number }[];
}

/** An account as the Instagram part of Graph shows it, its tags, and the businesses that it may look at. */
function createAccount(count: number) {
  const at = (hours: number) => graphTime(new Date(now.getTime() - hours * 3_600_000));
  const media: Media[] = Array.from({ length: count }, (_, i) => ({ id: String(17_890_000 + i), hours: i + 1 }));
  const comments: Comment[] = [];
  const tags: Media[] = [];
  const businesses = new Map<string, Media[]>();
  const asked: Asked[] = [];
  const world = { headers: {} as Record<string, string>, refuse: noRefusal };
  const newestFirst = <T extends { hours: number }>(list: readonly T[]) => [...list].sort((a, b) => a.hours - b.hours);
  const countOf = (wanted: string) =>
    comments.filter((comment) => comment.media === wanted).reduce((sum, { replies }) => sum + 1 + replies.length, 0);
  const toMedia = (item: Media) => ({
    id: item.id,
    ...(item.caption === null ? {} : { caption: item.caption ?? `Unggahan ${item.id}` }),
    permalink: `https://www.instagram.com/p/${item.id}/`,
    timestamp: at(item.hours),
    comments_count: countOf(item.id),
    ...(item.likes === null ? {} : { like_count: item.likes ?? 0 }),
    ...(item.username === undefined ? {} : { username: item.username }),
  });
  const own = (item: Media) => toMedia({ ...item, username: 'Pemkab.Contoh' });
  const discover = (fields: string): Answer => {
    const [, name = '', after, limit] =
      /^business_discovery\.username\(([\w.]+)\)\{username,media(?:\.after\(([\w-]+)\))?\.limit\((\d+)\)\{[\w,]+\}\}$/.exec(
        fields,
      ) ?? [];
    const list = businesses.get(name);
    if (list === undefined) {
      return graphError(110, 'Invalid user id', {
        error_subcode: 2_207_013,
        error_user_msg: `The user with username: ${name} cannot be found.`,
      });
    }
    const query = new URLSearchParams({ limit: limit ?? '', ...(after === undefined ? {} : { after }) });
    const found = pageOf(newestFirst(list).map(toMedia), { query, origin: '', path: '' } as Asked, false);
    return json({ business_discovery: { username: name, media: found, id: '9' }, id: account }, world.headers);
  };
  const route = (request: Asked, path: string): Answer => {
    asked.push(request);
    const refusal = world.refuse(request, path);
    if (refusal !== null) return refusal;
    const [owner = '', edge] = path.split('/');
    if (edge === 'media') return json(pageOf(newestFirst(media).map(own), request), world.headers);
    if (edge === 'tags') return json(pageOf(newestFirst(tags).map(toMedia), request, false), world.headers);
    if (edge === 'comments') {
      if (!media.some((item) => item.id === owner)) return missing(owner);
      const words = (comment: { id: string; hours: number }) => ({
        id: comment.id,
        text: `Komentar ${comment.id}`,
        username: 'warga',
        timestamp: at(comment.hours),
      });
      const found = newestFirst(comments.filter((comment) => comment.media === owner)).map(
        ({ replies, ...comment }) => ({
          ...words(comment),
          ...(replies.length === 0 ? {} : { replies: { data: replies.map(words) } }),
        }),
      );
      return json(pageOf(found, request), world.headers);
    }
    const ids = request.query.get('ids');
    if (ids === null) return discover(request.query.get('fields') ?? '');
    // Some versions leave out what is gone.
    const members = media.filter((item) => ids.split(',').includes(item.id)).map((item) => [item.id, own(item)]);
    return json(Object.fromEntries(members), world.headers);
  };
  return { media, comments, tags, businesses, asked, world, handle: behindGate(route) };
}

const noRefusal = (_asked: Asked, _path: string): Answer | null => null;
const key = () => createKey(token);
const later = (minutes: number) => ({ now: () => new Date(now.getTime() + minutes * 60_000) });
const ids = (posts: readonly { readonly externalId: string | null }[]) => posts.map(({ externalId }) => externalId);
const edges = (asked: readonly Asked[]) => asked.map(({ path }) => path.split('/').slice(2).join('/'));

describe('instagram', () => {
  it.each([
    ['media', `https://graph.facebook.com/v26.0/${account}/media`],
    ['comments', 'https://graph.facebook.com/v26.0/17890000000000001/comments'],
  ])('maps %s as the golden pair says', async (name, url) => {
    const read = await readKept(id, { account }, fixture(`${name}.json`), url);
    expect(read).toEqual(JSON.parse(fixture(`${name}.expected.json`)));
  });

  it('reads every other kind of kept answer', async () => {
    const base = 'https://graph.facebook.com/v26.0/';
    const { data } = JSON.parse(fixture('media.json'));
    const read = async (body: object, url: string) =>
      ids((await readKept(id, { account }, JSON.stringify(body), base + url)).posts);
    expect(await read({ data }, `${account}/tags`)).toEqual(['17890000000000001', '17890000000000002']);
    expect(await read({ [data[0].id]: data[0] }, `?ids=${data[0].id}&fields=id`)).toEqual(['17890000000000001']);
    const fields = encodeURIComponent('business_discovery.username(contoh){media{id}}');
    const found = { business_discovery: { username: 'contoh', media: { data } } };
    expect(await read(found, `${account}?fields=${fields}`)).toHaveLength(2);
    expect(await read({ business_discovery: { username: 'kosong' } }, `${account}?fields=${fields}`)).toEqual([]);
    expect(await read({ error: { code: 4 } }, `${account}/media`)).toEqual([]);
    expect(await read({ id: '1' }, '1')).toEqual([]);
  });

  it('walks its own media, then reads one page and adds nothing', async () => {
    const { handle, asked } = createAccount(120);
    const { origin } = await site(handle);
    const options = { account, api: origin, mentions: false };
    const first = await run(id, options, null, { credential: key() });
    expect(first.posts).toHaveLength(120);
    expect(first.posts[0]).toMatchObject({ authorHandle: 'pemkab.contoh', idScope: 'instagram:media' });
    expect(edges(asked)).toEqual([`${account}/media`, `${account}/media`, `${account}/media`]);
    asked.length = 0;
    const second = await run(id, options, first.cursor, { credential: key(), ...later(2) });
    expect(edges(asked)).toEqual([`${account}/media`]);
    const known = new Set(ids(first.posts));
    expect(ids(second.posts).filter((post) => !known.has(post))).toEqual([]);
  });

  it('does not take hidden likes for none', async () => {
    const { handle, media } = createAccount(2);
    (media[0] as Media).likes = null;
    const { origin } = await site(handle);
    const { posts } = await run(id, { account, api: origin, mentions: false }, null, { credential: key() });
    expect(posts.map(({ metrics }) => metrics?.likes)).toEqual([null, 0]);
  });

  it('reads comments with their answers, also a late answer to an old comment', async () => {
    const { handle, media, comments } = createAccount(2);
    const [item] = media as [Media, Media];
    for (let i = 0; i < 120; i++) comments.push({ id: `180${i}`, media: item.id, hours: 0.9 - i / 1000, replies: [] });
    const { origin } = await site(handle);
    const options = { account, api: origin, mentions: false };
    const first = await run(id, options, null, { credential: key() });
    expect(first.posts.filter(({ kind }) => kind === 'comment')).toHaveLength(120);
    comments[0]?.replies.push({ id: '1999', hours: -0.2 });
    const second = await run(id, options, first.cursor, { credential: key(), ...later(20) });
    expect(second.posts.find(({ externalId }) => externalId === '1999')).toMatchObject({
      kind: 'comment',
      parentKey: 'id:instagram:comments:1800',
    });
  });

  it('reads comments of a picture without a caption, but has no post of it', async () => {
    const { handle, media, comments } = createAccount(0);
    media.push({ id: '17', hours: 1, caption: null });
    comments.push({ id: '18', media: '17', hours: 0.5, replies: [] });
    const { origin } = await site(handle);
    const read = await run(id, { account, api: origin, mentions: false }, null, { credential: key() });
    expect(read).toMatchObject({ posts: [{ externalId: '18', parentKey: 'id:instagram:media:17' }], rejected: 0 });
  });

  it('reads media that tag it: a list that never says whether a page follows', async () => {
    const { handle, tags, asked } = createAccount(1);
    for (let i = 0; i < 70; i++) tags.push({ id: String(5_000 + i), hours: 2 + i, username: 'Warga_Contoh' });
    const { origin } = await site(handle);
    const { posts } = await run(id, { account, api: origin }, null, { credential: key() });
    const found = posts.filter(({ authorHandle }) => authorHandle === 'warga_contoh');
    expect(new Set(ids(found)).size).toBe(70);
    expect(edges(asked).filter((edge) => edge.endsWith('tags'))).toHaveLength(3);
    expect(edges(asked).some((edge) => edge.endsWith('comments'))).toBe(false);
  });

  it('reads other businesses, and a name that is gone holds up nobody', async () => {
    const { handle, businesses } = createAccount(1);
    businesses.set(
      'media.contoh',
      Array.from({ length: 30 }, (_, i) => ({ id: String(7_000 + i), hours: i + 1 })),
    );
    const { origin } = await site(handle);
    const options = { account, api: origin, mentions: false, businesses: ['Sudah.Hilang', 'media.contoh'] };
    const read = await run(id, options, null, { credential: key() });
    const found = read.posts.filter(({ authorHandle }) => authorHandle === 'media.contoh');
    expect(new Set(ids(found)).size).toBe(30);
    expect(read.rejected).toBe(1);
  });

  it('reads counts again by ids, and forgets what the answer leaves out', async () => {
    const { handle, media, asked } = createAccount(60);
    const { origin } = await site(handle);
    const options = { account, api: origin, mentions: false };
    const first = await run(id, options, null, { credential: key() });
    const old = media[55] as Media;
    old.likes = 12;
    const [gone] = media.splice(57, 1) as [Media];
    asked.length = 0;
    const second = await run(id, options, first.cursor, { credential: key(), ...later(24 * 60) });
    expect(asked.some(({ query }) => query.has('ids'))).toBe(true);
    expect(second.posts.find(({ externalId }) => externalId === old.id)?.metrics?.likes).toBe(12);
    expect(second.cursor).not.toContain(`"${gone.id}"`);
    expect(second.cursor).toContain(`"${old.id}"`);
  });

  it('goes on when media are deleted before their comments are read', async () => {
    const { handle, media, comments } = createAccount(2);
    for (const item of media) comments.push({ id: `18${item.id}`, media: item.id, hours: 0.5, replies: [] });
    const { origin } = await site(handle);
    const options = { account, api: origin, mentions: false };
    const first = await step(id, options, null, { credential: key() });
    media.splice(0, 1);
    const rest = await run(id, options, first.cursor, { credential: key() });
    expect(ids(rest.posts)).toEqual(['1817890001']);
  });

  it('begins a list at the top again when its mark is not accepted any more', async () => {
    const { handle, world } = createAccount(120);
    const { origin } = await site(handle);
    const options = { account, api: origin, mentions: false };
    const first = await step(id, options, null, { credential: key() });
    let refusals = 0;
    world.refuse = ({ query }) =>
      query.has('after') && refusals++ === 0 ? graphError(100, '(#100) Invalid cursors values') : null;
    const rest = await run(id, options, first.cursor, { credential: key() });
    expect(new Set(ids(rest.posts)).size).toBe(120);
  });

  it.each([
    [graphError(190, 'Session', { error_subcode: 463 }), { reason: 'credential', credentialWide: true }],
    [
      graphError(10, '(#10) requires instagram_manage_comments', {}, 403),
      { reason: 'permission', message: expect.stringContaining('instagram_manage_comments') },
    ],
    [graphError(80_002, 'Too many calls', {}, 400), { reason: 'rate-limited', credentialWide: false }],
    [missing(account), { reason: 'query' }],
    [{ status: 502, body: '<html>Bad gateway</html>' }, { reason: 'network' }],
    [{ body: '<html>Login • Instagram</html>' }, { reason: 'changed' }],
    [json({ data: [{ pk: '1', taken_at: 1 }] }), { reason: 'changed' }],
  ] as [Answer, object][])('says what %j means', async (answer, fault) => {
    const { origin } = await site(() => answer);
    await expect(step(id, { account, api: origin }, null, { credential: key() })).rejects.toMatchObject(fault);
  });

  it('pauses as the usage headers ask, and keeps what it has read', async () => {
    const { handle, world } = createAccount(60);
    world.headers = {
      'x-business-use-case-usage': `{"${account}":[{"type":"instagram","call_count":80,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":0}]}`,
    };
    const { origin } = await site(handle);
    const taken = await step(id, { account, api: origin }, null, { credential: key() });
    expect(taken).toMatchObject({ more: false, waitMs: 15 * 60_000 });
    expect(taken.posts).toHaveLength(50);
  });

  it('has nothing of an empty account', async () => {
    const { handle } = createAccount(0);
    const { origin } = await site(handle);
    const read = await run(id, { account, api: origin }, null, { credential: key() });
    expect(read).toMatchObject({ posts: [], rejected: 0, steps: 2 });
  });
});
