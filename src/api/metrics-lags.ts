import {
  type LagMarks,
  listOpenAlertMessages,
  loadEndedMessages,
  loadLagMarks,
  loadRaisedAlerts,
  loadScoredItems,
  loadStoredItems,
} from '../store/operation-lags.ts';
import type { Db } from '../store/schema.ts';
import type { Family, Sample } from './metrics-text.ts';

/** Seconds. 60 and 360 are what is promised of alerts (crisis, others); the long ones are how often a quiet source is read. */
export const lagBounds = [1, 5, 10, 20, 30, 45, 60, 90, 120, 240, 360, 600, 900, 1_800, 3_600, 7_200, 21_600, 86_400];

/** Read at a time; at a scrape each quarter of a minute that is 300 items a second. */
const portion = 5_000;

interface Histogram {
  observe(labels: Readonly<Record<string, string>>, from: string | null, to: string): void;
  toFamily(): Family;
}

function createHistogram(name: string, help: string): Histogram {
  const series = new Map<string, { labels: Readonly<Record<string, string>>; counts: number[]; sum: number }>();
  return {
    observe(labels, from, to) {
      if (from === null) return;
      // Clocks of sites run ahead; what is dated in the future was told at once.
      const seconds = Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
      const key = JSON.stringify(labels);
      const own = series.get(key) ?? { labels, counts: new Array(lagBounds.length + 1).fill(0), sum: 0 };
      series.set(key, own);
      const at = lagBounds.findIndex((bound) => seconds <= bound);
      const slot = at === -1 ? lagBounds.length : at;
      own.counts[slot] = (own.counts[slot] ?? 0) + 1;
      own.sum += seconds;
    },
    toFamily() {
      const samples = [...series.values()].flatMap(({ labels, counts, sum }): readonly Sample[] => {
        let total = 0;
        const buckets = counts.map((count, slot) => {
          total += count;
          return {
            suffix: '_bucket' as const,
            labels: { ...labels, le: String(lagBounds[slot] ?? '+Inf') },
            value: total,
          };
        });
        return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: total }];
      });
      return { name, help, type: 'histogram', samples };
    },
  };
}

/**
 * How long things took, counted from the first time somebody asks: each row that came since is read once, when it has ended. Every
 * process counts for itself and sees the same rows, so their rates agree although their counts begin at different times.
 */
export interface LagFigures {
  /** Reads what is new. */
  read(db: Db): Promise<readonly Family[]>;
}

export function createLagFigures(): LagFigures {
  const stored = createHistogram('kentongan_stored_lag_seconds', 'From publication to stored, by class of the voice.');
  const scored = createHistogram(
    'kentongan_scored_lag_seconds',
    'From publication or from storing to the first verdict.',
  );
  const alerted = createHistogram(
    'kentongan_alerted_lag_seconds',
    'From the newest item of an alert (published, stored) to the alert.',
  );
  const delivered = createHistogram(
    'kentongan_delivered_lag_seconds',
    'From the newest item of an alert (published, stored) or from the alert until a message about it was accepted.',
  );
  let marks: (LagMarks & { readonly scored: number }) | null = null;
  let open: readonly number[] = [];

  async function advance(db: Db): Promise<void> {
    if (marks === null) {
      const first = await loadLagMarks(db);
      marks = { ...first, scored: first.mentions };
      open = await listOpenAlertMessages(db, 0, portion);
      return;
    }
    const items = await loadStoredItems(db, marks.mentions, portion);
    for (const { class: voice, publishedAt, storedAt } of items.rows)
      stored.observe({ class: voice }, publishedAt, storedAt);
    const verdicts = await loadScoredItems(db, marks.scored, portion);
    for (const { publishedAt, storedAt, scoredAt } of verdicts.rows) {
      scored.observe({ since: 'published' }, publishedAt, scoredAt);
      scored.observe({ since: 'stored' }, storedAt, scoredAt);
    }
    const alerts = await loadRaisedAlerts(db, marks.alerts, portion);
    for (const { level, firedAt, item } of alerts.rows) {
      alerted.observe({ level, since: 'published' }, item.publishedAt, firedAt);
      alerted.observe({ level, since: 'stored' }, item.storedAt, firedAt);
    }
    const queued = await listOpenAlertMessages(db, Math.max(1, marks.outbox), portion);
    const ended = await loadEndedMessages(db, [...open, ...queued]);
    for (const { level, firedAt, sentAt, item } of ended.sent) {
      delivered.observe({ level, since: 'published' }, item.publishedAt, sentAt);
      delivered.observe({ level, since: 'stored' }, item.storedAt, sentAt);
      delivered.observe({ level, since: 'alerted' }, firedAt, sentAt);
    }
    open = ended.open;
    marks = {
      mentions: items.upTo,
      scored: verdicts.upTo,
      alerts: alerts.upTo,
      outbox: queued.at(-1) ?? marks.outbox,
    };
  }

  return {
    async read(db) {
      await advance(db);
      return [stored, scored, alerted, delivered].map((histogram) => histogram.toFamily());
    },
  };
}
