import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { ChannelId, DecisionReason, Notice, Target } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import { chunksOf, isIn } from './dialect.ts';
import type { OutboxDraft } from './outbox.ts';
import type { Db, Tables } from './schema.ts';

export type NewNotice = Omit<Notice, 'id' | 'outboxId'>;

/**
 * Stores who is to be told of an alert, in the transaction of the alert. One that is there already (same alert, recipient, channel and
 * purpose) stays as it is.
 */
export async function insertNotices(trx: Db, drafts: readonly NewNotice[]): Promise<void> {
  const rows = drafts.map(({ target, ...own }) => ({ ...own, ...target }));
  for (const chunk of chunksOf(rows, 12)) {
    await trx
      .insertInto('notices')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['alertId', 'recipient', 'channel', 'purpose']).doNothing())
      .execute();
  }
}

/** Not decided yet. Written out, because the index of these rows is only used where the database can see that it holds them. */
export function isOpen(): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref('notices.state')} in ('waiting', 'held')`;
}

/** When the next notice is to be looked at; null when none waits. */
export async function nextNoticeAt(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('notices')
    .select('dueAt')
    .where(isOpen())
    .orderBy('dueAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.dueAt ?? null;
}

/** Targets that have notices to be looked at now. */
export async function listDueTargets(db: Db, now: Date): Promise<readonly Target[]> {
  const rows = await db
    .selectFrom('notices')
    .select(['recipient', 'channel', 'address'])
    .select((eb) => eb.fn.max('name').as('name'))
    .where(isOpen())
    .where('dueAt', '<=', now.toISOString())
    .groupBy(['recipient', 'channel', 'address'])
    .orderBy((eb) => eb.fn.min('dueAt'))
    .orderBy('recipient')
    .execute();
  return rows.map(({ channel, ...own }) => ({ ...own, channel: channel as ChannelId }));
}

/** Their message has just been put into the outbox. */
export async function markQueued(
  trx: Db,
  ids: readonly number[],
  message: Pick<OutboxDraft, 'kind' | 'about' | 'channel' | 'address'>,
): Promise<void> {
  const { id: outboxId } = await trx
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', message.kind)
    .where('about', '=', message.about)
    .where('channel', '=', message.channel)
    .where('address', '=', message.address)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('notices')
    .set({ state: 'queued', outboxId, reason: null })
    .where(isIn(trx, 'notices.id', ids))
    .execute();
}

/** Looked at again at `until`. */
export async function markHeld(trx: Db, ids: readonly number[], reason: DecisionReason, until: Instant): Promise<void> {
  await trx
    .updateTable('notices')
    .set({ state: 'held', reason, dueAt: until })
    .where(isIn(trx, 'notices.id', ids))
    .execute();
}

export async function markDropped(trx: Db, ids: readonly number[], reason: DecisionReason): Promise<void> {
  await trx
    .updateTable('notices')
    .set({ state: 'dropped', reason })
    .where(isIn(trx, 'notices.id', ids))
    .execute();
}

/** What was kept back for this reason is looked at again now, because the reason may be gone. */
export async function wakeHeld(trx: Db, reason: DecisionReason, now: Date): Promise<void> {
  await trx
    .updateTable('notices')
    .set({ dueAt: now.toISOString() })
    .where('state', '=', 'held')
    .where('reason', '=', reason)
    .where('dueAt', '>', now.toISOString())
    .execute();
}

/**
 * After the clock was set back: what is held is looked at anew, for what held it may have been reckoned with a wrong clock; what
 * waits "since the future" waits its time from now.
 */
export async function mendNotices(trx: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  await trx.updateTable('notices').set({ dueAt: at }).where('state', '=', 'held').where('dueAt', '>', at).execute();
  const early = await trx
    .selectFrom('notices')
    .select(['createdAt', 'dueAt'])
    .distinct()
    .where('state', '=', 'waiting')
    .where('createdAt', '>', at)
    .execute();
  for (const { createdAt, dueAt } of early) {
    const waitMs = Date.parse(dueAt) - Date.parse(createdAt);
    await trx
      .updateTable('notices')
      .set({ createdAt: at, dueAt: new Date(now.getTime() + waitMs).toISOString() })
      .where('state', '=', 'waiting')
      .where('createdAt', '=', createdAt)
      .where('dueAt', '=', dueAt)
      .execute();
  }
}

/** Row of a notice, as the columns of other tables beside it allow. */
export function toNotice(row: Selectable<Tables['notices']>): Notice {
  return {
    id: row.id,
    alertId: row.alertId,
    target: {
      recipient: row.recipient,
      name: row.name,
      channel: row.channel as ChannelId,
      address: row.address,
    },
    routeId: row.routeId,
    purpose: row.purpose as Notice['purpose'],
    groupKey: row.groupKey,
    state: row.state as Notice['state'],
    dueAt: row.dueAt,
    createdAt: row.createdAt,
    reason: row.reason as DecisionReason | null,
    outboxId: row.outboxId,
  };
}

/** Notices of alerts, in the order in which they were made. */
export async function listNotices(db: Db, alertIds: readonly number[]): Promise<readonly Notice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where(isIn(db, 'notices.alertId', alertIds))
    .orderBy('id')
    .execute();
  return rows.map(toNotice);
}
