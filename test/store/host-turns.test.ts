import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Turn } from '../../src/core/shared-hosts.ts';
import { createAskSoon } from '../../src/store/ask-soon.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { createSharedTurns } from '../../src/store/host-turns.ts';
import { createRobotsShelf } from '../../src/store/robots-shelf.ts';
import type { Db } from '../../src/store/schema.ts';
import { pruneSharedHosts } from '../../src/store/shared-hosts.ts';
import { createTestDatabase, type TestDatabase } from '../support/db.ts';

const second = { spacingMs: 1000, tookMs: 0 };
/** So long that no test takes it. */
const hourly = { spacingMs: 3_600_000, tookMs: 0 };
const inMsOf = (turn: Turn) => turn.inMs;

test('SQLite, which one process owns, has no such tables', async () => {
  const { db, close } = await createTestDatabase('sqlite');
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  expect(names.filter((name) => /host_turns|robots_answers/.test(name))).toEqual([]);
  await pruneSharedHosts(db);
  await close();
});

describe('turns of hosts on PostgreSQL', () => {
  let database: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    database = await createTestDatabase('postgres');
    db = database.db;
  });
  afterEach(async () => {
    await sql`truncate host_turns, robots_answers`.execute(db);
  });
  afterAll(() => database.close());

  /** As if so much time had passed, for hosts and robots files alike. */
  async function pass(milliseconds: number): Promise<void> {
    const gone = sql`${milliseconds}::float8 * interval '1 millisecond'`;
    await sql`update host_turns set turn_at = turn_at - ${gone}, next_at = next_at - ${gone},
      paused_until = paused_until - ${gone}`.execute(db);
    await sql`update robots_answers set until = until - ${gone}`.execute(db);
  }

  const rows = async () =>
    (await sql<{ host: string }>`select host from host_turns order by host`.execute(db)).rows.map(({ host }) => host);

  test('are given one after the other, each host for itself, to many connections at a time', async () => {
    const others = await Promise.all(Array.from({ length: 3 }, () => openDatabase(database.address)));
    try {
      const turns = [db, ...others].map((each) => createSharedTurns(each, { patienceMs: 3_600_000 }));
      const began = performance.now();
      const given = await Promise.all(
        Array.from({ length: 200 }, (_, n) => turns[n % 4]?.reserve(n % 5 === 0 ? 'b.test' : 'a.test', second)),
      );
      const tookMs = performance.now() - began;
      for (const [host, most] of [
        ['a.test', 160],
        ['b.test', 40],
      ] as const) {
        const waits = given
          .filter((_, n) => (n % 5 === 0 ? 'b.test' : 'a.test') === host)
          .map((turn) => (turn?.isGranted ? turn.inMs : Number.NaN))
          .sort((a, b) => a - b);
        // Each was answered at another moment, up to `tookMs` apart; the turns themselves are whole seconds apart.
        const { rows: next } = await sql<{ ahead: number }>`
          select extract(epoch from next_at - turn_at)::float8 as ahead from host_turns where host = ${host}`.execute(
          db,
        );
        expect(next).toEqual([{ ahead: 1 }]);
        expect(waits).toHaveLength(most);
        for (const [n, wait] of waits.entries()) {
          expect(wait).toBeLessThanOrEqual(n * 1000);
          expect(wait).toBeGreaterThanOrEqual(Math.max(0, n * 1000 - tookMs));
        }
      }
    } finally {
      for (const other of others) await closeDatabase(other);
    }
  });

  test('come no sooner than a host is used to answer, but no host holds all up by being slow', async () => {
    const turns = createSharedTurns(db, { patienceMs: 3_600_000 });
    await turns.reserve('a.test', { spacingMs: 1000, tookMs: 25_000 });
    const after = inMsOf(await turns.reserve('a.test', { spacingMs: 1000, tookMs: 500_000 }));
    expect(after).toBeGreaterThan(10_000);
    expect(after).toBeLessThanOrEqual(25_000);
    const last = inMsOf(await turns.reserve('a.test', second));
    expect(last).toBeGreaterThan(40_000);
    expect(last).toBeLessThanOrEqual(55_000);
  });

  test('that are too far off are not reserved, and cost nobody time', async () => {
    const turns = createSharedTurns(db, { patienceMs: 9_000_000 });
    const given: Turn[] = [];
    for (let n = 0; n < 20; n += 1) given.push(await turns.reserve('a.test', hourly));
    expect(given.map(({ isGranted }) => isGranted)).toEqual([true, true, true, ...Array(17).fill(false)]);
    expect(given.at(-1)).toMatchObject({ isGranted: false, isPaused: false });
    expect(inMsOf(given.at(-1) as Turn)).toBeLessThanOrEqual(3 * 3_600_000);
    await pass(3 * 3_600_000);
    expect(await turns.reserve('a.test', hourly)).toEqual({ isGranted: true, inMs: 0 });
  });

  test('are given to nobody while a host wants to be left alone', async () => {
    const mine = createSharedTurns(db);
    const others = createSharedTurns(db);
    await mine.reserve('a.test', second);
    await mine.pause('a.test', 60_000);
    // A shorter one does not end a longer one.
    await others.pause('a.test', 5_000);
    const told = await others.reserve('a.test', second);
    expect(told).toMatchObject({ isGranted: false, isPaused: true });
    expect(told.inMs).toBeGreaterThan(50_000);
    expect(await others.reserve('b.test', second)).toMatchObject({ isGranted: true });
    await pass(46_000);
    // Soon enough to be waited for in place.
    const last = await others.reserve('a.test', second);
    expect(last).toMatchObject({ isGranted: true });
    expect(last.inMs).toBeGreaterThan(0);
    await pass(20_000);
    expect(await mine.reserve('a.test', second)).toEqual({ isGranted: true, inMs: 0 });
  });

  test('a pause may come before any turn, and is believed for a day at the most', async () => {
    const turns = createSharedTurns(db);
    await turns.pause('a.test', 40 * 86_400_000);
    const told = await turns.reserve('a.test', second);
    expect(told).toMatchObject({ isGranted: false, isPaused: true });
    expect(told.inMs).toBeLessThanOrEqual(86_400_000);
  });

  test('a clock that was set back, or a worker that died with its turn, leaves no host alone for ever', async () => {
    const turns = createSharedTurns(db);
    await turns.reserve('a.test', second);
    await turns.pause('a.test', 3_600_000);
    await pass(-400 * 86_400_000);
    expect(await turns.reserve('a.test', second)).toEqual({ isGranted: true, inMs: 0 });
    const next = await turns.reserve('a.test', second);
    expect(next.isGranted && next.inMs <= 1000).toBe(true);
  });

  test('hosts that nobody asked for a day are forgotten, those that want to be left alone are not', async () => {
    const turns = createSharedTurns(db);
    for (const host of ['lama.test', 'jeda.test', 'baru.test']) await turns.reserve(host, second);
    await pass(25 * 3_600_000);
    await turns.reserve('baru.test', second);
    await turns.pause('jeda.test', 3_600_000);
    await pruneSharedHosts(db);
    expect(await rows()).toEqual(['baru.test', 'jeda.test']);
  });

  test('names that strangers chose are stored as they are', async () => {
    const turns = createSharedTurns(db, { patienceMs: 9_000_000 });
    const names = [`'; drop table host_turns; --`, 'a'.repeat(253), '[2001:db8::1]', 'a\0.test', '%_'];
    for (const name of names) expect(await turns.reserve(name, hourly)).toMatchObject({ isGranted: true });
    for (const name of names) expect(inMsOf(await turns.reserve(name, hourly))).toBeGreaterThan(0);
    expect(await rows()).toHaveLength(5);
  });

  test('without a database nobody gets one, and it is left alone for a while', async () => {
    let asked = 0;
    const away = { withoutPlugins: () => broken } as unknown as Db;
    const broken = new Proxy({} as Db, {
      get: () => {
        asked += 1;
        throw new Error('connect ECONNREFUSED');
      },
    });
    const turns = createSharedTurns(away);
    await expect(turns.reserve('a.test', second)).rejects.toThrow('ECONNREFUSED');
    const before = asked;
    await expect(turns.reserve('a.test', second)).rejects.toThrow('does not answer');
    await expect(turns.reserve('b.test', second)).rejects.toThrow('does not answer');
    expect(asked).toBe(before);
  });

  test('a database that says nothing is not waited for', async () => {
    const locked = await openDatabase(database.address);
    await createSharedTurns(db).reserve('a.test', second);
    let release = (): void => {};
    let hold = (): void => {};
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    const work = locked.transaction().execute(async (trx) => {
      await sql`lock table host_turns`.execute(trx);
      hold();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    try {
      await held;
      const turns = createSharedTurns(db, { ask: createAskSoon(50) });
      await expect(turns.reserve('a.test', second)).rejects.toThrow('did not answer within 50 ms');
      await expect(turns.reserve('a.test', second)).rejects.toThrow('does not answer');
    } finally {
      release();
      await work;
      await closeDatabase(locked);
    }
  });
});

