import { beforeEach, describe, expect, test } from 'vitest';
import type { CollectContext, CollectorType, CollectStep } from '../../src/core/collector.ts';
import type { Budget } from '../../src/core/credential.ts';
import { SourceError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { sourceStatus } from '../../src/core/source.ts';
import { collectSource } from '../../src/jobs/collect.ts';
import { collectDue } from '../../src/jobs/collect-due.ts';
import { createKeyRing, type Key, syncKeys } from '../../src/jobs/credentials.ts';
import { listBudgetUse } from '../../src/store/budgets.ts';
import { listCredentialStates, reviewBudgets } from '../../src/store/credentials.ts';
import { listRuns } from '../../src/store/runs.ts';
import { findSource, syncSources } from '../../src/store/sources.ts';
import { createTestDatabase, dialects, useTestDatabase } from '../support/db.ts';
import { createTestClock, hour, makeSource, minute, testNow } from './seed.ts';

const searches: Budget = {
  name: 'searches',
  title: 'pencarian',
  limit: 3,
  window: { kind: 'calendar', unit: 'day', zone: 'America/Los_Angeles' },
  distinct: false,
};

const makeKey = (secret: string | null = 'rahasia', budgets: readonly Budget[] = [searches]): Key => ({
  id: 'yt',
  kind: 'youtube',
  title: 'YouTube Data API',
  variable: 'KENTONGAN_YOUTUBE_KEY',
  secret: secret === null ? null : { reveal: () => secret },
  hasSecret: secret !== null,
  expires: null,
  budgets,
});

const done: CollectStep = { posts: [], rejected: 0, cursor: null, more: false, waitMs: 0 };
const unused = () => {
  throw new Error('not used by these collectors');
};

describe.each(dialects)('keys on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  let clock = createTestClock();
  let asked: string[] = [];

  beforeEach(async () => {
    clock = createTestClock();
    asked = [];
    const sources = ['a', 'b', 'c'].map((id) => makeSource({ id, options: { id }, credential: 'yt' }));
    await syncSources(db(), [...sources, makeSource({ id: 'umum', options: { id: 'umum' } })], testNow);
  });

  function makeDeps(collect: (ctx: CollectContext, id: string) => Promise<CollectStep>, key = makeKey()) {
    const type = {
      id: 'feed',
      minIntervalMs: minute,
      configure: (options: unknown) => ({
        collect: (ctx: CollectContext) => {
          const { id } = options as { id: string };
          asked.push(id);
          return collect(ctx, id);
        },
        read: unused,
      }),
    } as unknown as CollectorType;
    return {
      db: db(),
      now: clock.now,
      log: silentLog,
      net: { get: unused, call: unused },
      reader: new Proxy({} as CollectContext['reader'], { get: unused }),
      zone: 'Asia/Jakarta',
      readFile: unused,
      findCollector: () => type,
      keyOf: createKeyRing(db(), [key], clock.now),
      toDraft: unused,
      signal: new AbortController().signal,
    };
  }

  const row = async (id: string) => {
    const source = await findSource(db(), id);
    if (source === null) throw new Error(`no source ${id}`);
    return source;
  };
  const statusOf = async (id: string) => sourceStatus(await row(id), clock.now());

  test('hands the secret to the sources that name it, and to no other', async () => {
    await syncKeys(db(), [makeKey()], testNow);
    const secrets = new Map<string, string | null>();
    await collectDue(
      makeDeps(async (ctx, id) => {
        secrets.set(id, ctx.credential?.secret ?? null);
        return done;
      }),
    );
    expect([...secrets].sort()).toEqual([
      ['a', 'rahasia'],
      ['b', 'rahasia'],
      ['c', 'rahasia'],
      ['umum', null],
    ]);
  });

  test('asks nobody without a secret, says so, and is due at once when there is one', async () => {
    await syncKeys(db(), [makeKey(null)], testNow);
    await collectDue(makeDeps(async () => done, makeKey(null)));
    expect(asked).toEqual(['umum']);
    expect(await row('a')).toMatchObject({
      lastFault: 'credential',
      lastError: 'credential: KENTONGAN_YOUTUBE_KEY is empty',
    });
    expect(await statusOf('a')).toBe('needs-credential');
    clock.pass(minute);
    await syncKeys(db(), [makeKey('baru')], clock.now());
    asked = [];
    await collectDue(makeDeps(async () => done));
    expect(asked.sort()).toEqual(['a', 'b', 'c']);
    expect(await statusOf('a')).toBe('ok');
  });

  test('a budget that is used up is no failure: the source waits, says until when, and goes on then', async () => {
    await syncKeys(db(), [makeKey()], testNow);
    const search = async (ctx: CollectContext) => {
      await ctx.credential?.spend('searches');
      return done;
    };
    const deps = makeDeps(search);
    for (const id of ['a', 'b', 'c']) await collectSource(deps, await row(id));
    const outcome = await collectSource(deps, await row('a'));
    const notice = 'jatah pencarian habis; dilanjutkan 15.00 WIB';
    expect(outcome).toMatchObject({
      status: 'waiting',
      error: null,
      notice: expect.stringContaining('dilanjutkan 23 Nov 2026, 15.00 WIB'),
    });
    const waiting = await row('a');
    expect(waiting).toMatchObject({ errorCount: 0, lastFault: null, lastError: null, notice: outcome.notice });
    expect(waiting.nextRunAt >= '2026-11-23T08:00:00.000Z' && waiting.nextRunAt <= '2026-11-23T08:05:00.000Z').toBe(
      true,
    );
    expect(await listRuns(db(), 'a', 5)).toHaveLength(1);

    clock.set('2026-11-22T23:30:00.000Z');
    const morning = await collectSource(deps, await row('b'));
    expect(morning.notice).toBe(notice);
    clock.set('2026-11-23T08:05:00.000Z');
    expect(await collectSource(deps, await row('a'))).toMatchObject({ status: 'ok' });
    expect((await row('a')).notice).toBeNull();
  });

  test('keeps what earlier steps brought when the budget ends in the middle of a run', async () => {
    await syncKeys(db(), [makeKey()], testNow);
    let page = 0;
    const outcome = await collectSource(
      makeDeps(async (ctx) => {
        await ctx.credential?.spend('searches');
        page += 1;
        return { ...done, cursor: `h${page}`, more: true };
      }),
      await row('a'),
    );
    expect(outcome).toMatchObject({ status: 'waiting', steps: 3 });
    expect(await row('a')).toMatchObject({ cursor: 'h3', errorCount: 0, lastSuccessAt: testNow.toISOString() });
    expect(await listRuns(db(), 'a', 5)).toMatchObject([{ error: null }]);
  });

  test('a limit that is too small for one request says to raise it, and a start looks at it again', async () => {
    const poor = makeKey('rahasia', [{ ...searches, name: 'usd', title: 'dolar AS', limit: 0 }]);
    await syncKeys(db(), [poor], testNow);
    const buy = async (ctx: CollectContext) => {
      await ctx.credential?.spend('usd', 0.5);
      return done;
    };
    const outcome = await collectSource(makeDeps(buy, poor), await row('a'));
    expect(outcome.notice).toBe('jatah dolar AS terlalu kecil untuk satu permintaan; naikkan di bagian credentials');
    expect(Date.parse((await row('a')).nextRunAt)).toBeGreaterThanOrEqual(testNow.getTime() + 24 * hour);
    await reviewBudgets(db(), testNow);
    expect((await row('a')).nextRunAt).toBe(testNow.toISOString());
  });

  test('what is taken counts although the process dies before it asks; what is settled is corrected', async () => {
    const key = makeKey();
    const use = createKeyRing(db(), [key], clock.now)('yt');
    await use.spend('searches');
    const used = async () => (await listBudgetUse(db(), [key], clock.now())).get('yt')?.[0]?.used;
    expect(await used()).toBe(1);
    const spending = await use.spend('searches', 2);
    await expect(use.spend('searches')).rejects.toMatchObject({ reason: 'budget' });
    await spending.settle(0);
    await spending.settle(1);
    expect(await used()).toBe(2);
    await expect(use.spend('tidak-ada')).rejects.toThrow('have no budget tidak-ada');
  });

  test('a key that is refused pauses all its sources, is probed by one after a day, and frees them when it works', async () => {
    await syncKeys(db(), [makeKey()], testNow);
    let works = false;
    const collect = async (ctx: CollectContext) => {
      if (ctx.credential !== null && !works) {
        throw new SourceError('credential', 'token expired', { credentialWide: true });
      }
      return done;
    };
    await collectSource(makeDeps(collect), await row('a'));
    expect(await listCredentialStates(db())).toMatchObject([
      { id: 'yt', fault: 'credential: token expired', faultAt: testNow.toISOString() },
    ]);
    expect(await statusOf('b')).toBe('needs-credential');
    expect(await row('c')).toMatchObject({
      errorCount: 1,
      lastFault: 'credential',
      lastError: 'credential: token expired',
    });
    asked = [];
    await collectDue(makeDeps(collect));
    expect(asked).toEqual(['umum']);

    clock.pass(24 * hour + minute);
    asked = [];
    works = true;
    await collectDue(makeDeps(collect));
    expect(asked.filter((id) => id !== 'umum')).toEqual(['a']);
    expect(await listCredentialStates(db())).toMatchObject([{ fault: null, pausedUntil: null }]);
    asked = [];
    await collectDue(makeDeps(collect));
    expect(asked.sort()).toEqual(['b', 'c']);
    expect(await statusOf('b')).toBe('ok');
  });

  test('a key that the platform repeats in its refusal is not stored', async () => {
    await syncKeys(db(), [makeKey()], testNow);
    const refuse = async () => {
      throw new SourceError('credential', 'invalid token rahasia given', { credentialWide: true });
    };
    const outcome = await collectSource(makeDeps(refuse), await row('a'));
    expect(outcome.error).toBe('credential: invalid token *** given');
    expect((await row('b')).lastError).toBe('credential: invalid token *** given');
    expect((await listCredentialStates(db()))[0]?.fault).toBe('credential: invalid token *** given');
  });

  test('a platform that asks the whole key to wait makes no other source fail', async () => {
    await syncKeys(db(), [makeKey()], testNow);
    const slow = async () => {
      throw new SourceError('rate-limited', '429', { credentialWide: true, retryAfterMs: 2 * hour });
    };
    await collectSource(makeDeps(slow), await row('a'));
    expect(await row('b')).toMatchObject({
      errorCount: 0,
      lastFault: null,
      notice: 'platform meminta jeda bagi kunci ini; dilanjutkan 17.00 WIB',
    });
    expect((await listCredentialStates(db()))[0]).toMatchObject({
      fault: null,
      pausedUntil: '2026-11-22T10:00:00.000Z',
    });
    await syncSources(
      db(),
      ['a', 'b', 'c', 'd'].map((id) => makeSource({ id, options: { id }, credential: 'yt' })),
      testNow,
    );
    asked = [];
    expect(await collectDue(makeDeps(async () => done))).toEqual([]);
    expect(asked).toEqual([]);
    expect((await row('d')).nextRunAt).toBe('2026-11-22T10:00:00.000Z');
  });

  test('a new secret ends the fault; a command without the environment does not', async () => {
    await syncKeys(db(), [makeKey()], testNow);
    const refuse = async () => {
      throw new SourceError('credential', 'revoked', { credentialWide: true });
    };
    await collectSource(makeDeps(refuse), await row('a'));
    await syncKeys(db(), [makeKey(null)], testNow);
    expect((await listCredentialStates(db()))[0]?.fault).toBe('credential: revoked');
    await syncKeys(db(), [makeKey('pengganti')], testNow);
    const [state] = await listCredentialStates(db());
    expect(state).toMatchObject({ fault: null, pausedUntil: null });
    expect(state?.fingerprint).toMatch(/^[0-9a-f]{12}$/);
    expect(JSON.stringify(state)).not.toContain('pengganti');
    expect((await row('b')).nextRunAt).toBe(testNow.toISOString());
    await syncKeys(db(), [], testNow);
    expect(await listCredentialStates(db())).toEqual([]);
  });

  test('a key that several databases use has its budget, its use and its pauses in one place', async () => {
    const shared = await createTestDatabase('sqlite');
    const other = await createTestDatabase('sqlite');
    try {
      for (const each of [shared.db, other.db, db()]) await syncKeys(each, [makeKey()], testNow);
      const elsewhere = ['x', 'y'].map((id) => makeSource({ id, options: { id }, credential: 'yt' }));
      await syncSources(other.db, elsewhere, testNow);
      const keyHome = () => shared.db;
      const keyOf = createKeyRing(keyHome, [makeKey()], clock.now);
      const spend = async (ctx: CollectContext) => {
        await ctx.credential?.spend('searches', 2);
        return done;
      };
      const here = { ...makeDeps(spend), keyOf, keyHome };
      const there = { ...here, db: other.db };
      expect((await collectSource(here, await row('a'))).status).toBe('ok');
      expect((await listBudgetUse(shared.db, [makeKey()], clock.now())).get('yt')?.[0]?.used).toBe(2);
      expect((await listBudgetUse(db(), [makeKey()], clock.now())).get('yt')?.[0]?.used).toBe(0);
      expect(await collectDue(there)).toMatchObject([{ status: 'waiting' }, { status: 'waiting' }]);

      // Refused in one, it is not used in the other, which looks again now and then.
      const refuse = async () => {
        throw new SourceError('credential', 'revoked', { credentialWide: true });
      };
      await collectSource({ ...makeDeps(refuse), keyOf, keyHome }, await row('a'));
      expect((await listCredentialStates(shared.db))[0]?.fault).toBe('credential: revoked');
      clock.pass(20 * hour);
      await other.db.updateTable('sources').set({ nextRunAt: clock.now().toISOString() }).execute();
      asked = [];
      expect(await collectDue(there)).toEqual([]);
      expect(asked).toEqual([]);
      const next = await findSource(other.db, 'x');
      expect(next?.nextRunAt).toBe(new Date(clock.now().getTime() + 15 * minute).toISOString());
      await expect(keyOf('yt').spend('searches')).rejects.toMatchObject({ why: 'key-paused', retryAfterMs: 4 * hour });

      clock.pass(4 * hour + minute);
      await collectSource({ ...makeDeps(async () => done), keyOf, keyHome }, await row('a'));
      expect((await listCredentialStates(shared.db))[0]).toMatchObject({ fault: null, pausedUntil: null });
      expect((await listCredentialStates(db()))[0]).toMatchObject({ fault: null, pausedUntil: null });
      expect(await collectDue(there)).toMatchObject([{ status: 'ok' }, { status: 'waiting' }]);
    } finally {
      await shared.close();
      await other.close();
    }
  });
});
