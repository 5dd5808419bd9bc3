import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/web-server.ts';
import { type Answer, type Asked, createBench, now } from './bench.ts';
import { createKey } from './key.ts';

const { site, step, run, readKept } = createBench();
const id = 'mastodon-tag';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/collectors/mastodon-tag/${name}`, import.meta.url), 'utf8');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const json = { 'content-type': 'application/json' };
const refusal = (status: number, error: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...json, ...headers },
  body: JSON.stringify({ error }),
});

interface Toot {
  readonly number: number;
  readonly minutesAgo: number;
  text?: string;
  likes?: number;
}

const toot = ({ number, minutesAgo, text = `Kiriman ${number}`, likes = 0 }: Toot) => ({
  id: String(number),
  uri: `https://jaringan.test/statuses/${number}`,
  created_at: new Date(now.getTime() - minutesAgo * 60_000).toISOString(),
  content: `<p>${text}</p>`,
  visibility: 'public',
  account: { acct: 'warga' },
  favourites_count: likes,
});

/** A hashtag timeline: newest first; `min_id` gives the page right above it, `max_id` the one below; the bounds stand in `Link`. */
function timeline(toots: readonly Toot[], { query, origin }: Asked, size = 20): Answer {
  const limit = Math.min(size, Number(query.get('limit')));
  const [min, max] = [query.get('min_id'), query.get('max_id')];
  const sorted = [...toots].sort((a, b) => b.number - a.number);
  const found = sorted.filter(({ number }) => number < Number(max ?? Number.POSITIVE_INFINITY));
  const page = min === null ? found.slice(0, limit) : sorted.filter(({ number }) => number > Number(min)).slice(-limit);
  const link = `<${origin}/x?max_id=${page.at(-1)?.number}>; rel="next", <${origin}/x?min_id=${page[0]?.number}>; rel="prev"`;
  return { headers: { ...json, ...(page.length === 0 ? {} : { link }) }, body: JSON.stringify(page.map(toot)) };
}

const range = (from: number, to: number, minutesAgo = 60): Toot[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ number: from + i, minutesAgo }));
const numbers = (posts: readonly { readonly externalId: string | null }[]) =>
  posts.map(({ externalId }) => Number(externalId?.split('/').at(-1))).sort((a, b) => a - b);
const upTo = (from: number, to: number) => range(from, to).map(({ number }) => number);
const options = (instance: string) => ({ instance, tags: ['ujungalun'] });
const parameter = (path: string | undefined, name: string) =>
  new URL(path ?? '', 'http://x.test').searchParams.get(name);

