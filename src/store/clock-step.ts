import { mendBudgetUse } from './budgets.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** Longest time from now that an honest retry or lease lies ahead: the longest back-off is one hour. */
const maxAheadMs = 3_600_000 + 300_000;

/**
 * Mends due times after the clock was set back: a source that ran "in the future" is due at once, and so is a message that would
 * wait for a time no retry rule gives; a report of a day that has not come is forgotten, use of a budget counts as of now. Does nothing while all times are honest.
 */
export async function mendDueTimes(db: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  const tooFar = new Date(now.getTime() + maxAheadMs).toISOString();
  await inWriteTransaction(db, async (trx) => {
    await trx.updateTable('sources').set({ nextRunAt: at, lastRunAt: at }).where('lastRunAt', '>', at).execute();
    await mendBudgetUse(trx, now);
    // No platform asks for a longer pause than a week.
    const nextWeek = new Date(now.getTime() + 7 * 86_400_000).toISOString();
    await trx.updateTable('credentials').set({ pausedUntil: null }).where('pausedUntil', '>', nextWeek).execute();
    // A report made "in the future" would keep every honest one from being sent until that day has come.
    const early = (await trx.selectFrom('digests').select('date').where('queuedAt', '>', at).execute()).map(
      (row) => row.date,
    );
    await trx
      .deleteFrom('outbox')
      .where('kind', '=', 'digest')
      .where(isIn(trx, 'outbox.about', early))
      .execute();
    await trx
      .deleteFrom('digests')
      .where(isIn(trx, 'digests.date', early))
      .execute();
    // An alert from "the future" would keep its issue silent.
    await trx.updateTable('alerts').set({ firedAt: at }).where('firedAt', '>', at).execute();
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
