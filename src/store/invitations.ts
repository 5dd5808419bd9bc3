import type { Selectable } from 'kysely';
import type { Role } from '../core/access.ts';
import type { Instant } from '../core/mention.ts';
import type { Invitation, InvitationKind } from '../core/user.ts';
import type { Db } from './schema.ts';
import type { InvitationTable } from './tables/people.ts';

export type NewInvitation = Omit<Invitation, 'id' | 'usedAt' | 'withdrawnAt'> & { readonly hash: string };

export async function insertInvitation(trx: Db, invitation: NewInvitation): Promise<number> {
  const { id } = await trx
    .insertInto('invitations')
    .values({ ...invitation, election: invitation.election ? 1 : 0, usedAt: null, withdrawnAt: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findInvitation(db: Db, id: number): Promise<Invitation | null> {
  const row = await db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toInvitation(row);
}

/** Null for a link that is not ours, was used or withdrawn, or is too old. */
export async function findOpenInvitation(db: Db, hash: string, now: Date): Promise<Invitation | null> {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .executeTakeFirst();
  return row === undefined ? null : toInvitation(row);
}

/** Newest first. */
export async function listInvitations(db: Db, limit: number): Promise<Invitation[]> {
  const rows = await db.selectFrom('invitations').selectAll().orderBy('id', 'desc').limit(limit).execute();
  return rows.map(toInvitation);
}

/** A new secret and a new time for the same invitation; links sent before no longer work. */
export async function renewInvitation(
  trx: Db,
  id: number,
  {
    hash,
    expiresAt,
    mailedAt,
  }: { readonly hash: string; readonly expiresAt: Instant; readonly mailedAt: Instant | null },
): Promise<void> {
  await trx.updateTable('invitations').set({ hash, expiresAt, mailedAt }).where('id', '=', id).execute();
}

/** @returns false when somebody else was first: a link works once */
export async function useInvitation(trx: Db, id: number, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('invitations')
    .set({ usedAt: at })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes back open links. @param which one, all of a kind, or all for a person or address @returns how many */
export async function withdrawInvitations(
  trx: Db,
  which: { readonly id: number } | { readonly kind: InvitationKind } | { readonly userId: number },
  at: Instant,
): Promise<number> {
  let update = trx
    .updateTable('invitations')
    .set({ withdrawnAt: at })
    .where('usedAt', 'is', null)
    .where('withdrawnAt', 'is', null);
  if ('id' in which) update = update.where('id', '=', which.id);
  if ('kind' in which) update = update.where('kind', '=', which.kind);
  if ('userId' in which) update = update.where('userId', '=', which.userId);
  return Number((await update.executeTakeFirst()).numUpdatedRows);
}

function toInvitation({ hash: _hash, ...row }: Selectable<InvitationTable>): Invitation {
  return {
    ...row,
    kind: row.kind as InvitationKind,
    role: row.role as Role,
    election: row.election === 1,
  };
}
