import { type Selectable, sql } from 'kysely';
import type { ChannelId } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import type { Message, Notification, NotificationKind } from '../core/notification.ts';
import { forgetStops } from './delivery-stops.ts';
import { chunksOf, inWriteTransaction, isIn } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** One message for one recipient, to be delivered at least once. */
export interface OutboxDraft {
  readonly kind: NotificationKind;
  /** As of a notification. */
  readonly about: string;
  readonly channel: ChannelId;
  readonly recipientName: string;
  readonly address: string;
  /** Stable over all attempts. */
  readonly messageId: string;
  readonly message: Message;
  readonly createdAt: Instant;
}

/** pending: waits for its time · sending: claimed until its lease ends · sent: accepted · dead: given up, kept for people to see. */
export type OutboxState = 'pending' | 'sending' | 'sent' | 'dead';

/** A row of the outbox as people look at it. */
export interface OutboxEntry extends Notification {
  readonly state: OutboxState;
  readonly nextAttemptAt: Instant;
  readonly lastError: string | null;
  readonly lastErrorAt: Instant | null;
  readonly sentAt: Instant | null;
}

/**
 * Queues messages, due at once. Inside the transaction of what they tell about. A recipient who is listed twice gets one:
 * a second row for the same subject, channel and address is left out.
 */
export async function insertNotifications(trx: Db, drafts: readonly OutboxDraft[]): Promise<void> {
  const rows = drafts.map(({ message, ...draft }) => ({
    ...draft,
    ...message,
    state: 'pending' as const,
    nextAttemptAt: draft.createdAt,
  }));
  for (const chunk of chunksOf(rows, 14)) {
    await trx
      .insertInto('outbox')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['kind', 'about', 'channel', 'address']).doNothing())
      .execute();
  }
}

export interface Claim {
  readonly channel: ChannelId;
  readonly now: Date;
  readonly limit: number;
  /** How long the caller may take, longer than any send can; afterwards others may claim the row. */
  readonly leaseMs: number;
  /** Addresses that are left alone this time: something is under way to them. */
  readonly except?: readonly string[];
}

/**
 * Takes messages of one channel that are due, oldest first: pending ones, and those whose sender died (lease ended). Each counts as one
 * more attempt. Two callers at the same time never get the same row.
 */
export function claimNotifications(db: Db, claim: Claim): Promise<Notification[]> {
  const { channel, now, limit, leaseMs, except = [] } = claim;
  const at = now.toISOString();
  return inWriteTransaction(db, async (trx) => {
    // Asked for one state at a time, so that each is read in the order of its index however many wait.
    const due = (state: 'pending' | 'sending') =>
      trx
        .selectFrom('outbox')
        .select(['id', 'nextAttemptAt'])
        .where('state', '=', state)
        .where('channel', '=', channel)
        .where('nextAttemptAt', '<=', at)
        .$if(state === 'sending', (select) => select.where('leaseUntil', '<=', at))
        .$if(except.length > 0, (select) => select.where(({ not }) => not(isIn(trx, 'outbox.address', except))))
        .orderBy('nextAttemptAt')
        .orderBy('id')
        .limit(limit)
        .execute();
    const rows = [...(await due('sending')), ...(await due('pending'))];
    const ids = rows
      .sort((a, b) => (a.nextAttemptAt < b.nextAttemptAt ? -1 : a.nextAttemptAt > b.nextAttemptAt ? 1 : a.id - b.id))
      .slice(0, limit)
      .map(({ id }) => id);
    if (ids.length === 0) return [];
    const claimed = await trx
      .updateTable('outbox')
      .set({
        state: 'sending',
        attempts: sql`attempts + 1`,
        leaseUntil: new Date(now.getTime() + leaseMs).toISOString(),
      })
      .where(isIn(trx, 'outbox.id', ids))
      .returningAll()
      .execute();
    const order = new Map(ids.map((id, index) => [id, index]));
    return claimed.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)).map(toNotification);
  });
}

/** The other side has accepted it: final, whatever else happens to the row. */
export async function markSent(db: Db, id: number, now: Date): Promise<void> {
  await inWriteTransaction(db, (trx) =>
    trx
      .updateTable('outbox')
      .set({ state: 'sent', sentAt: now.toISOString(), leaseUntil: null, lastError: null })
      .where('id', '=', id)
      .where('state', '<>', 'sent')
      .execute(),
  );
}

export interface DeliveryFailure {
  readonly error: string;
  /** When to try again; null gives up. */
  readonly retryAt: Instant | null;
  readonly now: Date;
  /** The fault was not the message's (a refused login): the attempt is not counted. */
  readonly uncounted?: boolean;
}

