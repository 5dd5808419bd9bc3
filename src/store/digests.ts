import type { Digest } from '../core/digest.ts';
import { inWriteTransaction } from './dialect.ts';
import { insertNotifications, type OutboxDraft } from './outbox.ts';
import type { Db } from './schema.ts';

/**
 * Saves the digest of a date and the mails that carry it in one transaction, once per date.
 * A digest that was only made for reading (`saveDigest`) is replaced, and its mails go out.
 * @returns false when the mails of that date were queued before: nothing is written
 */
export function saveDigestWithOutbox(db: Db, digest: Digest, messages: readonly OutboxDraft[]): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    const known = await trx.selectFrom('digests').select('queuedAt').where('date', '=', digest.date).executeTakeFirst();
    if (known !== undefined && known.queuedAt !== null) return false;
    await saveDigest(trx, digest);
    await trx.updateTable('digests').set({ queuedAt: digest.madeAt }).where('date', '=', digest.date).execute();
    await insertNotifications(trx, messages);
    return true;
  });
}

/** Saves or replaces the digest of a date for reading; no mail, and mails of that date stay as they are. */
export async function saveDigest(db: Db, digest: Digest): Promise<void> {
  const content = { madeAt: digest.madeAt, data: JSON.stringify(digest) };
  await inWriteTransaction(db, (trx) =>
    trx
      .insertInto('digests')
      .values({ date: digest.date, queuedAt: null, ...content })
      .onConflict((conflict) => conflict.column('date').doUpdateSet(content))
      .execute(),
  );
}

/** @param date `2026-11-21` */
export async function findDigest(db: Db, date: string): Promise<Digest | null> {
  const row = await db.selectFrom('digests').select('data').where('date', '=', date).executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.data) as Digest);
}

/** Dates that have a digest, newest first. */
export async function listDigestDates(db: Db, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('digests').select('date').orderBy('date', 'desc').limit(limit).execute();
  return rows.map((row) => row.date);
}

/** Whether the mails of that date were queued. */
export async function isDigestQueued(db: Db, date: string): Promise<boolean> {
  const row = await db.selectFrom('digests').select('queuedAt').where('date', '=', date).executeTakeFirst();
  return row !== undefined && row.queuedAt !== null;
}

/** Newest date whose mails were queued; null before the first. */
export async function findLastQueuedDate(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('digests')
    .select((eb) => eb.fn.max<string | null>('date').as('date'))
    .where('queuedAt', 'is not', null)
    .executeTakeFirst();
  return row?.date ?? null;
}
