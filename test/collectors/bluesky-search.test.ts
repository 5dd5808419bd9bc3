import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { serve, type WebServer } from '../support/web-server.ts';
import { type Answer, createBench, now } from './bench.ts';
import { createKey } from './key.ts';

const { site, step, run, readKept } = createBench();
const id = 'bluesky-search';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/collectors/bluesky-search/${name}`, import.meta.url), 'utf8');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const xrpc = (status: number, error: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ error, message: 'Says why.' }),
});

interface Post {
  readonly key: string;
  readonly at: string;
  likes?: number;
}

const view = ({ key, at, likes = 0 }: Post) => ({
  uri: `at://did:plc:a/app.bsky.feed.post/${key}`,
  author: { did: 'did:plc:a', handle: 'a.contoh.test' },
  record: { text: `Kiriman ${key}`, createdAt: at },
  likeCount: likes,
  indexedAt: at,
});

/** Posts of a search, newest first, `size` a page, with the bound and the marks of the real one. */
function search(posts: readonly Post[], query: URLSearchParams, size = 2): Answer {
  const found = posts.filter(({ at }) => at >= (query.get('since') ?? '')).sort((a, b) => (a.at < b.at ? 1 : -1));
  const from = Number(query.get('cursor') ?? 0);
  const cursor = from + size < found.length ? { cursor: String(from + size) } : {};
  return { body: JSON.stringify({ posts: found.slice(from, from + size).map(view), ...cursor }) };
}

const keys = (posts: readonly { readonly externalId: string | null }[]) =>
  posts.map(({ externalId }) => externalId?.split('/').at(-1));
const parameter = (path: string | undefined, name: string) =>
  new URL(path ?? '', 'http://x.test').searchParams.get(name);

