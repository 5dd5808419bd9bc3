import type { Pipeline } from './pipeline.ts';
import type { SimEvent, World } from './world.ts';

interface Run {
  readonly world: World;
  readonly pipeline: Pipeline;
  readonly days: number;
  readonly seconds: number;
  /** When the mail server was away: mails of these hours cannot be on time. */
  readonly outages: readonly { readonly fromMs: number; readonly toMs: number }[];
}

const minuteMs = 60_000;
/** The longest polling interval of the simulated sources, and a minute. */
const onTimeMs = 16 * minuteMs;

/** Compares what was told with what was planted, and prints it. */
export async function say({ world, pipeline, days, seconds, outages }: Run): Promise<void> {
  const { alerts, mails, eventOf } = pipeline;
  const sentAt = await firstMailOf(pipeline);
  const eventOfAlert = new Map(
    alerts.map((alert) => [alert.id, majority(alert.mentionIds.map((id) => eventOf.get(id) ?? null))]),
  );
  const copies = mails.length - new Set(mails.map(({ to, messageId }) => `${to} ${messageId}`)).size;
  const recipients = [...new Set(mails.map(({ to }) => to))];
  const falseAlerts = alerts.filter(({ id }) => eventOfAlert.get(id) === null);
  const perDay = falsePerDay(falseAlerts.flatMap(({ id }) => sentAt.get(id) ?? []));

  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  print(
    `${days} days, ${world.items.length} items, ${alerts.length} alerts, ${mails.length} mails to ${recipients.length} recipients, ${Math.round(seconds)} s`,
  );
  print(
    `mails per person and day: ${(mails.length / Math.max(1, recipients.length) / days).toFixed(2)}; alerts per day: ${(alerts.length / days).toFixed(2)}`,
  );
  print(
    `false alerts: ${falseAlerts.length} (${(falseAlerts.length / days).toFixed(2)} a day); worst day ${Math.max(0, ...perDay)}; days with more than 2: ${perDay.filter((count) => count > 2).length}`,
  );
  print(`copies of a mail: ${copies}; alerts never mailed: ${alerts.filter(({ id }) => !sentAt.has(id)).length}`);
  for (const kind of ['crisis', 'trouble', 'rumour'] as const) {
    const events = world.events.filter((event) => event.kind === kind);
    const told = events.map((event) => toldAt(event, alerts, eventOfAlert, sentAt));
    const delays = told.flatMap((ms, index) => (ms === null ? [] : Math.max(0, ms - (events[index]?.visibleMs ?? 0))));
    const inTime = events.filter((event, index) => {
      const ms = told[index] ?? null;
      return ms !== null && ms - event.visibleMs <= onTimeMs;
    });
    const excused = events.filter(({ visibleMs }) =>
      outages.some(({ fromMs, toMs }) => visibleMs >= fromMs - onTimeMs && visibleMs <= toMs),
    );
    const number = events.map(({ id }) => alerts.filter((alert) => eventOfAlert.get(alert.id) === id).length);
    print(
      `${kind}: ${events.length} planted, ${told.filter((ms) => ms !== null).length} told, ${inTime.length} within 16 min of becoming visible ` +
        `(${excused.length} began while the mail server was away); delay p50 ${minutes(delays, 0.5)}, p95 ${minutes(delays, 0.95)}; ` +
        `alerts per event ${(number.reduce((sum, count) => sum + count, 0) / Math.max(1, events.length)).toFixed(1)}`,
    );
    for (const [index, event] of events.entries()) {
      const ms = told[index] ?? null;
      if (kind === 'crisis' && !inTime.includes(event))
        print(
          `  late or missed: ${event.id} ${event.name}: ${ms === null ? 'never' : `${Math.round((ms - event.visibleMs) / minuteMs)} min`}`,
        );
    }
  }
  print('false alerts by title, most frequent first:');
  const titles = new Map<string, number>();
  for (const { ruleId, title } of falseAlerts) {
    const key = `${ruleId}: ${title.replace(/\d+/g, '#').slice(0, 70)}`;
    titles.set(key, (titles.get(key) ?? 0) + 1);
  }
  for (const [title, count] of [...titles].sort((a, b) => b[1] - a[1]).slice(0, 12)) print(`  ${count} × ${title}`);
}

/** When the first mail that carries each alert was accepted, in simulated time. */
async function firstMailOf({ installation, mails }: Pipeline): Promise<ReadonlyMap<number, number>> {
  const accepted = new Map<string, number>();
  for (const { messageId, atMs } of mails) if (!accepted.has(messageId)) accepted.set(messageId, atMs);
  const rows = await installation.db
    .selectFrom('notices')
    .innerJoin('outbox', 'outbox.id', 'notices.outboxId')
    .select(['notices.alertId', 'outbox.messageId'])
    .execute();
  const first = new Map<number, number>();
  for (const { alertId, messageId } of rows) {
    const at = accepted.get(messageId);
    if (at !== undefined) first.set(alertId, Math.min(at, first.get(alertId) ?? Number.POSITIVE_INFINITY));
  }
  return first;
}

function toldAt(
  { id }: SimEvent,
  alerts: Pipeline['alerts'],
  eventOfAlert: ReadonlyMap<number, string | null>,
  sentAt: ReadonlyMap<number, number>,
): number | null {
  const times = alerts.flatMap((alert) => (eventOfAlert.get(alert.id) === id ? (sentAt.get(alert.id) ?? []) : []));
  return times.length === 0 ? null : Math.min(...times);
}

/** The planted event that an alert shows evidence of, most of it if there are several; null when it shows none. */
function majority(events: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const event of events) if (event !== null) counts.set(event, (counts.get(event) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function falsePerDay(times: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const ms of times) {
    const day = Math.floor(ms / (24 * 60 * minuteMs));
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return [...counts.values()];
}

function minutes(delays: readonly number[], share: number): string {
  const sorted = [...delays].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? '–' : `${(value / minuteMs).toFixed(1)} min`;
}
