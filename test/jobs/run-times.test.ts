import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pauseAfterFailure, pauseAfterSuccess } from '../../src/jobs/run-times.ts';
import { hour, minute } from './seed.ts';

describe('after success', () => {
  test.each([
    ['the interval', 15 * minute, 0, false, 15 * minute],
    ['longer if the source asks', 15 * minute, hour, false, hour],
    ['not for a year', 15 * minute, 365 * 24 * hour, false, 24 * hour],
    ['soon while there is more', 15 * minute, 0, true, minute],
    ['no sooner than the source allows', 15 * minute, 5 * minute, true, 5 * minute],
    ['no later than the interval while there is more', 20_000, 0, true, 20_000],
  ])('waits %s', (_, intervalMs, waitMs, more, pause) => {
    expect(pauseAfterSuccess(intervalMs, waitMs, more)).toBe(pause);
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
