import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, createBench, now } from './bench.ts';
import { createKey } from './key.ts';

const { site, step, run, readKept } = createBench();
const id = 'tiktok-account';
const account = 'Diskominfo.Contoh';
const token = 'act.tokenUji123';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/collectors/tiktok-account/${name}`, import.meta.url), 'utf8');

interface Video {
  readonly id: string;
  readonly hours: number;
  views?: number;
}

const answer = (data: object, code = 'ok', status = 200, message = ''): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ data, error: { code, message, log_id: '20261122' } }),
});

/** The Display API: lists below a time in milliseconds, and looks up to 20 videos of its own account. */
function createApi(count: number) {
  const videos: Video[] = Array.from({ length: count }, (_, i) => ({ id: `73100000000000000${10 + i}`, hours: i + 1 }));
  const asked: Asked[] = [];
  const world = { refuse: noRefusal };
  const secondsOf = ({ hours }: Video) => Math.floor(now.getTime() / 1000) - Math.round(hours * 3600);
  const toVideo = (video: Video) => ({
    id: video.id,
    title: `Video ${video.id}`,
    video_description: `Keterangan ${video.id}`,
    create_time: secondsOf(video),
    share_url: `https://www.tiktok.com/@diskominfo.contoh/video/${video.id}?utm_source=x`,
    view_count: video.views ?? 0,
    like_count: 1,
    comment_count: 2,
    share_count: 3,
  });
  const handle = (request: Asked): Answer => {
    asked.push(request);
    if (request.headers.authorization !== `Bearer ${token}`) return answer({}, 'access_token_invalid', 401);
    if (request.method !== 'POST' || !request.query.get('fields')?.includes('id,'))
      return answer({}, 'invalid_params', 400);
    const body = JSON.parse(request.body);
    const refusal = world.refuse(body);
    if (refusal !== null) return refusal;
    if (request.path === '/v2/video/query/') {
      const wanted: string[] = body.filters.video_ids;
      if (wanted.length > 20 || wanted.some((video) => typeof video !== 'string'))
        return answer({}, 'invalid_params', 400);
      return answer({ videos: videos.filter((video) => wanted.includes(video.id)).map(toVideo) });
    }
    const below = body.cursor === undefined ? Number.POSITIVE_INFINITY : body.cursor / 1000;
    const found = [...videos].sort((a, b) => a.hours - b.hours).filter((video) => secondsOf(video) < below);
    const page = found.slice(0, body.max_count);
    const last = page.at(-1);
    const cursor = last === undefined ? 0 : secondsOf(last) * 1000;
    return answer({ videos: page.map(toVideo), cursor, has_more: found.length > page.length });
  };
  return { videos, asked, world, handle };
}

const noRefusal = (_body: { readonly cursor?: number }): Answer | null => null;
const key = (limits = {}) => createKey(token, limits);
const later = (minutes: number) => ({ now: () => new Date(now.getTime() + minutes * 60_000) });
const ids = (posts: readonly { readonly externalId: string | null }[]) => posts.map(({ externalId }) => externalId);

