import type { Selectable } from 'kysely';
import type { SourceFault } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';
import { pruneBudgetUse } from './budgets.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** What is known of a key at run time. */
export type CredentialState = Selectable<Tables['credentials']>;

/** A configured key; `fingerprint` tells whether its secret was replaced, null while it has none. */
export interface KnownKey {
  readonly id: string;
  readonly kind: string;
  readonly fingerprint: string | null;
}

/**
 * Makes the stored keys follow the configuration. A key with another secret begins without fault, and its sources are due at once.
 */
export async function syncCredentials(db: Db, keys: readonly KnownKey[], now: Date): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    const stored = new Map((await trx.selectFrom('credentials').selectAll().execute()).map((row) => [row.id, row]));
    for (const { id, kind, fingerprint } of keys) {
      const known = stored.get(id);
      // A command that runs without the service's environment knows nothing of the secret.
      const isSame = known?.kind === kind && (fingerprint === null || known.fingerprint === fingerprint);
      if (isSame) continue;
      const values = { kind, fingerprint, fault: null, faultAt: null, pausedUntil: null };
      await trx
        .insertInto('credentials')
        .values({ id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
      await wakeSources(trx, id, now);
    }
    const configured = new Set(keys.map(({ id }) => id));
    const vanished = [...stored.keys()].filter((id) => !configured.has(id));
    await trx
      .deleteFrom('credentials')
      .where(isIn(trx, 'credentials.id', vanished))
      .execute();
  });
}

/**
 * At a start: sources that wait for a budget are due, because its limit may have been raised. They ask nobody before there is room.
 * Use that no window counts any more is dropped.
 */
export async function reviewBudgets(db: Db, now: Date): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    await trx.updateTable('sources').set({ nextRunAt: now.toISOString() }).where('notice', 'is not', null).execute();
    await pruneBudgetUse(trx, now);
  });
}

/** Its sources that failed because of the key are due. */
async function wakeSources(trx: Db, id: string, now: Date): Promise<void> {
  const at = now.toISOString();
  await trx
    .updateTable('sources')
    .set({ nextRunAt: at })
    .where('credential', '=', id)
    .where('lastFault', 'in', ['credential', 'permission'] satisfies SourceFault[])
    .where('nextRunAt', '>', at)
    .execute();
}

export function listCredentialStates(db: Db): Promise<CredentialState[]> {
  return db.selectFrom('credentials').selectAll().orderBy('id').execute();
}

/** Until when the key's sources have to wait; null when they need not. */
export async function findCredentialPause(db: Db, id: string, now: Date): Promise<Instant | null> {
  const row = await db.selectFrom('credentials').select('pausedUntil').where('id', '=', id).executeTakeFirst();
  const until = row?.pausedUntil ?? null;
  return until !== null && until > now.toISOString() ? until : null;
}

export interface CredentialPause {
  readonly at: Instant;
  readonly until: Instant;
  /** Source that met the fault: its own row is recorded by its run. */
  readonly sourceId: string;
  /** Null when the platform only asks to wait. */
  readonly fault: { readonly reason: SourceFault; readonly error: string } | null;
  /** What is said at the sources that wait although nothing is wrong. */
  readonly notice: string | null;
}

/** After a pause the source that met the fault tries alone; the others follow when it has shown that the key works. */
const followMs = 10 * 60_000;

/**
 * The whole key is refused: all its sources wait, and say why.
 * @param home where the key is kept when several databases use it: sources of the others find the pause when they are due
 */
export async function pauseCredential(db: Db, id: string, pause: CredentialPause, home: Db = db): Promise<void> {
  const { at, until, sourceId, fault, notice } = pause;
  const values = { pausedUntil: until, ...(fault === null ? {} : { fault: fault.error, faultAt: at }) };
  // First of all nobody asks any more.
  if (home !== db) await home.updateTable('credentials').set(values).where('id', '=', id).execute();
  await inWriteTransaction(db, async (trx) => {
    await trx.updateTable('credentials').set(values).where('id', '=', id).execute();
    const others = trx
      .updateTable('sources')
      .where('credential', '=', id)
      .where('id', '<>', sourceId)
      .where('enabled', '=', 1)
      .where('stoppedReason', 'is', null);
    const follow = new Date(Date.parse(until) + followMs).toISOString();
    await others.set({ nextRunAt: follow }).where('nextRunAt', '<', follow).execute();
    if (fault === null) {
      await others.set({ notice }).execute();
      return;
    }
    const told = { lastFault: fault.reason, lastError: fault.error, lastErrorAt: at, notice: null };
    await others.set(told).execute();
    await others.set({ errorCount: 1 }).where('errorCount', '=', 0).execute();
  });
}

/**
 * A run with the key went well: it is sound again, and its other sources need not wait any longer.
 * @param home where the key is kept when several databases use it
 */
export async function clearCredentialFault(db: Db, id: string, now: Date, home: Db = db): Promise<void> {
  if (home !== db) await clearFault(home, id);
  await inWriteTransaction(db, async (trx) => {
    if (!(await clearFault(trx, id))) return;
    await wakeSources(trx, id, now);
    await trx
      .updateTable('sources')
      .set({ nextRunAt: now.toISOString() })
      .where('credential', '=', id)
      .where('notice', 'is not', null)
      .execute();
  });
}

/** Whether there was one. */
async function clearFault(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('credentials')
    .set({ fault: null, faultAt: null, pausedUntil: null })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('fault', 'is not', null), eb('pausedUntil', 'is not', null)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
