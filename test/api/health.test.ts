import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../src/api/deps.ts';
import { checkHealth } from '../../src/api/health.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { saveStop } from '../../src/store/delivery-stops.ts';
import { claimNotifications, markFailed, markSent } from '../../src/store/outbox.ts';
import type { Db } from '../../src/store/schema.ts';
import { recordFailure, recordSuccess } from '../../src/store/sources.ts';
import { minutesAgo, now, type Seeded, seed, sources } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

let seeded: Seeded;
let db: Db;

beforeEach(async () => {
  seeded = await seed();
  db = seeded.db;
  for (const { id } of await claimNotifications(db, { channel: 'email', now, limit: 10, leaseMs: 60_000 }))
    await markSent(db, id, now);
});

afterEach(() => closeDatabase(db));

const check = (overrides: Partial<ApiDeps> = {}) => checkHealth(makeApiDeps(db, overrides));

describe('health', () => {
  it('is ok when the clock runs and mails go out, whatever a single source does', async () => {
    const health = await check();
    expect(health.failing).toEqual([]);
    expect(health.parts.sources).toMatchObject({ ok: true, problem: '1 sumber gagal' });
    expect(health.parts.scheduler.lastRunAt).toBe(minutesAgo(5));
  });

  it('fails when the database cannot be read', async () => {
    const closed = await seed();
    await closeDatabase(closed.db);
    const health = await checkHealth(makeApiDeps(closed.db));
    expect(health.status).toBe('failing');
    expect(health.failing).toEqual(['database']);
  });

  it('fails when sources wait far beyond their time, but not for the time before the start', async () => {
    const run = { startedAt: minutesAgo(90), endedAt: minutesAgo(90), nextRunAt: minutesAgo(40) };
    const totals = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };
    await recordSuccess(db, 'kabar-wanasari', { ...run, totals });
    const late = await check();
    expect(late.failing).toEqual(['scheduler']);
    expect(late.parts.scheduler).toMatchObject({ lagMs: 40 * 60_000, problem: 'pengambilan terlambat 40 menit' });
    expect((await check({ startedAt: minutesAgo(2) })).failing).toEqual([]);
  });

  it('fails when most sources fail: then it is our network', async () => {
    const run = { startedAt: minutesAgo(1), endedAt: minutesAgo(1), nextRunAt: minutesAgo(-10) };
    for (const { id } of sources.slice(0, 3)) {
      await recordFailure(db, id, { ...run, fault: 'network', error: 'tidak ada jawaban', stoppedReason: null });
    }
    const health = await check();
    expect(health.failing).toEqual(['sources']);
    expect(health.parts.sources.byStatus.failing).toBe(4);
  });

  it.each([
    ['a mail waits for longer than a quarter of an hour', minutesAgo(-1), 'pesan tertua menunggu'],
    ['a mail was given up today', null, '1 pesan gagal terkirim dalam 24 jam terakhir'],
  ])('fails when %s', async (_, retryAt, problem) => {
    await db.updateTable('outbox').set({ state: 'pending', sentAt: null }).where('id', '=', 1).execute();
    const [claimed] = await claimNotifications(db, { channel: 'email', now, limit: 1, leaseMs: 60_000 });
    await markFailed(db, claimed!.id, { error: '550', retryAt, now });
    const health = await check();
    expect(health.failing).toEqual(['outbox']);
    expect(health.parts.outbox.problem).toContain(problem);
    const tomorrow = new Date(now.getTime() + 25 * 3_600_000);
    const later = await check({ now: () => tomorrow, startedAt: tomorrow.toISOString() });
    expect(later.failing.includes('outbox')).toBe(retryAt !== null);
  });

  it('says when mail is not configured, without failing', async () => {
    const health = await check({ mailConfigured: false });
    expect(health.parts.mail).toMatchObject({ ok: true, configured: false, problem: expect.stringContaining('surel') });
    expect(health.status).toBe('ok');
  });

  it('fails when a whole channel is stopped, and only says so of one address', async () => {
    const stop = { error: '535', since: minutesAgo(10), until: null };
    await saveStop(db, { ...stop, channel: 'webhook', address: 'https://mitra.test/kait' });
    expect((await check({})).parts.channels).toEqual({
      ok: true,
      problem: '1 tujuan tidak menerima lagi',
      stopped: [],
    });
    await saveStop(db, { ...stop, channel: 'email', address: null });
    const health = await check({});
    expect(health.failing).toEqual(['channels']);
    expect(health.parts.channels).toMatchObject({ stopped: ['email'], problem: expect.stringContaining('surel') });
  });

  it('answers 200 or 503', async () => {
    const server = await serveApi(makeApiDeps(db));
    expect((await fetch(`${server.origin}/health`)).status).toBe(200);
    await db.updateTable('outbox').set({ state: 'dead', lastErrorAt: now.toISOString() }).execute();
    const response = await fetch(`${server.origin}/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'failing', failing: ['outbox'] });
    await server.close();
  });
});
