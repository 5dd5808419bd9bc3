import type { ChannelId } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import type { NotificationKind } from '../core/notification.ts';
import { isIn } from './dialect.ts';
import type { OutboxState } from './outbox.ts';
import type { Db } from './schema.ts';

/** How many messages about each alert or digest are in which state; without what they say and to whom. */
export async function countDeliveries(
  db: Db,
  kind: NotificationKind,
  abouts: readonly string[],
): Promise<Map<string, Record<OutboxState, number>>> {
  const rows = await db
    .selectFrom('outbox')
    .select(['about', 'state'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('kind', '=', kind)
    .where(isIn(db, 'outbox.about', abouts))
    .groupBy(['about', 'state'])
    .execute();
  const counts = new Map(abouts.map((about) => [about, { pending: 0, sending: 0, sent: 0, dead: 0 }]));
  for (const row of rows) {
    const own = counts.get(row.about);
    if (own !== undefined) own[row.state as OutboxState] = row.count;
  }
  return counts;
}

/** When the oldest message that still waits was queued; null when none waits. */
export async function oldestWaiting(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min<string | null>('createdAt').as('at'))
    .where('state', 'in', ['pending', 'sending'])
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Messages given up at or after `since`. */
export async function countGivenUp(db: Db, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'dead')
    .where('lastErrorAt', '>=', since)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** One message about a report or alert, without what it says and to which address. */
export interface Delivery {
  readonly id: number;
  readonly about: string;
  readonly channel: ChannelId;
  readonly recipientName: string;
  readonly state: OutboxState;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly lastError: string | null;
}

/** Who was sent what about one thing, in the order in which it was queued. */
export async function listDeliveries(
  db: Db,
  kind: NotificationKind,
  abouts: readonly string[],
  limit: number,
): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'about', 'channel', 'recipientName', 'state', 'createdAt', 'sentAt', 'lastError', 'address'])
    .where('kind', '=', kind)
    .where(isIn(db, 'outbox.about', abouts))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ address, lastError, channel, state, ...row }) => ({
    ...row,
    channel: channel as ChannelId,
    state: state as OutboxState,
    lastError: lastError?.replaceAll(address, '…') ?? null,
  }));
}
