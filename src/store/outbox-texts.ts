import { sql } from 'kysely';
import type { Db } from './schema.ts';

/** Takes the text out of mails that were accepted: what they carried must not be readable here for ever. @param prefix of `about` */
export async function eraseSentTexts(trx: Db, prefix: string): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('outbox')
    .set({ text: '', html: '' })
    .where('kind', '=', 'operations')
    .where('state', '=', 'sent')
    .where(sql<string>`substr(about, 1, ${prefix.length})`, '=', prefix)
    .where('text', '<>', '')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
