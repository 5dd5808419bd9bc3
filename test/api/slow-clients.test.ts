import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Listening, listen, timeLimits } from '../../src/api/listen.ts';
import { createApiServer } from '../../src/api/server.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { peopleWith } from './people.ts';
import { openSeedDatabase } from './seed.ts';
import { makeApiDeps } from './serve-seed.ts';

const sockets: Socket[] = [];
let server: Listening;
let db: Db;

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
  await closeDatabase(db);
});

async function open(limits?: Parameters<typeof listen>[2]): Promise<void> {
  db = await openSeedDatabase();
  server = await listen(
    createApiServer(makeApiDeps(db, { people: peopleWith({ rina: {} }) })),
    { host: '127.0.0.1', port: 0 },
    limits,
  );
}

/** @returns what the server says to it, once it has closed the line */
async function begin(text: string): Promise<{ readonly said: Promise<string> }> {
  const socket = connect(server.port, '127.0.0.1');
  sockets.push(socket);
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk;
  });
  socket.on('error', () => {});
  const said = once(socket, 'close').then(() => received);
  await once(socket, 'connect');
  socket.write(text);
  return { said };
}

const halfHeaders = 'GET /api/v1/issues HTTP/1.1\r\nHost: localhost\r\nX-Slow: ';
const halfBody =
  'POST /api/v1/issues/1/notes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer rina\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"note":';

describe('slow clients', () => {
  it('do not keep others waiting: 200 half requests are open, and everybody else is served', async () => {
    await open();
    for (let count = 0; count < 100; count += 1) await Promise.all([begin(halfHeaders), begin(halfBody)]);
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async () => (await fetch(`${server.origin}/api/v1/issues`)).status),
    );
    expect(statuses).toEqual(Array(100).fill(200));
  });

  it('are told that they took too long, and lose the line', async () => {
    await open({ headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 });
    const [headers, body] = await Promise.all([begin(halfHeaders), begin(halfBody)]);
    expect(await headers.said).toMatch(/^HTTP\/1\.1 408 /);
    expect(await body.said).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('have 10 s for their headers and 30 s for a request', () => {
    expect(timeLimits).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 });
  });

  it('cannot send a body of more than 100 KB', async () => {
    await open();
    const response = await fetch(`${server.origin}/api/v1/issues/1/notes`, {
      method: 'POST',
      headers: { authorization: 'Bearer rina', 'content-type': 'application/json' },
      body: JSON.stringify({ note: 'x'.repeat(100 * 1024) }),
    });
    expect(response.status).toBe(413);
  });
});
