import { createHash } from 'node:crypto';
import type { Budget, CredentialConfig, CredentialUse, Spending } from '../core/credential.ts';
import { NotAskedError, SourceError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';
import { settleBudget, takeFromBudget } from '../store/budgets.ts';
import { findCredentialPause, syncCredentials } from '../store/credentials.ts';
import type { Db } from '../store/schema.ts';

/** A configured key with its secret; null while it has none. */
export interface Key extends CredentialConfig {
  readonly secret: { reveal(): string } | null;
}

/** Makes the stored keys follow the configured ones; also while the program runs, for secrets in files that others renew. */
export function syncKeys(db: Db, keys: readonly Key[], now: Date): Promise<void> {
  const known = keys.map(({ id, kind, secret }) => ({
    id,
    kind,
    fingerprint: secret === null ? null : fingerprintOf(secret.reveal()),
  }));
  return syncCredentials(db, known, now);
}

/** Enough to see that a secret was replaced, too little to find it. */
function fingerprintOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 12);
}

/** Nothing is left of a budget. Says which, so that the operator reads it in words. */
export class BudgetSpent extends SourceError {
  readonly title: string;
  /** Null when the limit is too small for a single request. */
  readonly freeAt: Instant | null;
  constructor(credentialId: string, { name, title }: Budget, freeAt: Instant | null, now: Date) {
    const until = freeAt === null ? 'its limit is too small' : `until ${freeAt}`;
    super('budget', `budget ${name} of ${credentialId} is used up ${until}`, {
      retryAfterMs: freeAt === null ? null : Math.max(0, Date.parse(freeAt) - now.getTime()),
    });
    this.title = title;
    this.freeAt = freeAt;
  }
}

/** Hands out the keys by id. @throws SourceError `credential` before anything is asked, when there is no such key or secret */
export type KeyRing = (id: string) => CredentialUse;

/** The database in which the use and the pauses of a key are written: a key that several regencies use has one for them all. */
export type KeyHome = (id: string) => Db;

/** @param home where each key counts, or the one database in which all do */
export function createKeyRing(home: Db | KeyHome, keys: readonly Key[], now: () => Date): KeyRing {
  const homeOf = typeof home === 'function' ? home : () => home;
  const byId = new Map(keys.map((key) => [key.id, key]));
  return (id) => {
    const key = byId.get(id);
    if (key === undefined) throw new SourceError('credential', `no credential ${id} is configured`);
    if (key.secret === null) throw new SourceError('credential', `${key.variable} is empty`);
    return { id, secret: key.secret.reveal(), spend: (...asked) => spend(homeOf(id), key, now(), ...asked) };
  };
}

async function spend(
  db: Db,
  { id, kind, budgets }: Key,
  now: Date,
  name: string,
  amount = 1,
  key = '',
): Promise<Spending> {
  const budget = budgets.find((one) => one.name === name);
  if (budget === undefined) throw new Error(`credentials of kind ${kind} have no budget ${name}`);
  // Another worker may have met a fault of the key since this run began.
  const until = await findCredentialPause(db, id, now);
  if (until !== null) {
    const retryAfterMs = Date.parse(until) - now.getTime();
    throw new NotAskedError('key-paused', `credential ${id} is paused until ${until}`, { retryAfterMs });
  }
  const take = await takeFromBudget(db, id, budget, amount, key, now);
  if (!take.taken) throw new BudgetSpent(id, budget, take.freeAt, now);
  let counted = amount;
  return {
    async settle(actual) {
      const difference = actual - counted;
      counted = actual;
      await settleBudget(db, id, budget, take.at, difference);
    },
  };
}
