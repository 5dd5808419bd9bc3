import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/core/errors.ts';
import { serve } from '../support/web-server.ts';
import { type Answer, type Asked, createBench, now } from './bench.ts';
import { createKey } from './key.ts';

const { site, step, run, readKept } = createBench();
const id = 'x-search';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/collectors/x-search/${name}`, import.meta.url), 'utf8');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const problems = 'https://api.x.com/2/problems/';
const problem = (status: number, kind: string, more: object = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: `${problems}${kind}`, title: kind, detail: 'Says why.', status, ...more }),
});

interface Post {
  readonly id: string;
  text?: string;
  likes?: number;
  /** All versions of it, oldest first. */
  history?: readonly string[];
  isGone?: boolean;
}

const post = ({ id: postId, text = `Kiriman ${postId}`, likes = 1, history = [postId] }: Post) => ({
  id: postId,
  text,
  created_at: '2026-11-22T07:30:00.000Z',
  author_id: '7',
  lang: 'in',
  public_metrics: { like_count: likes, reply_count: 0, retweet_count: 0, impression_count: 5 },
  edit_history_tweet_ids: history,
});

/** Recent search and look-up as X documents them: newest first, `data` left out when nothing is found. */
function x(posts: readonly Post[]) {
  return ({ path, query }: Asked): Answer => {
    if (path === '/2/tweets') {
      const ids = query.get('ids')?.split(',') ?? [];
      const found = posts.filter((entry) => ids.includes(entry.id) && entry.isGone !== true);
      const missing = ids.filter((wanted) => !found.some((entry) => entry.id === wanted));
      const errors = missing.map((value) => ({ value, resource_id: value, type: `${problems}resource-not-found` }));
      const data = found.length === 0 ? {} : { data: found.map(post) };
      return { body: JSON.stringify({ ...data, ...(errors.length === 0 ? {} : { errors }) }) };
    }
    const since = query.get('since_id');
    const found = posts
      .filter((entry) => entry.isGone !== true && (since === null || BigInt(entry.id) > BigInt(since)))
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
    const from = Number(query.get('next_token')?.slice(1) ?? 0);
    const size = Number(query.get('max_results'));
    const page = found.slice(from, from + size);
    const next = from + size < found.length ? { next_token: `t${from + size}` } : {};
    const meta =
      page.length === 0
        ? { result_count: 0 }
        : { newest_id: page[0]?.id, oldest_id: page.at(-1)?.id, result_count: page.length, ...next };
    const data = page.length === 0 ? {} : { data: page.map(post) };
    const users =
      query.has('expansions') && page.length > 0 ? { includes: { users: [{ id: '7', username: 'u' }] } } : {};
    return { body: JSON.stringify({ ...data, ...users, meta }) };
  };
}

const range = (from: number, to: number): Post[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ id: String(9_000_000_000_000_000_000n + BigInt(from + i)) }));
const ids = (posts: readonly { readonly externalId: string | null }[]) =>
  posts.map(({ externalId }) => Number(BigInt(externalId ?? 0) - 9_000_000_000_000_000_000n)).sort((a, b) => a - b);
const options = (api: string, more: object = {}) => ({ query: 'Ujungalun lang:in', api, maxResults: 10, ...more });
const searches = (asked: readonly string[]) => asked.filter((path) => path.startsWith('/2/tweets/search/recent'));
const parameter = (path: string | undefined, name: string) =>
  new URL(path ?? '', 'http://x.test').searchParams.get(name);

describe('x-search', () => {
  it('maps an answer in both spellings as the golden pair says', async () => {
    expect(await readKept(id, { query: 'Ujungalun' }, fixture('search.json'))).toEqual(
      JSON.parse(fixture('search.expected.json')),
    );
  });

  it('keeps since_id on every page, and moves it to the newest of the first page when all are stored', async () => {
    const posts = range(1, 12);
    const server = await site((asked) => x(posts)(asked));
    const credential = createKey('rahasia');
    const first = await run(id, options(server.origin), null, { credential });
    expect(ids(first.posts)).toEqual(range(1, 12).map((_, i) => i + 1));
    expect(parameter(server.asked[0], 'start_time')).toBe('2026-11-21T08:00:00Z');
    expect(parameter(server.asked[0], 'since_id')).toBeNull();

    posts.push(...range(13, 37));
    const one = await step(id, options(server.origin), first.cursor, { credential, now: () => later(15) });
    // While the second page is fetched, more is written: it belongs to the next search.
    posts.push(...range(38, 38));
    const rest = await run(id, options(server.origin), one.cursor, { credential, now: () => later(15) });
    const pages = searches(server.asked).slice(2);
    expect(pages.map((path) => parameter(path, 'since_id'))).toEqual(pages.map(() => '9000000000000000012'));
    expect(pages.map((path) => parameter(path, 'next_token'))).toEqual([null, 't10', 't20']);
    const third = await run(id, options(server.origin), rest.cursor, { credential, now: () => later(30) });
    expect(parameter(searches(server.asked).at(-1), 'since_id')).toBe('9000000000000000037');
    expect(ids(third.posts)).toEqual([38]);
  });

  it('pays for no page twice when X leaves out the newest id or repeats a page token', async () => {
    const posts = range(1, 12);
    const server = await site((asked) => {
      const answer = JSON.parse(String(x(posts)(asked).body)) as { meta?: Record<string, unknown> };
      const { newest_id, ...meta } = answer.meta ?? {};
      const repeated = asked.query.get('next_token');
      return {
        body: JSON.stringify({ ...answer, meta: { ...meta, ...(repeated === null ? {} : { next_token: repeated }) } }),
      };
    });
    const credential = createKey('rahasia');
    const first = await run(id, options(server.origin), null, { credential });
    expect(ids(first.posts)).toEqual(range(1, 12).map((_, i) => i + 1));
    expect(searches(server.asked)).toHaveLength(2);
    const second = await run(id, options(server.origin), first.cursor, { credential, now: () => later(15) });
    expect(second.posts).toEqual([]);
    expect(parameter(searches(server.asked).at(-1), 'since_id')).toBe('9000000000000000012');
  });

  it('shows the key only in the header', async () => {
    let header: unknown;
    const server = await site((asked) => {
      header = asked.headers.authorization;
      return x([])(asked);
    });
    await run(id, options(server.origin), null, { credential: createKey('rahasia') });
    expect(header).toBe('Bearer rahasia');
    expect(server.asked.join()).not.toContain('rahasia');
  });

  it('pays the dearest outcome first and takes back what was not read', async () => {
    const { origin } = await site(x(range(1, 4)));
    const credential = createKey('k', { usd: 0.15 });
    await run(id, options(origin), null, { credential });
    expect(credential.spent.usd).toBeCloseTo(4 * 0.005 + 0.01);
    expect(credential.spent.requests).toBe(1);
    // A search may cost 0.15, and only 0.12 is left.
    await expect(step(id, options(origin), null, { credential })).rejects.toMatchObject({ reason: 'budget' });
    expect(credential.spent.usd).toBeCloseTo(0.03);
  });

  it('costs nothing when it is refused, asks no authors when told so, and takes the prices of the contract', async () => {
    let isDown = true;
    const server = await site((asked) => (isDown ? problem(503, 'service-unavailable') : x(range(1, 2))(asked)));
    const credential = createKey('k');
    const cheap = options(server.origin, { authors: false, prices: { post: 0.001, user: 5 } });
    await expect(step(id, cheap, null, { credential })).rejects.toMatchObject({ reason: 'rate-limited' });
    expect(credential.spent.usd).toBe(0);
    isDown = false;
    await run(id, cheap, null, { credential });
    expect(credential.spent.usd).toBeCloseTo(0.002);
    expect(parameter(server.asked[1], 'expansions')).toBeNull();
  });

  it('falls back to a start time when since_id is older than seven days', async () => {
    const fresh = x(range(1, 3));
    const server = await site((asked) =>
      asked.query.get('since_id') === '5'
        ? problem(400, 'invalid-request', {
            errors: [
              { parameters: { since_id: ['5'] }, message: "'since_id' must be a tweet id created after [7 days]" },
            ],
          })
        : fresh(asked),
    );
    const first = await run(id, options(server.origin), null, { credential: createKey('k') });
    const old = JSON.stringify({ ...JSON.parse(first.cursor ?? ''), sinceId: '5', rechecks: [] });
    const second = await run(id, options(server.origin), old, { credential: createKey('k'), now: () => later(60) });
    expect(ids(second.posts)).toEqual([1, 2, 3]);
    expect(parameter(server.asked.at(-1), 'start_time')).toBe('2026-11-15T09:05:00Z');
    expect(JSON.parse(second.cursor ?? '').sinceId).toBe('9000000000000000003');
  });

  it('does not take a refused query for a refused since_id', async () => {
    const answers = x(range(1, 3));
    const server = await site((asked) =>
      asked.query.has('since_id')
        ? problem(400, 'invalid-request', { detail: 'Ambiguous use of and' })
        : answers(asked),
    );
    const first = await run(id, options(server.origin), null, { credential: createKey('k') });
    await expect(
      run(id, options(server.origin), first.cursor, { credential: createKey('k'), now: () => later(15) }),
    ).rejects.toMatchObject({ reason: 'query' });
    expect(server.asked).toHaveLength(2);
  });

  it('begins the pages again once when X does not know its page token any more', async () => {
    let refusals = 0;
    const answers = x(range(1, 25));
    const server = await site((asked) =>
      asked.query.has('next_token') && refusals++ < 1
        ? problem(400, 'invalid-request', { errors: [{ message: 'next_token is invalid' }] })
        : answers(asked),
    );
    const { posts } = await run(id, options(server.origin), null, { credential: createKey('k') });
    expect(new Set(ids(posts)).size).toBe(25);
    refusals = Number.NEGATIVE_INFINITY;
    const credential = createKey('k');
    const one = await step(id, options(server.origin), null, { credential });
    const two = await step(id, options(server.origin), one.cursor, { credential });
    const three = await step(id, options(server.origin), two.cursor, { credential });
    const again = (minutes: number) =>
      run(id, options(server.origin), three.cursor, { credential, now: () => later(minutes) });
    await expect(again(15)).rejects.toMatchObject({ reason: 'query' });
    // Hours later it may be tried once more.
    refusals = 0;
    expect(new Set(ids((await again(7 * 60)).posts)).size).toBe(25);
  });

  it('reads an empty answer, and keeps its place', async () => {
    const posts = range(1, 2);
    const server = await site((asked) => x(posts)(asked));
    const first = await run(id, options(server.origin), null, { credential: createKey('k') });
    const second = await run(id, options(server.origin), first.cursor, {
      credential: createKey('k'),
      now: () => later(15),
    });
    expect(second).toMatchObject({ posts: [], rejected: 0, steps: 1 });
    expect(JSON.parse(second.cursor ?? '').sinceId).toBe('9000000000000000002');
  });

  it('looks at posts again each day: new counts, and the keys of those that are gone', async () => {
    const posts = range(1, 3);
    const server = await site((asked) => x(posts)(asked));
    const credential = createKey('k');
    const first = await run(id, options(server.origin), null, { credential });
    posts[0] = { ...(posts[0] as Post), likes: 99 };
    posts[1] = { ...(posts[1] as Post), isGone: true };
    const before = credential.spent.usd ?? 0;
    const day = { credential, now: () => later(24 * 60) };
    const second = await step(id, options(server.origin), first.cursor, day);
    expect(server.asked.at(-1)).toMatch(/^\/2\/tweets\?ids=/);
    expect(second.posts.map(({ externalId, metrics }) => [externalId?.slice(-1), metrics?.likes])).toEqual([
      ['1', 99],
      ['3', 1],
    ]);
    expect(second.gone).toEqual(['id:x:posts:9000000000000000002']);
    expect((credential.spent.usd ?? 0) - before).toBeCloseTo(2 * 0.005);
    // The search follows in the same run; what is gone is not asked for again.
    expect(second.more).toBe(true);
    const rest = await run(id, options(server.origin), second.cursor, day);
    expect(searches(server.asked)).toHaveLength(2);
    await step(id, options(server.origin), rest.cursor, { credential, now: () => later(48 * 60) });
    expect(parameter(server.asked.at(-1), 'ids')?.split(',').sort()).toEqual([
      '9000000000000000001',
      '9000000000000000003',
    ]);
  });

  it('stops looking after the days it was told, and never asks for more than 100 at once', async () => {
    const posts = range(1, 130);
    const server = await site((asked) => x(posts)(asked));
    const wide = options(server.origin, { maxResults: 100, recheckDays: 1 });
    const first = await run(id, wide, null, { credential: createKey('k') });
    const day = { credential: createKey('k'), now: () => later(24 * 60) };
    const second = await run(id, wide, first.cursor, day);
    const lookUps = server.asked.filter((path) => path.startsWith('/2/tweets?'));
    expect(lookUps.map((path) => parameter(path, 'ids')?.split(',').length)).toEqual([100, 30]);
    expect(JSON.parse(second.cursor ?? '').rechecks).toEqual([]);
  });

  it('knows an edited post by its first version, and never hands an older version on', async () => {
    const [original, edited] = ['9000000000000000001', '9000000000000000005'];
    const posts: Post[] = [{ id: original }];
    const server = await site((asked) => x(posts)(asked));
    const credential = createKey('k');
    const first = await run(id, options(server.origin), null, { credential });
    // Edited: search does not name it again, the look-up of the old version says that there is a newer one.
    const history = [original, edited];
    posts[0] = { id: original, history };
    posts.push({ id: edited, text: 'Sudah diralat', history });
    const isHidden = (asked: Asked) => asked.path.includes('search');
    const quiet = await site((asked) => (isHidden(asked) ? x([])(asked) : x(posts)(asked)));
    const second = await run(id, options(quiet.origin), first.cursor, { credential, now: () => later(24 * 60) });
    expect(second.posts).toEqual([]);
    const third = await run(id, options(quiet.origin), second.cursor, { credential, now: () => later(48 * 60) });
    expect(third.posts).toMatchObject([{ externalId: original, text: 'Sudah diralat', idScope: 'x:posts' }]);
    posts[1] = { id: edited, isGone: true };
    const fourth = await step(id, options(quiet.origin), third.cursor, { credential, now: () => later(72 * 60) });
    expect(fourth.gone).toEqual([`id:x:posts:${original}`]);
  });

  it('looks after posts of an old query when the query changes', async () => {
    const server = await site(x(range(1, 2)));
    const first = await run(id, options(server.origin), null, { credential: createKey('k') });
    const other = { ...options(server.origin), query: 'Wanasari' };
    await run(id, other, first.cursor, { credential: createKey('k'), now: () => later(24 * 60) });
    expect(server.asked.at(-2)).toContain('/2/tweets?ids=');
    expect(parameter(server.asked.at(-1), 'since_id')).toBeNull();
  });

  it('stops the run when the window is used up, and goes on with the next page afterwards', async () => {
    const answers = x(range(1, 25));
    const server = await site((asked) => ({
      ...answers(asked),
      headers: { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(later(10).getTime() / 1000) },
    }));
    const first = await run(id, options(server.origin), null, { credential: createKey('k') });
    expect(first).toMatchObject({ steps: 1, waitMs: 600_000 });
    const second = await step(id, options(server.origin), first.cursor, {
      credential: createKey('k'),
      now: () => later(15),
    });
    expect(parameter(server.asked[1], 'next_token')).toBe('t10');
    expect(ids(second.posts)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  });

  const reset = { 'x-rate-limit-reset': String(later(7).getTime() / 1000) };
  it.each<[string, Answer, object]>([
    ['401', problem(401, 'unauthorized'), { reason: 'credential', credentialWide: true }],
    ['402', problem(402, 'credits-depleted'), { reason: 'budget', credentialWide: true }],
    ['403 without credits', problem(403, 'forbidden', { detail: 'Spend limit reached' }), { reason: 'budget' }],
    ['403 client-forbidden', problem(403, 'client-forbidden'), { reason: 'permission', credentialWide: true }],
    ['403 for this', problem(403, 'not-authorized-for-resource'), { reason: 'permission', credentialWide: false }],
    ['403 from a firewall', { status: 403, body: '<html>Forbidden</html>' }, { reason: 'blocked' }],
    ['400', problem(400, 'invalid-request'), { reason: 'query', message: expect.stringContaining('Says why.') }],
    [
      '429',
      { ...problem(429, 'rate-limit-exceeded'), headers: reset },
      { reason: 'rate-limited', retryAfterMs: 420_000, credentialWide: true },
    ],
    [
      '429 in the old words',
      { status: 429, headers: reset, body: '{"errors":[{"code":88,"message":"Rate limit exceeded"}]}' },
      { reason: 'rate-limited', retryAfterMs: 420_000 },
    ],
    [
      '429 usage-capped',
      problem(429, 'usage-capped', { period: 'Monthly' }),
      { reason: 'budget', credentialWide: true, retryAfterMs: 16 * 3_600_000 },
    ],
    [
      '503',
      { status: 503, headers: { 'retry-after': '9' }, body: '{}' },
      { reason: 'rate-limited', retryAfterMs: 9_000 },
    ],
    ['500', { status: 500, body: '{}' }, { reason: 'network' }],
    ['a page with status 200', { body: '<html>Sebentar</html>' }, { reason: 'changed' }],
    ['a list', { body: '[]' }, { reason: 'changed' }],
    ['data of another form', { body: '{"data":{"id":"1"}}' }, { reason: 'changed' }],
    ['a redirect', { status: 302, headers: { location: 'https://evil.test/' } }, { reason: 'changed' }],
  ])('fails with %s', async (_, answer, fault) => {
    const { origin } = await site(() => answer);
    await expect(step(id, options(origin), null, { credential: createKey('k') })).rejects.toMatchObject({
      name: 'SourceError',
      ...fault,
    });
  });

  it('does nothing without a key', async () => {
    const server = await site(() => '{}');
    await expect(step(id, options(server.origin))).rejects.toMatchObject({ reason: 'credential' });
    expect(server.asked).toEqual([]);
  });

  it.each(['rusak', '{"query":1}', '[]'])('starts afresh with the cursor %s', async (cursor) => {
    const { origin } = await site(x(range(1, 2)));
    const { posts } = await run(id, options(origin), cursor, { credential: createKey('k') });
    expect(ids(posts)).toEqual([1, 2]);
  });

  it('stops waiting for a slow body when it is told to, and leaves the money counted', async () => {
    const stop = new AbortController();
    const server = await serve((_, response) => {
      response.write('{"data":[');
      stop.abort();
    });
    const credential = createKey('k');
    await expect(step(id, options(server.origin), null, { credential, signal: stop.signal })).rejects.toThrow();
    expect(credential.spent.usd).toBeCloseTo(0.15);
    await server.close();
  });
});

describe('the query', () => {
  const faultOf = async (query: string, more: object = {}): Promise<string> => {
    const server = await site(x([]));
    return run(id, options(server.origin, { query, ...more }), null, { credential: createKey('k') }).then(
      () => '',
      (error: unknown) => (error instanceof ConfigError ? error.message : String(error)),
    );
  };

  it.each([
    ['Ujungalun demo', 'demo'],
    ['Ujungalun "unjuk rasa"', 'unjuk rasa'],
    ['unjuk rasa Ujungalun', 'unjuk rasa'],
    ['(Bupati OR Wabup) (aksi massa)', 'aksi massa'],
    ['mahasiswa BERDEMONSTRASI', 'berdemonstrasi'],
    ['#DemoUjungalun', '#demoujungalun'],
    ['#unjukrasa', '#unjukrasa'],
    ['-hujan (Ujungalun protes)', 'protes'],
    ['"turun ke jalan"', 'turun ke jalan'],
  ])('«%s» may not be watched', async (query, word) => {
    const fault = await faultOf(query);
    expect(fault).toContain(`"${word}"`);
    expect(fault).toContain('melarang');
  });

  it.each([
    'Ujungalun -demo',
    'Ujungalun -"unjuk rasa" -(demo OR #aksimassa)',
    'Demokrat Ujungalun demokrasi #demokrasi',
    'Ujungalun url:demo.test lang:in -is:retweet',
    'Ujungalun -from:akunbot',
    '(to:PemkabUjungalun OR @PemkabUjungalun) jalan rusak',
    '"Kabupaten Ujungalun" min_likes:5',
  ])('«%s» may be asked', async (query) => {
    expect(await faultOf(query)).toBe('');
  });

  it('follows only accounts that are declared to be an institution', async () => {
    expect(await faultOf('from:wargacontoh')).toContain('perorangan');
    expect(await faultOf('retweets_of:wargacontoh')).toContain('perorangan');
    expect(await faultOf('list:123')).toContain('perorangan');
    expect(await faultOf('from:PemkabUjungalun', { officialAccounts: ['pemkabujungalun'] })).toBe('');
  });

  it('names the words that the API calls otherwise, and what is too long', async () => {
    expect(await faultOf('Ujungalun min_faves:5 min_retweets:2')).toMatch(/min_likes:[\s\S]*min_reposts:/);
    expect(await faultOf('a'.repeat(4_097))).toContain('4096');
  });
});
