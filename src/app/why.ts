import type { Alert } from '../core/alert.ts';
import { type AlertFate, channelNames, sayFate } from '../core/alert-fate.ts';
import { decisionReasonNames } from '../core/dispatch.ts';
import { ConfigError } from '../core/errors.ts';
import { formatDateTime } from '../core/time.ts';
import { loadAlertFates } from '../store/alert-fates.ts';
import { findAlert } from '../store/alerts.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';

const levelNames = { watch: 'kuning', alert: 'merah', crisis: 'krisis' } as const;

/**
 * Why a mail about an alert was sent or not: what became of it for each target, and every decision on the way.
 * @param id as typed
 * @throws ConfigError for what is no id, or not one of an alert
 */
export async function explainAlert(configPath: string, id: string): Promise<string> {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw wrongId('harus nomor peringatan');
  const installation = await openConfigured(configPath, createLogger('warn'));
  try {
    const { db, region } = installation;
    const alert = await findAlert(db, Number(id));
    const fate = (await loadAlertFates(db, [Number(id)])).get(Number(id));
    if (alert === null || fate === undefined) throw wrongId(`peringatan ${id} tidak ada`);
    return toText(alert, fate, region.timezone);
  } finally {
    await installation.close();
  }
}

function wrongId(message: string): ConfigError {
  return new ConfigError([{ where: 'why', message }]);
}

function toText(alert: Alert, { notices, decisions }: AlertFate, zone: string): string {
  const { id, title, level, reason, firedAt, acknowledged } = alert;
  const lines = [
    `Peringatan #${id} (${levelNames[level]}), ${formatDateTime(firedAt, zone)}`,
    title,
    reason,
    '',
    acknowledged === null
      ? 'Belum ada yang menyatakan menangani.'
      : `Ditangani ${acknowledged.by} sejak ${formatDateTime(acknowledged.at, zone)}${acknowledged.note === null ? '' : `: ${acknowledged.note}`}`,
    '',
    'Penerima:',
    ...(notices.length === 0 ? ['- tidak ada'] : []),
    ...notices.map((one) => {
      const { target, routeId, purpose } = one.notice;
      const via = purpose === 'escalate' ? `eskalasi jalur ${routeId}` : `jalur ${routeId}`;
      return `- ${target.name}, ${channelNames[target.channel]} (${via}): ${sayFate(one, zone)}`;
    }),
    '',
    'Keputusan:',
    ...(decisions.length === 0 ? ['- belum ada'] : []),
    ...decisions.map(({ at, target, outcome, reason: name, detail }) => {
      const what = { queued: 'diantrekan', held: 'ditahan', dropped: 'tidak dikirim' }[outcome];
      const why = name === null ? '' : ` (${decisionReasonNames[name]})`;
      return `- ${formatDateTime(at, zone)} ${target === '' ? 'semua' : target}: ${what}${why}${detail === null ? '' : `: ${detail}`}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
