import { describe, expect, test } from 'vitest';
import type { CollectContext, CollectorType, CollectStep } from '../../src/core/collector.ts';
import { ConfigError, NotAskedError, SourceError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { blankPost, type RawPost } from '../../src/core/mention.ts';
import type { Reader } from '../../src/core/reader.ts';
import { type CollectDeps, type CollectEvent, collectSource } from '../../src/jobs/collect.ts';
import { collectDue, createCollectRound } from '../../src/jobs/collect-due.ts';
import { listRuns } from '../../src/store/runs.ts';
import type { Db } from '../../src/store/schema.ts';
import { findSource } from '../../src/store/sources.ts';
import { useTestDatabase } from '../support/db.ts';
import { addSources, createTestClock, hour, makeDraft, makeSource, minute, testNow } from './seed.ts';

type Collect = (ctx: CollectContext, options: unknown) => Promise<CollectStep>;

const step = (overrides: Partial<CollectStep> = {}): CollectStep => ({
  posts: [],
  rejected: 0,
  cursor: null,
  more: false,
  waitMs: 0,
  ...overrides,
});

function makePost(title: string): RawPost {
  return {
    ...blankPost,
    kind: 'article',
    platform: 'web',
    url: `https://kabar-uji.test/${encodeURIComponent(title)}`,
    title,
    text: 'Isi.',
    publishedAt: '2026-11-22T06:00:00.000Z',
    precision: 'exact',
  };
}

const unused = () => {
  throw new Error('not used by these collectors');
};

function makeDeps(db: Db, collect: Collect, overrides: Partial<CollectDeps> = {}): CollectDeps {
  const type: CollectorType = {
    id: 'feed',
    title: 'Umpan',
    facts: { platform: '', collects: '', needs: '', limits: '', cost: '', law: '', tested: '' },
    credential: null,
    terms: 'public',
    minIntervalMs: minute,
    example: {},
    configure: (options) => ({ collect: (ctx) => collect(ctx, options), read: unused }),
  };
  return {
    db,
    now: () => testNow,
    log: silentLog,
    net: { get: unused, call: unused },
    reader: new Proxy({} as Reader, { get: unused }),
    zone: 'Asia/Jakarta',
    readFile: unused,
    findCollector: (id) => (id === 'feed' ? type : null),
    keyOf: unused,
    toDraft: (post) =>
      post.title === 'kosong' ? null : makeDraft({ keys: [`url:${post.url}`], title: post.title, text: post.text }),
    signal: new AbortController().signal,
    ...overrides,
  };
}

describe('collectSource', () => {
  const db = useTestDatabase('sqlite');
  const later = (ms: number) => new Date(testNow.getTime() + ms).toISOString();
  /** Sources spread by a tenth. */
  const expectAbout = (at: string | undefined, ms: number) => {
    const waited = Date.parse(at ?? '') - testNow.getTime();
    expect(waited).toBeGreaterThanOrEqual(ms * 0.9);
    expect(waited).toBeLessThanOrEqual(ms * 1.1);
  };

  async function run(collect: Collect, overrides: Partial<CollectDeps> = {}, config = makeSource()) {
    await addSources(db(), [config]);
    const source = await findSource(db(), config.id);
    if (source === null) throw new Error('no source');
    const outcome = await collectSource(makeDeps(db(), collect, overrides), source);
    return { outcome, source: await findSource(db(), config.id), runs: await listRuns(db(), config.id, 5) };
  }

  test('passes over what is too old to be kept, without calling it rejected', async () => {
    const posts = [makePost('lama'), makePost('baru')];
    const { outcome } = await run(async () => step({ posts }), { isExpired: ({ title }) => title === 'lama' });
    expect(outcome.totals).toMatchObject({ stored: 1, rejected: 0 });
  });

  test('takes steps until there is no more, each with the cursor of the last', async () => {
    const cursors: (string | null)[] = [];
    const pages = [
      step({ posts: [makePost('satu'), makePost('dua')], cursor: 'p2', more: true, rejected: 1 }),
      step({ posts: [makePost('dua'), makePost('kosong')], cursor: 'p3', more: true, waitMs: 5 * minute }),
      step({ cursor: 'p4' }),
    ];
    const events: CollectEvent[] = [];
    const announced: unknown[] = [];
    const { outcome, source, runs } = await run(
      async (ctx) => {
        cursors.push(ctx.cursor);
        return pages[cursors.length - 1] ?? step();
      },
      { onProgress: (event) => events.push(event), announce: (event) => announced.push(event) },
    );
    const totals = { stored: 2, repeats: 1, edits: 0, rejected: 2, setAside: 0 };
    expect(cursors).toEqual([null, 'p2', 'p3']);
    expect(outcome).toEqual({
      sourceId: 'kabar-uji',
      status: 'ok',
      steps: 3,
      totals,
      error: null,
      notice: null,
      durationMs: 0,
    });
    expect(source).toMatchObject({
      cursor: 'p4',
      errorCount: 0,
      itemCount: 2,
      rejectedCount: 2,
      pace: 1,
    });
    expectAbout(source?.nextRunAt, 15 * minute);
    expect(runs).toMatchObject([{ ...totals, error: null }]);
    expect(events.map(({ type }) => type)).toEqual(['started', 'step', 'step', 'step', 'ended']);
    expect(announced).toEqual([{ type: 'collected', at: testNow.toISOString(), sourceId: 'kabar-uji', stored: 2 }]);
  });

  test('removes posts that their platform has deleted', async () => {
    const pages = [
      step({ posts: [makePost('satu'), makePost('dua')], cursor: 'p2', more: true }),
      step({ gone: ['url:https://kabar-uji.test/satu'], cursor: 'p3' }),
    ];
    await run(async () => pages.shift() ?? step());
    const left = await db().selectFrom('mentions').select('title').execute();
    expect(left.map(({ title }) => title)).toEqual(['dua']);
  });

  test('stops at the step limit and comes back soon for the rest', async () => {
    let page = 0;
    const { outcome, source } = await run(async () => {
      page += 1;
      return step({ posts: [makePost(`berita ${page}`)], cursor: String(page), more: true });
    });
    expect(outcome).toMatchObject({ status: 'ok', steps: 20 });
    expect(source).toMatchObject({ cursor: '20', nextRunAt: later(minute) });
  });

  test('stops when time is up by its clock', async () => {
    const clock = createTestClock();
    let page = 0;
    const { outcome } = await run(
      async () => {
        page += 1;
        clock.pass(40_000);
        return step({ posts: [makePost(`berita ${page}`)], cursor: String(page), more: true });
      },
      { now: clock.now },
    );
    expect(outcome).toMatchObject({ status: 'ok', steps: 3, durationMs: 120_000 });
  });

  test('does not believe a collector that stands still', async () => {
    const { outcome } = await run(async () => step({ cursor: null, more: true }));
    expect(outcome.steps).toBe(1);
  });

  test('waits as long as the source asks, at least the floor of its kind', async () => {
    expect((await run(async () => step({ waitMs: 2 * hour }))).source?.nextRunAt).toBe(later(2 * hour));
    const eager = makeSource({ id: 'terlalu-rajin', intervalMs: 1_000 });
    expect((await run(async () => step(), {}, eager)).source?.nextRunAt).toBe(later(minute));
  });

  test.each<[string, Error, string, string | null, number]>([
    ['network', new SourceError('network', 'connect ECONNREFUSED'), 'network: connect ECONNREFUSED', null, 30 * minute],
    [
      'a 429 with Retry-After',
      new SourceError('rate-limited', '429', { retryAfterMs: 3 * hour }),
      'rate-limited: 429',
      null,
      3 * hour,
    ],
    ['a 410', new SourceError('gone', 'HTTP 410'), 'gone: HTTP 410', 'gone: HTTP 410', 30 * minute],
    ['a refused key', new SourceError('credential', '401'), 'credential: 401', null, 24 * hour],
    ['a bug', new TypeError('x is\nundefined'), 'internal: x is undefined', null, 30 * minute],
    ['wrong options', new ConfigError([{ where: 'url', message: 'kosong' }]), 'config: url: kosong', null, 30 * minute],
  ])('records %s', async (_, error, lastError, stoppedReason, pause) => {
    const { outcome, source, runs } = await run(async () => {
      throw error;
    });
    expect(outcome).toMatchObject({ status: 'failed', error: lastError });
    const lastFault = error instanceof SourceError ? error.reason : error instanceof ConfigError ? 'query' : 'internal';
    expect(source).toMatchObject({ errorCount: 1, lastFault, lastError, stoppedReason });
    const waited = Date.parse(source?.nextRunAt ?? '') - testNow.getTime();
    expect(waited).toBeGreaterThanOrEqual(pause * 0.9);
    expect(waited).toBeLessThanOrEqual(pause);
    expect(runs).toMatchObject([{ error: lastError }]);
  });

  test.each([
    ['host-paused', 2 * hour, 'situsnya meminta jeda; dilanjutkan 17.00 WIB'],
    ['host-busy', 20_000, 'menunggu giliran di situsnya, yang juga dibaca sumber lain; dilanjutkan 15.00 WIB'],
    ['turn-unknown', minute, 'giliran di situsnya belum dapat dipastikan; dilanjutkan 15.01 WIB'],
  ] as const)(
    'a source that could not be asked (%s) waits, and nothing is wrong with it',
    async (why, wait, notice) => {
      const { outcome, source, runs } = await run(async () => {
        throw new NotAskedError(why, 'not now', { retryAfterMs: wait });
      });
      expect(outcome).toMatchObject({ status: 'waiting', error: null, notice });
      expect(source).toMatchObject({ errorCount: 0, lastFault: null, lastError: null, notice });
      // One after the other, so that they do not all come back at once.
      const waited = Date.parse(source?.nextRunAt ?? '') - testNow.getTime();
      expect(waited).toBeGreaterThanOrEqual(wait);
      expect(waited).toBeLessThanOrEqual(1.1 * wait);
      expect(runs).toEqual([]);
    },
  );

  test('asks a quiet source less often and a busy one more often', async () => {
    const waits: number[] = [];
    const clock = createTestClock();
    await addSources(db(), [makeSource()]);
    const pages = [1, 0, 0, 0, 0, 0, 1, 1, 1, 12, 12, 12];
    let total = 0;
    for (const fresh of pages) {
      const posts = Array.from({ length: fresh }, () => makePost(`berita ${total++}`));
      const source = await findSource(db(), 'kabar-uji');
      if (source === null) throw new Error('no source');
      await collectSource(
        makeDeps(db(), async () => step({ posts }), { now: clock.now }),
        source,
      );
      const next = await findSource(db(), 'kabar-uji');
      const wait = Date.parse(next?.nextRunAt ?? '') - clock.now().getTime();
      waits.push(wait);
      clock.pass(wait);
    }
    const [usual = 0] = waits;
    expect(usual).toBeGreaterThanOrEqual(13.5 * minute);
    expect(usual).toBeLessThanOrEqual(16.5 * minute);
    const paces = [1, 1.5, 2.25, 3.375, 4, 4, 2, 1, 1, 2 / 3, 0.5, 0.5];
    for (const [index, pace] of paces.entries()) expect(Math.abs((waits[index] ?? 0) - usual * pace)).toBeLessThan(5);
  });

  test('a source that has recovered is asked at its interval again', async () => {
    await run(async () => {
      throw new SourceError('network', 'putus');
    });
    const source = await findSource(db(), 'kabar-uji');
    if (source === null) throw new Error('no source');
    await collectSource(
      makeDeps(db(), async () => step({ posts: [makePost('kembali')] })),
      source,
    );
    const back = await findSource(db(), 'kabar-uji');
    expect(back).toMatchObject({ errorCount: 0, lastFault: null, lastError: null, pace: 1 });
    expectAbout(back?.nextRunAt, 15 * minute);
  });

  test('keeps what was saved before a later step failed, and goes on from there', async () => {
    const seen: (string | null)[] = [];
    const collect: Collect = async (ctx) => {
      seen.push(ctx.cursor);
      if (ctx.cursor === 'p2') throw new SourceError('network', 'putus');
      return step({ posts: [makePost('satu')], cursor: 'p2', more: true });
    };
    const { outcome, source, runs } = await run(collect);
    expect(outcome).toMatchObject({ status: 'failed', totals: { stored: 1 } });
    expect(source).toMatchObject({ cursor: 'p2', itemCount: 1 });
    expect(runs).toMatchObject([{ stored: 1, error: 'network: putus' }]);
    if (source !== null) await collectSource(makeDeps(db(), collect), source);
    expect(seen).toEqual([null, 'p2', 'p2']);
  });

  test('drops and counts a post that ingest chokes on', async () => {
    const { outcome } = await run(async () => step({ posts: [makePost('racun'), makePost('baik')] }), {
      toDraft: (post) => {
        if (post.title === 'racun') throw new RangeError('tidak terbaca');
        return makeDraft({ keys: ['uji:baik'], title: post.title });
      },
    });
    expect(outcome).toMatchObject({ status: 'ok', totals: { stored: 1, rejected: 1 } });
  });

  test('frees the slot of a collector that never ends and ignores its signal', async () => {
    const { outcome, source } = await run(() => new Promise(() => {}), { maxRunMs: 30 });
    expect(outcome).toMatchObject({ status: 'failed', error: 'network: no end after 0 s' });
    expect(source?.errorCount).toBe(1);
  });

  test('records nothing when the process stops, so that the run is repeated', async () => {
    const stop = new AbortController();
    const { outcome, source, runs } = await run(
      (ctx) => {
        stop.abort();
        return new Promise((_, reject) => ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason)));
      },
      { signal: stop.signal },
    );
    expect(outcome.status).toBe('interrupted');
    expect(source).toMatchObject({ errorCount: 0, lastRunAt: null, nextRunAt: testNow.toISOString() });
    expect(runs).toEqual([]);
  });

  test('a database that fails is no fault of the source', async () => {
    await addSources(db(), [makeSource()]);
    const source = await findSource(db(), 'kabar-uji');
    if (source === null) throw new Error('no source');
    const gone = { ...source, id: 'tidak-ada' };
    await expect(
      collectSource(
        makeDeps(db(), async () => step({ cursor: 'lanjut' })),
        gone,
      ),
    ).rejects.toThrow('unknown source');
  });

  test('a kind of source that does not exist is said', async () => {
    const { outcome } = await run(async () => step(), {}, makeSource({ collector: 'telepati' }));
    expect(outcome.error).toBe('config: sources.kabar-uji.collector: unknown collector telepati');
  });
});

