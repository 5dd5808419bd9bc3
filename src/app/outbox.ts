import { channelNames } from '../core/alert-fate.ts';
import { ConfigError } from '../core/errors.ts';
import { outboxStateNames } from '../core/outbox-words.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';
import { writeAudit } from '../store/audit.ts';
import { listStops } from '../store/delivery-stops.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { countOutbox, listOutbox, type OutboxEntry, type OutboxState, retryDead } from '../store/outbox.ts';
import { holdOutbox, releaseOutbox } from '../store/outbox-hold.ts';
import type { Db } from '../store/schema.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';

const states = Object.keys(outboxStateNames) as readonly OutboxState[];
const maxListed = 1_000;

export interface OutboxCommand {
  /** As typed; all states but those sent if absent. */
  readonly state?: string;
  readonly limit: string;
  /** Ids as typed, or `true` for all that were given up; absent: only shows. */
  readonly retry?: readonly string[] | true;
  /** After a restore: nothing goes out until it is let go. */
  readonly hold?: true;
  readonly release?: true;
}

/** What waits, what was given up and why; with `retry` what was given up is sent again, with `hold` and `release` nothing or all. @throws ConfigError for wrong use */
export async function showOutbox(configPath: string, command: OutboxCommand): Promise<string> {
  const { state, retry } = command;
  const limit = Number(command.limit);
  if (state !== undefined && !states.includes(state as OutboxState))
    throw new ConfigError([{ where: '--state', message: `harus salah satu dari: ${states.join(', ')}` }]);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxListed)
    throw new ConfigError([{ where: '--limit', message: `harus bilangan bulat dari 1 sampai ${maxListed}` }]);
  const ids = retry === undefined ? null : retry === true ? 'all' : retry.map(toId);
  const installation = await openConfigured(configPath, createLogger('warn'));
  try {
    const { db, now, region } = installation;
    if (command.hold === true || command.release === true) return await holdOrRelease(db, now(), command.hold === true);
    if (ids !== null) {
      const at = now();
      const again = await inWriteTransaction(db, async (trx) => {
        const done = await retryDead(trx, ids, at);
        const entry = { at: at.toISOString(), who: 'baris perintah', action: 'outbox.retry', object: 'outbox' };
        if (done.length > 0) await writeAudit(trx, { ...entry, detail: { ids: done } });
        return done;
      });
      return `${formatNumber(again.length)} pesan dikirim lagi.${again.length === 0 ? ' Tidak ada yang menyerah.' : ''}\n`;
    }
    const shown: readonly OutboxState[] = state === undefined ? ['dead', 'sending', 'pending'] : [state as OutboxState];
    const entries: OutboxEntry[] = [];
    for (const one of shown) entries.push(...(await listOutbox(db, { state: one, limit: limit - entries.length })));
    const counts = await countOutbox(db);
    const lines = [
      states.map((one) => `${formatNumber(counts[one])} ${outboxStateNames[one]}`).join(', '),
      ...(await listStops(db)).map(
        ({ channel, address, error, since }) =>
          `BERHENTI ${channelNames[channel]}${address === null ? '' : ` ${address}`} sejak ${formatDateTime(since, region.timezone)}: ${error}`,
      ),
      ...entries.map((entry) => toLine(entry, region.timezone)),
    ];
    return `${lines.join('\n')}\n`;
  } finally {
    await installation.close();
  }
}

async function holdOrRelease(db: Db, now: Date, isHolding: boolean): Promise<string> {
  const at = now.toISOString();
  const by = { at, who: 'baris perintah', object: 'outbox' };
  return inWriteTransaction(db, async (trx) => {
    if (isHolding) {
      await holdOutbox(trx, at);
      await writeAudit(trx, { ...by, action: 'outbox.hold', detail: null });
      return 'Semua pesan ditahan sampai "kentongan outbox --release".\n';
    }
    const { held, givenUp } = await releaseOutbox(trx, now);
    if (!held) return 'Tidak ada yang ditahan.\n';
    await writeAudit(trx, { ...by, action: 'outbox.release', detail: { givenUp } });
    const old =
      givenUp === 0
        ? ''
        : ` ${formatNumber(givenUp)} pesan dari sebelum penahanan tidak dikirim karena mungkin sudah terkirim: lihat --state dead, lalu --retry <nomor> bila memang belum.`;
    return `Pengiriman berjalan lagi.${old}\n`;
  });
}

function toId(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new ConfigError([{ where: '--retry', message: `"${text}" bukan nomor pesan` }]);
}

function toLine(entry: OutboxEntry, zone: string): string {
  const { id, state, channel, recipientName, address, attempts, message, createdAt, lastError } = entry;
  const next = state === 'pending' ? `, berikutnya ${formatDateTime(entry.nextAttemptAt, zone)}` : '';
  const error = lastError === null ? '' : `\n    ${lastError}`;
  return `#${id} ${outboxStateNames[state]} ${channelNames[channel]} ${recipientName} <${address}> ${formatDateTime(createdAt, zone)} (${attempts} kali dicoba${next}) ${message.subject}${error}`;
}