/** An attempt failed. Does nothing to a row that was sent meanwhile. */
export async function markFailed(db: Db, id: number, failure: DeliveryFailure): Promise<void> {
  const { error, retryAt, now, uncounted = false } = failure;
  await inWriteTransaction(db, (trx) =>
    trx
      .updateTable('outbox')
      .set({
        state: retryAt === null ? 'dead' : 'pending',
        lastError: error,
        lastErrorAt: now.toISOString(),
        leaseUntil: null,
        ...(retryAt === null ? {} : { nextAttemptAt: retryAt }),
        ...(uncounted ? { attempts: sql`attempts - 1` } : {}),
      })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute(),
  );
}

/** Which rows somebody wants to see or to send again. */
export interface OutboxQuery {
  readonly state?: OutboxState;
  readonly limit: number;
  /** Older than this row. */
  readonly before?: number;
}

/** Newest first. */
export async function listOutbox(db: Db, { state, limit, before }: OutboxQuery): Promise<OutboxEntry[]> {
  let select = db.selectFrom('outbox').selectAll().orderBy('id', 'desc').limit(limit);
  if (state !== undefined) select = select.where('state', '=', state);
  if (before !== undefined) select = select.where('id', '<', before);
  return (await select.execute()).map((row) => ({
    ...toNotification(row),
    state: row.state as OutboxState,
    nextAttemptAt: row.nextAttemptAt,
    lastError: row.lastError,
    lastErrorAt: row.lastErrorAt,
    sentAt: row.sentAt,
  }));
}

/**
 * Sends again what was given up: due at once, under the same Message-ID, with all its attempts before it. What stood in the way (a
 * webhook that had said 410) is forgotten.
 * @returns ids of the rows that will be tried; those that are not dead are left out
 */
export function retryDead(db: Db, which: readonly number[] | 'all', now: Date): Promise<number[]> {
  return inWriteTransaction(db, async (trx) => {
    let update = trx
      .updateTable('outbox')
      .set({ state: 'pending', attempts: 0, nextAttemptAt: now.toISOString() })
      .where('state', '=', 'dead');
    if (which !== 'all') update = update.where(isIn(trx, 'outbox.id', which));
    const rows = await update.returning(['id', 'channel', 'address']).execute();
    await forgetStops(
      trx,
      rows.map(({ channel, address }) => ({ channel: channel as ChannelId, address })),
    );
    return rows.map(({ id }) => id).sort((a, b) => a - b);
  });
}

/** Gives up everything that waits for one address (it wants no more) or was queued for a channel too long ago. @returns how many */
export async function giveUp(
  db: Db,
  which: { readonly channel: ChannelId; readonly address?: string; readonly createdBefore?: Instant },
  error: string,
  now: Date,
): Promise<number> {
  const { channel, address, createdBefore } = which;
  const { numUpdatedRows } = await inWriteTransaction(db, (trx) => {
    let update = trx
      .updateTable('outbox')
      .set({ state: 'dead', lastError: error, lastErrorAt: now.toISOString(), leaseUntil: null })
      .where('state', '=', 'pending')
      .where('channel', '=', channel);
    if (address !== undefined) update = update.where('address', '=', address);
    if (createdBefore !== undefined) update = update.where('createdAt', '<', createdBefore);
    return update.executeTakeFirst();
  });
  return Number(numUpdatedRows);
}

export async function countOutbox(db: Db): Promise<Record<OutboxState, number>> {
  const rows = await db
    .selectFrom('outbox')
    .select('state')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy('state')
    .execute();
  const counts = { pending: 0, sending: 0, sent: 0, dead: 0 };
  for (const row of rows) counts[row.state as OutboxState] = row.count;
  return counts;
}

/** When `claimNotifications` will next find something, by channel; a channel for which nothing waits is left out. */
export async function nextAttempts(db: Db): Promise<Map<ChannelId, Instant>> {
  const rows = await db
    .selectFrom('outbox')
    .select('channel')
    .select((eb) => eb.fn.min<string>(sql<string>`coalesce(lease_until, next_attempt_at)`).as('at'))
    .where('state', 'in', ['pending', 'sending'])
    .groupBy('channel')
    .execute();
  return new Map(rows.map(({ channel, at }) => [channel as ChannelId, at]));
}

function toNotification(row: Selectable<Tables['outbox']>): Notification {
  return {
    id: row.id,
    kind: row.kind as Notification['kind'],
    about: row.about,
    channel: row.channel as ChannelId,
    recipientName: row.recipientName,
    address: row.address,
    messageId: row.messageId,
    message: { subject: row.subject, text: row.text, html: row.html, payload: row.payload },
    attempts: row.attempts,
    createdAt: row.createdAt,
  };
}
