import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageIdOf } from '../../src/notify/message-id.ts';
import { retryAt } from '../../src/notify/retry.ts';

const now = new Date('2026-11-22T00:00:00.000Z');
const minute = 60_000;
const waitOf = (attempts: number, id = 1) =>
  (Date.parse(retryAt({ id, attempts, createdAt: now.toISOString() }, now, null) ?? '') - now.getTime()) / minute;

describe('retryAt', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 8],
    [5, 15],
    [6, 15],
    [200, 15],
  ])('after attempt %i waits at most %i minutes and at least four fifths of it', (attempts, most) => {
    for (const id of [1, 2, 3, 4, 5]) {
      expect(waitOf(attempts, id)).toBeLessThanOrEqual(most);
      expect(waitOf(attempts, id)).toBeGreaterThanOrEqual(most * 0.8);
    }
  });

  test('spreads rows, and is the same for the same row', () => {
    const waits = new Set(Array.from({ length: 50 }, (_, id) => waitOf(7, id)));
    expect(waits.size).toBeGreaterThan(40);
    expect(waitOf(3, 9)).toBe(waitOf(3, 9));
  });

  test('gives up after 72 hours, not before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 * 60 }), fc.integer({ min: 8, max: 500 }), (age, attempts) => {
        const createdAt = new Date(now.getTime() - age * minute).toISOString();
        expect(retryAt({ id: 3, attempts, createdAt }, now, null) === null).toBe(age >= 72 * 60);
      }),
    );
  });

  test('one that is older still gets eight tries: it was sent again by hand, or we stood still for days', () => {
    const createdAt = new Date(now.getTime() - 90 * 60 * minute).toISOString();
    expect(retryAt({ id: 3, attempts: 7, createdAt }, now, null)).not.toBeNull();
    expect(retryAt({ id: 3, attempts: 8, createdAt }, now, null)).toBeNull();
  });

  test.each([
    [1, 120_000, 2],
    [1, 0, 5 / 60],
    [9, 10_000, 10 / 60],
    [11, 10_000, 15 * 0.8],
    [1, 365 * 86_400_000, 24 * 60],
  ])('after attempt %i a wish of %i ms means at least %d minutes', (attempts, askedMs, least) => {
    for (const id of [1, 2, 3, 4, 5]) {
      const at = Date.parse(retryAt({ id, attempts, createdAt: now.toISOString() }, now, askedMs) ?? '');
      const wait = (at - now.getTime()) / minute;
      expect(wait).toBeGreaterThanOrEqual(least - 0.001);
      expect(wait).toBeLessThanOrEqual(least * 1.26);
    }
  });

  test('tries through three days of outage', () => {
    let at = now;
    let attempts = 0;
    for (;;) {
      attempts += 1;
      const next = retryAt({ id: 5, attempts, createdAt: now.toISOString() }, at, null);
      if (next === null) break;
      expect(Date.parse(next)).toBeGreaterThan(at.getTime());
      at = new Date(next);
    }
    expect(attempts).toBeGreaterThan(280);
    expect(at.getTime() - now.getTime()).toBeGreaterThanOrEqual(72 * 60 * minute);
  });
});

describe('messageIdOf', () => {
  test('is stable, and differs by subject and recipient', () => {
    const one = messageIdOf('alert', '12', 'Humas@banyuraga.test', '2026-11-22T01:00:00.000Z', 'kentongan.test');
    expect(one).toMatch(/^<alert-12\.[0-9a-f]{12}@kentongan\.test>$/);
    expect(messageIdOf('alert', '12', 'humas@BANYURAGA.test', '2026-11-22T01:00:00.000Z', 'kentongan.test')).toBe(one);
    const others = [
      messageIdOf('alert', '13', 'humas@banyuraga.test', '2026-11-22T01:00:00.000Z', 'kentongan.test'),
      messageIdOf('alert', '12', 'sekda@banyuraga.test', '2026-11-22T01:00:00.000Z', 'kentongan.test'),
      messageIdOf('digest', '12', 'humas@banyuraga.test', '2026-11-22T01:00:00.000Z', 'kentongan.test'),
    ];
    expect(new Set([one, ...others]).size).toBe(4);
  });

  test('does not show the address', () => {
    expect(messageIdOf('digest', '2026-11-21', 'rahasia@banyuraga.test', '2026-11-22T01:00:00.000Z', 'k.test')).toMatch(
      /^<digest-2026-11-21\.[0-9a-f]{12}@k\.test>$/,
    );
  });
});
