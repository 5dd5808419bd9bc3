import type { Db } from './schema.ts';

export interface NamedAuthor {
  readonly platform: string;
  readonly pseudonym: string;
  readonly handle: string;
  readonly name: string | null;
}

/** An office's or medium's account is known now: its handle and name stand where its pseudonym stood. */
export async function nameAuthor(trx: Db, { platform, pseudonym, handle, name }: NamedAuthor): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('mentions')
    .set({ authorHandle: handle, author: name, citizen: 0 })
    .where('platform', '=', platform)
    .where('authorHandle', '=', pseudonym)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await trx.deleteFrom('authorSeals').where('pseudonym', '=', pseudonym).execute();
}

/** The account turned out to be a person's: the pseudonym takes the place of its handle. The list of accounts still has its name. */
export async function unnameAuthor(trx: Db, { platform, pseudonym, handle }: Omit<NamedAuthor, 'name'>): Promise<void> {
  await trx
    .updateTable('mentions')
    .set({ authorHandle: pseudonym, author: null, citizen: 1 })
    .where('platform', '=', platform)
    .where('authorHandle', '=', handle)
    .execute();
}
