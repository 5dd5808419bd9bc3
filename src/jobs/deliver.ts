import { DeliveryError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { Instant } from '../core/mention.ts';
import type { Channel, Notification } from '../core/notification.ts';
import { claimNotifications, markFailed, markSent, nextAttemptAt } from '../store/outbox.ts';
import type { Db } from '../store/schema.ts';

export interface DeliverDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly channel: Channel;
  /** When to try again; null gives up. Made by `notify/`. */
  readonly retryAt: (notification: Notification, now: Date) => Instant | null;
  readonly signal: AbortSignal;
  /** Messages sent at a time; default 4. */
  readonly slots?: number;
}

export interface DeliverSummary {
  readonly sent: number;
  /** Will be tried again. */
  readonly delayed: number;
  readonly dead: number;
}

/** Longer than a channel may take for one message (45 s). */
const leaseMs = 60_000;

/**
 * Sends what is due until nothing is. Claim, send, mark: a crash before the send loses nothing (the lease ends), a crash between
 * the server's answer and the mark sends one more copy with the same Message-ID. So: at least once, never lost.
 */
export async function deliverDue(deps: DeliverDeps): Promise<DeliverSummary> {
  const totals = { sent: 0, delayed: 0, dead: 0 };
  // Asked every second: reading is cheaper than four claims that find nothing.
  const next = await nextAttemptAt(deps.db);
  if (next === null || next > deps.now().toISOString()) return totals;
  const work = async (): Promise<void> => {
    while (!deps.signal.aborted) {
      // One at a time: a row must not wait with its lease running.
      const [notification] = await claimNotifications(deps.db, deps.now(), 1, leaseMs);
      if (notification === undefined) return;
      totals[await deliver(deps, notification)] += 1;
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: deps.slots ?? 4 }, work));
  const failure = workers.find((worker) => worker.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return totals;
}

async function deliver(deps: DeliverDeps, notification: Notification): Promise<keyof DeliverSummary> {
  const { db, log, channel } = deps;
  const { id, kind, about, attempts } = notification;
  try {
    await channel.send(notification);
  } catch (error) {
    const retryable = !(error instanceof DeliveryError) || error.retryable;
    const now = deps.now();
    const retryAt = retryable ? deps.retryAt(notification, now) : null;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof DeliveryError)
      log.warn({ notification: id, kind, about, attempts, retryAt, err: error }, 'not delivered');
    else log.error({ notification: id, kind, about, attempts, retryAt, err: error }, 'channel failed unexpectedly');
    await markFailed(db, id, { error: message, retryAt, now });
    return retryAt === null ? 'dead' : 'delayed';
  }
  await markSent(db, id, deps.now());
  log.info({ notification: id, kind, about, attempts }, 'delivered');
  return 'sent';
}
