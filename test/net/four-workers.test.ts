import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncCredentials } from '../../src/store/credentials.ts';
import {
  type CollectingWorker,
  type CountingServer,
  startCollectingWorker,
  startCountingServer,
} from '../support/collecting-workers.ts';
import { createTestDatabase, type TestDatabase } from '../support/db.ts';
import { startProxy } from '../support/proxy.ts';

/** Four processes on one PostgreSQL, and a server that counts what reaches it. */
describe('limits hold for four workers together', () => {
  let database: TestDatabase;
  let server: CountingServer;
  let workers: CollectingWorker[] = [];
  /** The fourth from the database. */
  let cutOff = (): void => {};

  beforeAll(async () => {
    [database, server] = await Promise.all([createTestDatabase('postgres'), startCountingServer()]);
    // Every turn that is given is written down beside the table, which only keeps the last.
    await sql`create table given_turns (host text, at timestamptz)`.execute(database.db);
    await sql`create function note_turn() returns trigger language plpgsql as
      'begin insert into given_turns values (new.host, new.turn_at); return null; end'`.execute(database.db);
    await sql`create trigger note_turn after insert or update on host_turns
      for each row when (new.turn_at is not null) execute function note_turn()`.execute(database.db);
    await syncCredentials(database.db, [{ id: 'bersama', kind: 'uji', fingerprint: 'x' }], new Date());
    const proxy = await startProxy(database.address);
    ({ cutOff } = proxy);
    const { address } = database;
    workers = await Promise.all([address, address, address, proxy.address].map(startCollectingWorker));
  });
  afterAll(async () => {
    cutOff();
    await Promise.all(workers.map((worker) => worker.stop()));
    await server.close();
    await database.close();
  });

  const arrivalsAt = (host: string) => server.arrivals.filter((arrival) => arrival.host === `${host}.localhost`);

  it('a host is never asked sooner than its spacing after the last time, and for its robots.txt once', async () => {
    const spacingMs = 150;
    const ends = await Promise.all(
      workers.map((worker, n) => {
        const urls = Array.from({ length: 5 }, (_, k) => server.url('satu', `/${n}/${k}`));
        return worker.tell({ do: 'get', urls, spacingMs });
      }),
    );
    expect(ends.flat().map(({ end }) => end)).toEqual(Array(20).fill('ok'));
    const arrivals = arrivalsAt('satu');
    expect(arrivals.filter(({ path }) => path === '/robots.txt')).toHaveLength(1);
    expect(arrivals).toHaveLength(21);

    const { rows } = await sql<{ apart: number }>`
      select (extract(epoch from at - lag(at) over (order by at)) * 1000)::float8 as apart
      from given_turns where host like 'satu.localhost:%' order by at offset 1`.execute(database.db);
    expect(rows.length).toBeGreaterThanOrEqual(20);
    for (const { apart } of rows) expect(apart).toBeGreaterThanOrEqual(spacingMs);
    // As the server sees it, whichever requests were held up on the way: seven take six spacings, and one is let off.
    const most = 7;
    for (const [n, { at }] of arrivals.entries()) {
      const before = arrivals[n - most + 1];
      if (before !== undefined) expect(at - before.at).toBeGreaterThan((most - 2) * spacingMs);
    }
  });

  it('many hosts do not wait for each other, and who comes too early for one is told when to come back', async () => {
    // An hour between two requests to a host: whatever waited for another would not end.
    const spacingMs = 3_600_000;
    const hostsOf = (n: number) => Array.from({ length: 10 }, (_, k) => `banyak-${(n % 4) * 10 + k}`);
    const askAll = (shift: number) =>
      Promise.all(
        workers.map((worker, n) =>
          worker.tell({ do: 'call', urls: hostsOf(n + shift).map((host) => server.url(host, '/a')), spacingMs }),
        ),
      );
    expect((await askAll(0)).flat().map(({ end }) => end)).toEqual(Array(40).fill('ok'));
    const again = (await askAll(1)).flat();
    expect(again.map(({ end }) => end)).toEqual(Array(40).fill('host-busy'));
    expect(server.arrivals.filter(({ host }) => host.startsWith('banyak-'))).toHaveLength(40);
  });

  it('a host that asks one of them to come back later is left alone by all', async () => {
    const [first, ...others] = workers as [CollectingWorker, ...CollectingWorker[]];
    const asked = { do: 'get', urls: [server.url('ramai', '/429/a')], spacingMs: 20 } as const;
    expect(await first.tell(asked)).toMatchObject([{ end: 'rate-limited', retryAfterMs: 120_000 }]);
    const before = arrivalsAt('ramai').length;
    const told = await Promise.all(
      [first, ...others].flatMap((worker) => [
        worker.tell({ do: 'get', urls: [server.url('ramai', '/b'), server.url('ramai', '/c')], spacingMs: 20 }),
        worker.tell({ do: 'call', urls: [server.url('ramai', '/api')], spacingMs: 20 }),
      ]),
    );
    expect(told.flat().map(({ end }) => end)).toEqual(Array(12).fill('host-paused'));
    for (const { retryAfterMs } of told.flat()) {
      expect(retryAfterMs).toBeGreaterThan(60_000);
      expect(retryAfterMs).toBeLessThanOrEqual(120_000);
    }
    expect(arrivalsAt('ramai')).toHaveLength(before);
    // Its neighbours are not meant.
    expect(await first.tell({ do: 'get', urls: [server.url('sepi', '/a')], spacingMs: 20 })).toMatchObject([
      { end: 'ok' },
    ]);
  });

  it('of a budget of 23 they take 23 together, and nothing while the key is paused', async () => {
    const spend = (worker: CollectingWorker, n: number) => {
      const urls = Array.from({ length: 15 }, (_, k) => server.url(`api-${n}-${k}`, '/a'));
      return worker.tell({ do: 'spend', urls, limit: 23 });
    };
    const ends = (await Promise.all(workers.map(spend))).flat().map(({ end }) => end);
    expect(ends.filter((end) => end === 'ok')).toHaveLength(23);
    expect(ends.filter((end) => end === 'budget')).toHaveLength(37);
    const calls = () => server.arrivals.filter(({ host }) => host.startsWith('api-')).length;
    expect(calls()).toBe(23);
    await workers[0]?.tell({ do: 'pause-key', forMs: 600_000 });
    const later = await Promise.all(
      workers.map((worker, n) => worker.tell({ do: 'spend', urls: [server.url(`api-${n}`, '/b')], limit: 500 })),
    );
    expect(later.flat().map(({ end }) => end)).toEqual(Array(4).fill('key-paused'));
    expect(calls()).toBe(23);
  });

  it('when the database is away nobody asks, and says why', async () => {
    const ask = async (path: string) => {
      const [told] = (await workers[3]?.tell({ do: 'call', urls: [server.url('putus', path)], spacingMs: 20 })) ?? [];
      return told;
    };
    expect(await ask('/a')).toMatchObject({ end: 'ok' });
    cutOff();
    for (const path of ['/b', '/c'])
      expect(await ask(path)).toMatchObject({ end: 'turn-unknown', retryAfterMs: 60_000 });
    expect(arrivalsAt('putus').map(({ path }) => path)).toEqual(['/a']);
  });
});
