import { channelIds } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import { type DeliveryStop, forgetStops, listStops, saveStop } from './delivery-stops.ts';
import { inWriteTransaction } from './dialect.ts';
import { giveUp } from './outbox.ts';
import type { Db } from './schema.ts';

/**
 * What was restored from a copy does not know what was sent after the copy was made. So a copy begins held: nothing goes out by any
 * channel until somebody has looked (`releaseOutbox`).
 */
const never = '9999-12-31T23:59:59.999Z';
const why = 'ditahan: basis data dipulihkan dari cadangan';

/** A stop of a channel that only `releaseOutbox` ends. */
export function isHold({ address, until }: DeliveryStop): boolean {
  return address === null && until === never;
}

/** @param since when the copy was made: what was queued before may have been sent since */
export async function holdOutbox(db: Db, since: Instant): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    await forgetStops(
      trx,
      channelIds.map((channel) => ({ channel, address: null })),
    );
    for (const channel of channelIds) await saveStop(trx, { channel, address: null, error: why, since, until: never });
  });
}

export interface Released {
  /** False when nothing was held. */
  readonly held: boolean;
  /** Messages that were queued before the copy was made: given up, because they may have been sent. They can be sent again one by one. */
  readonly givenUp: number;
}

export function releaseOutbox(db: Db, now: Date): Promise<Released> {
  return inWriteTransaction(db, async (trx) => {
    const holds = (await listStops(trx)).filter(isHold);
    let givenUp = 0;
    for (const { channel, since } of holds) {
      // One whose sender died with the old database waits like any other.
      await trx
        .updateTable('outbox')
        .set({ state: 'pending', leaseUntil: null })
        .where('state', '=', 'sending')
        .where('channel', '=', channel)
        .execute();
      const reason = 'mungkin sudah terkirim sebelum pemulihan dari cadangan';
      givenUp += await giveUp(trx, { channel, createdBefore: since }, reason, now);
    }
    await forgetStops(trx, holds);
    return { held: holds.length > 0, givenUp };
  });
}
