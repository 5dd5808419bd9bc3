import type { Permission } from '../core/access.ts';
import type { Instant } from '../core/mention.ts';
import type { ApiToken } from '../core/user.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

export async function insertToken(
  trx: Db,
  token: {
    readonly userId: number;
    readonly name: string;
    readonly hash: string;
    readonly scopes: readonly Permission[];
    readonly createdAt: Instant;
    readonly expiresAt: Instant;
  },
): Promise<number> {
  const { id } = await trx
    .insertInto('apiTokens')
    .values({ ...token, scopes: JSON.stringify(token.scopes), lastUsedAt: null, revokedAt: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Null for one that is not there, has run out or was revoked, or whose user is disabled. */
export async function findToken(db: Db, hash: string, now: Date): Promise<ApiToken | null> {
  const row = await selectTokens(db)
    .where('apiTokens.hash', '=', hash)
    .where('apiTokens.revokedAt', 'is', null)
    .where('apiTokens.expiresAt', '>', now.toISOString())
    .where('users.disabledAt', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : toToken(row);
}

/** Newest first. @param userId of one person; everybody's if null */
export async function listTokens(db: Db, userId: number | null): Promise<ApiToken[]> {
  let select = selectTokens(db).orderBy('apiTokens.id', 'desc').limit(500);
  if (userId !== null) select = select.where('apiTokens.userId', '=', userId);
  return (await select.execute()).map(toToken);
}

export async function touchToken(db: Db, id: number, at: Instant): Promise<void> {
  await inWriteTransaction(db, (trx) =>
    trx.updateTable('apiTokens').set({ lastUsedAt: at }).where('id', '=', id).execute(),
  );
}

/** @param userId whose it must be; anybody's if null @returns false when there is no such token, or it was revoked before */
export async function revokeToken(trx: Db, id: number, userId: number | null, at: Instant): Promise<boolean> {
  let update = trx.updateTable('apiTokens').set({ revokedAt: at }).where('id', '=', id).where('revokedAt', 'is', null);
  if (userId !== null) update = update.where('userId', '=', userId);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

export async function revokeTokensOf(trx: Db, userId: number, at: Instant): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('apiTokens')
    .set({ revokedAt: at })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function selectTokens(db: Db) {
  return db
    .selectFrom('apiTokens')
    .innerJoin('users', 'users.id', 'apiTokens.userId')
    .select([
      'apiTokens.id',
      'apiTokens.userId',
      'users.name as userName',
      'apiTokens.name',
      'apiTokens.scopes',
      'apiTokens.createdAt',
      'apiTokens.expiresAt',
      'apiTokens.lastUsedAt',
      'apiTokens.revokedAt',
    ]);
}

function toToken(row: Omit<ApiToken, 'scopes'> & { readonly scopes: string }): ApiToken {
  return { ...row, scopes: JSON.parse(row.scopes) };
}
