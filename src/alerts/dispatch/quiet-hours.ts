import type { QuietHours } from '../../core/dispatch.ts';
import type { Instant } from '../../core/mention.ts';
import { addDays, formatDateTime, instantAt, wallTime } from '../../core/time.ts';
import type { Stage } from './verdict.ts';

/** Quiet hours hold and deliver afterwards; levels that they except come through. */
export const quietHours: Stage = ({ limits, zone }, now) => {
  const quiet = limits?.quiet ?? null;
  const until = quiet === null ? null : quietUntil(quiet, now, zone);
  return ({ alert }) => {
    if (quiet === null || until === null || quiet.except.includes(alert.level)) return null;
    const detail = `jam tenang penerima sampai ${formatDateTime(until, zone)}`;
    return { outcome: 'held', reason: 'quiet-hours', detail, until };
  };
};

/** When the quiet hours end that hold now; null outside of them. */
export function quietUntil({ from, to }: QuietHours, now: Date, zone: string): Instant | null {
  const { date, hour, minute } = wallTime(now, zone);
  const at = hour * 60 + minute;
  const isQuiet = from < to ? from <= at && at < to : from > to && (at >= from || at < to);
  if (!isQuiet) return null;
  const end = instantAt(from > to && at >= from ? addDays(date, 1) : date, to, zone);
  // Where clocks are turned back, an hour that comes twice ends at its first end.
  return end > now.toISOString() ? end : null;
}