describe('collectDue', () => {
  const db = useTestDatabase('sqlite');
  const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

  test('runs what is due; one that throws harms no other', async () => {
    await addSources(
      db(),
      ids('s', 5).map((id) => makeSource({ id, options: { id } })),
    );
    const outcomes = await collectDue(
      makeDeps(db(), async (_, options) => {
        if ((options as { id: string }).id === 's-2') throw new TypeError('rusak');
        return step();
      }),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['failed', 'ok', 'ok', 'ok', 'ok']);
    expect(await collectDue(makeDeps(db(), async () => step()))).toEqual([]);
  });

  test('keeps hanging sources that failed before out of the way of the healthy ones', async () => {
    await addSources(
      db(),
      [...ids('sehat', 6), ...ids('rusak', 6)].map((id) => makeSource({ id, options: { id } })),
    );
    const clock = createTestClock();
    const fail: Collect = async (_, options) => {
      if ((options as { id: string }).id.startsWith('rusak')) throw new SourceError('network', 'putus');
      return step();
    };
    for (const _ of ['first', 'second']) {
      await collectDue(makeDeps(db(), fail, { now: clock.now }));
      clock.pass(7 * hour);
    }

    const running = new Set<string>();
    let mostBroken = 0;
    const ended: string[] = [];
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const outcomes = collectDue(
      makeDeps(
        db(),
        async (_, options) => {
          const { id } = options as { id: string };
          running.add(id);
          mostBroken = Math.max(mostBroken, [...running].filter((name) => name.startsWith('rusak')).length);
          if (id.startsWith('rusak')) await released;
          running.delete(id);
          ended.push(id);
          if (ended.length === 6) release();
          return step();
        },
        { now: clock.now },
      ),
      { slots: 3, slowSlots: 2 },
    );
    expect(await outcomes).toHaveLength(12);
    expect(ended.slice(0, 6).every((id) => id.startsWith('sehat'))).toBe(true);
    expect(mostBroken).toBe(2);
  });

  test('may be called while a source still hangs: others run, the hanging one is not started twice', async () => {
    await addSources(db(), [makeSource({ id: 'lambat', options: { id: 'lambat' } })]);
    let release = () => {};
    const started: string[] = [];
    const round = createCollectRound(
      makeDeps(db(), async (_, options) => {
        const { id } = options as { id: string };
        started.push(id);
        if (id === 'lambat') {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        }
        return step();
      }),
    );
    const first = round.collectDue();
    await expect.poll(() => started).toEqual(['lambat']);
    await addSources(db(), [makeSource({ id: 'baru', options: { id: 'baru' } })]);
    expect(await round.collectDue()).toMatchObject([{ sourceId: 'baru', status: 'ok' }]);
    expect(started).toEqual(['lambat', 'baru']);
    release();
    expect(await first).toMatchObject([{ sourceId: 'lambat', status: 'ok' }]);
  });
});
