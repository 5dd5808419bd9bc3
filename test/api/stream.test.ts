import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { maxClients } from '../../src/api/stream.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { openSeedDatabase } from './seed.ts';
import { createLiveWire, type LiveWire, makeApiDeps, serveApi } from './serve-seed.ts';

let db: Db;
let wire: LiveWire;
let server: Listening;

beforeEach(async () => {
  db = await openSeedDatabase();
  wire = createLiveWire();
  server = await serveApi(makeApiDeps(db, { subscribe: wire.subscribe }));
});

afterEach(async () => {
  await server.close();
  await closeDatabase(db);
});

/** A client and what it has received so far. */
interface Client {
  readonly response: IncomingMessage;
  received: string;
}

async function connect(): Promise<Client> {
  const asked = get(`${server.origin}/api/v1/stream`, { agent: false });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const client: Client = { response, received: '' };
  response.setEncoding('utf8').on('data', (text: string) => {
    client.received += text;
  });
  // A server that closes ends the stream in the middle.
  response.on('error', () => {});
  return client;
}

describe('the event stream', () => {
  it('passes events on to every client as they happen', async () => {
    const clients = [await connect(), await connect()];
    const [first] = clients;
    expect(first?.response.statusCode).toBe(200);
    expect(first?.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    const event = { type: 'alert', at: '2026-11-22T10:00:00.000Z', alertId: 7, issueId: 3 } as const;
    wire.tell(event);
    const told = `event: alert\ndata: ${JSON.stringify(event)}\n\n`;
    for (const client of clients) await vi.waitUntil(() => client.received.endsWith(told));
    expect(first?.received).toBe(`retry: 5000\n\n${told}`);
    for (const { response } of clients) response.destroy();
  });

  it('forgets a client that leaves', async () => {
    const client = await connect();
    expect(wire.listeners.size).toBe(1);
    client.response.destroy();
    await vi.waitUntil(() => wire.listeners.size === 0);
  });

  it('refuses more clients than it can hold, and takes new ones when some leave', async () => {
    const clients: Client[] = [];
    for (let count = 0; count < maxClients; count += 1) clients.push(await connect());
    const { response: refused } = await connect();
    expect(refused.statusCode).toBe(503);
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    clients.pop()?.response.destroy();
    await vi.waitUntil(() => wire.listeners.size === maxClients - 1);
    expect((await connect()).response.statusCode).toBe(200);
  });

  it('ends with the server', async () => {
    const { response } = await connect();
    await server.close();
    await vi.waitUntil(() => response.closed);
    expect(wire.listeners.size).toBe(0);
  });
});
