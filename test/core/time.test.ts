import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayWindow,
  formatDate,
  formatDateTime,
  formatNumber,
  formatTime,
  instantAt,
  isDate,
  lastReportDate,
  localDate,
  parseClock,
  wallTime,
  zoneLabel,
} from '../../src/core/time.ts';

const indonesia = [
  ['Asia/Jakarta', 'WIB', 7],
  ['Asia/Pontianak', 'WIB', 7],
  ['Asia/Makassar', 'WITA', 8],
  ['Asia/Jayapura', 'WIT', 9],
] as const;

const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

describe.each(indonesia)('%s', (zone, label, offset) => {
  test('is a fixed offset from UTC, in both directions', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const shifted = new Date(at.getTime() + offset * 3_600_000).toISOString();
        const wall = wallTime(at, zone);
        expect(wall.date).toBe(shifted.slice(0, 10));
        expect([wall.hour, wall.minute, wall.second].map((part) => String(part).padStart(2, '0')).join(':')).toBe(
          shifted.slice(11, 19),
        );
        const minute = wall.hour * 60 + wall.minute;
        expect(instantAt(wall.date, minute, zone)).toBe(`${at.toISOString().slice(0, 16)}:00.000Z`);
      }),
      { numRuns: 300 },
    );
  });

  test('has reporting days that follow each other without gap', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const date = lastReportDate(at, zone);
        const { from, to } = dayWindow(date, zone);
        expect(to).toBe(dayWindow(addDays(date, 1), zone).from);
        expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000);
        expect(at.toISOString() >= to).toBe(true);
        expect(at.toISOString() < dayWindow(addDays(date, 1), zone).to).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('is shown by its own name', () => {
    expect(zoneLabel(zone, new Date())).toBe(label);
    expect(formatTime(instantAt('2026-11-21', 365, zone), zone)).toBe(`06.05 ${label}`);
  });
});

describe('a zone with summer time', () => {
  const zone = 'Europe/Berlin';
  test.each([
    ['an ordinary day', '2026-06-10', 360, '2026-06-10T04:00:00.000Z'],
    ['the hour that is skipped counts from before', '2026-03-29', 150, '2026-03-29T01:30:00.000Z'],
    ['after the skipped hour', '2026-03-29', 360, '2026-03-29T04:00:00.000Z'],
    ['the hour that comes twice is the first', '2026-10-25', 150, '2026-10-25T00:30:00.000Z'],
    ['after the double hour', '2026-10-25', 360, '2026-10-25T05:00:00.000Z'],
  ])('%s', (_, date, minute, instant) => {
    expect(instantAt(date, minute, zone)).toBe(instant);
  });

  test('has days of 23 and 25 hours', () => {
    const hours = (date: string) => {
      const { from, to } = dayWindow(date, zone);
      return (Date.parse(to) - Date.parse(from)) / 3_600_000;
    };
    expect(['2026-03-28', '2026-10-24', '2026-11-01'].map(hours)).toEqual([23, 25, 24]);
  });
});

test('an unknown zone is an error, not UTC', () => {
  expect(() => localDate(new Date(), 'Asia/Banyuraga')).toThrow(RangeError);
});

test.each([
  ['2026-11-21T22:59:59.999Z', '2026-11-20'],
  ['2026-11-21T23:00:00.000Z', '2026-11-21'],
])('at %s in Jakarta the last report is of %s', (now, date) => {
  expect(lastReportDate(new Date(now), 'Asia/Jakarta')).toBe(date);
});

test('another reporting hour moves both ends', () => {
  expect(dayWindow('2026-11-21', 'Asia/Jakarta', 330)).toEqual({
    from: '2026-11-20T22:30:00.000Z',
    to: '2026-11-21T22:30:00.000Z',
  });
});

test.each([
  ['06:00', 360],
  ['23.59', 1439],
  ['00:00', 0],
  ['24:00', null],
  ['6:00', null],
  ['06:60', null],
])('parseClock %s', (text, minute) => {
  expect(parseClock(text)).toBe(minute);
});

test.each([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['', false],
])('isDate %s', (text, is) => {
  expect(isDate(text)).toBe(is);
});

test('dates and numbers read as Indonesians write them', () => {
  expect(formatDate('2026-11-21')).toBe('Sabtu, 21 November 2026');
  expect(formatDateTime('2026-11-20T23:00:00.000Z', 'Asia/Jakarta')).toBe('21 Nov 2026, 06.00 WIB');
  expect([1240, 0, 12.34, -3].map(formatNumber)).toEqual(['1.240', '0', '12,3', '-3']);
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});
