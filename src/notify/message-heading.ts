import type { Alert } from '../core/alert.ts';
import type { MessageOccasion } from '../core/notification.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';
import { type AlertContent, type AlertContext, type LevelName, levelNames, topicNameOf } from './alert-content.ts';
import { oneLine } from './one-line.ts';

export const demoLine = 'INI DEMO: kabupaten, media, dan kejadian dalam pesan ini rekaan.';
export const closingLine =
  'Pesan otomatis dari Kentongan. Penilaian dibuat oleh mesin dari kata-kata dalam teks; periksa sumbernya sebelum bertindak.';

/** `MERAH (lanjutan)`, `MERAH (belum ditangani)` */
export function tagOf(level: LevelName, content: Pick<AlertContent, 'occasion'>, occasion: MessageOccasion): string {
  const tag = occasion === 'escalation' ? 'belum ditangani' : content.occasion;
  return tag === null ? level : `${level} (${tag})`;
}

/** Why the message comes at all, when that is not plain. */
export function noteOf(alerts: readonly Alert[], occasion: MessageOccasion, context: AlertContext): string | null {
  if (occasion === 'escalation') {
    const since = alerts.map(({ firedAt }) => firedAt).sort()[0] ?? '';
    const what = alerts.length === 1 ? 'peringatan ini' : 'peringatan-peringatan ini';
    return `Belum ada yang menyatakan menangani ${what} sejak ${formatDateTime(since, context.timezone)}.`;
  }
  if (occasion === 'collected' && alerts.length > 1) {
    return 'Pesan gabungan: beberapa peringatan dikirim sekaligus karena jam tenang atau batas pesan.';
  }
  return null;
}

/** `7 isu Air & listrik/PDAM`: what several alerts have in common. */
export function summaryOf(alerts: readonly Alert[]): string {
  const [first] = alerts;
  const isIssues = alerts.every(({ issueId }) => issueId !== null);
  const shared = <T>(of: (alert: Alert) => T): T | null =>
    first !== undefined && alerts.every((alert) => of(alert) === of(first)) ? of(first) : null;
  const common = [topicNameOf(shared(({ topic }) => topic)), shared(({ agency }) => agency)].filter(
    (part) => part !== null,
  );
  const what = `${formatNumber(alerts.length)} ${isIssues ? 'isu' : 'peringatan'}`;
  return oneLine(common.length === 0 ? what : `${what} ${common.join('/')}`, 100);
}

/** `[Kentongan] MERAH: 7 isu Air & listrik/PDAM – Air mati tiga hari, …` */
export function listSubject(alerts: readonly Alert[], titles: readonly string[], occasion: MessageOccasion): string {
  const [first] = alerts;
  const level = first === undefined ? 'KUNING' : levelNames[first.level];
  const named = oneLine(titles.slice(0, 2).join(', '), 110);
  const rest = alerts.length > 2 ? ', …' : '';
  return `[Kentongan] ${tagOf(level, { occasion: null }, occasion)}: ${summaryOf(alerts)} – ${named}${rest}`;
}