describe('mastodon-tag', () => {
  it('maps a page as the golden pair says', async () => {
    const kept = await readKept(id, options('https://server-contoh.test'), fixture('timeline.json'));
    expect(kept).toEqual(JSON.parse(fixture('timeline.expected.json')));
  });

  it('loads the last days downwards, then climbs from the newest that it knows', async () => {
    const toots = [...range(1, 5, 5 * 24 * 60), ...range(6, 60)];
    const server = await site((asked) => timeline(toots, asked));
    const first = await run(id, options(server.origin));
    expect(numbers(first.posts)).toEqual(expect.arrayContaining(upTo(6, 60)));
    expect(server.asked.map((path) => parameter(path, 'max_id'))).toEqual([null, '41', '21']);

    toots.push(...range(61, 105, -20));
    const second = await run(id, options(server.origin), first.cursor, { now: () => later(30) });
    expect(numbers(second.posts)).toEqual(upTo(61, 105));
    expect(server.asked.slice(3).map((path) => parameter(path, 'min_id'))).toEqual(['60', '80', '100']);
    const third = await run(id, options(server.origin), second.cursor, { now: () => later(60) });
    expect(third).toMatchObject({ posts: [], steps: 1 });
    expect(parameter(server.asked.at(-1), 'min_id')).toBe('105');
  });

  it('reads counts and edits of the last days once a day, without losing its place', async () => {
    const toots = range(1, 3);
    const server = await site((asked) => timeline(toots, asked));
    const first = await run(id, options(server.origin));
    toots[0] = { number: 1, minutesAgo: 60, likes: 9, text: 'Ralat' };
    toots.push({ number: 4, minutesAgo: -23 * 60 });
    const second = await run(id, options(server.origin), first.cursor, { now: () => later(24 * 60) });
    expect(server.asked.slice(1).map((path) => parameter(path, 'min_id'))).toEqual(['3', null]);
    expect(second.posts.filter(({ externalId }) => externalId?.endsWith('/1'))).toMatchObject([
      { text: 'Ralat', metrics: { likes: 9 } },
    ]);
    expect(new Set(numbers(second.posts))).toEqual(new Set([1, 2, 3, 4]));
    await run(id, options(server.origin), second.cursor, { now: () => later(24 * 60 + 10) });
    expect(parameter(server.asked.at(-1), 'min_id')).toBe('4');
  });

  it('misses nothing when it was away for longer than the daily look back', async () => {
    const toots = range(1, 3);
    const { origin } = await site((asked) => timeline(toots, asked));
    const first = await run(id, options(origin));
    toots.push(...range(4, 70, -5 * 24 * 60));
    const second = await run(id, options(origin), first.cursor, { now: () => later(15 * 24 * 60) });
    expect(new Set(numbers(second.posts))).toEqual(new Set(upTo(4, 70)));
  });

  it('goes on where it was after a crash between steps', async () => {
    const { origin } = await site((asked) => timeline(range(1, 50), asked));
    const first = await step(id, options(origin));
    expect(first.more).toBe(true);
    const rest = await run(id, options(origin), first.cursor, { now: () => later(30) });
    expect(numbers([...first.posts, ...rest.posts])).toEqual(upTo(1, 50));
  });

  it('asks for all tags at once, and goes only where it was sent', async () => {
    const evil = { link: '<https://jahat.test/x?max_id=21>; rel="next", <https://jahat.test/x?min_id=40>; rel="prev"' };
    const server = await site((asked) => {
      const answer = timeline(range(1, 40), asked);
      return { ...answer, headers: { ...answer.headers, ...evil } };
    });
    await step(id, { instance: `${server.origin}/`, tags: ['#Ujungalun', 'wanasari', 'banjir'] });
    const { searchParams, pathname } = new URL(server.asked[0] ?? '', server.origin);
    expect([pathname, searchParams.getAll('any[]')]).toEqual([
      '/api/v1/timelines/tag/Ujungalun',
      ['wanasari', 'banjir'],
    ]);
    const two = await step(id, options(server.origin));
    await step(id, options(server.origin), two.cursor);
    expect(parameter(server.asked.at(-1), 'max_id')).toBe('21');
  });

  it('ends when a server does not understand min_id, or has only posts that cannot be read', async () => {
    const deaf = await site(({ origin }) =>
      timeline(range(1, 20), { query: new URLSearchParams('limit=40'), origin } as Asked),
    );
    const first = await run(id, options(deaf.origin));
    const second = await run(id, options(deaf.origin), first.cursor, { now: () => later(30) });
    expect(second.steps).toBe(1);

    const broken = await site(() => JSON.stringify(Array.from({ length: 20 }, () => ({ nonsense: true }))));
    expect(await run(id, options(broken.origin))).toMatchObject({ posts: [], rejected: 20, steps: 1 });
  });

  it('moves on over a page that cannot be read, by the Link header', async () => {
    const toots = range(1, 3);
    let isBroken = false;
    const server = await site((asked) => {
      const answer = timeline(toots, asked);
      return isBroken ? { ...answer, body: String(answer.body).replaceAll('"uri"', '"ur"') } : answer;
    });
    const first = await run(id, options(server.origin));
    toots.push(...range(4, 6));
    isBroken = true;
    const second = await run(id, options(server.origin), first.cursor, { now: () => later(30) });
    expect(second).toMatchObject({ posts: [], rejected: 3 });
    isBroken = false;
    await run(id, options(server.origin), second.cursor, { now: () => later(60) });
    expect(parameter(server.asked.at(-1), 'min_id')).toBe('6');
  });

  it.each<[string, Answer]>([
    ['an empty timeline', { body: '[]' }],
    ['a tag that nobody has used', refusal(404, 'Record not found')],
  ])('takes %s for what it is, and asks again next time', async (_, answer) => {
    const server = await site(() => answer);
    const first = await run(id, options(server.origin));
    expect(first).toMatchObject({ posts: [], rejected: 0, steps: 1 });
    await run(id, options(server.origin), first.cursor, { now: () => later(30) });
    expect(server.asked).toHaveLength(2);
  });

  it('sends its key, if it has one, in the header, and counts requests', async () => {
    const headers: unknown[] = [];
    const server = await site((asked) => {
      headers.push(asked.headers.authorization);
      return '[]';
    });
    const credential = createKey('rahasia');
    await run(id, options(server.origin), null, { credential });
    await run(id, options(server.origin));
    expect(headers).toEqual(['Bearer rahasia', undefined]);
    expect(credential.spent.requests).toBe(1);
    expect(server.asked.join()).not.toContain('rahasia');
    await expect(
      run(id, options(server.origin), null, { credential: createKey('k', { requests: 0 }) }),
    ).rejects.toMatchObject({ reason: 'budget' });
  });

  it('says that a closed timeline needs a key, and that a key which is refused is bad everywhere', async () => {
    const { origin } = await site(() => refusal(401, 'The access token is invalid'));
    await expect(step(id, options(origin))).rejects.toMatchObject({
      reason: 'credential',
      credentialWide: false,
      message: expect.stringContaining('perlu kunci'),
    });
    await expect(step(id, options(origin), null, { credential: createKey('k') })).rejects.toMatchObject({
      reason: 'credential',
      credentialWide: true,
    });
  });

  it('ends the run when the window is used up', async () => {
    const server = await site((asked) => {
      const answer = timeline(range(1, 50), asked);
      const limits = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': later(4).toISOString() };
      return { ...answer, headers: { ...answer.headers, ...limits } };
    });
    expect(await run(id, options(server.origin))).toMatchObject({ steps: 1, waitMs: 240_000 });
  });

  const reset = { 'x-ratelimit-reset': later(5).toISOString() };
  it.each<[string, Answer, object]>([
    ['422 for a login', refusal(422, 'This method requires an authenticated user'), { reason: 'credential' }],
    ['422', refusal(422, 'Bad tag'), { reason: 'query' }],
    ['403', refusal(403, 'This action is not allowed'), { reason: 'permission' }],
    ['403 from a firewall', { status: 403, body: '<html>Just a moment</html>' }, { reason: 'blocked' }],
    ['404 without Mastodon', { status: 404, body: '<html>Not found</html>' }, { reason: 'query' }],
    ['410', refusal(410, 'Gone'), { reason: 'gone' }],
    ['429', refusal(429, 'Too many requests', reset), { reason: 'rate-limited', retryAfterMs: 300_000 }],
    ['503', { status: 503, headers: { 'retry-after': '20' } }, { reason: 'rate-limited', retryAfterMs: 20_000 }],
    ['500', { status: 500, body: '<html></html>' }, { reason: 'network' }],
    ['a page with status 200', { body: '<html>Beranda</html>' }, { reason: 'changed' }],
    ['an object', { body: '{"statuses":[]}' }, { reason: 'changed' }],
    ['a redirect', { status: 301, headers: { location: 'https://jahat.test/' } }, { reason: 'changed' }],
  ])('fails with %s', async (_, answer, fault) => {
    const { origin } = await site(() => answer);
    await expect(step(id, options(origin))).rejects.toMatchObject({ name: 'SourceError', ...fault });
  });

  it.each(['rusak', '{"place":7}', '[]'])('starts afresh with the cursor %s', async (cursor) => {
    const { origin } = await site((asked) => timeline(range(1, 3), asked));
    expect(numbers((await run(id, options(origin), cursor)).posts)).toEqual([1, 2, 3]);
  });

  it('starts afresh when the tags are others', async () => {
    const server = await site((asked) => timeline(range(1, 3), asked));
    const first = await run(id, options(server.origin));
    await run(id, { instance: server.origin, tags: ['lain'] }, first.cursor);
    expect(parameter(server.asked.at(-1), 'min_id')).toBeNull();
  });

  it('stops waiting for a slow body when it is told to', async () => {
    const stop = new AbortController();
    const server = await serve((_, response) => {
      response.write('[');
      stop.abort();
    });
    await expect(step(id, options(server.origin), null, { signal: stop.signal })).rejects.toThrow();
    await server.close();
  });

  it.each([[['dua kata']], [['a/b']], [[]], [['a', 'b', 'c', 'd', 'e', 'f']], [['']]])(
    'refuses the tags %j',
    async (tags) => {
      await expect(async () => step(id, { instance: 'https://x.test', tags })).rejects.toThrow();
    },
  );
});
