import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/web-server.ts';
import { type Answer, type Asked, createBench, now } from './bench.ts';
import { behindGate, graphError, graphTime, json, missing, pageOf, token } from './graph-server.ts';
import { createKey } from './key.ts';

const { site, step, run, readKept } = createBench();
const id = 'facebook-page';
const page = '100200300';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/collectors/facebook-page/${name}`, import.meta.url), 'utf8');

interface Post {
  readonly id: string;
  readonly hours: number;
  likes?: number;
  message?: string;
}
interface Comment {
  readonly id: string;
  readonly post: string;
  readonly hours: number;
  readonly parent?: string;
}

/** A Page as Graph shows it. What is changed between two runs is what happened meanwhile. */
function createPage(count: number) {
  const posts: Post[] = Array.from({ length: count }, (_, i) => ({ id: `${page}_${1000 + i}`, hours: i + 1 }));
  const comments: Comment[] = [];
  const tagged: Post[] = [];
  const asked: Asked[] = [];
  const at = (hours: number) => graphTime(new Date(now.getTime() - hours * 3_600_000));
  const toPost = (post: Post) => ({
    id: post.id,
    created_time: at(post.hours),
    message: post.message ?? `Pos ${post.id}`,
    permalink_url: `https://www.facebook.com/${post.id.replace('_', '/posts/')}`,
    reactions: { data: [], summary: { total_count: post.likes ?? 0 } },
    comments: { data: [], summary: { total_count: comments.filter((comment) => comment.post === post.id).length } },
  });
  const newestFirst = <T extends { hours: number }>(list: readonly T[]) => [...list].sort((a, b) => a.hours - b.hours);
  const world = { posts, comments, tagged, asked, headers: {} as Record<string, string>, refuse: noRefusal };
  const route = (request: Asked, path: string): Answer => {
    asked.push(request);
    const refusal = world.refuse(request, path);
    if (refusal !== null) return refusal;
    const [owner = '', edge] = path.split('/');
    if (edge === 'posts') return json(pageOf(newestFirst(posts).map(toPost), request), world.headers);
    if (edge === 'tagged') return json(pageOf(newestFirst(tagged).map(toPost), request), world.headers);
    if (edge === 'comments') {
      if (!posts.some((post) => post.id === owner)) return missing(owner);
      const found = newestFirst(comments.filter((comment) => comment.post === owner)).map((comment) => ({
        id: comment.id,
        created_time: at(comment.hours),
        message: `Komentar ${comment.id}`,
        ...(comment.parent === undefined ? {} : { parent: { id: comment.parent } }),
      }));
      return json(pageOf(found, request), world.headers);
    }
    const ids = request.query.get('ids')?.split(',') ?? [];
    const gone = ids.find((wanted) => !posts.some((post) => post.id === wanted));
    if (gone !== undefined) return graphError(803, `(#803) Some of the aliases you requested do not exist: ${gone}`);
    const members = posts.filter((post) => ids.includes(post.id)).map((post) => [post.id, toPost(post)]);
    return json(Object.fromEntries(members), world.headers);
  };
  return { ...world, world, handle: behindGate(route) };
}

const noRefusal = (_asked: Asked, _path: string): Answer | null => null;
const key = () => createKey(token);
const later = (minutes: number) => ({ now: () => new Date(now.getTime() + minutes * 60_000) });
const ids = (posts: readonly { readonly externalId: string | null }[]) => posts.map(({ externalId }) => externalId);
const edges = (asked: readonly Asked[]) => asked.map(({ path }) => path.split('/').slice(2).join('/'));

