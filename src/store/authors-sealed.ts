import type { Instant } from '../core/mention.ts';
import type { Person } from '../core/pseudonym.ts';
import { chunksOf, inWriteTransaction, isIn } from './dialect.ts';
import type { Db } from './schema.ts';

export interface SeenAuthor extends Person {
  readonly platform: string;
  /** When what they wrote was collected. */
  readonly at: Instant;
}

/** Keeps who is behind pseudonyms, the newest name of each. Only inside a write transaction. */
export async function saveSeals(trx: Db, authors: readonly SeenAuthor[]): Promise<void> {
  const newest = new Map<string, SeenAuthor>();
  for (const author of authors) {
    if ((newest.get(author.pseudonym)?.at ?? '') <= author.at) newest.set(author.pseudonym, author);
  }
  const rows = [...newest.values()].map(({ at, ...author }) => ({ ...author, lastSeenAt: at }));
  for (const chunk of chunksOf(rows, 4)) {
    await trx
      .insertInto('authorSeals')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .column('pseudonym')
          .doUpdateSet((eb) => ({ sealed: eb.ref('excluded.sealed'), lastSeenAt: eb.ref('excluded.lastSeenAt') }))
          .whereRef('authorSeals.lastSeenAt', '<=', 'excluded.lastSeenAt'),
      )
      .execute();
  }
}

/** Sealed names by pseudonym; those whose time has passed are not there any more. */
export async function loadSeals(db: Db, pseudonyms: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (pseudonyms.length === 0) return new Map();
  const rows = await db
    .selectFrom('authorSeals')
    .select(['pseudonym', 'sealed'])
    .where(isIn(db, 'authorSeals.pseudonym', pseudonyms))
    .execute();
  return new Map(rows.map(({ pseudonym, sealed }) => [pseudonym, sealed]));
}

/** All of them in pages, by pseudonym. @param after last pseudonym of the page before; '' for the first */
export function listSeals(db: Db, after: string, limit: number) {
  return db
    .selectFrom('authorSeals')
    .select(['pseudonym', 'platform', 'sealed'])
    .where('pseudonym', '>', after)
    .orderBy('pseudonym')
    .limit(limit)
    .execute();
}

const stepSize = 500;

/** One bounded step of forgetting names. @param before last collected before then @returns how many; fewer than a step holds at the end */
export function deleteOldSeals(db: Db, before: Instant): Promise<{ readonly deleted: number; readonly more: boolean }> {
  return inWriteTransaction(db, async (trx) => {
    const old = await trx
      .selectFrom('authorSeals')
      .select('pseudonym')
      .where('lastSeenAt', '<', before)
      .orderBy('lastSeenAt')
      .limit(stepSize)
      .execute();
    await deleteSeals(
      trx,
      old.map(({ pseudonym }) => pseudonym),
    );
    return { deleted: old.length, more: old.length === stepSize };
  });
}

export async function deleteSeals(trx: Db, pseudonyms: readonly string[]): Promise<number> {
  if (pseudonyms.length === 0) return 0;
  const { numDeletedRows } = await trx
    .deleteFrom('authorSeals')
    .where(isIn(trx, 'authorSeals.pseudonym', pseudonyms))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