describe('tiktok-account', () => {
  it('maps a page as the golden pair says', async () => {
    const read = await readKept(id, { account }, fixture('list.json'), 'https://open.tiktokapis.com/v2/video/list/');
    expect(read).toEqual(JSON.parse(fixture('list.expected.json')));
    const refused = await readKept(id, { account }, '{"data":{},"error":{"code":"internal_error"}}');
    expect(refused.posts).toEqual([]);
    await expect(readKept(id, { account }, '<html>')).rejects.toMatchObject({ reason: 'changed' });
  });

  it('walks the list below a time, then reads one page and adds nothing', async () => {
    const { handle, videos, asked } = createApi(50);
    videos.push({ id: '7000000000000000001', hours: 24 * 60 });
    const { origin } = await site(handle);
    const first = await run(id, { account, api: origin }, null, { credential: key() });
    expect(new Set(ids(first.posts))).toEqual(new Set(videos.slice(0, 50).map((video) => video.id)));
    expect(asked.map(({ body }) => JSON.parse(body).max_count)).toEqual([20, 20, 20]);
    asked.length = 0;
    videos.push({ id: '7400000000000000001', hours: -0.1 });
    const second = await run(id, { account, api: origin }, first.cursor, { credential: key(), ...later(15) });
    expect(asked.filter(({ path }) => path.includes('list'))).toHaveLength(1);
    const known = new Set(ids(first.posts));
    expect(ids(second.posts).filter((video) => !known.has(video))).toEqual(['7400000000000000001']);
  });

  it('goes on after a crash, and from the top when its place in the list is not accepted', async () => {
    const { handle, world } = createApi(50);
    const { origin } = await site(handle);
    const first = await step(id, { account, api: origin }, null, { credential: key() });
    const rest = await run(id, { account, api: origin }, first.cursor, { credential: key() });
    expect(new Set(ids([...first.posts, ...rest.posts])).size).toBe(50);
    let refusals = 0;
    world.refuse = ({ cursor }) =>
      cursor !== undefined && refusals++ === 0 ? answer({}, 'invalid_params', 400) : null;
    const again = await run(id, { account, api: origin }, first.cursor, { credential: key() });
    expect(new Set(ids(again.posts)).size).toBe(50);
  });

  it('reads counts again as videos age, 20 at a time, and forgets deleted ones', async () => {
    const { handle, videos, asked } = createApi(50);
    const { origin } = await site(handle);
    const first = await run(id, { account, api: origin }, null, { credential: key() });
    const old = videos[45] as Video;
    old.views = 4_321;
    const [gone] = videos.splice(47, 1) as [Video];
    asked.length = 0;
    const second = await run(id, { account, api: origin }, first.cursor, { credential: key(), ...later(24 * 60) });
    expect(asked.filter(({ path }) => path.includes('query')).length).toBeGreaterThan(1);
    expect(second.posts.find(({ externalId }) => externalId === old.id)?.metrics?.views).toBe(4_321);
    expect(second.cursor).not.toContain(gone.id);
    expect(second.cursor).toContain(old.id);
  });

  it.each([
    [answer({}, 'access_token_invalid', 401, 'refresh'), { reason: 'credential', credentialWide: true }],
    [answer({}, 'access_token_invalid', 200), { reason: 'credential' }],
    [
      answer({}, 'scope_not_authorized', 401, 'video.list'),
      { reason: 'permission', message: expect.stringContaining('video.list') },
    ],
    [answer({}, 'scope_permission_missed', 400), { reason: 'permission' }],
    [answer({}, 'rate_limit_exceeded', 429), { reason: 'rate-limited', retryAfterMs: 60_000, credentialWide: true }],
    [answer({}, 'invalid_params', 400), { reason: 'query' }],
    [answer({}, 'internal_error', 500), { reason: 'network' }],
    [answer({}, 'sesuatu_yang_baru', 200), { reason: 'changed' }],
    [answer({}, 'sesuatu_yang_baru', 403), { reason: 'permission' }],
    [{ status: 504, body: '<html>Gateway</html>' }, { reason: 'network' }],
    [{ body: '<html>TikTok</html>' }, { reason: 'changed' }],
    [answer({ videos: [{ video_id: '1' }] }), { reason: 'changed' }],
    [answer({ videos: {} }), { reason: 'changed' }],
  ] as [Answer, object][])('says what %j means', async (given, fault) => {
    const { origin } = await site(() => given);
    const read = step(id, { account, api: origin }, null, { credential: key() });
    await expect(read).rejects.toMatchObject({ name: 'SourceError', ...fault });
  });

  it('has nothing of an empty account, asks nothing without a key or past the budget', async () => {
    const { handle, asked } = createApi(0);
    const { origin } = await site(handle);
    expect(await run(id, { account, api: origin }, null, { credential: key() })).toMatchObject({ posts: [], steps: 1 });
    asked.length = 0;
    await expect(step(id, { account, api: origin })).rejects.toMatchObject({ reason: 'credential' });
    const spent = step(id, { account, api: origin }, null, { credential: key({ requests: 0 }) });
    await expect(spent).rejects.toMatchObject({ reason: 'budget' });
    expect(asked).toEqual([]);
  });
});
