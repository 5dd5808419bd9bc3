import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBench } from './bench.ts';
import { createKey } from './key.ts';
import { googleError } from './youtube-server.ts';

const { site, step, run, readKept } = createBench();
const folder = new URL('../fixtures/collectors/google-fact-check/', import.meta.url);
const golden = readFileSync(new URL('claims.json', folder), 'utf8');
const claim = (number: number) => ({
  text: `Klaim ${number}`,
  claimReview: [{ url: `https://cek.test/${number}`, textualRating: 'Hoaks', reviewDate: '2026-11-20T02:00:00Z' }],
});
const credential = createKey('kunci-rahasia');

describe('Google Fact Check', () => {
  it('a kept answer gives the golden posts', async () => {
    const read = await readKept('google-fact-check', { publisher: 'cek-contoh.test' }, golden);
    expect(read).toEqual(JSON.parse(readFileSync(new URL('claims.expected.json', folder), 'utf8')));
  });

  it('is read page by page with the key in the header; another run gives the same identities', async () => {
    const pages: Record<string, unknown> = {
      '': { claims: [claim(1), claim(2)], nextPageToken: 'b' },
      b: { claims: [claim(3)] },
    };
    const server = await site(({ query, headers }) => {
      if (headers['x-goog-api-key'] !== 'kunci-rahasia') return googleError(403, 'API_KEY_INVALID');
      return JSON.stringify(pages[query.get('pageToken') ?? '']);
    });
    const options = { api: server.origin, query: 'bupati sagara', publisher: 'cek.test' };
    const first = await run('google-fact-check', options, null, { credential });
    expect(first.posts.map(({ externalId }) => externalId)).toEqual([1, 2, 3].map((n) => `https://cek.test/${n}`));
    const asked = new URL(server.asked[0] ?? '', server.origin);
    expect(asked.pathname).toBe('/claims:search');
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      query: 'bupati sagara',
      reviewPublisherSiteFilter: 'cek.test',
      languageCode: 'id',
      maxAgeDays: '30',
      pageSize: '50',
    });
    const second = await run('google-fact-check', options, first.cursor, { credential });
    expect(second.posts).toEqual(first.posts);
    expect(credential.spent).toEqual({ requests: 4 });
  });

  it('ends at a page token that does not change, and knows an empty answer', async () => {
    const server = await site(() => JSON.stringify({ claims: [claim(1)], nextPageToken: 'sama' }));
    const { steps } = await run('google-fact-check', { api: server.origin, query: 'uji' }, null, { credential });
    expect(steps).toBe(2);
    const empty = await site(() => '{}');
    expect(await run('google-fact-check', { api: empty.origin, query: 'uji' }, null, { credential })).toMatchObject({
      posts: [],
      rejected: 0,
    });
  });

  it.each([
    [googleError(429, 'RATE_LIMIT_EXCEEDED'), { reason: 'rate-limited' }],
    [googleError(400, 'API_KEY_INVALID'), { reason: 'credential', credentialWide: true }],
    [googleError(403, 'SERVICE_DISABLED'), { reason: 'permission', credentialWide: true }],
    [googleError(400, 'INVALID_ARGUMENT'), { reason: 'query' }],
    [googleError(503, 'UNAVAILABLE'), { reason: 'network' }],
    [{ status: 500, body: '<html>Error</html>' }, { reason: 'network' }],
    [{ body: '<html>Masuk</html>' }, { reason: 'changed' }],
    [{ body: '{"claims":"banyak"}' }, { reason: 'changed' }],
  ])('%j', async (answer, fault) => {
    const server = await site(() => answer);
    const options = { api: server.origin, query: 'uji' };
    await expect(step('google-fact-check', options, null, { credential })).rejects.toMatchObject(fault);
  });

  it('a slow answer ends with the signal', async () => {
    const server = await site(() => ({ headers: { 'content-length': '1000' }, body: '{' }));
    const stop = new AbortController();
    const asked = step('google-fact-check', { api: server.origin, query: 'uji' }, null, {
      credential,
      signal: stop.signal,
    });
    setTimeout(() => stop.abort(), 50);
    await expect(asked).rejects.toThrow();
  });

  it('asks nothing without a key or when its budget is used up', async () => {
    const server = await site(() => '{}');
    const options = { api: server.origin, query: 'uji' };
    await expect(step('google-fact-check', options)).rejects.toMatchObject({ reason: 'credential' });
    const spent = createKey('kunci-rahasia', { requests: 0 });
    await expect(step('google-fact-check', options, null, { credential: spent })).rejects.toMatchObject({
      reason: 'budget',
    });
    expect(server.asked).toEqual([]);
  });
});
