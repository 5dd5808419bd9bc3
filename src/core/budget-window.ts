import type { BudgetWindow } from './credential.ts';
import type { Instant } from './mention.ts';
import { addDays, instantAt, localDate, wallTime } from './time.ts';

export type CalendarWindow = Extract<BudgetWindow, { kind: 'calendar' }>;

const hourMs = 3_600_000;

/** The hour, day or month of the zone that runs now, half-open. Right over changes of summer time: a day may have 23 or 25 hours. */
export function calendarWindow(window: CalendarWindow, now: Date): { readonly from: Instant; readonly to: Instant } {
  const { unit, zone } = window;
  if (unit === 'hour') {
    const { minute, second } = wallTime(now, zone);
    const from = Math.floor(now.getTime() / 1000) * 1000 - (minute * 60 + second) * 1000;
    return { from: new Date(from).toISOString(), to: new Date(from + hourMs).toISOString() };
  }
  const today = localDate(now, zone);
  const first = unit === 'day' ? today : `${today.slice(0, 7)}-01`;
  const next = unit === 'day' ? addDays(today, 1) : `${addDays(first, 31).slice(0, 7)}-01`;
  return { from: instantAt(first, 0, zone), to: instantAt(next, 0, zone) };
}
