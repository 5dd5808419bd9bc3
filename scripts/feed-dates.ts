import { parseDate } from '../src/reading/dates.ts';
import { percent, printTable } from './feed-compare.ts';

/** As Indonesian sites print dates; the source's zone is WIB. Null: no such day, or no whole date. */
const printed: readonly (readonly [string, string | null])[] = [
  ['Jumat, 21 Agustus 2026 10:00 WIB', '2026-08-21T03:00:00.000Z'],
  ['Jumat, 21 Agustus 2026 10:00 WITA', '2026-08-21T02:00:00.000Z'],
  ['Jumat, 21 Agustus 2026 10:00 WIT', '2026-08-21T01:00:00.000Z'],
  ["Jum'at, 21 Agustus 2026 | 10.00 WIB", '2026-08-21T03:00:00.000Z'],
  ['Jum’at, 21 Agustus 2026 - 10:00', '2026-08-21T03:00:00.000Z'],
  ['Jum, 21 Agu 2026 10:00:00 +0700', '2026-08-21T03:00:00.000Z'],
  ['Sen, 05 Jan 2026 07:05:09 +0700', '2026-01-05T00:05:09.000Z'],
  ['Sabtu, 3 Januari 2026', '2026-01-02T17:00:00.000Z'],
  ['Minggu, 1 Februari 2026 06:30 WIB', '2026-01-31T23:30:00.000Z'],
  ['Minggu, 1 Pebruari 2026 06:30 WIB', '2026-01-31T23:30:00.000Z'],
  ['Ahad, 1 Maret 2026 pukul 06.30 WIB', '2026-02-28T23:30:00.000Z'],
  ['Senin, 6 April 2026 23:59 WIB', '2026-04-06T16:59:00.000Z'],
  ['Selasa, 5 Mei 2026 00:00 WIB', '2026-05-04T17:00:00.000Z'],
  ['Rabu (3/6/2026)', '2026-06-02T17:00:00.000Z'],
  ['Kamis, 02 Juli 2026, 08:15', '2026-07-02T01:15:00.000Z'],
  ['21 Agt 2026 10:00', '2026-08-21T03:00:00.000Z'],
  ['21 Ags 2026 10:00', '2026-08-21T03:00:00.000Z'],
  ['21 Agust 2026 10.00 WIB', '2026-08-21T03:00:00.000Z'],
  ['21 Sept 2026, 10.00', '2026-09-21T03:00:00.000Z'],
  ['21 Okt 2026 10:00 WIB', '2026-10-21T03:00:00.000Z'],
  ['21 Oktober 2026 | 10:00:45 WIB', '2026-10-21T03:00:45.000Z'],
  ['21 Nop 2026 10:00', '2026-11-21T03:00:00.000Z'],
  ['21 Nopember 2026', '2026-11-20T17:00:00.000Z'],
  ['21 Des 2026 10:00 WIB', '2026-12-21T03:00:00.000Z'],
  ['1 Desember 2026 10:00 (WIB)', '2026-12-01T03:00:00.000Z'],
  ['21/08/2026 10:00 WIB', '2026-08-21T03:00:00.000Z'],
  ['21-08-2026 10:00', '2026-08-21T03:00:00.000Z'],
  ['21.08.2026 10.00', '2026-08-21T03:00:00.000Z'],
  ['21/08/26', '2026-08-20T17:00:00.000Z'],
  ['2026/08/21 10:00', '2026-08-21T03:00:00.000Z'],
  ['2026-08-21', '2026-08-20T17:00:00.000Z'],
  ['2026-08-21 10:00:00', '2026-08-21T03:00:00.000Z'],
  ['2026-08-21T10:00:00', '2026-08-21T03:00:00.000Z'],
  ['2026-08-21T10:00:00+07:00', '2026-08-21T03:00:00.000Z'],
  ['2026-08-21T03:00:00Z', '2026-08-21T03:00:00.000Z'],
  ['2026-08-21T03:00:00.000+0000', '2026-08-21T03:00:00.000Z'],
  ['20260821T100000+0700', '2026-08-21T03:00:00.000Z'],
  ['Fri, 21 Aug 2026 03:00:00 GMT', '2026-08-21T03:00:00.000Z'],
  ['Fri, 21 Aug 2026 10:00:00 +0700', '2026-08-21T03:00:00.000Z'],
  ['Fri, 21 Aug 2026 10:00:00', '2026-08-21T03:00:00.000Z'],
  ['Fri, 21 Aug 2026 10:00:00 WIB', '2026-08-21T03:00:00.000Z'],
  ['21 Agustus 2026 10:00 GMT+7', '2026-08-21T03:00:00.000Z'],
  ['21 Agustus 2026 10:00 UTC+7', '2026-08-21T03:00:00.000Z'],
  ['21 Agustus 2026 10:00 UTC+07:00', '2026-08-21T03:00:00.000Z'],
  ['10:00 WIB, 21 Agustus 2026', '2026-08-21T03:00:00.000Z'],
  ['21 Agustus 2026, 10.00-12.00 WIB', '2026-08-21T03:00:00.000Z'],
  ['Diperbarui: 21 Agustus 2026, 10:00 WIB', '2026-08-21T03:00:00.000Z'],
  ['JUMAT, 21 AGUSTUS 2026 10:00 WIB', '2026-08-21T03:00:00.000Z'],
  ['jumat , 21 agustus 2026 , 10:00 wib', '2026-08-21T03:00:00.000Z'],
  ['Jumat Kliwon, 21 Agustus 2026', '2026-08-20T17:00:00.000Z'],
  ['Surabaya, 21 Agustus 2026', '2026-08-20T17:00:00.000Z'],
  ['August 21, 2026 10:00 AM', '2026-08-21T03:00:00.000Z'],
  ['31 Juni 2026 10:00 WIB', null],
  ['29 Februari 2026', null],
  ['32 Januari 2026', null],
  ['0000-00-00 00:00:00', null],
  ['2026-13-01', null],
  ['Jumat, 21 Agustus', null],
  ['kemarin pukul 10.00', null],
  ['3 jam yang lalu', null],
];

/** Date strings, beside what `new Date()` makes of them, on which all other readers rely. */
export function measureDates(): void {
  const wrong: string[] = [];
  let right = 0;
  let builtIn = 0;
  let builtInFalse = 0;
  for (const [text, expected] of printed) {
    const given = parseDate(text, 'Asia/Jakarta')?.at ?? null;
    if (given === expected) right++;
    else wrong.push(`${text}: wanted ${expected}, given ${given}`);
    const date = new Date(text);
    const theirs = Number.isNaN(date.getTime()) ? null : date.toISOString();
    if (theirs === expected) builtIn++;
    else if (theirs !== null) builtInFalse++;
  }
  console.log('### Dates as Indonesian sites print them\n');
  printTable(
    ['', 'Kentongan', '`new Date()`, as the other readers'],
    [
      [`right of ${printed.length}`, `${right} (${percent(right, printed.length)} %)`, String(builtIn)],
      ['silently wrong', String(wrong.length), String(builtInFalse)],
    ],
  );
  for (const line of wrong) console.log(line);
}
