import { crashAt } from '../core/crash-point.ts';
import type { ChannelId } from '../core/dispatch.ts';
import { DeliveryError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { Instant } from '../core/mention.ts';
import type { Attachment, Channel, Notification } from '../core/notification.ts';
import { type DeliveryStop, forgetStops, listStops, saveStop } from '../store/delivery-stops.ts';
import { claimNotifications, giveUp, markFailed, markSent, nextAttempts } from '../store/outbox.ts';
import type { Db } from '../store/schema.ts';
import { createLastStep, type LastStep } from './last-step.ts';
import type { Job } from './scheduler.ts';

export interface DeliverDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  /** Files that go with a message, made anew at each attempt; none if absent. */
  readonly attach?: (notification: Notification) => Promise<readonly Attachment[]>;
  /** When to try again; null gives up. `askedMs`: how long the other side asked us to wait. Made by `notify/`. */
  readonly retryAt: (notification: Notification, now: Date, askedMs: number | null) => Instant | null;
  readonly signal: AbortSignal;
  /** Messages under way at a time in each channel; default 4. */
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
/** A refused login is not tried again at once: servers lock accounts after a few tries. */
const stopMs = 10 * 60_000;
/** What waits longer for a channel that is not set up, or whose login is refused, is of no use any more. */
const staleMs = 72 * 3_600_000;

/** The job that sends what waits for a channel. */
export const deliveryJob = (id: ChannelId): string => `deliver-${id}`;

/** One job per channel, so that a slow one never holds up another. */
export function deliveryJobs(deps: DeliverDeps): readonly Job[] {
  return [
    ...[...deps.channels.keys()].map((id) => ({
      name: deliveryJob(id),
      lane: 'deliver' as const,
      everyMs: 1_000,
      run: (_now: Date, signal: AbortSignal) => deliverChannel({ ...deps, signal }, id),
    })),
    { name: 'deliver-unserved', lane: 'upkeep', everyMs: 3_600_000, run: () => giveUpUnserved(deps) },
  ];
}

/**
 * Sends what is due until nothing is. Claim, send, mark: a crash before the send loses nothing (the lease ends), a crash between
 * the server's answer and the mark sends one more copy with the same Message-ID. So: at least once, never lost.
 */
export async function deliverDue(deps: DeliverDeps): Promise<DeliverSummary> {
  const totals = { sent: 0, delayed: 0, dead: await giveUpUnserved(deps) };
  const done = await Promise.allSettled([...deps.channels.keys()].map((id) => deliverChannel(deps, id)));
  for (const channel of done) {
    if (channel.status === 'rejected') throw channel.reason;
    totals.sent += channel.value.sent;
    totals.delayed += channel.value.delayed;
    totals.dead += channel.value.dead;
  }
  return totals;
}

/** The same for one channel. */
export async function deliverChannel(deps: DeliverDeps, id: ChannelId): Promise<DeliverSummary> {
  const { db, now, signal } = deps;
  const totals = { sent: 0, delayed: 0, dead: 0 };
  const channel = deps.channels.get(id);
  // Asked every second: reading is cheaper than four claims that find nothing.
  const next = (await nextAttempts(db)).get(id);
  if (channel === undefined || next === undefined || next > now().toISOString()) return totals;
  const stops = (await listStops(db)).filter((stop) => stop.channel === id);
  for (const { address, error, until } of stops) {
    if (address !== null && until === null) totals.dead += await giveUp(db, { channel: id, address }, error, now());
  }
  const stop = stops.find(({ address }) => address === null);
  if (stop?.until !== undefined && stop.until !== null && stop.until > now().toISOString()) return totals;
  const run: Run = { deps, channel, stop: stop ?? null, lastStep: createLastStep(), underWay: new Map(), ended: false };
  const work = async (): Promise<void> => {
    while (!signal.aborted && !run.ended) {
      // One at a time: a row must not wait with its lease running.
      const [notification] = await claimNotifications(db, {
        channel: id,
        now: now(),
        limit: 1,
        leaseMs,
        except: [...run.underWay.keys()],
      });
      if (notification === undefined) return;
      crashAt('after-claim');
      const { address } = notification;
      run.underWay.set(address, (run.underWay.get(address) ?? 0) + 1);
      try {
        totals[await deliver(run, notification)] += 1;
      } finally {
        const left = (run.underWay.get(address) ?? 1) - 1;
        if (left === 0) run.underWay.delete(address);
        else run.underWay.set(address, left);
      }
    }
  };
  // A channel that was stopped is tried with one message first.
  const slots = stop === undefined ? (deps.slots ?? 4) : 1;
  const workers = await Promise.allSettled(Array.from({ length: slots }, work));
  const failure = workers.find((worker) => worker.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return totals;
}

interface Run {
  readonly deps: DeliverDeps;
  readonly channel: Channel;
  /** Why the channel was stopped until now. */
  readonly stop: DeliveryStop | null;
  readonly lastStep: LastStep;
  /** Messages on their way by address: one slow recipient takes one slot, not all. */
  readonly underWay: Map<string, number>;
  /** The next call goes on. */
  ended: boolean;
}

async function deliver(run: Run, notification: Notification): Promise<keyof DeliverSummary> {
  const { deps, channel, stop, lastStep } = run;
  const { db, log } = deps;
  const { id, kind, about, attempts } = notification;
  const turn = lastStep.turn();
  try {
    try {
      const attachments = deps.attach === undefined ? [] : await deps.attach(notification);
      crashAt('before-data');
      await channel.send(notification, attachments, async () => {
        await turn.wait();
        crashAt('before-dot');
      });
    } catch (error) {
      return await takeNote(run, notification, error);
    }
    crashAt('after-250-before-mark');
    await markSent(db, id, deps.now());
  } finally {
    turn.end();
  }
  if (stop !== null) {
    await forgetStops(db, [stop]);
    run.ended = true;
  }
  log.info({ notification: id, kind, about, channel: channel.id, attempts }, 'delivered');
  return 'sent';
}

/** Records a failure, and what it says of the other messages. */
async function takeNote(run: Run, notification: Notification, error: unknown): Promise<'delayed' | 'dead'> {
  const { deps } = run;
  const { db, log } = deps;
  const { id, kind, about, channel, address, attempts } = notification;
  const now = deps.now();
  const known = error instanceof DeliveryError ? error : null;
  const message = error instanceof Error ? error.message : String(error);
  const isStop = known?.concerns === 'channel';
  const until = new Date(now.getTime() + stopMs).toISOString();
  const retryAt =
    known?.retryable === false ? null : isStop ? until : deps.retryAt(notification, now, known?.retryAfterMs ?? null);
  const fields = { notification: id, kind, about, channel, attempts, retryAt, err: error };
  if (isStop) log.error(fields, 'channel is refused: an operator must mend it');
  else if (known !== null) log.warn(fields, 'not delivered');
  else log.error(fields, 'channel failed unexpectedly');
  await markFailed(db, id, { error: message, retryAt, now, uncounted: isStop });
  const place = { channel, error: message, since: now.toISOString() };
  if (isStop) {
    run.ended = true;
    await saveStop(db, { ...place, address: null, until });
    const createdBefore = new Date(now.getTime() - staleMs).toISOString();
    await giveUp(db, { channel, createdBefore }, message, now);
  }
  if (known?.concerns === 'target') {
    await saveStop(db, { ...place, address, until: null });
    await giveUp(db, { channel, address }, message, now);
  }
  return retryAt === null ? 'dead' : 'delayed';
}

/** Messages for channels that are no longer set up wait as long as any, and are then given up where people can see them. */
async function giveUpUnserved({ db, channels, now, log }: DeliverDeps): Promise<number> {
  const at = now();
  const createdBefore = new Date(at.getTime() - staleMs).toISOString();
  let count = 0;
  for (const channel of (await nextAttempts(db)).keys()) {
    if (channels.has(channel)) continue;
    count += await giveUp(db, { channel, createdBefore }, 'saluran ini tidak diatur lagi', at);
  }
  if (count > 0) log.warn({ count }, 'messages for channels that are not set up were given up');
  return count;
}
