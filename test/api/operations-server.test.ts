import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../src/api/listen.ts';
import { createProcessFigures } from '../../src/api/metrics-process.ts';
import { createOperationsServer, type OperationsDeps } from '../../src/api/operations-server.ts';
import { silentLog } from '../../src/core/log.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { now, seed } from './seed.ts';
import { makeApiDeps } from './serve-seed.ts';

let db: Db;
let server: Listening | null = null as Listening | null;

beforeEach(async () => {
  ({ db } = await seed());
});

afterEach(async () => {
  await server?.close();
  await closeDatabase(db);
});

async function serve(overrides: Partial<OperationsDeps> = {}): Promise<Listening> {
  const deps: OperationsDeps = {
    ...{ now: () => now, log: silentLog, version: '0.1.0', role: 'worker', token: null },
    figures: createProcessFigures({ version: '0.1.0', role: 'worker', jobs: null }),
    installations: () => [makeApiDeps(db)],
    parts: { database: async () => {} },
    ...overrides,
  };
  server = await listen(createOperationsServer(deps), { host: '127.0.0.1', port: 0 });
  return server;
}

/** `fetch` would not send another host name. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const sent = request({ port: server?.port, host: '127.0.0.1', path, headers, method }, (response) => {
      let body = '';
      response.on('data', (piece) => (body += piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('operations port', () => {
  it('tells whether the process works, to anybody, without details', async () => {
    await serve();
    const { status, body } = await ask('/health', { host: 'kentongan-worker.internal' });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      ...{ status: 'ok', failing: [], role: 'worker', version: '0.1.0' },
      checkedAt: now.toISOString(),
    });
  });

  it('names the parts that fail', async () => {
    const broken = () => Promise.reject(new Error('password of kentongan is wrong'));
    await serve({ parts: { database: broken, jobs: async () => {} } });
    const { status, body } = await ask('/health');
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ status: 'failing', failing: ['database'] });
    expect(body).not.toContain('password');
  });

  it('gives figures of regencies and process to this machine', async () => {
    await serve();
    const { status, body } = await ask('/metrics?x=1', { host: `localhost:${server?.port}` });
    expect(status).toBe(200);
    expect(body).toContain('kentongan_build_info{version="0.1.0",role="worker"} 1\n');
    expect(body).toContain('kentongan_sources{regency="99.02",status="failing"} 1\n');
  });

  it.each([
    ['through a proxy', { 'x-forwarded-for': '203.0.113.9' }],
    ['through a proxy that says it otherwise', { via: '1.1 proxy' }],
    ['by a name that was made to point here', { host: 'jahat.test' }],
  ])('refuses figures without a token %s', async (_, headers) => {
    await serve();
    const { status, body } = await ask('/metrics', headers);
    expect(status).toBe(403);
    expect(body).not.toContain('kentongan_sources');
  });

  it('with a token asks everybody for it', async () => {
    const token = 'rahasia-yang-cukup-panjang-sekali';
    await serve({ token });
    expect(await ask('/metrics')).toMatchObject({ status: 401, headers: { 'www-authenticate': expect.anything() } });
    expect((await ask('/metrics', { authorization: 'Bearer lain' })).status).toBe(401);
    const shown = await ask('/metrics', { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' });
    expect(shown.status).toBe(200);
    expect(shown.body).not.toContain(token);
  });

  it('has nothing else, and takes nothing', async () => {
    await serve();
    expect((await ask('/api/v1/mentions')).status).toBe(404);
    expect(await ask('/metrics', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(await ask('/health', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });
});
