import { sql } from 'kysely';
import type { ChannelId } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import type { Db } from './schema.ts';

/** How scoring stands: when the text that waits longest was stored (null when none waits), and the last verdict on the newest text. */
export interface ScoringState {
  readonly waitingSince: Instant | null;
  readonly lastScoredAt: Instant | null;
}

export async function loadScoringState(db: Db): Promise<ScoringState> {
  const oldest = await db
    .selectFrom('scoreQueue')
    .innerJoin('mentions', 'mentions.id', 'scoreQueue.mentionId')
    .select((eb) => eb.fn.coalesce('mentions.editedAt', 'mentions.collectedAt').as('at'))
    .orderBy('scoreQueue.mentionId')
    .limit(1)
    .executeTakeFirst();
  // The queue is worked off from its oldest end: while it is, the newest text with a verdict changes.
  const newest = await db
    .selectFrom('scores')
    .select('scoredAt')
    .orderBy('mentionId', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { waitingSince: oldest?.at ?? null, lastScoredAt: newest?.scoredAt ?? null };
}

/** A channel for which something waits. */
export interface SendingState {
  readonly channel: ChannelId;
  readonly waiting: number;
  /** When the oldest of them was queued. */
  readonly waitingSince: Instant;
  /** Something went out by it since: it is slow, or stuck with a few, but it works. */
  readonly isSending: boolean;
  /** What the other side said last of those that wait. */
  readonly lastError: string | null;
}

/** @param queuedBefore what was queued later does not count as waiting yet */
export async function loadSendingState(db: Db, queuedBefore: Instant): Promise<SendingState[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('channel')
    .select((eb) => [
      eb.fn.countAll<number>().as('waiting'),
      eb.fn.min<string>('createdAt').as('waitingSince'),
      eb.fn
        .max<string | null>(sql<string | null>`coalesce(last_error_at, '') || ' ' || coalesce(last_error, '')`)
        .as('last'),
    ])
    .where('state', 'in', ['pending', 'sending'])
    .where('createdAt', '<', queuedBefore)
    .groupBy('channel')
    .orderBy('channel')
    .execute();
  const states: SendingState[] = [];
  for (const { channel, waiting, waitingSince, last } of rows) {
    const sent = await db
      .selectFrom('outbox')
      .select('id')
      .where('channel', '=', channel)
      .where('state', '=', 'sent')
      .where('sentAt', '>=', queuedBefore)
      .limit(1)
      .executeTakeFirst();
    const said = (last ?? ' ').replace(/^\S* /, '');
    states.push({
      channel: channel as ChannelId,
      waiting,
      waitingSince,
      isSending: sent !== undefined,
      lastError: said === '' ? null : said,
    });
  }
  return states;
}

/** Whether a message about this is in the outbox already, in whatever state. */
export async function isTold(db: Db, about: string): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'operations')
    .where('about', '=', about)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
