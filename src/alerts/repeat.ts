import { type AlertDraft, type AlertLevel, alertLevels, type FactMention, type LastAlert } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';
import { formatNumber } from '../core/time.ts';
import { dayMs, hourMs } from './options.ts';

const maxIntervalMs = dayMs;
/** From this age on only what is bad news is repeated. */
const oldAfterMs = 7 * dayMs;

export function isHigher(level: AlertLevel, than: AlertLevel): boolean {
  return alertLevels.indexOf(level) > alertLevels.indexOf(than);
}

/**
 * Least time between two alerts on an issue: as configured in its first day, doubled with each day of its age up to once a day. A longer
 * interval that was configured stands.
 */
export function repeatIntervalMs(issue: Pick<Issue, 'firstAt'>, now: Date, repeatHours: number): number {
  const base = repeatHours * hourMs;
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(issue.firstAt)) / dayMs));
  // 2 ** 1100 is Infinity, and the minimum of it is still the day.
  return Math.max(base, Math.min(maxIntervalMs, base * 2 ** days));
}

/** Whether an alert on the issue may be due: a cheap look that agrees with `occasionOf`, without its mentions. */
export function mayBeDue(issue: Issue, last: LastAlert | null, now: Date, repeatHours: number): boolean {
  if (last === null) return true;
  if (Date.parse(issue.updatedAt) <= Date.parse(last.at)) return false;
  return last.level !== 'crisis' || now.getTime() - Date.parse(last.at) >= repeatIntervalMs(issue, now, repeatHours);
}

export type Occasion =
  | { readonly occasion: AlertDraft['occasion'] }
  /** Why not now: one Indonesian sentence. */
  | { readonly why: string };

/**
 * `first` if nothing was raised on the issue yet; `rise` when the level is higher than what was told, at once; `repeat` if the interval
 * has passed and at least one of the given mentions came in since, of an issue older than a week a bad one. Alerts of every rule count, so
 * that an issue is repeated once per interval whatever the rules. While the clock stands before the last alert (it was set back) nothing
 * is raised again.
 */
export function occasionOf(
  { issue, last }: { readonly issue: Issue; readonly last: LastAlert | null },
  level: AlertLevel,
  news: readonly FactMention[],
  now: Date,
  repeatHours: number,
): Occasion {
  if (last === null) return { occasion: 'first' };
  const lastMs = Date.parse(last.at);
  const sinceMs = now.getTime() - lastMs;
  if (sinceMs < 0) return { why: 'Peringatan terakhir bertanggal sesudah waktu sekarang: jam komputer pernah mundur.' };
  if (Date.parse(issue.updatedAt) <= lastMs) return { why: 'Tidak ada yang berubah sejak peringatan terakhir.' };
  if (isHigher(level, last.level)) return { occasion: 'rise' };
  const intervalMs = repeatIntervalMs(issue, now, repeatHours);
  if (sinceMs < intervalMs) {
    const [past, interval] = [sinceMs, intervalMs].map((ms) => formatNumber(ms / hourMs));
    return { why: `Sudah diperingatkan ${past} jam lalu; diulang paling cepat ${interval} jam sesudahnya.` };
  }
  const came = news.filter(({ collectedAt }) => Date.parse(collectedAt) > lastMs);
  if (came.length === 0) return { why: 'Tidak ada sebutan baru sejak peringatan terakhir.' };
  const isOld = now.getTime() - Date.parse(issue.firstAt) >= oldAfterMs;
  if (isOld && !came.some(isBadNews)) {
    return { why: 'Isu berumur lebih dari sepekan dan tidak ada sebutan negatif baru sejak peringatan terakhir.' };
  }
  return { occasion: 'repeat' };
}

function isBadNews({ label, hoaxClass }: FactMention): boolean {
  return label === 'negative' || hoaxClass === 'claim';
}
