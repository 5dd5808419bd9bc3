import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/reading/dates.ts';
import { parseZone, zoneOffset } from '../../src/reading/zones.ts';

const jakarta = 'Asia/Jakarta';

describe('parseDate', () => {
  it.each([
    // As Indonesian pages print them.
    ['Selasa, 30 September 2025 - 13:28 WIB', '2025-09-30T06:28:00.000Z', 'minute'],
    ['Rabu, 21 Okt 2020 18:16 WIB', '2020-10-21T11:16:00.000Z', 'minute'],
    ['Sabtu 03-06-2017,11:48 WIB', '2017-06-03T04:48:00.000Z', 'minute'],
    ['Senin (12/1/2026)', '2026-01-11T17:00:00.000Z', 'day'],
    ['Kamis, 20 Agustus 2026 | 09.05 WIB', '2026-08-20T02:05:00.000Z', 'minute'],
    ["Jum'at, 7 Nopember 2025 pukul 10.00 WITA", '2025-11-07T02:00:00.000Z', 'minute'],
    ['Jumat, 21 Agustus 2026 10:00 WIB', '2026-08-21T03:00:00.000Z', 'minute'],
    ['Jum, 21 Agu 2026 10:00:07 +0700', '2026-08-21T03:00:07.000Z', 'exact'],
    ['Ahad, 15 Pebruari 2026 07:30 WIT', '2026-02-14T22:30:00.000Z', 'minute'],
    ['Minggu Pon, 4 Januari 2026', '2026-01-03T17:00:00.000Z', 'day'],
    ['Sab, 22 Agt 2026, 14.30', '2026-08-22T07:30:00.000Z', 'minute'],
    ['22 Ags 2026 10:00 GMT+7', '2026-08-22T03:00:00.000Z', 'minute'],
    ['22 Mei 2026 10:00 UTC+08:00', '2026-05-22T02:00:00.000Z', 'minute'],
    ['20 Agustus 2026, 10.00-12.00 WIB', '2026-08-20T03:00:00.000Z', 'minute'],
    ['09.05 WIB, 20 Agustus 2026', '2026-08-20T02:05:00.000Z', 'minute'],
    ['Diterbitkan: 1 Desember 2026', '2026-11-30T17:00:00.000Z', 'day'],
    ['1 Jan 2026', '2025-12-31T17:00:00.000Z', 'day'],
    ['22/08/26', '2026-08-21T17:00:00.000Z', 'day'],
    ['22.08.2026 10.15', '2026-08-22T03:15:00.000Z', 'minute'],
    ['Jumat 20-Nov-2026', '2026-11-19T17:00:00.000Z', 'day'],
    ['20 Agustus 2026 25:70', '2026-08-19T17:00:00.000Z', 'day'],
    ['Kompas.com - 20/11/2026, 08:15 WIB', '2026-11-20T01:15:00.000Z', 'minute'],
    ['JUMAT, 20 NOVEMBER 2026 | 08:15', '2026-11-20T01:15:00.000Z', 'minute'],
    ['Selasa Kliwon, 20 Okt 2026 | 10:15 WIB', '2026-10-20T03:15:00.000Z', 'minute'],
    ["20 Nop '26", '2026-11-19T17:00:00.000Z', 'day'],
    ['Terbit 20/11/26 08.15', '2026-11-20T01:15:00.000Z', 'minute'],
    ['Jumat, 20-11-2026 08:15:12 WIB', '2026-11-20T01:15:12.000Z', 'exact'],
    ['Jumat, 20 November 2026 jam 08.15', '2026-11-20T01:15:00.000Z', 'minute'],
    ['20 November 2026 pkl. 08.15 WITA', '2026-11-20T00:15:00.000Z', 'minute'],
    ['Jumat (20/11/2026) pukul 08.15 WIB', '2026-11-20T01:15:00.000Z', 'minute'],
    ['Jum`at, 20 November 2026 – 08:15 WIB', '2026-11-20T01:15:00.000Z', 'minute'],
    ['20 Sep 2026 - 08:15 (WIT)', '2026-09-19T23:15:00.000Z', 'minute'],
    ['Kamis, 20 Agst 2026 10:00', '2026-08-20T03:00:00.000Z', 'minute'],
    ['Senin, 1 Juni2026', '2026-05-31T17:00:00.000Z', 'day'],
    ['20 Oktober 2026 - 08:15 WIB (Diperbarui 21 Oktober 2026)', '2026-10-20T01:15:00.000Z', 'minute'],
    // As machines print them.
    ['Fri, 20 Nov 2026 08:15:00 +0700', '2026-11-20T01:15:00.000Z', 'exact'],
    ['Fri, 20 Nov 2026 08:15:00 GMT', '2026-11-20T08:15:00.000Z', 'exact'],
    ['Fri, 20 Nov 26 08:15 EST', '2026-11-20T13:15:00.000Z', 'minute'],
    ['Fri, 20 Nov 2026 08:15:00 --0700', '2026-11-20T01:15:00.000Z', 'exact'],
    ['Fri, 20 Nov 2026 08:15:00', '2026-11-20T01:15:00.000Z', 'exact'],
    ['2026-11-20T08:15:00+07:00', '2026-11-20T01:15:00.000Z', 'exact'],
    ['2026-11-20T08:15:00.123Z', '2026-11-20T08:15:00.000Z', 'exact'],
    ['2026-11-20T08:15Z', '2026-11-20T08:15:00.000Z', 'minute'],
    ['2026-11-20 08:15:00', '2026-11-20T01:15:00.000Z', 'exact'],
    ['2026-11-20', '2026-11-19T17:00:00.000Z', 'day'],
    ['20261120T081500Z', '2026-11-20T08:15:00.000Z', 'exact'],
    ['2026/08/22 10:00', '2026-08-22T03:00:00.000Z', 'minute'],
    ['August 22, 2026 3:05 p.m.', '2026-08-22T08:05:00.000Z', 'minute'],
    ['12:30 am, Aug 22, 2026', '2026-08-21T17:30:00.000Z', 'minute'],
    ['Sun Jan  4 16:29:06 PST 2004', '2004-01-05T00:29:06.000Z', 'exact'],
    ['11/20/2026', '2026-11-19T17:00:00.000Z', 'day'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z', 'exact'],
  ])('%s', (text, at, precision) => {
    expect(parseDate(text, jakarta)).toEqual({ at, precision });
  });

  it.each([
    '31 Juni 2026',
    '29 Februari 2026',
    '2026-02-30',
    '0000-00-00T00:00:00',
    '2026-13-01',
    '2026/20/08',
    '20 Agustus',
    'kemarin',
    '',
    '3 Mei 12 orang',
    '1/1/1890',
  ])('finds no date in %j', (text) => {
    expect(parseDate(text, jakarta)).toBeNull();
  });

  it('uses the zone of the place when none is named', () => {
    expect(parseDate('20 Agustus 2026 10:00', 'Asia/Makassar')?.at).toBe('2026-08-20T02:00:00.000Z');
    expect(parseDate('20 Agustus 2026 10:00', 'Asia/Jayapura')?.at).toBe('2026-08-20T01:00:00.000Z');
    expect(parseDate('1 Juli 2026 10:00', 'America/New_York')?.at).toBe('2026-07-01T14:00:00.000Z');
    expect(parseDate('1 Januari 2026 10:00', 'America/New_York')?.at).toBe('2026-01-01T15:00:00.000Z');
  });

  it('reads back every second that it could have printed', () => {
    const second = fc
      .date({ min: new Date('1970-01-02'), max: new Date('2099-12-30'), noInvalidDate: true })
      .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));
    fc.assert(
      fc.property(second, (date) => {
        const at = date.toISOString();
        expect(parseDate(at, jakarta)?.at).toBe(at);
        expect(parseDate(date.toUTCString(), jakarta)?.at).toBe(at);
        const wib = new Date(date.getTime() + 7 * 3_600_000);
        const month = new Intl.DateTimeFormat('id-ID', { month: 'long', timeZone: 'UTC' }).format(wib);
        const clock = wib.toISOString().slice(11, 19).replaceAll(':', '.');
        expect(parseDate(`${wib.getUTCDate()} ${month} ${wib.getUTCFullYear()} pukul ${clock} WIB`, 'UTC')?.at).toBe(
          at,
        );
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseDate(text, jakarta)));
  });
});

describe('parseZone', () => {
  it.each([
    [' WIB', 420],
    ['WITA', 480],
    [' (WIT)', 540],
    ['Z', 0],
    [' +07:00', 420],
    ['-0530', -330],
    [' GMT+7', 420],
    ['', null],
    [' warga', null],
    [' +99:00', null],
  ])('%j → %j', (text, minutes) => {
    expect(parseZone(text)).toBe(minutes);
  });

  it('knows zones with summer time', () => {
    expect(zoneOffset('Europe/Berlin', Date.UTC(2026, 6, 1, 12))).toBe(120);
    expect(zoneOffset('Europe/Berlin', Date.UTC(2026, 0, 1, 12))).toBe(60);
  });
});
