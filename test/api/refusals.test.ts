import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import type { Logger } from '../../src/core/log.ts';
import { silentLog } from '../../src/core/log.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { openSeedDatabase } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

let db: Db;
let server: Listening;
const bugs: object[] = [];
const log: Logger = { ...silentLog, error: (fields) => void bugs.push(fields) };

beforeAll(async () => {
  db = await openSeedDatabase();
  const digestOf = async () => {
    throw new Error('rahasia: sandi=123');
  };
  server = await serveApi(makeApiDeps(db, { log, digestOf, publicUrl: 'https://kentongan.wanasari.test/' }), {
    limits: { guest: 3 },
  });
});

afterAll(async () => {
  await server.close();
  await closeDatabase(db);
});

const problemOf = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${server.origin}${path}`, init);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = await response.json();
  expect(problem.status).toBe(response.status);
  return { ...problem, headers: response.headers };
};

describe('bad input', () => {
  it.each([
    ['/api/v1/mentions?limit=0', 'limit', 'tidak boleh kurang dari 1'],
    ['/api/v1/mentions?limit=201', 'limit', 'tidak boleh lebih dari 200'],
    ['/api/v1/mentions?limit=banyak', 'limit', 'harus berupa bilangan bulat'],
    ['/api/v1/mentions?limit=1.5', 'limit', 'harus berupa bilangan bulat'],
    ['/api/v1/mentions?label=marah', 'label', 'harus salah satu dari: negative, neutral, positive, unscored'],
    ['/api/v1/mentions?label=negative&label=positive', 'label', 'harus salah satu dari'],
    ['/api/v1/mentions?q=', 'q', 'tidak boleh kosong'],
    ['/api/v1/mentions?q=a&q=b', 'q', 'harus diisi satu kali'],
    ['/api/v1/mentions?from=kemarin', 'from', 'harus berupa tanggal'],
    ['/api/v1/mentions?place=Lembah', 'place', 'harus berupa kode wilayah'],
    ['/api/v1/mentions?relevantOnly=ya', 'relevantOnly', 'harus salah satu dari: true, false'],
    ['/api/v1/mentions?cursor=abc', 'cursor', 'pakai nilai `next`'],
    ['/api/v1/issues/nol', 'id', 'harus berupa bilangan bulat'],
    ['/api/v1/issues/1?id=2', 'id', 'tidak dikenal'],
    ['/api/v1/digests/2026-13-01', 'date', 'harus berupa 2026-11-21, 2026-W47'],
  ])('%s names the parameter', async (path, where, message) => {
    const problem = await problemOf(path);
    expect(problem.status).toBe(400);
    expect(problem.problems).toEqual([{ where, message: expect.stringContaining(message) }]);
  });

  it('names every fault at once', async () => {
    const problem = await problemOf('/api/v1/mentions?limit=0&topic=x&salah=1&keliru=2');
    expect(problem.problems.map(({ where }: { where: string }) => where).sort()).toEqual([
      'keliru',
      'limit',
      'salah',
      'topic',
    ]);
    expect(problem.detail).toContain('limit');
  });

  it('does not fall for names of object members', async () => {
    const problem = await problemOf('/api/v1/sources?__proto__=1&constructor=2');
    expect(problem.status).toBe(400);
  });
});

describe('what is not there or not allowed', () => {
  it.each([
    ['/api/v1/issues/999', 404],
    ['/api/v1/mentions/999', 404],
    ['/api/v2', 404],
    ['/tidak-ada', 404],
    ['/api/v1/issues/%zz', 400],
  ])('%s answers %i', async (path, status) => {
    expect((await problemOf(path)).status).toBe(status);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
    const problem = await problemOf('/api/v1/alerts', { method });
    expect(problem.status).toBe(405);
    expect(problem.headers.get('allow')).toBe('GET, HEAD');
  });

  it('says which forms there are', async () => {
    const problem = await problemOf('/api/v1/alerts', { headers: { accept: 'image/png' } });
    expect(problem.status).toBe(406);
    expect(problem.detail).toContain('text/csv');
  });

  it('hides what went wrong inside, and logs it', async () => {
    const problem = await problemOf('/api/v1/digests/2026-11-20');
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain('rahasia');
    expect(bugs).toEqual([expect.objectContaining({ path: '/api/v1/digests/2026-11-20' })]);
  });
});

/** `fetch` does not let a test choose the Host header. */
function statusFor(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path: '/api/v1/alerts', headers: { host } });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject).end();
  });
}

describe('host names', () => {
  it.each([
    ['127.0.0.1:3000', 200],
    ['[::1]:3000', 200],
    ['localhost', 200],
    ['kominfo-pc', 200],
    ['kentongan.wanasari.test', 200],
    ['KENTONGAN.wanasari.test:8443', 200],
    ['penyerang.test', 421],
    ['kentongan.wanasari.test.penyerang.test', 421],
    ['127.0.0.1.penyerang.test', 421],
  ])('%s answers %i', async (host, status) => {
    expect(await statusFor(host)).toBe(status);
  });
});

describe('the limit', () => {
  it('counts the client that a proxy on this machine names, and not programs on this machine', async () => {
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    const statuses: number[] = [];
    for (let asked = 0; asked < 4; asked += 1) {
      statuses.push((await fetch(`${server.origin}/api/v1/alerts`, from('203.0.113.9'))).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    const problem = await problemOf('/api/v1/alerts', from('203.0.113.9'));
    expect(problem.type).toBe('urn:kentongan:problem:rate-limited');
    expect(problem.headers.get('retry-after')).not.toBeNull();
    expect((await fetch(`${server.origin}/api/v1/alerts`, from('203.0.113.10'))).status).toBe(200);
    for (let asked = 0; asked < 6; asked += 1) {
      expect((await fetch(`${server.origin}/api/v1/alerts`)).status).toBe(200);
    }
  });
});

describe('headers', () => {
  it.each(['/api/v1/alerts', '/health', '/tidak-ada'])('guard %s', async (path) => {
    const { headers } = await fetch(`${server.origin}${path}`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
