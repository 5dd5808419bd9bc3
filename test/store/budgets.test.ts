import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarWindow } from '../../src/core/budget-window.ts';
import type { Budget, BudgetWindow } from '../../src/core/credential.ts';
import { listBudgetUse, mendBudgetUse, settleBudget, takeFromBudget } from '../../src/store/budgets.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { createTestDatabase, dialects, useTestDatabase } from '../support/db.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const pacific: BudgetWindow = { kind: 'calendar', unit: 'day', zone: 'America/Los_Angeles' };
const makeBudget = (overrides: Partial<Budget> = {}): Budget => ({
  name: 'units',
  title: 'unit kuota',
  limit: 100,
  window: pacific,
  distinct: false,
  ...overrides,
});

describe('the window that runs now', () => {
  const inPacific = (unit: 'hour' | 'day' | 'month', now: string) =>
    calendarWindow({ kind: 'calendar', unit, zone: 'America/Los_Angeles' }, new Date(now));

  test.each([
    // Summer time ends on 1 November 2026 at 09.00 UTC: that day has 25 hours.
    ['day', '2026-11-01T20:00:00.000Z', '2026-11-01T07:00:00.000Z', '2026-11-02T08:00:00.000Z'],
    // It begins on 14 March 2027 at 10.00 UTC: that day has 23.
    ['day', '2027-03-14T09:00:00.000Z', '2027-03-14T08:00:00.000Z', '2027-03-15T07:00:00.000Z'],
    ['day', '2026-11-22T07:59:59.999Z', '2026-11-21T08:00:00.000Z', '2026-11-22T08:00:00.000Z'],
    ['day', '2026-11-22T08:00:00.000Z', '2026-11-22T08:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['month', '2026-11-15T00:00:00.000Z', '2026-11-01T07:00:00.000Z', '2026-12-01T08:00:00.000Z'],
    ['month', '2027-01-01T07:59:00.000Z', '2026-12-01T08:00:00.000Z', '2027-01-01T08:00:00.000Z'],
    ['hour', '2026-11-01T09:30:15.500Z', '2026-11-01T09:00:00.000Z', '2026-11-01T10:00:00.000Z'],
  ] as const)('%s at %s is %s to %s', (unit, now, from, to) => {
    expect(inPacific(unit, now)).toEqual({ from, to });
  });

  test('begins at half past in a zone that is half an hour off', () => {
    const window = { kind: 'calendar', unit: 'hour', zone: 'Asia/Kolkata' } as const;
    expect(calendarWindow(window, new Date('2026-11-22T08:10:00.000Z'))).toEqual({
      from: '2026-11-22T07:30:00.000Z',
      to: '2026-11-22T08:30:00.000Z',
    });
  });
});

describe.each(dialects)('budgets on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const start = Date.parse('2026-11-22T08:00:00.000Z');
  const at = (ms: number) => new Date(start + ms);
  const take = (budget: Budget, amount: number, ms: number, key = '') =>
    takeFromBudget(db(), 'kunci', budget, amount, key, at(ms));
  const isTaken = async (...asked: Parameters<typeof take>) => (await take(...asked)).taken;

  test('a calendar window gives until its limit, and again when it begins anew', async () => {
    const budget = makeBudget();
    expect(await isTaken(budget, 60, 0)).toBe(true);
    expect(await isTaken(budget, 40, hour)).toBe(true);
    expect(await take(budget, 1, 2 * hour)).toEqual({ taken: false, freeAt: at(day).toISOString() });
    expect(await isTaken(budget, 100, day)).toBe(true);
    expect(await db().selectFrom('credentialUses').selectAll().execute()).toHaveLength(1);
  });

  test('refuses what does not fit and still gives what does', async () => {
    const budget = makeBudget();
    await take(budget, 90, 0);
    expect((await take(budget, 11, 1)).taken).toBe(false);
    expect(await isTaken(budget, 10, 2)).toBe(true);
  });

  test('says that there never is room when the limit is smaller than one request', async () => {
    expect(await take(makeBudget({ limit: 0 }), 0.005, 0)).toEqual({ taken: false, freeAt: null });
    expect(await take(makeBudget({ limit: 50 }), 51, 0)).toEqual({ taken: false, freeAt: null });
  });

  test('adds up fractions of money', async () => {
    const budget = makeBudget({ limit: 0.3 });
    for (const ms of [0, 1, 2]) expect(await isTaken(budget, 0.1, ms)).toBe(true);
    expect(await isTaken(budget, 0.005, 3)).toBe(false);
  });

  test('keeps credentials and budgets apart', async () => {
    expect(await isTaken(makeBudget(), 100, 0)).toBe(true);
    expect(await isTaken(makeBudget({ name: 'searches' }), 100, 0)).toBe(true);
    expect((await takeFromBudget(db(), 'lain', makeBudget(), 100, '', at(0))).taken).toBe(true);
  });

  test('never gives more than the limit in any stretch of a rolling window, and all of it again afterwards', async () => {
    const length = 24 * minute;
    const budget = makeBudget({ limit: 20, window: { kind: 'rolling', ms: length } });
    let case_ = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 10 * minute }), fc.integer({ min: 1, max: 12 })), {
          maxLength: 30,
        }),
        async (asks) => {
          case_ += 1;
          let ms = 0;
          const given: { ms: number; amount: number }[] = [];
          for (const [pause, amount] of asks) {
            ms += pause;
            const result = await takeFromBudget(db(), `kunci-${case_}`, budget, amount, '', at(ms));
            if (result.taken) given.push({ ms, amount });
            else {
              expect(result.freeAt === null ? 0 : Date.parse(result.freeAt)).toBeGreaterThan(start + ms);
              const again = await takeFromBudget(
                db(),
                `coba-${case_}-${ms}`,
                budget,
                amount,
                '',
                new Date(result.freeAt ?? 0),
              );
              expect(again.taken).toBe(true);
            }
          }
          for (const { ms: end } of given) {
            const inside = given.filter((one) => one.ms > end - length && one.ms <= end);
            expect(inside.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(20);
          }
          expect(
            (await takeFromBudget(db(), `kunci-${case_}`, budget, 20, '', at(ms + length + length / 24))).taken,
          ).toBe(true);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('gives again at the time that it named', async () => {
    const budget = makeBudget({ limit: 10, window: { kind: 'rolling', ms: hour } });
    await take(budget, 6, 0);
    await take(budget, 4, 20 * minute);
    const refused = await take(budget, 5, 30 * minute);
    const freeAt = refused.taken ? Number.NaN : Date.parse(refused.freeAt ?? '');
    expect(freeAt).toBeGreaterThanOrEqual(start + hour);
    expect(freeAt).toBeLessThanOrEqual(start + hour + hour / 24 + minute);
    expect(await isTaken(budget, 7, freeAt - start - 1)).toBe(false);
    expect(await isTaken(budget, 5, freeAt - start)).toBe(true);
  });

  test('counts different keys once per window, without renewing them', async () => {
    const budget = makeBudget({ limit: 2, window: { kind: 'rolling', ms: 7 * day }, distinct: true });
    expect(await isTaken(budget, 1, 0, 'banjir')).toBe(true);
    expect(await isTaken(budget, 1, day, 'jalan')).toBe(true);
    expect(await isTaken(budget, 1, 6 * day, 'banjir')).toBe(true);
    expect(await take(budget, 1, 6 * day, 'hoaks')).toEqual({ taken: false, freeAt: at(7 * day).toISOString() });
    expect(await isTaken(budget, 1, 7 * day, 'hoaks')).toBe(true);
    expect(await isTaken(budget, 1, 7 * day, 'banjir')).toBe(false);
  });

  test('is corrected once the amount is known, never below nothing', async () => {
    const budget = makeBudget();
    const first = await take(budget, 50, 0);
    if (!first.taken) throw new Error('not taken');
    const used = async () => (await listBudgetUse(db(), [{ id: 'kunci', budgets: [budget] }], at(hour))).get('kunci');
    await settleBudget(db(), 'kunci', budget, first.at, -30);
    expect(await used()).toEqual([{ budget, used: 20, renewsAt: at(day).toISOString() }]);
    await settleBudget(db(), 'kunci', budget, first.at, 25);
    expect((await used())?.[0]?.used).toBe(45);
    await settleBudget(db(), 'kunci', budget, first.at, -500);
    expect((await used())?.[0]?.used).toBe(0);
  });

  test('lists what is used and when it comes back', async () => {
    const rolling = makeBudget({ name: 'requests', limit: 5, window: { kind: 'rolling', ms: day } });
    const tags = makeBudget({ name: 'tags', limit: 5, window: { kind: 'rolling', ms: day }, distinct: true });
    const list = async (ms: number) =>
      (await listBudgetUse(db(), [{ id: 'kunci', budgets: [rolling, tags] }], at(ms))).get('kunci');
    expect((await list(0))?.map(({ used, renewsAt }) => [used, renewsAt])).toEqual([
      [0, null],
      [0, null],
    ]);
    await take(rolling, 2, 0);
    await take(tags, 1, 0, 'banjir');
    await take(tags, 1, hour, 'jalan');
    expect((await list(2 * hour))?.map(({ used, renewsAt }) => [used, renewsAt])).toEqual([
      [2, at(day + hour).toISOString()],
      [2, at(day).toISOString()],
    ]);
    expect((await list(day + 2 * hour))?.map(({ used }) => used)).toEqual([0, 0]);
  });

  test('use from a future that the clock took back counts as of now', async () => {
    const budget = makeBudget({ limit: 10, window: { kind: 'rolling', ms: hour } });
    await take(budget, 6, 30 * day);
    await take(budget, 4, 30 * day + 10 * minute);
    await mendBudgetUse(db(), at(0));
    expect(await isTaken(budget, 1, minute)).toBe(false);
    expect(await isTaken(budget, 10, hour + 10 * minute)).toBe(true);
  });

  test('holds for two connections that spend at the same time', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kentongan-')), 'bersama.db');
    const first = await createTestDatabase(dialect, file);
    const second = await openDatabase(first.address);
    try {
      const budget = makeBudget({ limit: 60 });
      const tags = makeBudget({ name: 'tags', limit: 7, distinct: true });
      const results = await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          takeFromBudget(index % 2 === 0 ? first.db : second, 'kunci', budget, 1, '', at(index)),
        ),
      );
      const tagged = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          takeFromBudget(index % 2 === 0 ? first.db : second, 'kunci', tags, 1, `tagar-${index % 20}`, at(index)),
        ),
      );
      expect(results.filter(({ taken }) => taken)).toHaveLength(60);
      expect(tagged.filter(({ taken }) => taken)).toHaveLength(14);
      const use = await listBudgetUse(second, [{ id: 'kunci', budgets: [budget, tags] }], at(hour));
      expect(use.get('kunci')?.map(({ used }) => used)).toEqual([60, 7]);
    } finally {
      await closeDatabase(second);
      await first.close();
    }
  });
});
