import type { Instant } from '../core/mention.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

/** Failures that are allowed in `attemptWindowMs`. */
export const attemptsPerAccount = 5;
export const attemptsPerClient = 20;
export const attemptWindowMs = 15 * 60_000;

export type Reservation = { readonly id: number } | { readonly retryAfterMs: number };

/**
 * Counts a try before anything costly is done for it, so that a thousand at once are no more than the few that may be. What succeeds is
 * taken back with `forgiveAttempt`.
 * @param account hash of what was typed as the e-mail address, whether or not there is such an account
 */
export function reserveAttempt(
  db: Db,
  { account, client, now }: { readonly account: string; readonly client: string; readonly now: Date },
): Promise<Reservation> {
  return inWriteTransaction(db, async (trx) => {
    const since = new Date(now.getTime() - attemptWindowMs).toISOString();
    await trx.deleteFrom('loginAttempts').where('at', '<=', since).execute();
    const waits = [
      await waitOf(trx, 'account', account, attemptsPerAccount, now),
      await waitOf(trx, 'client', client, attemptsPerClient, now),
    ];
    const retryAfterMs = Math.max(...waits);
    if (retryAfterMs > 0) return { retryAfterMs };
    const { id } = await trx
      .insertInto('loginAttempts')
      .values({ account, client, at: now.toISOString() })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id };
  });
}

/** How long until one of the last `limit` tries is too old to count. */
async function waitOf(trx: Db, column: 'account' | 'client', value: string, limit: number, now: Date): Promise<number> {
  const oldest = await trx
    .selectFrom('loginAttempts')
    .select('at')
    .where(column, '=', value)
    .orderBy('at', 'desc')
    .offset(limit - 1)
    .limit(1)
    .executeTakeFirst();
  if (oldest === undefined) return 0;
  return Math.max(1_000, Date.parse(oldest.at) + attemptWindowMs - now.getTime());
}

/** The try was none after all: it succeeded, or was never looked at. */
export async function forgiveAttempt(db: Db, id: number): Promise<void> {
  await inWriteTransaction(db, (trx) => trx.deleteFrom('loginAttempts').where('id', '=', id).execute());
}

/** Who has signed in starts anew; the count of the client's address stays. */
export async function forgiveAccount(trx: Db, account: string): Promise<void> {
  await trx.deleteFrom('loginAttempts').where('account', '=', account).execute();
}

export async function deleteOldAttempts(trx: Db, before: Instant): Promise<void> {
  await trx.deleteFrom('loginAttempts').where('at', '<=', before).execute();
}
