import { describe, expect, test } from 'vitest';
import {
  datesOf,
  formatReport,
  hasBegun,
  lastReport,
  parseReportKey,
  periodOf,
  previousReport,
  reportKeyOf,
  reportOf,
  reportWindow,
  spansOf,
} from '../../src/core/report-period.ts';

const zone = 'Asia/Jakarta';

test.each([
  ['2026-11-21', 'day', '2026-11-21', '2026-11-22', '2026-11-20', 'Sabtu, 21 November 2026'],
  ['2026-W47', 'week', '2026-11-16', '2026-11-23', '2026-W46', 'Pekan ke-47 (16 November 2026 s.d. 22 November 2026)'],
  ['2026-W01', 'week', '2025-12-29', '2026-01-05', '2025-W52', 'Pekan ke-1 (29 Desember 2025 s.d. 4 Januari 2026)'],
  ['2026-W53', 'week', '2026-12-28', '2027-01-04', '2026-W52', 'Pekan ke-53 (28 Desember 2026 s.d. 3 Januari 2027)'],
  ['2026-01', 'month', '2026-01-01', '2026-02-01', '2025-12', 'Januari 2026'],
  ['2028-02', 'month', '2028-02-01', '2028-03-01', '2028-01', 'Februari 2028'],
])('%s is a %s', (date, period, first, next, previous, name) => {
  expect(periodOf(date)).toBe(period);
  expect(datesOf(date)).toEqual({ first, next });
  expect(previousReport(date)).toBe(previous);
  expect(formatReport(date)).toBe(name);
  expect(reportOf(periodOf(date) ?? 'day', first)).toBe(date);
});

test.each([
  '2026-02-30',
  '2025-W53',
  '2026-W00',
  '2026-W54',
  '2026-13',
  '2026-00',
  '2026',
  '',
  'kemarin',
  '2026-11-21+1',
])('%s is no period', (date) => {
  expect(periodOf(date)).toBeNull();
  expect(() => datesOf(date)).toThrow(RangeError);
});

test('every day lies in the week and month that hold it, through years that begin on any weekday', () => {
  for (let at = Date.parse('2019-12-25'); at < Date.parse('2031-01-10'); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    for (const period of ['week', 'month'] as const) {
      const name = reportOf(period, date);
      const { first, next } = datesOf(name);
      expect(periodOf(name)).toBe(period);
      expect(first <= date && date < next).toBe(true);
      expect(datesOf(previousReport(name)).next).toBe(first);
    }
  }
});

describe('at 06.00', () => {
  test('periods begin and end', () => {
    expect(reportWindow('2026-W47', zone)).toEqual({
      from: '2026-11-15T23:00:00.000Z',
      to: '2026-11-22T23:00:00.000Z',
    });
    expect(reportWindow('2026-11', zone, 450)).toEqual({
      from: '2026-11-01T00:30:00.000Z',
      to: '2026-12-01T00:30:00.000Z',
    });
  });

  test.each([
    ['2026-11-22T22:59:59.999Z', '2026-11-21', '2026-W46', '2026-10'],
    ['2026-11-22T23:00:00.000Z', '2026-11-22', '2026-W47', '2026-10'],
    ['2026-11-30T22:59:59.999Z', '2026-11-29', '2026-W48', '2026-10'],
    ['2026-11-30T23:00:00.000Z', '2026-11-30', '2026-W48', '2026-11'],
  ])('at %s the last of each have ended', (now, day, week, month) => {
    const last = (period: 'day' | 'week' | 'month') => lastReport(period, new Date(now), zone);
    expect([last('day'), last('week'), last('month')]).toEqual([day, week, month]);
  });

  test('a period has begun with its first moment', () => {
    expect(hasBegun('2026-W47', new Date('2026-11-15T22:59:59.999Z'), zone)).toBe(false);
    expect(hasBegun('2026-W47', new Date('2026-11-15T23:00:00.000Z'), zone)).toBe(true);
  });

  test.each([
    ['2026-11-21', 24, zone],
    ['2026-W47', 7, zone],
    ['2026-11', 30, zone],
    // Summer time ends.
    ['2026-10-24', 25, 'Europe/Berlin'],
  ])('%s is cut into %i spans without a gap', (date, count, where) => {
    const spans = spansOf(date, where);
    expect(spans).toHaveLength(count);
    const { from, to } = reportWindow(date, where);
    expect([spans[0]?.from, spans.at(-1)?.to]).toEqual([from, to]);
    expect(spans.slice(1).map((span) => span.from)).toEqual(spans.slice(0, -1).map((span) => span.to));
  });
});

test('versions of a report have names', () => {
  expect(parseReportKey('2026-11-21')).toEqual({ date: '2026-11-21', correction: null });
  expect(parseReportKey('2026-W47+12')).toEqual({ date: '2026-W47', correction: 12 });
  for (const key of ['2026-11-21+', '2026-11-21+x', '+1', '2026-11-21+1+1', '2026-11-21 1', '2026-11-21+1234']) {
    expect(parseReportKey(key)).toBeNull();
  }
  expect([reportKeyOf('2026-11', 0), reportKeyOf('2026-11', 2)]).toEqual(['2026-11', '2026-11+2']);
});
