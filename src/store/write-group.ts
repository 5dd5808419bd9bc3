import { setImmediate } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import { inWriteTransaction } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** Something to be written, and whom to tell. */
interface Waiting {
  readonly work: (trx: Transaction<Tables>) => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** How one of a group ended; told when the group is committed. */
type Ended = { readonly value: unknown } | { readonly error: unknown };

/** Milliseconds after which a transaction takes no further work: others wait for the database. */
const longestMs = 25;

const queues = new WeakMap<Db, Waiting[]>();

/**
 * Like `inWriteTransaction`, for small works of which many come at a time: those that are waiting for the database are saved by one
 * commit, which is most of what a small work costs. Each stays whole or is not done at all: one that fails is taken back alone. Resolves
 * when the work is committed.
 */
export function inWriteGroup<T>(db: Db, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Transaction<Tables>);
  return new Promise<T>((resolve, reject) => {
    const waiting: Waiting = { work, resolve: resolve as Waiting['resolve'], reject };
    const queue = queues.get(db);
    if (queue !== undefined) {
      queue.push(waiting);
      return;
    }
    const started = [waiting];
    queues.set(db, started);
    void drain(db, started);
  });
}

async function drain(db: Db, queue: Waiting[]): Promise<void> {
  while (queue.length > 0) {
    // What has arrived by now comes along.
    await setImmediate();
    await saveGroup(db, queue);
  }
  queues.delete(db);
}

async function saveGroup(db: Db, queue: Waiting[]): Promise<void> {
  const taken: Waiting[] = [];
  let ended: readonly Ended[] = [];
  try {
    ended = await inWriteTransaction(db, async (trx) => {
      const results: Ended[] = [];
      const began = performance.now();
      do {
        const waiting = queue.shift();
        if (waiting === undefined) break;
        taken.push(waiting);
        results.push(await inSavepoint(trx, waiting.work));
      } while (performance.now() - began < longestMs);
      return results;
    });
  } catch (error) {
    // Nothing of the group is kept. Nobody was taken when not even the transaction began: then the first is told.
    if (taken.length === 0) taken.push(...queue.splice(0, 1));
    ended = taken.map(() => ({ error }));
  }
  for (const [index, { resolve, reject }] of taken.entries()) {
    const end = ended[index] as Ended;
    if ('error' in end) reject(end.error);
    else resolve(end.value as never);
  }
}

/** @throws when the database cannot go on with the transaction */
async function inSavepoint(trx: Transaction<Tables>, work: Waiting['work']): Promise<Ended> {
  await sql`savepoint one_of_group`.execute(trx);
  let ended: Ended;
  try {
    ended = { value: await work(trx) };
  } catch (error) {
    try {
      await sql`rollback to savepoint one_of_group`.execute(trx);
    } catch {
      // SQLite takes the whole transaction back by itself when the disk is full: this is what went wrong.
      throw error;
    }
    ended = { error };
  }
  await sql`release savepoint one_of_group`.execute(trx);
  return ended;
}
