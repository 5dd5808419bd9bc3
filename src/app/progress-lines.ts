import type { CollectEvent } from '../jobs/collect.ts';

/** Writes one line per source that has been read: words in a terminal, JSON elsewhere. */
export function createProgressLines(stream: NodeJS.WriteStream): (event: CollectEvent) => void {
  return (event) => {
    if (event.type !== 'ended' || event.outcome.status === 'interrupted') return;
    const { source, outcome } = event;
    const { status, totals, error, durationMs } = outcome;
    if (stream.isTTY) {
      const seconds = (durationMs / 1000).toFixed(1);
      const result =
        error === null
          ? `${totals.stored} baru, ${totals.repeats} sudah ada${totals.edits > 0 ? `, ${totals.edits} disunting` : ''}${totals.rejected > 0 ? `, ${totals.rejected} ditolak` : ''}${totals.setAside > 0 ? `, ${totals.setAside} spam disisihkan` : ''}`
          : `gagal: ${error}`;
      stream.write(`${error === null ? '✓' : '✗'} ${source.title.padEnd(36)} ${result} (${seconds} dtk)\n`);
    } else {
      stream.write(`${JSON.stringify({ source: source.id, status, ...totals, error, durationMs })}\n`);
    }
  };
}