describe('robots.txt on PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase('postgres');
  });
  afterEach(async () => {
    await sql`truncate robots_answers`.execute(database.db);
  });
  afterAll(() => database.close());

  const hour = 3_600_000;
  const origin = 'https://situs.test';
  const pass = (milliseconds: number) =>
    sql`update robots_answers set until = until - ${milliseconds}::float8 * interval '1 millisecond'`.execute(
      database.db,
    );

  test('is fetched by one of many, and read by the others until it is a day old', async () => {
    const shelf = createRobotsShelf(database.db);
    const found = await Promise.all(Array.from({ length: 8 }, () => shelf.find(origin)));
    expect(found.map(({ is }) => is).sort()).toEqual([...Array(7).fill('awaited'), 'yours']);
    const answer = { status: 200, rules: 'User-agent: *\nDisallow: /rahasia\0' };
    await shelf.keep(origin, answer, 24 * hour);
    const kept = await shelf.find(origin);
    expect(kept).toMatchObject({ is: 'kept', answer: { status: 200, rules: 'User-agent: *\nDisallow: /rahasia' } });
    expect(kept.is === 'kept' && kept.forMs > 23 * hour && kept.forMs <= 24 * hour).toBe(true);
    expect(await shelf.find('http://situs.test')).toEqual({ is: 'yours' });
    await pass(25 * hour);
    expect(await shelf.find(origin)).toEqual({ is: 'yours' });
    expect(await shelf.find(origin)).toEqual({ is: 'awaited' });
  });

  test('goes to the next when no answer came, and when the one who fetched it has died', async () => {
    const shelf = createRobotsShelf(database.db);
    await shelf.find(origin);
    await shelf.release(origin);
    expect(await shelf.find(origin)).toEqual({ is: 'yours' });
    await pass(61_000);
    expect(await shelf.find(origin)).toEqual({ is: 'yours' });
    await shelf.keep(origin, { status: 404, rules: '' }, hour);
    // Late: another has put it there meanwhile.
    await shelf.release(origin);
    expect(await shelf.find(origin)).toMatchObject({ is: 'kept' });
  });

  test('from a future that the clock took back is fetched again', async () => {
    const shelf = createRobotsShelf(database.db);
    await shelf.keep(origin, { status: 200, rules: '' }, hour);
    await pass(-400 * 24 * hour);
    expect(await shelf.find(origin)).toEqual({ is: 'yours' });
    expect(await shelf.find(origin)).toEqual({ is: 'awaited' });
  });

  test('does not fill the disk: what is over goes, and of too much the oldest', async () => {
    const shelf = createRobotsShelf(database.db);
    await sql`insert into robots_answers (origin, status, rules, until)
      select 'https://situs-' || n || '.test', 200, repeat('x', 524288), now() + interval '1 hour' + n * interval '1 second'
      from generate_series(0, 299) as n`.execute(database.db);
    await shelf.keep('https://lama.test', { status: 200, rules: '' }, 1);
    await pass(2);
    await pruneSharedHosts(database.db);
    const { rows } = await sql<{ origin: string }>`select origin from robots_answers`.execute(database.db);
    const left = new Set(rows.map((row) => row.origin));
    expect(left.size).toBe(255);
    expect(left.has('https://situs-299.test')).toBe(true);
    expect(left.has('https://situs-0.test')).toBe(false);
  });
});
