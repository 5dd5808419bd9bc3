import type { CollectEvent } from '../jobs/collect.ts';
import { sayFault } from './say-fault.ts';

/** Writes one line per source that has been read: words in a terminal, JSON elsewhere. */
export function createProgressLines(stream: NodeJS.WriteStream): (event: CollectEvent) => void {
  return (event) => {
    if (event.type !== 'ended') return;
    const { source, outcome } = event;
    const { status, totals, error, notice, durationMs } = outcome;
    if (status === 'interrupted') return;
    if (stream.isTTY) {
      const seconds = (durationMs / 1000).toFixed(1);
      const result =
        error === null
          ? `${totals.stored} baru, ${totals.repeats} sudah ada${totals.edits > 0 ? `, ${totals.edits} disunting` : ''}${totals.rejected > 0 ? `, ${totals.rejected} ditolak` : ''}${totals.setAside > 0 ? `, ${totals.setAside} spam disisihkan` : ''}`
          : `gagal: ${sayError(error)}`;
      const sign = { ok: '✓', failed: '✗', waiting: '…' }[status];
      const why = notice === null ? '' : `; ${notice}`;
      stream.write(`${sign} ${source.title.padEnd(36)} ${result}${why} (${seconds} dtk)\n`);
    } else {
      stream.write(`${JSON.stringify({ source: source.id, status, ...totals, error, notice, durationMs })}\n`);
    }
  };
}

/** `network: host not found` as a person reads it. */
function sayError(error: string): string {
  const [, reason = '', technical = error] = /^([a-z-]+): (.*)$/s.exec(error) ?? [];
  return sayFault(reason, technical);
}
