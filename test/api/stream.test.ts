import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { maxClients } from '../../src/api/stream.ts';
import type { Actor } from '../../src/core/access.ts';
import { hashOfSecret } from '../../src/core/secret-text.ts';
import { sessionIdleMs } from '../../src/core/user.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { insertSession } from '../../src/store/sessions.ts';
import { makeActor, peopleWith } from './people.ts';
import { now, openSeedDatabase, type Seeded, seed } from './seed.ts';
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

async function connect(to = server, headers: Record<string, string> = {}): Promise<Client> {
  const asked = get(`${to.origin}/api/v1/stream`, { agent: false, headers });
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

describe('the event stream of somebody who signed in', () => {
  const opd = makeActor({ role: 'opd', agency: 'PDAM' });
  let seeded: Seeded;
  let wire: LiveWire;
  let server: Listening;
  let tokens: Record<string, Actor>;

  beforeEach(async () => {
    // Only the heartbeat: sockets keep their real time.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    seeded = await seed();
    wire = createLiveWire();
    tokens = { opd };
    const people = { ...peopleWith(), findByToken: async (token: string) => tokens[token] ?? null };
    server = await serveApi(makeApiDeps(seeded.db, { subscribe: wire.subscribe, people, demo: false }));
  });
  afterEach(async () => {
    vi.useRealTimers();
    await server.close();
    await closeDatabase(seeded.db);
  });

  it('for an agency tells of its own issues only', async () => {
    const [water = 0, road = 0] = seeded.issueIds;
    const client = await connect(server, { authorization: 'Bearer opd' });
    const at = '2026-11-22T10:00:00.000Z';
    wire.tell({ type: 'collected', at, sourceId: 'kabar-wanasari', stored: 3 });
    wire.tell({ type: 'alert', at, alertId: 1, issueId: road });
    wire.tell({ type: 'alert', at, alertId: 3, issueId: null });
    wire.tell({ type: 'issue', at, issueIds: [road] });
    wire.tell({ type: 'alert', at, alertId: 2, issueId: water });
    const told = (issueIds: number[]) => `event: issue\ndata: ${JSON.stringify({ type: 'issue', at, issueIds })}\n\n`;
    await vi.waitUntil(() => client.received.includes('event:'));
    wire.tell({ type: 'issue', at, issueIds: [road, water] });
    await vi.waitUntil(() => client.received.split('event:').length === 3);
    expect(client.received).toBe(`retry: 5000\n\n${told([water])}${told([water])}`);
    client.response.destroy();
  });

  it('ends with the token that opened it, at the next heartbeat', async () => {
    const client = await connect(server, { authorization: 'Bearer opd' });
    await vi.advanceTimersByTimeAsync(25_000);
    await vi.waitUntil(() => client.received.endsWith(': hidup\n\n'));
    tokens = {};
    await vi.advanceTimersByTimeAsync(25_000);
    await vi.waitUntil(() => client.response.complete);
    expect(wire.listeners.size).toBe(0);
  });

  it('ends with the session, whose life it does not prolong', async () => {
    const { db } = seeded;
    const secret = 'rahasia-sesi-uji';
    const facts = { name: 'Ayu', email: 'ayu@wanasari.test', role: 'analis', agency: null, election: 0 };
    const made = { password: null, totpSecret: null, totpDraft: null, totpStep: null, subject: null };
    const account = { disabledAt: null, createdAt: now.toISOString(), createdBy: 'uji', lastSignInAt: null };
    const { id } = await db
      .insertInto('users')
      .values({ ...facts, ...made, ...account })
      .returning('id')
      .executeTakeFirstOrThrow();
    const began = { hash: hashOfSecret(secret), userId: id, state: 'full', at: now.toISOString() } as const;
    const sessionId = await insertSession(db, { ...began, confirmed: true, client: '127.0.0.1', agent: null });
    await server.close();
    let signs = 0;
    let clock = now;
    const findBySession = async () => {
      signs += 1;
      return { actor: { ...makeActor(), kind: 'user' as const, userId: id }, sessionId };
    };
    const people = { ...peopleWith(), findBySession };
    const deps = makeApiDeps(db, { subscribe: wire.subscribe, people, demo: false, now: () => clock });
    server = await serveApi(deps);
    const client = await connect(server, { cookie: `kentongan=${secret}` });
    await vi.advanceTimersByTimeAsync(25_000);
    await vi.waitUntil(() => client.received.endsWith(': hidup\n\n'));
    expect(signs).toBe(1);
    clock = new Date(now.getTime() + sessionIdleMs);
    await vi.advanceTimersByTimeAsync(25_000);
    await vi.waitUntil(() => client.response.complete);
    expect(wire.listeners.size).toBe(0);
  });
});
