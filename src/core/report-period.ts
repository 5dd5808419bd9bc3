import type { ReportPeriod } from './digest.ts';
import type { Instant } from './mention.ts';
import { addDays, dayWindow, defaultReportMinute, formatDate, instantAt, isDate, lastReportDate } from './time.ts';

/**
 * Names of reporting periods: `2026-11-21` a day, `2026-W47` an ISO week (Monday to Sunday), `2026-11` a month. Each begins and ends
 * at the report's minute of the day (06.00) in the regency's zone.
 */

/** What kind of period a name means; null for what is none. */
export function periodOf(date: string): ReportPeriod | null {
  if (isDate(date)) return 'day';
  const week = /^(\d{4})-W(\d{2})$/.exec(date);
  if (week !== null) return weekOf(mondayOf(Number(week[1]), Number(week[2]))) === date ? 'week' : null;
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(date) ? 'month' : null;
}

/** A version of a report: `2026-11-21` is the newest, `2026-11-21+1` its first correction, `2026-11-21+0` as it was first sent. */
export interface ReportKey {
  readonly date: string;
  /** Null for the newest. */
  readonly correction: number | null;
}

/** Null for what names no report. */
export function parseReportKey(key: string): ReportKey | null {
  const match = /^([^+]{1,10})(?:\+(\d{1,3}))?$/.exec(key);
  const date = match?.[1];
  if (date === undefined || periodOf(date) === null) return null;
  return { date, correction: match?.[2] === undefined ? null : Number(match[2]) };
}

/** What a version is stored and mailed under: `2026-11-21`, `2026-11-21+1`. */
export function reportKeyOf(date: string, correction: number): string {
  return correction === 0 ? date : `${date}+${correction}`;
}

/** First calendar date of the period, and of the one that follows. @throws RangeError for what is no period */
export function datesOf(date: string): { readonly first: string; readonly next: string } {
  switch (periodOf(date)) {
    case 'day':
      return { first: date, next: addDays(date, 1) };
    case 'week': {
      const first = mondayOf(Number(date.slice(0, 4)), Number(date.slice(6)));
      return { first, next: addDays(first, 7) };
    }
    case 'month': {
      const first = `${date}-01`;
      return { first, next: `${addDays(first, 31).slice(0, 7)}-01` };
    }
    default:
      throw new RangeError(`no reporting period: ${date}`);
  }
}

/** From the report's minute on the first date to the same on the date after the last. */
export function reportWindow(
  date: string,
  zone: string,
  minute: number = defaultReportMinute,
): { readonly from: Instant; readonly to: Instant } {
  const { first, next } = datesOf(date);
  return { from: instantAt(first, minute, zone), to: instantAt(next, minute, zone) };
}

/** The period of the same kind just before: `2026-11` → `2026-10`. */
export function previousReport(date: string): string {
  return reportOf(periodOf(date) ?? 'day', addDays(datesOf(date).first, -1));
}

/** The period of this kind that a calendar date lies in. */
export function reportOf(period: ReportPeriod, date: string): string {
  if (period === 'day') return date;
  return period === 'week' ? weekOf(date) : date.slice(0, 7);
}

/** The last period of this kind that has ended. */
export function lastReport(
  period: ReportPeriod,
  now: Date,
  zone: string,
  minute: number = defaultReportMinute,
): string {
  const day = lastReportDate(now, zone, minute);
  const running = reportOf(period, addDays(day, 1));
  return datesOf(running).first === addDays(day, 1) ? reportOf(period, day) : previousReport(running);
}

/** True once the period has begun: before that nothing can be said of it. */
export function hasBegun(date: string, now: Date, zone: string, minute: number = defaultReportMinute): boolean {
  return reportWindow(date, zone, minute).from <= now.toISOString();
}

/** Where the period is cut for its chart: into 24 hours, or into its days. `at` of each, oldest first, and the end. */
export function spansOf(
  date: string,
  zone: string,
  minute: number = defaultReportMinute,
): readonly { readonly from: Instant; readonly to: Instant }[] {
  const { first, next } = datesOf(date);
  if (periodOf(date) === 'day') {
    const { from, to } = dayWindow(first, zone, minute);
    const starts: string[] = [];
    for (let at = Date.parse(from); at < Date.parse(to); at += 3_600_000) starts.push(new Date(at).toISOString());
    return starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? to }));
  }
  const days: string[] = [];
  for (let day = first; day < next; day = addDays(day, 1)) days.push(day);
  return days.map((day) => dayWindow(day, zone, minute));
}

/** `Sabtu, 21 November 2026` · `Pekan ke-47 (16 November 2026 s.d. 22 November 2026)` · `November 2026` */
export function formatReport(date: string): string {
  const { first, next } = datesOf(date);
  switch (periodOf(date)) {
    case 'week':
      return `Pekan ke-${Number(date.slice(6))} (${dayOf(first)} s.d. ${dayOf(addDays(next, -1))})`;
    case 'month':
      return monthName.format(new Date(`${first}T00:00:00.000Z`));
    default:
      return formatDate(date);
  }
}

/** `laporan harian`, as in "laporan harian 21 November". */
export const reportNames: Readonly<Record<ReportPeriod, string>> = {
  day: 'laporan harian',
  week: 'laporan mingguan',
  month: 'laporan bulanan',
};

const monthName = new Intl.DateTimeFormat('id-ID', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const plainDay = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' });

function dayOf(date: string): string {
  return plainDay.format(new Date(`${date}T00:00:00.000Z`));
}

/** ISO 8601: the week belongs to the year of its Thursday. */
function weekOf(date: string): string {
  const thursday = addDays(date, 3 - weekdayOf(date));
  const year = thursday.slice(0, 4);
  const days = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}

/** Monday of an ISO week: 4 January always lies in the first. */
function mondayOf(year: number, week: number): string {
  const fourth = `${String(year).padStart(4, '0')}-01-04`;
  return addDays(fourth, (week - 1) * 7 - weekdayOf(fourth));
}

/** 0 for Monday … 6 for Sunday. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00.000Z`).getUTCDay() + 6) % 7;
}
