import type { Instant } from './mention.ts';

/**
 * Calendar arithmetic in an IANA zone, with Intl only. Indonesia's three zones have no summer time; the functions are right in
 * zones that do. Dates are `YYYY-MM-DD` texts; instants are ISO UTC texts (`core/mention.ts`).
 */
const dayMs = 86_400_000;

const indonesianZones: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const clocks = new Map<string, Intl.DateTimeFormat>();

/** One formatter per zone: making one costs 50 µs, using one 1 µs. @throws RangeError for a zone that does not exist */
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** What a wall clock in the zone shows. */
export interface WallTime {
  /** `2026-11-21` */
  readonly date: string;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export function wallTime(at: Date, zone: string): WallTime {
  const part: Record<string, string> = {};
  for (const { type, value } of clockOf(zone).formatToParts(at)) part[type] = value;
  return {
    date: `${(part.year ?? '').padStart(4, '0')}-${part.month}-${part.day}`,
    hour: Number(part.hour),
    minute: Number(part.minute),
    second: Number(part.second),
  };
}

/** Local calendar date of an instant. */
export function localDate(at: Date, zone: string): string {
  return wallTime(at, zone).date;
}

/** True for `YYYY-MM-DD` that exists in the calendar. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** `addDays('2026-11-30', 1)` → `2026-12-01` */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + days * dayMs).toISOString().slice(0, 10);
}

/**
 * The instant at which a wall clock in the zone shows this date and minute of the day (06.00 is 360). A time skipped by summer
 * time gives the instant that comes as much later; a time that happens twice gives the first.
 */
export function instantAt(date: string, minute: number, zone: string): Instant {
  const wanted = Date.parse(`${date}T00:00:00.000Z`) + minute * 60_000;
  // Offsets of the day before and the day after enclose any change of summer time.
  const before = wanted - offsetMs(wanted - dayMs, zone);
  const after = wanted - offsetMs(wanted + dayMs, zone);
  const at = before + offsetMs(before, zone) === wanted || after + offsetMs(after, zone) !== wanted ? before : after;
  return new Date(at).toISOString();
}

/** How far the zone's wall clock is ahead of UTC at this instant. */
function offsetMs(at: number, zone: string): number {
  const wall = wallTime(new Date(at), zone);
  const shown = Date.parse(`${wall.date}T00:00:00.000Z`) + (wall.hour * 3600 + wall.minute * 60 + wall.second) * 1000;
  return shown - Math.floor(at / 1000) * 1000;
}

/** Minute of the day at which a reporting day begins and ends unless configured otherwise: 06.00. */
export const defaultReportMinute = 360;

/** `06:00` or `06.00` → 360; null for anything else. */
export function parseClock(text: string): number | null {
  const match = /^([01]\d|2[0-3])[:.]([0-5]\d)$/.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** The reporting day: from 06.00 (or another minute) on the date to the same time on the next, in the zone. */
export function dayWindow(
  date: string,
  zone: string,
  minute: number = defaultReportMinute,
): { readonly from: Instant; readonly to: Instant } {
  return { from: instantAt(date, minute, zone), to: instantAt(addDays(date, 1), minute, zone) };
}

/** Date of the last reporting day that has ended: on Sunday 06.00 it is Saturday, on Sunday 05.59 still Friday. */
export function lastReportDate(now: Date, zone: string, minute: number = defaultReportMinute): string {
  const today = localDate(now, zone);
  return addDays(today, now.toISOString() >= instantAt(today, minute, zone) ? -1 : -2);
}

/** Date of the reporting day that runs now. */
export function runningReportDate(now: Date, zone: string, minute: number = defaultReportMinute): string {
  return addDays(lastReportDate(now, zone, minute), 1);
}

/** WIB, WITA, WIT; for other zones what Intl calls them (`GMT+2`). */
export function zoneLabel(zone: string, at: Date): string {
  const known = indonesianZones[zone];
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat('id-ID', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** `06.00 WIB` */
export function formatTime(at: Date | Instant, zone: string): string {
  const when = new Date(at);
  const wall = wallTime(when, zone);
  return `${two(wall.hour)}.${two(wall.minute)} ${zoneLabel(zone, when)}`;
}

/** `Sabtu, 21 November 2026` from a calendar date. */
export function formatDate(date: string): string {
  return longDate.format(new Date(`${date}T00:00:00.000Z`));
}

/** `21 Nov 2026, 06.00 WIB` */
export function formatDateTime(at: Date | Instant, zone: string): string {
  const when = new Date(at);
  return `${shortDate.format(new Date(`${localDate(when, zone)}T00:00:00.000Z`))}, ${formatTime(when, zone)}`;
}

/** `1.240` */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

const longDate = new Intl.DateTimeFormat('id-ID', { dateStyle: 'full', timeZone: 'UTC' });
const shortDate = new Intl.DateTimeFormat('id-ID', { dateStyle: 'medium', timeZone: 'UTC' });
const numbers = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 });

function two(value: number): string {
  return String(value).padStart(2, '0');
}
