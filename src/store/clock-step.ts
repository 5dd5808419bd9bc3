import { mendAcknowledgements } from './acknowledgements.ts';
import { mendBudgetUse } from './budgets.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { mendNotices } from './notices.ts';
import type { Db } from './schema.ts';
import { mendSilences } from './silences.ts';

/** Longest time from now that an honest retry or lease lies ahead: the longest back-off is one hour. */
const maxAheadMs = 3_600_000 + 300_000;

/** No platform may ask for a longer pause than a week. */
const longestPauseMs = 7 * 86_400_000;

/**
 * Mends due times after the clock was set back: a source that ran "in the future" is due at once, and so is a message that would
 * wait for a time no retry rule gives; a report of a day that has not come is forgotten, use of a budget counts as of now. Harmless while all times are honest.
 */
export async function mendDueTimes(db: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  const tooFar = new Date(now.getTime() + maxAheadMs).toISOString();
  await inWriteTransaction(db, async (trx) => {
    await mendSources(trx, now);
    await mendBudgetUse(trx, now);
    const tooLate = new Date(now.getTime() + longestPauseMs).toISOString();
    await trx.updateTable('credentials').set({ pausedUntil: null }).where('pausedUntil', '>', tooLate).execute();
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
    await mendAcknowledgements(trx, now);
    await mendSilences(trx, now);
    await mendNotices(trx, now);
    await trx.updateTable('decisions').set({ at }).where('at', '>', at).execute();
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

/**
 * Due at once is what ran or was told of a fault "in the future", what waits for a budget (it asks nobody before there is room), what
 * never ran, and what waits longer than any rule lets it: put off for the sake of its key, or added while the clock ran ahead.
 */
async function mendSources(trx: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  await trx.updateTable('sources').set({ nextRunAt: at, lastRunAt: at }).where('lastRunAt', '>', at).execute();
  await trx.updateTable('sources').set({ nextRunAt: at, lastErrorAt: at }).where('lastErrorAt', '>', at).execute();
  const waiting = await trx
    .selectFrom('sources')
    .select(['id', 'nextRunAt', 'intervalMs', 'lastRunAt', 'notice'])
    .where('nextRunAt', '>', at)
    .execute();
  const due = waiting.filter(({ nextRunAt, intervalMs, lastRunAt, notice }) => {
    // Up to a tenth is added to an interval, so that sources spread.
    const longestMs = Math.max(longestPauseMs, 1.1 * intervalMs);
    return lastRunAt === null || notice !== null || Date.parse(nextRunAt) - now.getTime() > longestMs;
  });
  const ids = due.map(({ id }) => id);
  await trx
    .updateTable('sources')
    .set({ nextRunAt: at })
    .where(isIn(trx, 'sources.id', ids))
    .execute();
}
