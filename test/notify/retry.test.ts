import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageIdOf } from '../../src/notify/message-id.ts';
import { retryAt } from '../../src/notify/retry.ts';

const now = new Date('2026-11-22T00:00:00.000Z');
const minute = 60_000;
const waitOf = (attempts: number, id = 1) =>
  (Date.parse(retryAt({ id, attempts, createdAt: now.toISOString() }, now) ?? '') - now.getTime()) / minute;

describe('retryAt', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 8],
    [6, 32],
    [7, 60],
    [200, 60],
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
      fc.property(fc.integer({ min: 0, max: 100 * 60 }), fc.integer({ min: 1, max: 500 }), (age, attempts) => {
        const createdAt = new Date(now.getTime() - age * minute).toISOString();
        expect(retryAt({ id: 3, attempts, createdAt }, now) === null).toBe(age >= 72 * 60);
      }),
    );
  });

  test('tries through three days of outage', () => {
    let at = now;
    let attempts = 0;
    for (;;) {
      attempts += 1;
      const next = retryAt({ id: 5, attempts, createdAt: now.toISOString() }, at);
      if (next === null) break;
      expect(Date.parse(next)).toBeGreaterThan(at.getTime());
      at = new Date(next);
    }
    expect(attempts).toBeGreaterThan(70);
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
