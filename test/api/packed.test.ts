import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { openSeedDatabase } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

let db: Db;
let server: Listening;
beforeAll(async () => {
  db = await openSeedDatabase();
  server = await serveApi(makeApiDeps(db));
});
afterAll(async () => {
  await server.close();
  await closeDatabase(db);
});

const ask = (path: string, encodings: string) =>
  fetch(`${server.origin}${path}`, { headers: { 'accept-encoding': encodings } });

describe('packed answers', () => {
  it('are for those who can unpack them', async () => {
    const packed = await ask('/api/v1/openapi.json', 'gzip');
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const plain = await ask('/api/v1/openapi.json', 'identity');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await packed.json()).toEqual(await plain.json());
  });

  it('are not made of what must go out at once', async () => {
    const stream = await ask('/api/v1/stream', 'gzip');
    expect(stream.headers.get('content-encoding')).toBeNull();
    await stream.body?.cancel();
  });
});