describe('bluesky-search without a key', () => {
  it('maps an answer as the golden pair says', async () => {
    expect(await readKept(id, { query: 'Wanasari' }, fixture('search.json'))).toEqual(
      JSON.parse(fixture('search.expected.json')),
    );
  });

  it('reads all pages of the last days, and then only what is new', async () => {
    const posts: Post[] = Array.from({ length: 5 }, (_, i) => ({ key: `p${i}`, at: minutesAgo(200 + i * 100) }));
    posts.push({ key: 'tua', at: minutesAgo(4 * 24 * 60) });
    const server = await site(({ query }) => search(posts, query));
    const options = { query: 'Wanasari', api: server.origin };
    const first = await run(id, options);
    expect(keys(first.posts)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
    expect(server.asked.map((path) => parameter(path, 'since'))).toEqual(
      server.asked.map(() => minutesAgo(3 * 24 * 60)),
    );
    posts.push({ key: 'baru', at: later(20).toISOString() });
    const second = await run(id, options, first.cursor, { now: () => later(30) });
    // An hour of overlap under the newest that was seen, for posts that become visible late.
    expect(parameter(server.asked.at(-1), 'since')).toBe(minutesAgo(260));
    expect(keys(second.posts)).toEqual(['baru', 'p0']);
  });

  it('reads the counts of the last days again once a day', async () => {
    const posts: Post[] = [{ key: 'a', at: minutesAgo(60) }];
    const { origin } = await site(({ query }) => search(posts, query));
    const options = { query: 'Wanasari', api: origin };
    const first = await run(id, options);
    (posts[0] as Post).likes = 7;
    posts.push({ key: 'b', at: later(23 * 60).toISOString() });
    const quiet = await run(id, options, first.cursor, { now: () => later(23 * 60 + 30) });
    const daily = await run(id, options, quiet.cursor, { now: () => later(24 * 60 + 1) });
    expect(daily.posts.map(({ metrics }) => metrics?.likes)).toEqual([0, 7]);
  });

  it('reaches back over its own silence, however long', async () => {
    const posts: Post[] = [{ key: 'a', at: minutesAgo(60) }];
    const server = await site(({ query }) => search(posts, query));
    const first = await run(id, { query: 'Wanasari', api: server.origin });
    await run(id, { query: 'Wanasari', api: server.origin }, first.cursor, { now: () => later(10 * 24 * 60) });
    expect(parameter(server.asked.at(-1), 'since')).toBe(minutesAgo(60));
  });

  it('goes on with the next page after a crash between steps', async () => {
    const posts = Array.from({ length: 5 }, (_, i) => ({ key: `p${i}`, at: minutesAgo(10 + i) }));
    const server = await site(({ query }) => search(posts, query));
    const first = await step(id, { query: 'Wanasari', api: server.origin });
    expect(first.more).toBe(true);
    const rest = await run(id, { query: 'Wanasari', api: server.origin }, first.cursor, { now: () => later(60) });
    expect(keys([...first.posts, ...rest.posts])).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  });

  it('begins again at the top when the server does not know its mark any more, and gives up in the end', async () => {
    const posts = Array.from({ length: 5 }, (_, i) => ({ key: `p${i}`, at: minutesAgo(10 + i) }));
    let refusals = 1;
    const server = await site(({ query }) =>
      query.has('cursor') && refusals-- > 0 ? xrpc(400, 'InvalidRequest') : search(posts, query),
    );
    const { posts: read } = await run(id, { query: 'Wanasari', api: server.origin });
    expect(new Set(keys(read)).size).toBe(5);
    refusals = Number.POSITIVE_INFINITY;
    const lost = await run(id, { query: 'Wanasari', api: server.origin });
    expect([lost.steps, new Set(keys(lost.posts)).size]).toEqual([6, 2]);
  });

  it.each([
    ['the same mark for ever', { posts: [view({ key: 'a', at: minutesAgo(1) })], cursor: '2' }, 2],
    ['a mark behind nothing', { posts: [], cursor: '2' }, 1],
    ['no posts', { posts: [] }, 1],
  ])('ends with %s', async (_, answer, steps) => {
    const { origin } = await site(() => JSON.stringify(answer));
    expect(await run(id, { query: 'Wanasari', api: origin })).toMatchObject({ rejected: 0, steps });
  });

  it('ends the run when the window is used up', async () => {
    const posts = Array.from({ length: 5 }, (_, i) => ({ key: `p${i}`, at: minutesAgo(10 + i) }));
    const reset = String(later(3).getTime() / 1000);
    const { origin } = await site(({ query }) => ({
      ...search(posts, query),
      headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': reset },
    }));
    expect(await run(id, { query: 'Wanasari', api: origin })).toMatchObject({ steps: 1, waitMs: 180_000 });
  });

  const reset = { 'ratelimit-reset': String(later(2).getTime() / 1000) };
  it.each<[string, Answer, object]>([
    ['401 AuthMissing', xrpc(401, 'AuthMissing'), { reason: 'credential', credentialWide: false }],
    ['403 with a page', { status: 403, body: '<html>Forbidden</html>' }, { reason: 'credential' }],
    ['400', xrpc(400, 'InvalidRequest'), { reason: 'query', message: expect.stringContaining('400') }],
    ['429', xrpc(429, 'RateLimitExceeded', reset), { reason: 'rate-limited', retryAfterMs: 120_000 }],
    ['429 without a time', xrpc(429, 'RateLimitExceeded'), { reason: 'rate-limited', retryAfterMs: null }],
    ['502', xrpc(502, 'UpstreamFailure'), { reason: 'network' }],
    ['a page with status 200', { body: '<html>Sebentar</html>' }, { reason: 'changed' }],
    ['a renamed list', { body: '{"items":[]}' }, { reason: 'changed' }],
  ])('fails with %s', async (_, answer, fault) => {
    const { origin } = await site(() => answer);
    await expect(step(id, { query: 'Wanasari', api: origin })).rejects.toMatchObject({ name: 'SourceError', ...fault });
  });

  it.each(['rusak', '{"query":7}', 'null'])('starts afresh with the cursor %s', async (cursor) => {
    const { origin } = await site(({ query }) => search([{ key: 'a', at: minutesAgo(1) }], query));
    expect(keys((await run(id, { query: 'Wanasari', api: origin }, cursor)).posts)).toEqual(['a']);
  });

  it('stops waiting for a slow body when it is told to', async () => {
    const stop = new AbortController();
    const server = await serve((_, response) => {
      response.write('{"posts":[');
      stop.abort();
    });
    await expect(step(id, { query: 'Wanasari', api: server.origin }, null, { signal: stop.signal })).rejects.toThrow();
    await server.close();
  });
});

describe('bluesky-search with a key', () => {
  const servers: WebServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  /** A server with accounts: tokens are `access-<n>`, and only the newest is accepted. */
  async function pds(refused: { refresh?: boolean; login?: Answer; always?: boolean } = {}) {
    const logins: string[] = [];
    const tokens = { valid: 0, asked: [] as string[] };
    const handle = (path: string, request: IncomingMessage, body: string): Answer => {
      const bearer = request.headers.authorization ?? '';
      const session = () => {
        tokens.valid++;
        return { body: JSON.stringify({ accessJwt: `access-${tokens.valid}`, refreshJwt: `refresh-${tokens.valid}` }) };
      };
      if (path.endsWith('createSession')) {
        logins.push(`create ${body}`);
        return refused.login ?? session();
      }
      if (path.endsWith('refreshSession')) {
        logins.push(`refresh ${bearer}`);
        return refused.refresh ? xrpc(400, 'ExpiredToken') : session();
      }
      tokens.asked.push(bearer);
      if (refused.always || bearer !== `Bearer access-${tokens.valid}`) return xrpc(400, 'ExpiredToken');
      return search([{ key: 'a', at: minutesAgo(1) }], new URL(path, 'http://x.test').searchParams);
    };
    const server = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const answer = handle(request.url ?? '', request, body);
        response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
      });
    });
    servers.push(server);
    return { server, logins, tokens, options: { query: 'Wanasari', pds: server.origin, api: 'http://127.0.0.1:1' } };
  }

  it('logs in once for all its sources, and keeps the token out of cursor and addresses', async () => {
    const { server, logins, tokens, options } = await pds();
    const credential = createKey('@a.contoh.test:abcd-efgh');
    const first = await run(id, options, null, { credential });
    await run(id, { ...options, query: 'Lain' }, null, { credential });
    expect(logins).toEqual(['create {"identifier":"a.contoh.test","password":"abcd-efgh"}']);
    expect(tokens.asked).toEqual(['Bearer access-1', 'Bearer access-1']);
    expect(first.cursor).not.toContain('access');
    expect(server.asked.join()).not.toMatch(/access|abcd/);
    expect(credential.spent.requests).toBe(3);
  });

  it('marks the login as an answer that must not be kept', async () => {
    const { options } = await pds();
    const secrets: string[] = [];
    const { fetchNet } = await import('./fetch-net.ts');
    const net = {
      ...fetchNet,
      call: (url: string, call: Parameters<typeof fetchNet.call>[1]) => {
        if (call.isSecret) secrets.push(new URL(url).pathname);
        return fetchNet.call(url, call);
      },
    };
    await run(id, options, null, { credential: createKey('a.contoh.test:abcd'), net });
    expect(secrets).toEqual(['/xrpc/com.atproto.server.createSession']);
  });

  it('renews a token that has expired, and logs in again when that has ended too', async () => {
    for (const [refresh, expected] of [
      [false, ['create', 'refresh']],
      [true, ['create', 'refresh', 'create']],
    ] as const) {
      const { logins, tokens, options } = await pds({ refresh });
      const credential = createKey('a.contoh.test:abcd');
      await run(id, options, null, { credential });
      tokens.valid = 40;
      const { posts } = await run(id, options, null, { credential });
      expect(keys(posts)).toEqual(['a']);
      expect(logins.map((login) => login.split(' ')[0])).toEqual(expected);
      expect(logins[1]).toContain('refresh-1');
    }
  });

  it('does not renew for ever', async () => {
    const { tokens, options } = await pds({ always: true });
    await expect(run(id, options, null, { credential: createKey('a.contoh.test:abcd') })).rejects.toMatchObject({
      reason: 'credential',
      credentialWide: true,
    });
    expect(tokens.asked).toHaveLength(2);
  });

  it.each<[string, Answer, object]>([
    ['a wrong password', xrpc(401, 'AuthenticationRequired'), { reason: 'credential', credentialWide: true }],
    ['a second factor', xrpc(401, 'AuthFactorTokenRequired'), { reason: 'credential', credentialWide: true }],
    ['a closed account', xrpc(401, 'AccountTakedown'), { reason: 'credential' }],
    ['a malformed login', xrpc(400, 'InvalidRequest'), { reason: 'credential' }],
    ['too many logins', xrpc(429, 'RateLimitExceeded', { 'retry-after': '60' }), { reason: 'rate-limited' }],
    ['a login without tokens', { body: '{"did":"did:plc:a"}' }, { reason: 'changed' }],
    ['a page', { body: '<html></html>' }, { reason: 'changed' }],
  ])('fails with %s', async (_, login, fault) => {
    const { options } = await pds({ login });
    await expect(step(id, options, null, { credential: createKey('a.contoh.test:abcd') })).rejects.toMatchObject(fault);
  });

  it.each(['tanpa-titik-dua', ':abcd', 'a.contoh.test:'])('refuses the key «%s» before it asks', async (secret) => {
    const { server, options } = await pds();
    const error = await step(id, options, null, { credential: createKey(secret) }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ reason: 'credential', credentialWide: true });
    expect(server.asked).toEqual([]);
  });

  it('takes a DID for a name, and stops when its requests are used up', async () => {
    const { logins, options } = await pds();
    const credential = createKey('did:plc:abc:abcd', { requests: 1 });
    await expect(run(id, options, null, { credential })).rejects.toMatchObject({ reason: 'budget' });
    expect(logins).toEqual(['create {"identifier":"did:plc:abc","password":"abcd"}']);
  });
});
