import { type Selectable, sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import type { Message, Notification } from '../core/notification.ts';
import { chunksOf, inWriteTransaction, isIn } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** One message for one recipient, to be delivered at least once. */
export interface OutboxDraft {
  readonly kind: 'alert' | 'digest';
  /** Alert id, or digest date. */
  readonly about: string;
  readonly channel: 'email';
  readonly recipientName: string;
  readonly recipientEmail: string;
  /** Stable over all attempts. */
  readonly messageId: string;
  readonly message: Message;
  readonly createdAt: Instant;
}

/** pending: waits for its time · sending: claimed until its lease ends · sent: accepted · dead: given up, kept for people to see. */
export type OutboxState = 'pending' | 'sending' | 'sent' | 'dead';

/** A row of the outbox as people look at it. */
export interface OutboxEntry extends Notification {
  readonly channel: string;
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
  for (const chunk of chunksOf(rows, 13)) {
    await trx
      .insertInto('outbox')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['kind', 'about', 'channel', 'recipientEmail']).doNothing())
      .execute();
  }
}

/**
 * Takes messages that are due, oldest first: pending ones, and those whose sender died (lease ended). Each counts as one more attempt.
 * Two callers at the same time never get the same row.
 * @param leaseMs how long the caller may take, longer than any send can; afterwards others may claim the row
 */
export function claimNotifications(db: Db, now: Date, limit: number, leaseMs: number): Promise<Notification[]> {
  const at = now.toISOString();
  return inWriteTransaction(db, async (trx) => {
    const due = trx
      .selectFrom('outbox')
      .select('id')
      .where((eb) =>
        eb.or([
          eb.and([eb('state', '=', 'pending'), eb('nextAttemptAt', '<=', at)]),
          eb.and([eb('state', '=', 'sending'), eb('leaseUntil', '<=', at)]),
        ]),
      )
      .orderBy('nextAttemptAt')
      .orderBy('id')
      .limit(limit);
    const ids = (await due.execute()).map((row) => row.id);
    const rows = await trx
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
    return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)).map(toNotification);
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
}

/** An attempt failed. Does nothing to a row that was sent meanwhile. */
export async function markFailed(db: Db, id: number, { error, retryAt, now }: DeliveryFailure): Promise<void> {
  await inWriteTransaction(db, (trx) =>
    trx
      .updateTable('outbox')
      .set({
        state: retryAt === null ? 'dead' : 'pending',
        lastError: error,
        lastErrorAt: now.toISOString(),
        leaseUntil: null,
        ...(retryAt === null ? {} : { nextAttemptAt: retryAt }),
      })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute(),
  );
}

/** Newest first. */
export async function listOutbox(db: Db, query: { state?: OutboxState; limit: number }): Promise<OutboxEntry[]> {
  let select = db.selectFrom('outbox').selectAll().orderBy('id', 'desc').limit(query.limit);
  if (query.state !== undefined) select = select.where('state', '=', query.state);
  return (await select.execute()).map((row) => ({
    ...toNotification(row),
    channel: row.channel,
    state: row.state as OutboxState,
    nextAttemptAt: row.nextAttemptAt,
    lastError: row.lastError,
    lastErrorAt: row.lastErrorAt,
    sentAt: row.sentAt,
  }));
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

/** When `claimNotifications` will next find something; null when nothing waits. */
export async function nextAttemptAt(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min<string | null>(sql<string>`coalesce(lease_until, next_attempt_at)`).as('at'))
    .where('state', 'in', ['pending', 'sending'])
    .executeTakeFirst();
  return row?.at ?? null;
}

function toNotification(row: Selectable<Tables['outbox']>): Notification {
  return {
    id: row.id,
    kind: row.kind as Notification['kind'],
    about: row.about,
    recipientName: row.recipientName,
    recipientEmail: row.recipientEmail,
    messageId: row.messageId,
    message: { subject: row.subject, text: row.text, html: row.html },
    attempts: row.attempts,
    createdAt: row.createdAt,
  };
}
