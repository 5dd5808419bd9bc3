import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { peopleWith } from './people.ts';
import { region, type Seeded, seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

let seeded: Seeded;
let server: Listening;

beforeAll(async () => {
  seeded = await seed();
  await refreshDayCounts(seeded.db, { zone: region.timezone, maxDays: 50 });
  const people = peopleWith({ pdam: { role: 'opd', agency: 'PDAM' }, kosong: { role: 'opd' } });
  server = await serveApi(makeApiDeps(seeded.db, { people }));
});

afterAll(async () => {
  await server.close();
  await closeDatabase(seeded.db);
});

// biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
async function json(path: string, token: string | null = null): Promise<{ status: number; body: any }> {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${server.origin}/api/v1/stats/${path}`, { headers });
  return { status: response.status, body: await response.json() };
}

describe('statistics by day', () => {
  it('have every day of the period, and say what is not counted yet', async () => {
    const { body } = await json('days?from=2026-11-20&to=2026-11-22');
    expect(body.items.map(({ day, total }: { day: string; total: number }) => [day, total])).toEqual([
      ['2026-11-20', 0],
      ['2026-11-21', 1],
      ['2026-11-22', 13],
    ]);
    expect(body).toMatchObject({ from: '2026-11-20', to: '2026-11-22', staleDays: [], next: null });
    expect((await json('days')).body.items).toHaveLength(14);
  });

  it('sum to the same, however they are cut', async () => {
    const period = 'from=2026-11-20&to=2026-11-22';
    const total = async (path: string): Promise<number> =>
      (await json(path)).body.items.reduce((sum: number, item: { total: number }) => sum + item.total, 0);
    expect(await total(`days?${period}`)).toBe(14);
    expect(await total(`voices?${period}`)).toBe(14);
    expect(await total(`subjects?${period}`)).toBe(14);
    const compared = await json(`comparison?${period}&from2=2026-11-17&to2=2026-11-19`);
    expect(compared.body.items[0]).toEqual({ kind: 'all', name: 'all', now: 14, before: 0 });
  });

  it('name places', async () => {
    const { body } = await json('places?from=2026-11-20&to=2026-11-22&place=99.02.01');
    expect(body.items).toMatchObject([{ code: '99.02.01', name: 'Lembah Asri', total: 6, negative: 6, potential: 0 }]);
  });

  it('tell of every agency, also of one that nothing is known of', async () => {
    const { body } = await json('agencies');
    expect(body.items.map(({ agency }: { agency: string }) => agency)).toEqual(['PUPR', 'PDAM', 'Dinkes']);
    expect(body.items[1]).toMatchObject({ name: 'Perumda Air Minum', red: 1, medianMs: null, passedOn: 0 });
  });

  it.each([
    'days?from=2026-11-22&to=2026-11-20',
    'days?from=2025-01-01&to=2026-11-22',
    'days?from=0000-01-01',
    'voices?to=9999-12-31',
    'comparison?from2=2026-11-22&to2=2026-11-01',
    'places?topic=__proto__',
    'agencies?from=0001-01-01',
    'subjects?lain=1',
  ])('refuse %s', async (path) => {
    expect((await json(path)).status).toBe(400);
  });
});

describe('who speaks for one agency', () => {
  it('is told of that one alone', async () => {
    expect((await json('agencies', 'pdam')).body.items.map(({ agency }: { agency: string }) => agency)).toEqual([
      'PDAM',
    ]);
    const { body } = await json('subjects', 'pdam');
    expect(new Set(body.items.map(({ agency }: { agency: string }) => agency))).toEqual(new Set(['PDAM']));
    for (const path of ['days', 'voices', 'subjects', 'comparison']) {
      expect((await json(`${path}?agency=PUPR`, 'pdam')).status).toBe(404);
      expect((await json(`${path}?agency=PDAM`, 'pdam')).status).toBe(200);
    }
    expect((await json('places', 'pdam')).status).toBe(403);
  });

  it('is told of nothing when the agency is missing', async () => {
    expect((await json('agencies', 'kosong')).body.items).toEqual([]);
    expect((await json('voices', 'kosong')).body.items).toEqual([]);
    const { body } = await json('days', 'kosong');
    expect(body.items.every(({ total }: { total: number }) => total === 0)).toBe(true);
  });
});
