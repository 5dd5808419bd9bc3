import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRechecks,
  byAge,
  dailyFor,
  dropRecheck,
  planRecheck,
  type Recheck,
  takeDue,
} from '../../src/collectors/parts/rechecks.ts';

const born = '2026-11-20T00:00:00.000Z';
const hours = (count: number) => new Date(Date.parse(born) + count * 3_600_000);

describe('planRecheck', () => {
  it.each([
    [0, '2026-11-20T01:00:00.000Z'],
    [1, '2026-11-20T06:00:00.000Z'],
    [5.9, '2026-11-20T06:00:00.000Z'],
    [7, '2026-11-21T00:00:00.000Z'],
    [24, '2026-11-22T00:00:00.000Z'],
    [13 * 24 + 1, '2026-12-04T00:00:00.000Z'],
  ])('of a post %d hours old', (age, nextAt) => {
    expect(planRecheck('a', born, hours(age))).toEqual({ id: 'a', publishedAt: born, nextAt });
  });

  it('ends after the 14th day, and knows nothing of a time that cannot be read', () => {
    expect(planRecheck('a', born, hours(14 * 24))).toBeNull();
    expect(planRecheck('a', 'kemarin', hours(0))).toBeNull();
  });

  it('of a video that is announced for later begins when it is out', () => {
    expect(planRecheck('a', born, hours(-48))?.nextAt).toBe('2026-11-20T01:00:00.000Z');
  });

  it('follows another schedule', () => {
    expect(planRecheck('a', born, hours(1), dailyFor(3))?.nextAt).toBe('2026-11-21T00:00:00.000Z');
    expect(planRecheck('a', born, hours(72), dailyFor(3))).toBeNull();
  });
});

describe('takeDue', () => {
  const list: Recheck[] = [
    { id: 'young', publishedAt: born, nextAt: hours(6).toISOString() },
    { id: 'waiting', publishedAt: born, nextAt: hours(50).toISOString() },
    { id: 'overdue', publishedAt: born, nextAt: hours(1).toISOString() },
    { id: 'last', publishedAt: hours(-14 * 24).toISOString(), nextAt: hours(2).toISOString() },
  ];

  it('takes the longest overdue first and leaves the rest due', () => {
    const { due, rest } = takeDue(list, hours(7), 1);
    expect(due.map(({ id }) => id)).toEqual(['overdue']);
    expect(rest.find(({ id }) => id === 'overdue')?.nextAt).toBe(hours(24).toISOString());
    expect(rest.find(({ id }) => id === 'young')?.nextAt).toBe(hours(6).toISOString());
  });

  it('drops what has had its last look', () => {
    const { due, rest } = takeDue(list, hours(7), 10);
    expect(due.map(({ id }) => id)).toEqual(['overdue', 'last', 'young']);
    expect(rest.map(({ id }) => id)).toEqual(['young', 'waiting', 'overdue']);
  });

  it('looks at every post at most once per age however late the clock ticks', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 40 * 3_600_000 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(gaps, (waits) => {
        let kept = addRechecks([], [planRecheck('a', born, hours(0))], 10);
        let at = Date.parse(born);
        let looks = 0;
        for (const wait of waits) {
          at += wait;
          const { due, rest } = takeDue(kept, new Date(at), 5);
          looks += due.length;
          expect(due.every(({ nextAt }) => Date.parse(nextAt) <= at)).toBe(true);
          expect(rest.every(({ nextAt }) => Date.parse(nextAt) > at)).toBe(true);
          kept = rest;
        }
        const passed = byAge.filter((age) => Date.parse(born) + age <= at).length;
        expect(looks).toBeLessThanOrEqual(passed);
        expect(looks > 0).toBe(passed > 0);
      }),
    );
  });
});

describe('the list', () => {
  const plan = (id: string, age: number) => planRecheck(id, hours(-age).toISOString(), hours(0));

  it('takes each post once and leaves a known one where it is', () => {
    const first = addRechecks([], [plan('a', 2), plan('a', 2), null], 5);
    expect(first).toHaveLength(1);
    expect(addRechecks(first, [planRecheck('a', born, hours(10)), plan('b', 1)], 5).map(({ id }) => id)).toEqual([
      'a',
      'b',
    ]);
  });

  it('is bounded: the oldest posts leave first', () => {
    const many = Array.from({ length: 20 }, (_, index) => plan(`p${index}`, index));
    expect(addRechecks([], many, 3).map(({ id }) => id)).toEqual(['p0', 'p1', 'p2']);
  });

  it('forgets a post that is gone', () => {
    expect(dropRecheck(addRechecks([], [plan('a', 1), plan('b', 1)], 5), 'a').map(({ id }) => id)).toEqual(['b']);
  });
});
