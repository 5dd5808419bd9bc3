import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../src/api/deps.ts';
import { checkHealth } from '../../src/api/health.ts';
import type { Listening } from '../../src/api/listen.ts';
import { toMetrics } from '../../src/api/metrics.ts';
import type { Budget, CredentialConfig } from '../../src/core/credential.ts';
import { createKeyRing, type Key, syncKeys } from '../../src/jobs/credentials.ts';
import { pauseCredential } from '../../src/store/credentials.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { minutesAgo, now, seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const searches: Budget = {
  name: 'searches',
  title: 'pencarian',
  limit: 4,
  window: { kind: 'calendar', unit: 'day', zone: 'America/Los_Angeles' },
  distinct: false,
};
const key: Key = {
  id: 'yt',
  kind: 'youtube',
  title: 'YouTube Data API',
  variable: 'KENTONGAN_YOUTUBE_KEY',
  secret: { reveal: () => 'rahasia-sekali' },
  hasSecret: true,
  expires: '2026-12-01',
  budgets: [searches],
};
const empty: Key = { ...key, id: 'cadangan', secret: null, hasSecret: false, expires: null, budgets: [] };
const credentials: readonly CredentialConfig[] = [key, empty].map(({ secret: _secret, ...rest }) => rest);

let db: Db;
let server: Listening;

beforeEach(async () => {
  ({ db } = await seed());
  await db.updateTable('sources').set({ credential: 'yt' }).where('id', 'in', ['pemkab', 'lama']).execute();
  await syncKeys(db, [key, empty], now);
  await createKeyRing(db, [key], () => now)('yt').spend('searches', 3);
  server = await serveApi(makeApiDeps(db, { credentials }));
});

afterEach(async () => {
  await server.close();
  await closeDatabase(db);
});

const check = (overrides: Partial<ApiDeps> = {}) => checkHealth(makeApiDeps(db, { credentials, ...overrides }));

describe('keys in the API', () => {
  it('show what is used, when it comes back and who uses them, and no secret', async () => {
    const response = await fetch(`${server.origin}/api/v1/credentials`);
    const text = await response.text();
    expect(text).not.toContain('rahasia');
    expect(text).not.toContain('fingerprint');
    expect(JSON.parse(text)).toEqual({
      next: null,
      items: [
        {
          id: 'yt',
          kind: 'youtube',
          title: 'YouTube Data API',
          status: 'expiring',
          expires: '2026-12-01',
          fault: null,
          faultAt: null,
          pausedUntil: null,
          sources: ['pemkab'],
          budgets: [{ ...searches, used: 3, renewsAt: '2026-11-23T08:00:00.000Z' }],
        },
        expect.objectContaining({ id: 'cadangan', status: 'no-secret', sources: [], budgets: [] }),
      ],
    });
  });

  it('say why the platform does not take them', async () => {
    const fault = { reason: 'credential', error: 'credential: token revoked' } as const;
    const times = { at: now.toISOString(), until: minutesAgo(-1440) };
    await pauseCredential(db, 'yt', { ...times, sourceId: 'pemkab', fault, notice: null });
    const { items } = await (await fetch(`${server.origin}/api/v1/credentials`)).json();
    expect(items[0]).toMatchObject({ status: 'refused', fault: fault.error, pausedUntil: times.until });
  });

  it('warn in the health without failing it', async () => {
    const soon = await check();
    expect(soon.failing).not.toContain('credentials');
    expect(soon.parts.credentials).toEqual({
      ok: true,
      problem: 'kunci cadangan belum diisi; kunci yt berakhir 2026-12-01',
      refused: 1,
      expiring: 1,
      spent: 0,
    });
    await createKeyRing(db, [key], () => now)('yt').spend('searches');
    const fault = { reason: 'credential', error: 'credential: revoked' } as const;
    const times = { at: now.toISOString(), until: minutesAgo(-1440) };
    await pauseCredential(db, 'yt', { ...times, sourceId: 'pemkab', fault, notice: null });
    expect((await check()).parts.credentials).toMatchObject({
      problem: 'kunci yt tidak diterima; kunci cadangan belum diisi; jatah pencarian kunci yt habis',
      refused: 2,
      expiring: 0,
      spent: 1,
    });
    expect((await check({ credentials: [] })).parts.credentials.problem).toBeNull();
  });

  it('are measured', async () => {
    const text = await toMetrics([makeApiDeps(db, { credentials })], null, now);
    expect(text).toContain('kentongan_budget_used{regency="99.02",credential="yt",budget="searches"} 3\n');
    expect(text).toContain('kentongan_budget_limit{regency="99.02",credential="yt",budget="searches"} 4\n');
  });
});

describe('sources in the API', () => {
  it('show their law, their pace and why they wait', async () => {
    await db
      .updateTable('sources')
      .set({ notice: 'jatah pencarian habis; dilanjutkan 15.00 WIB', pace: 2.25 })
      .where('id', '=', 'pemkab')
      .execute();
    const response = await fetch(`${server.origin}/api/v1/sources`);
    const { items } = await response.json();
    const source = items.find(({ id }: { id: string }) => id === 'pemkab');
    expect(source).toMatchObject({
      legal: { purpose: 'Uji', basis: 'Uji', terms: 'public', reference: null },
      credential: 'yt',
      notice: 'jatah pencarian habis; dilanjutkan 15.00 WIB',
      intervalMs: 900_000,
      pacedIntervalMs: 2_025_000,
      lastFault: null,
    });
    expect(source).not.toHaveProperty('options');
    expect(items.find(({ id }: { id: string }) => id === 'desa-pantai')).toMatchObject({ lastFault: 'network' });
  });
});
