import type { JSX } from 'preact';
import type { DatePrecision, Instant } from '../../core/mention.ts';
import { addDays, formatDateTime, formatTime, localDate } from '../../core/time.ts';

/** A time in the regency's zone: `hari ini 06.00 WIB`, `kemarin 21.15 WIB`, else the date; machines get the instant. */
export function When({ at, now, zone }: { at: Instant; now: Date; zone: string }): JSX.Element {
  return (
    <time dateTime={at} title={formatDateTime(at, zone)}>
      {sayWhen(at, now, zone)}
    </time>
  );
}

export function sayWhen(at: Instant, now: Date, zone: string): string {
  const today = localDate(now, zone);
  const day = localDate(new Date(at), zone);
  if (day === today) return `hari ini ${formatTime(at, zone)}`;
  if (day === addDays(today, -1)) return `kemarin ${formatTime(at, zone)}`;
  return formatDateTime(at, zone);
}

/** A guessed time is said to be one. */
export function saysPrecision(precision: DatePrecision): string {
  if (precision === 'guessed') return ' (waktu terbit tidak disebut; ini waktu terkumpul)';
  return precision === 'day' ? ' (jam terbit tidak disebut)' : '';
}

/** `3 jam`, `2 hari`: how long ago, rounded down. */
export function sayAge(at: Instant, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / 60_000));
  if (minutes < 1) return 'baru saja';
  if (minutes < 60) return `${minutes} menit lalu`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} jam lalu` : `${Math.floor(hours / 24)} hari lalu`;
}
