import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabase } from '../../src/store/database.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { loadDashboard } from '../../src/web/load-dashboard.ts';
import { makeActor } from '../api/people.ts';
import { now, region, type Seeded, seed } from '../api/seed.ts';

let seeded: Seeded;
beforeAll(async () => {
  seeded = await seed();
});
afterAll(() => closeDatabase(seeded.db));

const countsOf = async (dashboard: ReturnType<typeof loadDashboard>) => {
  const { counts, countsBefore } = await dashboard;
  return { counts, countsBefore };
};

it('the day in numbers is the same whether its hours were counted before or not', async () => {
  const { db } = seeded;
  const load = () => countsOf(loadDashboard({ db, region, now: () => now }, makeActor()));
  const anew = await load();
  expect(anew.counts.negative).toBeGreaterThan(3);
  await refreshDayCounts(db, { zone: region.timezone, maxDays: 50 });
  expect(await load()).toEqual(anew);
  // Some of the hours once more.
  await db
    .insertInto('staleHours')
    .values(['2026-11-22T03', '2026-11-22T08'].map((hour) => ({ hour, version: 1 })))
    .execute();
  expect(await load()).toEqual(anew);
  const pdam = () =>
    countsOf(loadDashboard({ db, region, now: () => now }, makeActor({ role: 'opd', agency: 'PDAM' })));
  expect((await pdam()).counts.negative).toBeLessThan(anew.counts.negative);
});
