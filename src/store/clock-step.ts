import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

/** Longest time from now that an honest retry or lease lies ahead: the longest back-off is one hour. */
const maxAheadMs = 3_600_000 + 300_000;

/**
 * Mends due times after the clock was set back: a source that ran "in the future" is due at once, and so is a message that would
 * wait for a time no retry rule gives. Does nothing while all times are honest.
 */
export async function mendDueTimes(db: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  const tooFar = new Date(now.getTime() + maxAheadMs).toISOString();
  await inWriteTransaction(db, async (trx) => {
    await trx.updateTable('sources').set({ nextRunAt: at, lastRunAt: at }).where('lastRunAt', '>', at).execute();
    await trx
      .updateTable('outbox')
      .set({ nextAttemptAt: at })
      .where('state', '=', 'pending')
      .where('nextAttemptAt', '>', tooFar)
      .execute();
    await trx
      .updateTable('outbox')
      .set({ leaseUntil: at })
      .where('state', '=', 'sending')
      .where('leaseUntil', '>', tooFar)
      .execute();
  });
}