describe('facebook-page', () => {
  it.each([
    ['posts', `https://graph.facebook.com/v26.0/${page}/posts?limit=25`],
    ['comments', `https://graph.facebook.com/v26.0/${page}_900100/comments?filter=stream`],
  ])('maps %s as the golden pair says', async (name, url) => {
    const read = await readKept(id, { page: 'Diskominfo.Contoh' }, fixture(`${name}.json`), url);
    expect(read).toEqual(JSON.parse(fixture(`${name}.expected.json`)));
  });

  it('reads a kept request by ids, what others wrote, a refusal and what it does not know', async () => {
    const { data } = JSON.parse(fixture('posts.json'));
    const base = 'https://graph.facebook.com/v26.0/';
    const byIds = await readKept(id, { page }, JSON.stringify({ [data[0].id]: data[0] }), `${base}?ids=${data[0].id}`);
    expect(byIds.posts).toMatchObject([{ externalId: `${page}_900100`, authorHandle: page }]);
    const tagged = await readKept(id, { page: 'contoh' }, fixture('posts.json'), `${base}contoh/tagged`);
    expect(tagged.posts.map(({ authorHandle }) => authorHandle)).toEqual([page, null]);
    const refused = await readKept(id, { page }, '{"error":{"code":190}}', `${base}${page}/posts`);
    expect(refused).toEqual({ posts: [], rejected: 0 });
    await expect(readKept(id, { page }, '<html>', `${base}${page}/posts`)).rejects.toMatchObject({ reason: 'changed' });
  });

  it('walks back to the first load by marks, then reads one page and adds nothing', async () => {
    const { handle, posts, asked } = createPage(60);
    posts.push({ id: `${page}_1`, hours: 24 * 20 });
    const { origin } = await site(handle);
    const first = await run(id, { page, api: origin }, null, { credential: key() });
    expect(first.posts).toHaveLength(60);
    expect(ids(first.posts)).not.toContain(`${page}_1`);
    expect(edges(asked)).toEqual([`${page}/posts`, `${page}/posts`, `${page}/posts`]);
    expect(first.cursor).not.toContain(token);

    asked.length = 0;
    posts.unshift({ id: `${page}_2000`, hours: 0.1 });
    const second = await run(id, { page, api: origin }, first.cursor, { credential: key(), ...later(15) });
    expect(edges(asked).filter((edge) => edge.endsWith('posts'))).toHaveLength(1);
    const known = new Set(ids(first.posts));
    expect(ids(second.posts).filter((post) => !known.has(post))).toEqual([`${page}_2000`]);
  });

  it('goes on after a crash in the middle of the walk', async () => {
    const { handle } = createPage(60);
    const { origin } = await site(handle);
    const first = await step(id, { page, api: origin }, null, { credential: key() });
    const rest = await run(id, { page, api: origin }, first.cursor, { credential: key() });
    const again = await run(id, { page, api: origin }, first.cursor, { credential: key() });
    expect(new Set(ids([...first.posts, ...rest.posts])).size).toBe(60);
    expect(ids(again.posts)).toEqual(ids(rest.posts));
  });

  it('begins at the top when its mark is not accepted any more, and loses nothing', async () => {
    const { handle, world, asked } = createPage(60);
    const { origin } = await site(handle);
    const first = await step(id, { page, api: origin }, null, { credential: key() });
    let refusals = 0;
    world.refuse = ({ query }) =>
      query.has('after') && refusals++ === 0 ? graphError(100, '(#100) Invalid cursors values') : null;
    const rest = await run(id, { page, api: origin }, first.cursor, { credential: key() });
    expect(new Set(ids(rest.posts)).size).toBe(60);

    // Marks that never work: the newest page is read all the same, and the run ends.
    world.refuse = ({ query }) => (query.has('after') ? graphError(100, '(#100) Invalid cursors values') : null);
    asked.length = 0;
    const stuck = await run(id, { page, api: origin }, null, { credential: key() });
    expect(new Set(ids(stuck.posts)).size).toBe(25);
    expect(asked.length).toBeLessThan(8);
  });

  it('takes a cursor that cannot be read, or of another Page, as none', async () => {
    const { handle } = createPage(3);
    const { origin } = await site(handle);
    const other = await run(id, { page: '555', api: origin }, null, { credential: key() });
    for (const cursor of ['{', '{"key":1}', other.cursor]) {
      const { posts } = await run(id, { page, api: origin }, cursor, { credential: key() });
      expect(posts).toHaveLength(3);
    }
  });

  it('reads comments and the answers to them, then only of posts whose count has changed', async () => {
    const { handle, comments, asked } = createPage(3);
    const [a, b] = [`${page}_1000`, `${page}_1001`];
    comments.push({ id: '1000_1', post: a, hours: 0.9 }, { id: '1001_1', post: b, hours: 1.5 });
    comments.push({ id: '1000_2', post: a, hours: 0.5, parent: '1000_1' });
    const { origin } = await site(handle);
    const first = await run(id, { page, api: origin }, null, { credential: key() });
    expect(first.posts.filter(({ kind }) => kind === 'comment')).toMatchObject([
      { externalId: '1000_2', idScope: 'facebook:comments', parentKey: 'id:facebook:comments:1000_1' },
      { externalId: '1000_1', parentKey: `id:facebook:posts:${a}` },
      { externalId: '1001_1', parentKey: `id:facebook:posts:${b}` },
    ]);
    expect(asked.at(-1)?.query.get('filter')).toBe('stream');

    asked.length = 0;
    comments.push({ id: '1001_2', post: b, hours: -0.2 });
    const second = await run(id, { page, api: origin }, first.cursor, { credential: key(), ...later(20) });
    expect(edges(asked).filter((edge) => edge.endsWith('comments'))).toEqual([`${b}/comments`]);
    expect(ids(second.posts)).toContain('1001_2');
  });

  it('reads comments again after a day, although their count is the same: one came, one was deleted', async () => {
    const { handle, comments } = createPage(1);
    const post = `${page}_1000`;
    comments.push({ id: '1000_1', post, hours: 0.5 });
    const { origin } = await site(handle);
    const first = await run(id, { page, api: origin }, null, { credential: key() });
    comments.splice(0, 1, { id: '1000_2', post, hours: -0.1 });
    const soon = await run(id, { page, api: origin }, first.cursor, { credential: key(), ...later(30) });
    expect(ids(soon.posts)).not.toContain('1000_2');
    const nextDay = await run(id, { page, api: origin }, soon.cursor, { credential: key(), ...later(25 * 60) });
    expect(ids(nextDay.posts)).toContain('1000_2');
  });

  it('walks the pages of a long discussion, and stops at what it has read', async () => {
    const { handle, comments, asked } = createPage(1);
    const post = `${page}_1000`;
    for (let i = 0; i < 250; i++) comments.push({ id: `1000_${i}`, post, hours: 0.9 - i / 1000 });
    const { origin } = await site(handle);
    const first = await run(id, { page, api: origin }, null, { credential: key() });
    expect(new Set(ids(first.posts)).size).toBe(251);
    asked.length = 0;
    comments.push({ id: '1000_999', post, hours: -0.1 });
    const second = await run(id, { page, api: origin }, first.cursor, { credential: key(), ...later(20) });
    expect(edges(asked).filter((edge) => edge.endsWith('comments'))).toHaveLength(1);
    expect(ids(second.posts)).toContain('1000_999');
  });

  it('reads no comments when they are not wanted', async () => {
    const { handle, comments, asked } = createPage(1);
    comments.push({ id: '1000_1', post: `${page}_1000`, hours: 0.5 });
    const { origin } = await site(handle);
    await run(id, { page, api: origin, comments: false }, null, { credential: key() });
    expect(edges(asked)).toEqual([`${page}/posts`]);
  });

  it('goes on when a post is deleted before its comments are read', async () => {
    const { handle, posts, comments } = createPage(3);
    for (const post of posts) comments.push({ id: `${post.id.split('_')[1]}_1`, post: post.id, hours: 0.5 });
    const { origin } = await site(handle);
    const first = await step(id, { page, api: origin }, null, { credential: key() });
    posts.splice(0, 1);
    const rest = await run(id, { page, api: origin }, first.cursor, { credential: key() });
    expect(ids(rest.posts)).toEqual(['1001_1', '1002_1']);
    expect(rest.cursor).not.toContain(`${page}_1000`);
  });

  it('reads counts again as posts age, by ids, and does not stumble over a deleted one', async () => {
    const { handle, posts, asked } = createPage(40);
    const { origin } = await site(handle);
    const options = { page, api: origin, comments: false };
    const first = await run(id, options, null, { credential: key() });
    asked.length = 0;
    const old = posts[34] as Post;
    old.likes = 77;
    posts.splice(36, 1);
    const second = await run(id, options, first.cursor, { credential: key(), ...later(25 * 60) });
    const byIds = asked.filter(({ query }) => query.has('ids'));
    expect(byIds.length).toBeGreaterThan(1);
    expect(second.posts.find(({ externalId }) => externalId === old.id)?.metrics?.likes).toBe(77);
    expect(second.cursor).not.toContain(`${page}_1036`);
    // Everything was looked at, so nothing is due.
    asked.length = 0;
    await run(id, options, second.cursor, { credential: key(), ...later(25 * 60 + 5) });
    expect(asked.filter(({ query }) => query.has('ids'))).toEqual([]);
  });

  it('does not ask by ids for counts that the list has just shown', async () => {
    const { handle, asked } = createPage(20);
    const { origin } = await site(handle);
    const options = { page, api: origin, comments: false };
    const first = await run(id, options, null, { credential: key() });
    const second = await run(id, options, first.cursor, { credential: key(), ...later(25 * 60) });
    expect(second.posts).toHaveLength(20);
    expect(asked.filter(({ query }) => query.has('ids'))).toEqual([]);
  });

  it('spends a call for every id, and asks for fewer when the budget is short', async () => {
    const { handle, asked } = createPage(40);
    const { origin } = await site(handle);
    const options = { page, api: origin, comments: false };
    const first = await run(id, options, null, { credential: key() });
    asked.length = 0;
    const poor = createKey(token, { calls: 9 });
    await expect(run(id, options, first.cursor, { credential: poor, ...later(25 * 60) })).rejects.toMatchObject({
      reason: 'budget',
    });
    const sizes = asked.flatMap(({ query }) => query.get('ids')?.split(',').length ?? []);
    expect(sizes.reduce((a, b) => a + b)).toBe(8);
    expect(poor.spent.calls).toBe(9);
  });

  it('reads posts that tag the Page, without its authors', async () => {
    const { handle, tagged } = createPage(1);
    tagged.push({ id: '888_1', hours: 2, message: 'Tolong @diskominfo jalan rusak' });
    const { origin } = await site(handle);
    const { posts } = await run(id, { page, api: origin, mentions: true }, null, { credential: key() });
    expect(posts.map(({ externalId, authorHandle }) => [externalId, authorHandle])).toEqual([
      [`${page}_1000`, page],
      ['888_1', null],
    ]);
  });

  it.each([
    [{ 'x-app-usage': '{"call_count":28,"total_time":74,"total_cputime":25}' }, 0],
    [{ 'x-app-usage': '{"call_count":28,"total_time":75,"total_cputime":25}' }, 15],
    [{ 'x-page-usage': '{"call_count":96,"total_time":25,"total_cputime":25}' }, 60],
    [
      {
        'x-business-use-case-usage':
          '{"9":[{"type":"pages","call_count":101,"total_cputime":20,"total_time":30,"estimated_time_to_regain_access":37}]}',
      },
      37,
    ],
    [
      { 'x-app-usage': '{"call_count":"banyak"}', 'x-page-usage': '<html>', 'x-business-use-case-usage': '[1,null]' },
      0,
    ],
  ])('keeps what it has read and pauses as the usage headers %j ask', async (headers, minutes) => {
    const { handle, world } = createPage(60);
    world.headers = headers;
    const { origin } = await site(handle);
    const taken = await step(id, { page, api: origin }, null, { credential: key() });
    expect(taken).toMatchObject({ more: minutes === 0, waitMs: minutes * 60_000 });
    expect(taken.posts).toHaveLength(25);
    world.headers = {};
    const rest = await run(id, { page, api: origin }, taken.cursor, { credential: key(), ...later(60) });
    expect(new Set(ids([...taken.posts, ...rest.posts])).size).toBe(60);
  });

  const hour = 3_600_000;
  it.each([
    [graphError(1, 'Unknown', {}, 500), { reason: 'network', credentialWide: false }],
    [graphError(2, 'Service', {}, 503), { reason: 'network' }],
    [graphError(4), { reason: 'rate-limited', credentialWide: true, retryAfterMs: hour }],
    [graphError(17), { reason: 'rate-limited', credentialWide: true }],
    [graphError(32), { reason: 'rate-limited', credentialWide: false }],
    [graphError(613), { reason: 'rate-limited', retryAfterMs: hour }],
    [
      {
        ...graphError(80_001),
        headers: {
          'x-business-use-case-usage':
            '{"9":[{"type":"pages","call_count":100,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":19}]}',
        },
      },
      { reason: 'rate-limited', retryAfterMs: 19 * 60_000 },
    ],
    [graphError(190, 'Error validating access token', { error_subcode: 463 }), expired('the token has expired')],
    [graphError(190, 'Error validating access token', { error_subcode: 460 }), expired('the password was changed')],
    [graphError(190, 'Session', { error_subcode: 458 }), expired('has removed the app')],
    [graphError(190, 'Session', { error_subcode: 459 }), expired('security check')],
    [graphError(190, 'Session', { error_subcode: 467 }), expired('no longer valid')],
    [graphError(102, 'Session key invalid'), expired('not accepted')],
    [
      graphError(10, "(#10) This endpoint requires the 'pages_read_engagement' permission", {}, 403),
      { reason: 'permission', credentialWide: false, message: expect.stringContaining('pages_read_engagement') },
    ],
    [graphError(200, '(#200) Missing Permissions', {}, 403), { reason: 'permission' }],
    [graphError(299), { reason: 'permission' }],
    [graphError(3, 'Capability'), { reason: 'permission' }],
    [graphError(100, '(#100) Tried accessing nonexisting field (umur)'), { reason: 'query' }],
    [missing(page), { reason: 'query' }],
    [graphError(368, 'Temporarily blocked'), { reason: 'blocked', credentialWide: true }],
    [graphError(2635, 'You are calling a deprecated version'), { reason: 'query' }],
    [{ status: 500, body: '<html>Sorry, something went wrong.</html>' }, { reason: 'network' }],
    [
      { status: 429, headers: { 'retry-after': '90' } },
      { reason: 'rate-limited', retryAfterMs: 90_000 },
    ],
    [{ body: '<!doctype html><title>Log in</title>' }, { reason: 'changed' }],
    [json([]), { reason: 'changed' }],
    [json({ data: {} }), { reason: 'changed' }],
    [json({ data: [{ post_id: '1', created_at: 5 }] }), { reason: 'changed' }],
  ] as [Answer, object][])('says what %j means', async (answer, fault) => {
    const { origin } = await site(() => answer);
    await expect(step(id, { page, api: origin }, null, { credential: key() })).rejects.toMatchObject({
      name: 'SourceError',
      ...fault,
    });
  });

  it('does not read an answer of more than 2 MB', async () => {
    const { origin } = await site(() => `{"data":[${'"x",'.repeat(700_000)}1]}`);
    const read = step(id, { page, api: origin }, null, { credential: key() });
    await expect(read).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('reports a missing permission in every run, after everything that is permitted', async () => {
    const { handle, posts, comments, tagged, asked, world } = createPage(40);
    comments.push({ id: '1000_1', post: `${page}_1000`, hours: 0.5 });
    tagged.push({ id: '888_1', hours: 2 });
    world.refuse = (_, path) =>
      path.endsWith('/comments') ? graphError(10, '(#10) requires pages_read_user_content', {}, 403) : null;
    const { origin } = await site(handle);
    const options = { page, api: origin, mentions: true };
    /** As the job runner does: what a step saved stays, also when the next one fails. */
    async function runAll(cursor: string | null, overrides = {}) {
      const read: string[] = [];
      let state = cursor;
      for (;;) {
        const taken = await step(id, options, state, { credential: key(), ...overrides }).catch(
          (error: Error) => error,
        );
        if (taken instanceof Error) return { read, cursor: state, fault: taken };
        read.push(...taken.posts.map(({ externalId }) => String(externalId)));
        state = taken.cursor;
        if (!taken.more) return { read, cursor: state, fault: null };
      }
    }
    const refusal = { reason: 'permission', message: expect.stringContaining('pages_read_user_content') };
    const first = await runAll(null);
    expect(first.fault).toMatchObject(refusal);
    expect(first.read).toEqual([...posts.map((post) => post.id), '888_1']);
    asked.length = 0;
    posts.unshift({ id: `${page}_2000`, hours: -0.1 });
    const second = await runAll(first.cursor, later(25 * 60));
    expect(second.fault).toMatchObject(refusal);
    expect(second.read).toContain(`${page}_2000`);
    expect(asked.some(({ query }) => query.has('ids'))).toBe(true);
    expect(edges(asked).filter((edge) => edge.endsWith('comments'))).toHaveLength(1);

    world.refuse = noRefusal;
    const third = await runAll(second.cursor, later(26 * 60));
    expect(third).toMatchObject({ fault: null, read: expect.arrayContaining(['1000_1']) });

    world.refuse = (_, path) => (path.endsWith('/tagged') ? graphError(200, '(#200) tagged', {}, 403) : null);
    const fourth = await runAll(third.cursor, later(27 * 60));
    expect(fourth.fault).toMatchObject({ reason: 'permission', message: expect.stringContaining('tagged') });
  });

  it('never says its token, not even when Meta does', async () => {
    const { origin } = await site(() => graphError(190, `Malformed access token ${token}`));
    const fault = await step(id, { page, api: origin }, null, { credential: key() }).catch((error: Error) => error);
    expect((fault as Error).message).toContain('Malformed access token ***');
    expect((fault as Error).message).not.toContain(token);
  });

  it('does not ask without a key, nor past its budget', async () => {
    const { handle, asked } = createPage(2);
    const { origin } = await site(handle);
    await expect(step(id, { page, api: origin })).rejects.toMatchObject({ reason: 'credential' });
    const spent = { credential: createKey(token, { calls: 0 }) };
    await expect(step(id, { page, api: origin }, null, spent)).rejects.toMatchObject({ reason: 'budget' });
    expect(asked).toEqual([]);
  });

  it('takes an empty Page for what it is, and goes on over an empty page that names a next one', async () => {
    const { handle } = createPage(0);
    const empty = await site(handle);
    expect(await run(id, { page, api: empty.origin }, null, { credential: key() })).toMatchObject({
      posts: [],
      steps: 1,
    });
    const { origin } = await site(({ query }) =>
      query.has('after')
        ? json({ data: [{ id: '1_2', created_time: graphTime(now), message: 'Ada' }] })
        : json({ data: [], paging: { cursors: { after: 'TGFuanV0' }, next: 'https://graph.facebook.com/x' } }),
    );
    const { posts } = await run(id, { page, api: origin, comments: false }, null, { credential: key() });
    expect(ids(posts)).toEqual(['1_2']);
  });

  it('ends when its run does, however slow the answer is', async () => {
    const stop = new AbortController();
    const server = await serve((_, response) => {
      response.writeHead(200).write('{"data":[');
      stop.abort();
    });
    const slow = step(id, { page, api: server.origin }, null, { credential: key(), signal: stop.signal });
    await expect(slow).rejects.toThrow();
    await server.close();
  });
});

function expired(meaning: string) {
  return { reason: 'credential', credentialWide: true, message: expect.stringContaining(meaning) };
}
