import { type Selectable, sql } from 'kysely';
import type { Role } from '../core/access.ts';
import type { Instant } from '../core/mention.ts';
import type { User, UserFacts } from '../core/user.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';
import type { UserTable } from './tables/people.ts';

/** An account with what only signing in needs. */
export interface KeptUser extends User {
  readonly password: string | null;
  readonly totpSecret: string | null;
  readonly totpDraft: string | null;
  readonly totpStep: number | null;
  /** `<issuer> <sub>` of single sign-on. */
  readonly subject: string | null;
}

/** Those who may sign in first, then by name. */
export async function listUsers(db: Db): Promise<User[]> {
  const rows = await db.selectFrom('users').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map((row) => toUser(row)).sort((a, b) => Number(a.disabledAt !== null) - Number(b.disabledAt !== null));
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function findUser(db: Db, id: number): Promise<KeptUser | null> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toKept(row);
}

/** @param email in any case */
export async function findUserByEmail(db: Db, email: string): Promise<KeptUser | null> {
  const row = await db.selectFrom('users').selectAll().where('email', '=', email.toLowerCase()).executeTakeFirst();
  return row === undefined ? null : toKept(row);
}

/** @param subject `<issuer> <sub>` */
export async function findUserBySubject(db: Db, subject: string): Promise<KeptUser | null> {
  const row = await db.selectFrom('users').selectAll().where('subject', '=', subject).executeTakeFirst();
  return row === undefined ? null : toKept(row);
}

/** Call it in the transaction that has looked whether the address is taken. */
export async function insertUser(
  trx: Db,
  user: UserFacts & { readonly password: string | null; readonly createdAt: Instant; readonly createdBy: string },
): Promise<number> {
  const { id } = await trx
    .insertInto('users')
    .values({ ...user, email: user.email.toLowerCase(), election: user.election ? 1 : 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateUserFacts(trx: Db, id: number, facts: UserFacts): Promise<void> {
  const values = { ...facts, email: facts.email.toLowerCase(), election: facts.election ? 1 : 0 };
  await trx.updateTable('users').set(values).where('id', '=', id).execute();
}

/** What signing in keeps about somebody; fields that are left out stay. */
export async function updateUser(
  db: Db,
  id: number,
  values: Partial<
    Pick<
      Selectable<UserTable>,
      'password' | 'totpSecret' | 'totpDraft' | 'totpStep' | 'subject' | 'disabledAt' | 'lastSignInAt'
    >
  >,
): Promise<void> {
  await inWriteTransaction(db, (trx) => trx.updateTable('users').set(values).where('id', '=', id).execute());
}

/** @returns false when a code of this step or a later one was taken before: each works once, whoever is first */
export async function takeTotpStep(db: Db, id: number, step: number): Promise<boolean> {
  const { numUpdatedRows } = await inWriteTransaction(db, (trx) =>
    trx
      .updateTable('users')
      .set({ totpStep: step })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('totpStep', 'is', null), eb('totpStep', '<', step)]))
      .executeTakeFirst(),
  );
  return numUpdatedRows === 1n;
}

/** Admins who may sign in, without one. */
export async function countOtherAdmins(trx: Db, id: number): Promise<number> {
  const { count } = await trx
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('role', '=', 'admin')
    .where('disabledAt', 'is', null)
    .where('id', '<>', id)
    .executeTakeFirstOrThrow();
  return count;
}

/** Replaces all codes of somebody. @param hashes of the new ones; none takes them away */
export async function replaceRecoveryCodes(trx: Db, userId: number, hashes: readonly string[]): Promise<void> {
  await trx.deleteFrom('recoveryCodes').where('userId', '=', userId).execute();
  if (hashes.length === 0) return;
  await trx
    .insertInto('recoveryCodes')
    .values(hashes.map((hash) => ({ userId, hash, usedAt: null })))
    .execute();
}

/** @returns false when there is no such code, or it was used before */
export async function takeRecoveryCode(db: Db, userId: number, hash: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await inWriteTransaction(db, (trx) =>
    trx
      .updateTable('recoveryCodes')
      .set({ usedAt: at })
      .where('userId', '=', userId)
      .where('hash', '=', hash)
      .where('usedAt', 'is', null)
      .executeTakeFirst(),
  );
  return numUpdatedRows === 1n;
}

export async function countRecoveryCodes(db: Db, userId: number): Promise<number> {
  const { count } = await db
    .selectFrom('recoveryCodes')
    .select(sql<number>`count(*)`.as('count'))
    .where('userId', '=', userId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

function toKept(row: Selectable<UserTable>): KeptUser {
  const { password, totpSecret, totpDraft, totpStep, subject } = row;
  return { ...toUser(row), password, totpSecret, totpDraft, totpStep, subject };
}

function toUser(row: Selectable<UserTable>): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    agency: row.agency,
    election: row.election === 1,
    hasPassword: row.password !== null,
    hasSecondFactor: row.totpSecret !== null,
    disabledAt: row.disabledAt,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    lastSignInAt: row.lastSignInAt,
  };
}
