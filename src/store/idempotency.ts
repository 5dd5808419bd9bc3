import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

export const idempotencyMs = 24 * 3_600_000;
/** A write that has not ended after so long never will: its process died. */
const runningMs = 10 * 60_000;

export interface KeyedRequest {
  readonly actor: string;
  readonly keyHash: string;
  readonly requestHash: string;
  readonly now: Date;
}

/**
 * `run` nobody has used this key: go on, and say how it ended · `done` here is the answer · `other` the key was used for another
 * request · `running` it is being worked on · `unknown` it was worked on, and the program died or failed before it could say how it ended.
 */
export type KeyFate =
  | { readonly state: 'run' | 'other' | 'running' | 'unknown' }
  | { readonly state: 'done'; readonly answer: string };

/** Takes a key, or says what became of the request that has it. Forgets the keys of yesterday. */
export function takeKey(db: Db, { actor, keyHash, requestHash, now }: KeyedRequest): Promise<KeyFate> {
  return inWriteTransaction(db, async (trx): Promise<KeyFate> => {
    const oldest = new Date(now.getTime() - idempotencyMs).toISOString();
    await trx.deleteFrom('idempotencyKeys').where('at', '<=', oldest).execute();
    const row = await trx
      .selectFrom('idempotencyKeys')
      .selectAll()
      .where('actor', '=', actor)
      .where('keyHash', '=', keyHash)
      .executeTakeFirst();
    if (row === undefined) {
      const at = now.toISOString();
      await trx
        .insertInto('idempotencyKeys')
        .values({ actor, keyHash, requestHash, state: 'running', answer: null, at })
        .execute();
      return { state: 'run' };
    }
    if (row.requestHash !== requestHash) return { state: 'other' };
    if (row.answer !== null) return { state: 'done', answer: row.answer };
    const isRunning = row.state === 'running' && now.getTime() - Date.parse(row.at) < runningMs;
    return { state: isRunning ? 'running' : 'unknown' };
  });
}

type Key = Pick<KeyedRequest, 'actor' | 'keyHash'>;

/** @param answer null when it failed in a way that may have left something behind */
export async function keepAnswer(db: Db, { actor, keyHash }: Key, answer: string | null): Promise<void> {
  await inWriteTransaction(db, (trx) =>
    trx
      .updateTable('idempotencyKeys')
      .set({ state: answer === null ? 'unknown' : 'done', answer })
      .where('actor', '=', actor)
      .where('keyHash', '=', keyHash)
      .execute(),
  );
}

/** For a request that was refused: nothing was done, so it may be sent again. */
export async function releaseKey(db: Db, { actor, keyHash }: Key): Promise<void> {
  await inWriteTransaction(db, (trx) =>
    trx.deleteFrom('idempotencyKeys').where('actor', '=', actor).where('keyHash', '=', keyHash).execute(),
  );
}
