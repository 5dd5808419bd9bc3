import type { ReadDate } from '../core/reader.ts';
import { parseZone, zoneOffset } from './zones.ts';

/** Month names as printed in Indonesian and English, with the old and the short spellings. */
const months: readonly string[][] = [
  ['januari', 'january', 'jan'],
  ['februari', 'pebruari', 'february', 'febuari', 'febr', 'feb', 'peb'],
  ['maret', 'march', 'mar', 'mrt'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agust', 'agus', 'agst', 'agu', 'agt', 'ags', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
];
const monthNumbers = new Map(months.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const month = `(?<m>${[...monthNumbers.keys()].sort((a, b) => b.length - a.length).join('|')})(?![a-z])\\.?`;
const clock = '(?:[01]?\\d|2[0-3])[.:][0-5]\\d';

/** Groups: `y`, `m` (number or name), `d`, and `clock` where the time stands inside the date. */
const patterns: readonly RegExp[] = [
  /(?<!\d)(?<y>\d{4})([-/.])(?<m>\d{1,2})\2(?<d>\d{1,2})(?!\d)/,
  /(?<!\d)(?<y>(?:19|20)\d\d)(?<m>\d{2})(?<d>\d{2})(?=t\d{4}|\s*$)/i,
  new RegExp(
    `(?<!\\d)(?<d>\\d{1,2})(?:st|nd|rd|th)?[\\s.,/-]{0,3}${month}(?:[\\s.,/'-]{1,3}|(?=\\d{4}))` +
      // Two digits are a year only where a date ends: not in "3 Mei 12 orang".
      `(?<y>\\d{4}(?!\\d)|\\d{2}(?=\\s*$|[\\s,]+${clock}))`,
    'i',
  ),
  new RegExp(
    `(?<![a-z])${month}\\s+(?<d>\\d{1,2})\\s+(?<clock>${clock}(?::\\d{2})?(?:\\s+[a-z]{1,4})?)\\s+(?<y>\\d{4})(?!\\d)`,
    'i',
  ),
  new RegExp(`(?<![a-z])${month}\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<y>\\d{4})(?!\\d)`, 'i'),
  /(?<![\d.,/:-])(?<d>\d{1,2})([/-])(?<m>\d{1,2})\2(?<y>\d{4}|\d{2})(?![\d/-])/,
  /(?<![\d.,/:-])(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})(?!\d)/,
];

/** `60` is a leap second. */
const time =
  /(?:^|[^\d:.])([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:]([0-5]\d|60)(?:[.,]\d{1,9})?)?(?!\d)\s?([ap]\.?m\b\.?)?/i;
const compactTime = /^t([01]\d|2[0-3])([0-5]\d)([0-5]\d)?/i;

/**
 * The first date in a short text: ISO 8601, RFC 822, and what Indonesian pages print
 * (`Selasa, 30 September 2025 - 13:28 WIB`, `Sabtu 03-06-2017,11:48 WIB`, `Jum'at, 7 Nopember 2025 | 09.05 WITA`, `21 Agt 2026`).
 * Numbers alone are read day first. A day that does not exist (31 Juni) is no date.
 * @param zone IANA zone for a date that names none
 * @returns null when there is no whole date; precision `day` when there is no time of day (then `at` is the midnight that began it)
 */
export function parseDate(text: string, zone: string): ReadDate | null {
  const line = text.slice(0, 300);
  let match: RegExpExecArray | null = null;
  for (const pattern of patterns) {
    const found = pattern.exec(line);
    if (found !== null && (match === null || found.index < match.index)) match = found;
  }
  const { y = '', m = '', d = '', clock: inside } = match?.groups ?? {};
  const day = match === null ? null : toDay(y, m, d, /^\d{4}/.test(match[0]));
  if (match === null || day === null) return null;
  if (inside !== undefined) return toReadDate(day, inside, zone);
  const end = match.index + match[0].length;
  const after = toReadDate(day, line.slice(end, end + 60), zone);
  // "09.05 WIB, 20 Agustus 2026"
  return after.precision === 'day'
    ? toReadDate(day, line.slice(Math.max(0, match.index - 30), match.index), zone)
    : after;
}

type Day = readonly [year: number, month: number, day: number];

function toDay(y: string, m: string, d: string, yearFirst: boolean): Day | null {
  const name = monthNumbers.get(m.toLowerCase());
  const [second, first] = [Number(m), Number(d)];
  if (name !== undefined) return toValid(fullYear(y), name, first);
  // Day first, unless only month first makes sense. A year in front is always followed by the month.
  return second > 12 && first <= 12 && !yearFirst
    ? toValid(fullYear(y), first, second)
    : toValid(fullYear(y), second, first);
}

function fullYear(printed: string): number {
  const year = Number(printed);
  if (printed.length > 2) return year;
  return year + (year < 70 ? 2000 : 1900);
}

function toValid(year: number, monthNumber: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, monthNumber - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === day;
  return exists && year >= 1970 && year <= 2100 ? [year, monthNumber, day] : null;
}

function toReadDate(day: Day, rest: string, zone: string): ReadDate {
  const [year, monthNumber, dayOfMonth] = day;
  const match = compactTime.exec(rest) ?? time.exec(rest.slice(0, 40));
  if (match === null)
    return { at: toInstant(Date.UTC(year, monthNumber - 1, dayOfMonth), null, zone), precision: 'day' };
  const seconds = match[3] === undefined ? 0 : Math.min(Number(match[3]), 59);
  const wall = Date.UTC(
    year,
    monthNumber - 1,
    dayOfMonth,
    toHour(Number(match[1]), match[4]),
    Number(match[2]),
    seconds,
  );
  const named = parseZone(rest.slice(match.index + match[0].length));
  return { at: toInstant(wall, named, zone), precision: match[3] === undefined ? 'minute' : 'exact' };
}

function toHour(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

function toInstant(wallMs: number, offsetMinutes: number | null, zone: string): string {
  return new Date(wallMs - (offsetMinutes ?? zoneOffset(zone, wallMs)) * 60_000).toISOString();
}
