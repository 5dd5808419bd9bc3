import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import type { Actor } from '../../src/core/access.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { makeActor, peopleWith } from './people.ts';
import { seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

let db: Db;
let server: Listening;

beforeAll(async () => {
  ({ db } = await seed());
  const names = ['baca', 'tulis', 'ekspor', 'lain'];
  const tokens = names.map(
    (name, id) => [name, { ...makeActor({ name }), kind: 'token', userId: 1, tokenId: id }] as const,
  );
  const actors = new Map<string, Actor>([
    ...tokens,
    ['operator', { ...makeActor({ name: 'operator' }), kind: 'operator' }],
  ]);
  const people = { ...peopleWith(), findByToken: async (token: string) => actors.get(token) ?? null };
  const limits = { guest: 2, reading: 4, writing: 2, exporting: 1 };
  server = await serveApi(makeApiDeps(db, { people }), { limits });
});
afterAll(async () => {
  await server.close();
  await closeDatabase(db);
});

const ask = (path: string, token: string | null, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${server.origin}${path}`, {
    ...init,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...init.headers },
  });

async function expectRefusal(response: Response): Promise<void> {
  expect(response.status).toBe(429);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({ status: 429, type: 'urn:kentongan:problem:rate-limited' });
}

describe('limits', () => {
  it('count what each token reads, say what is left, and leave others alone', async () => {
    const seen: (string | null)[] = [];
    for (let count = 0; count < 4; count += 1) {
      const response = await ask('/api/v1/issues', 'baca');
      expect(response.status).toBe(200);
      expect(response.headers.get('ratelimit-policy')).toMatch(/^"reading"; q=4; w=60; pk=:.+:$/);
      seen.push(/r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1] ?? null);
    }
    expect(seen).toEqual(['3', '2', '1', '0']);
    await expectRefusal(await ask('/api/v1/issues', 'baca'));
    expect((await ask('/api/v1/issues', 'lain')).status).toBe(200);
  });

  it('count what is written apart from what is read', async () => {
    const write = () =>
      ask('/api/v1/issues/1/notes', 'tulis', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"note":"Ya."}',
      });
    expect([(await write()).status, (await write()).status]).toEqual([200, 200]);
    await expectRefusal(await write());
    expect((await ask('/api/v1/issues', 'tulis')).status).toBe(200);
  });

  it('count exports of all lists together, by link or by Accept', async () => {
    const first = await ask('/api/v1/issues?format=csv', 'ekspor');
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit')).toContain('"exporting"; r=0');
    await expectRefusal(await ask('/api/v1/alerts', 'ekspor', { headers: { accept: 'application/x-ndjson' } }));
    expect((await ask('/api/v1/alerts', 'ekspor')).status).toBe(200);
  });

  it('count guests by address, but not programs on this machine', async () => {
    const from = (address: string) => ask('/health', null, { headers: { 'x-forwarded-for': address } });
    expect((await from('203.0.113.5')).status).not.toBe(429);
    expect((await from('203.0.113.5')).status).not.toBe(429);
    await expectRefusal(await from('203.0.113.5'));
    expect((await from('203.0.113.6')).status).not.toBe(429);
    for (let count = 0; count < 5; count += 1) expect((await ask('/health', null)).status).not.toBe(429);
  });

  it('leave room for the operator’s own programs on this machine', async () => {
    for (let count = 0; count < 8; count += 1) expect((await ask('/api/v1/issues', 'operator')).status).toBe(200);
  });

  it('count somebody who tries one wrong token after another as one guest', async () => {
    const statuses: number[] = [];
    for (const token of ['salah-1', 'salah-2', 'salah-3']) {
      const response = await ask('/api/v1/issues', token, { headers: { 'x-forwarded-for': '203.0.113.9' } });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([401, 401, 429]);
  });
});
