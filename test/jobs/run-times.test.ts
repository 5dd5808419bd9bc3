import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextPace, pauseAfterFailure, pauseAfterSuccess, resumeAt } from '../../src/jobs/run-times.ts';
import { hour, minute } from './seed.ts';

describe('after success', () => {
  const pauseOf = (intervalMs: number, pace = 1, id = 'kabar-uji', floorMs = 0) =>
    pauseAfterSuccess({ id, intervalMs, pace }, { floorMs, waitMs: 0, more: false });

  test.each([
    ['the interval', 15 * minute, 0, false, pauseOf(15 * minute)],
    ['longer if the source asks', 15 * minute, hour, false, hour],
    ['not for a year', 15 * minute, 365 * 24 * hour, false, 24 * hour],
    ['soon while there is more', 15 * minute, 0, true, minute],
    ['no sooner than the source allows', 15 * minute, 5 * minute, true, 5 * minute],
    ['no later than the interval while there is more', 20_000, 0, true, 20_000],
  ])('waits %s', (_, intervalMs, waitMs, more, pause) => {
    const source = { id: 'kabar-uji', intervalMs, pace: 1 };
    expect(pauseAfterSuccess(source, { floorMs: 0, waitMs, more })).toBe(pause);
  });

  test('spreads sources over a tenth of the interval either way, always the same for one', () => {
    const waits = Array.from({ length: 233 }, (_, index) => pauseOf(15 * minute, 1, `sumber-${index}`));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(13.5 * minute);
    expect(Math.max(...waits)).toBeLessThanOrEqual(16.5 * minute);
    expect(new Set(waits.map((ms) => Math.floor(ms / minute))).size).toBeGreaterThanOrEqual(3);
  });

  test('a quiet source waits about two hours at most, or its interval if that is longer; none is asked below its floor', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: minute, max: 48 * hour }),
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        fc.integer({ min: 0, max: hour }),
        (id, intervalMs, pace, floorMs) => {
          const ms = pauseOf(intervalMs, pace, id, floorMs);
          expect(ms).toBeGreaterThanOrEqual(floorMs);
          expect(ms).toBeLessThanOrEqual(Math.max(2 * hour, intervalMs, floorMs) * 1.1 + 1);
        },
      ),
    );
  });
});

describe('pace', () => {
  const known = {
    intervalMs: 15 * minute,
    class: 'online-media',
    credential: null,
    lastSuccessAt: '2026-11-22T07:00:00.000Z',
  } as const;
  const pace = (before: number, stored: number, repeats = 0, overrides: object = {}, floor = 0) =>
    nextPace({ ...known, pace: before, ...overrides }, { stored, repeats, edits: 0, rejected: 0, setAside: 0 }, floor);

  test.each([
    ['nothing new', 1, 0, 20, 1.5],
    ['nothing new again and again', 3, 0, 20, 4],
    ['something new after a quiet time', 4, 1, 19, 2],
    ['a little new', 1, 2, 18, 1],
    ['a little new after a busy time', 0.5, 2, 18, 0.75],
    ['ten new ones', 1, 10, 90, 1 / 1.5],
    ['most of a small page new', 1, 3, 2, 1 / 1.5],
    ['a busy time that lasts', 0.5, 20, 0, 0.5],
  ])('%s', (_, before, stored, repeats, after) => {
    expect(pace(before, stored, repeats)).toBeCloseTo(after, 10);
  });

  test('a first collection says nothing about the pace', () => {
    expect(pace(1, 40, 0, { lastSuccessAt: null })).toBe(1);
  });

  test('never goes below the floor of its kind', () => {
    expect(pace(1, 40, 0, {}, 12 * minute)).toBe(0.8);
    expect(pace(1, 40, 0, {}, hour)).toBe(1);
  });

  test('searches and sources with a key are never asked more often than configured', () => {
    expect(pace(1, 40, 0, { class: 'aggregator' })).toBe(1);
    expect(pace(1, 40, 0, { credential: 'yt' })).toBe(1);
  });
});

describe('after failure', () => {
  const pause = (errorCount: number, intervalMs = 15 * minute, retryAfterMs: number | null = null) =>
    pauseAfterFailure({ id: 'kabar-uji', errorCount, intervalMs }, retryAfterMs);

  test.each([
    [0, 30 * minute],
    [1, hour],
    [2, 2 * hour],
    [3, 4 * hour],
    [4, 6 * hour],
    [50, 6 * hour],
  ])('number %i + 1 waits at most the doubled interval, at least nine tenths of it', (errors, most) => {
    expect(pause(errors)).toBeLessThanOrEqual(most);
    expect(pause(errors)).toBeGreaterThanOrEqual(most * 0.9);
  });

  test('keeps what the site asked for, within a week', () => {
    expect(pause(0, 15 * minute, 10 * hour)).toBe(10 * hour);
    expect(pause(0, 15 * minute, 1_000)).toBeGreaterThanOrEqual(27 * minute);
    expect(pause(0, 15 * minute, 400 * 24 * hour)).toBe(7 * 24 * hour);
  });

  test('never waits less than most of the interval nor beyond six hours, unless the interval itself is longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: minute, max: 48 * hour }),
        (errors, interval) => {
          const ms = pause(errors, interval);
          expect(ms).toBeGreaterThanOrEqual(interval * 0.9);
          expect(ms).toBeLessThanOrEqual(Math.max(6 * hour, interval));
        },
      ),
    );
  });
});

describe('after a budget was used up', () => {
  test('sources come back within five minutes, in another order each time', () => {
    const asked = new Date('2026-11-22T06:00:00.000Z');
    const ids = Array.from({ length: 20 }, (_, index) => `s-${index}`);
    const orderAt = (freeAt: Date) =>
      ids.toSorted((a, b) => resumeAt(a, freeAt, asked).getTime() - resumeAt(b, freeAt, asked).getTime());
    const today = new Date('2026-11-22T08:00:00.000Z');
    for (const id of ids) {
      const wait = resumeAt(id, today, asked).getTime() - today.getTime();
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(5 * minute);
    }
    expect(orderAt(today)).not.toEqual(orderAt(new Date('2026-11-23T08:00:00.000Z')));
  });
});
