import { type ChannelId, type Decision, decisionReasonNames, type Notice } from './dispatch.ts';
import type { Instant } from './mention.ts';
import { formatDateTime, formatNumber } from './time.ts';

/** What became of an alert: for each target, and line by line. */
export interface AlertFate {
  readonly alertId: number;
  /** In the order in which they were made. */
  readonly notices: readonly NoticeFate[];
  /** Oldest first. */
  readonly decisions: readonly Decision[];
}

export interface NoticeFate {
  readonly notice: Notice;
  /** Of the last decision for this target; null for none. */
  readonly detail: string | null;
  /** Its message; null while there is none, and when its row was deleted after its time. */
  readonly message: MessageFate | null;
}

export interface MessageFate {
  readonly state: 'pending' | 'sending' | 'sent' | 'dead';
  readonly attempts: number;
  readonly queuedAt: Instant;
  readonly nextAttemptAt: Instant;
  readonly sentAt: Instant | null;
  /** Without the recipient's address. */
  readonly lastError: string | null;
}

export const channelNames: Readonly<Record<ChannelId, string>> = {
  email: 'surel',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  webhook: 'webhook',
};

/** `terkirim 22 Nov 2026, 10.31 WIB`; `ditahan (jam tenang): …`. */
export function sayFate({ notice, detail, message }: NoticeFate, zone: string): string {
  const { state, reason, dueAt, purpose } = notice;
  const due = formatDateTime(dueAt, zone);
  const why = reason === null ? '' : ` (${decisionReasonNames[reason]})`;
  switch (state) {
    case 'queued':
      return message === null ? 'sudah diantrekan; catatan pengirimannya sudah dihapus' : sayMessage(message, zone);
    case 'waiting':
      return purpose === 'escalate'
        ? `dinaikkan ${due} bila sampai saat itu belum ada yang menyatakan menangani`
        : `menunggu peringatan sekelompok sampai ${due}`;
    case 'held':
      return `ditahan${why}: ${detail ?? 'tanpa keterangan'}; diperiksa lagi ${due}`;
    case 'dropped':
      return `tidak dikirim${why}: ${detail ?? 'tanpa keterangan'}`;
  }
}

function sayMessage(
  { state, attempts, queuedAt, nextAttemptAt, sentAt, lastError }: MessageFate,
  zone: string,
): string {
  const error = lastError === null ? '' : `: ${lastError}`;
  switch (state) {
    case 'sent':
      return `terkirim ${formatDateTime(sentAt ?? queuedAt, zone)}`;
    case 'sending':
      return `sedang dikirim, percobaan ke-${formatNumber(attempts)}`;
    case 'dead':
      return `gagal dikirim setelah ${formatNumber(attempts)} percobaan dan tidak dicoba lagi${error}`;
    case 'pending':
      return attempts === 0
        ? `di antrean pengiriman sejak ${formatDateTime(queuedAt, zone)}`
        : `gagal dikirim ${formatNumber(attempts)} kali, dicoba lagi ${formatDateTime(nextAttemptAt, zone)}${error}`;
  }
}
