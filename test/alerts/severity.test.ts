import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isHigher } from '../../src/alerts/repeat.ts';
import { pacesOf, type Reach, severityOf, severityOptions } from '../../src/alerts/severity.ts';
import { hoursAgo, now } from './facts.ts';

const options = z.strictObject(severityOptions).parse({});
const calm: Reach = { mediaCount: 1, accountCount: 0, commentCount: 0, negativeCount: 1 };
const at = (...hours: readonly number[]) => hours.map((hour) => ({ publishedAt: hoursAgo(hour) }));
const many = (count: number, hour: number) => at(...Array.from({ length: count }, () => hour));

describe('severity', () => {
  test.each<[string, Partial<Reach>, ReturnType<typeof at>, string, string | null]>([
    ['one article stays what it is', {}, at(1), 'watch', null],
    ['three newsrooms are red', { mediaCount: 3, negativeCount: 3 }, at(20), 'alert', '3 media'],
    ['nine are a crisis', { mediaCount: 9, negativeCount: 12 }, at(20), 'crisis', '9 media'],
    ['nine without complaints are not', { mediaCount: 9, negativeCount: 2 }, at(20), 'watch', null],
    ['so are 25 accounts', { accountCount: 25, negativeCount: 12 }, at(20), 'crisis', '25 akun dan grup'],
    ['and 1.240 comments', { commentCount: 1_240, negativeCount: 300 }, at(20), 'crisis', '1.240 komentar'],
    ['four in an hour are red', {}, many(4, 0.5), 'alert', '4 sebutan negatif dalam 1 jam terakhir (biasanya 0)'],
    [
      'ten in an hour are a crisis',
      {},
      many(10, 0.5),
      'crisis',
      '10 sebutan negatif dalam 1 jam terakhir (biasanya 0)',
    ],
    ['30 in six hours too', {}, many(30, 5), 'crisis', '30 sebutan negatif dalam 6 jam terakhir (biasanya 0)'],
    [
      'not what comes every hour',
      {},
      Array.from({ length: 25 }, (_, hour) => many(10, hour + 0.5)).flat(),
      'watch',
      null,
    ],
  ])('%s', (_, reach, bad, level, why) => {
    expect(severityOf('watch', { ...calm, ...reach }, bad, now, options)).toEqual({ level, why });
  });

  test('compares the last hours with as long a span of the day before', () => {
    expect(pacesOf([...many(5, 0.5), ...many(12, 10)], now)).toEqual([
      { hours: 1, recent: 5, before: 0.5 },
      { hours: 3, recent: 5, before: 1.5 },
      { hours: 6, recent: 5, before: 3 },
    ]);
  });

  test('never falls below its base, and never falls when reach grows or one more has just come', () => {
    const count = fc.integer({ min: 0, max: 600 });
    const reaches = fc.record({ mediaCount: count, accountCount: count, commentCount: count, negativeCount: count });
    const ages = fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(reaches, ages, fc.constantFrom('watch', 'alert', 'crisis'), (reach, hours, base) => {
        const before = severityOf(base, reach, at(...hours), now, options).level;
        expect(isHigher(base, before)).toBe(false);
        const wider = { ...reach, mediaCount: reach.mediaCount + 1, negativeCount: reach.negativeCount + 1 };
        expect(isHigher(before, severityOf(base, wider, at(...hours, 0), now, options).level)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
