import type { Selectable } from 'kysely';
import type { Instant } from '../core/mention.ts';
import { pendingSessionMs, type Session, type SessionState, sessionIdleMs, sessionMaxMs } from '../core/user.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';
import type { SessionTable } from './tables/people.ts';

export interface NewSession {
  readonly hash: string;
  readonly userId: number;
  readonly state: SessionState;
  readonly at: Instant;
  /** Whether a password was just given. */
  readonly confirmed: boolean;
  readonly client: string;
  readonly agent: string | null;
}

/** A session with what it still has to show once. */
export interface KeptSession extends Session {
  /** Sealed. */
  readonly once: string | null;
}

export async function insertSession(trx: Db, session: NewSession): Promise<number> {
  const { at, confirmed, ...rest } = session;
  const { id } = await trx
    .insertInto('sessions')
    .values({ ...rest, signedInAt: at, seenAt: at, confirmedAt: confirmed ? at : null, once: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Null for one that is not there or has ended: by its age, by silence, or because its user is disabled. */
export async function findSession(db: Db, hash: string, now: Date): Promise<KeptSession | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.userId')
    .selectAll('sessions')
    .where('sessions.hash', '=', hash)
    .where('users.disabledAt', 'is', null)
    .executeTakeFirst();
  return row === undefined || hasEnded(row, now) ? null : { ...toSession(row), once: row.once };
}

function hasEnded(row: Selectable<SessionTable>, now: Date): boolean {
  const at = now.getTime();
  const age = at - Date.parse(row.signedInAt);
  const silence = at - Date.parse(row.seenAt);
  return row.state === 'full' ? age >= sessionMaxMs || silence >= sessionIdleMs : age >= pendingSessionMs;
}

export async function touchSession(db: Db, id: number, at: Instant): Promise<void> {
  await inWriteTransaction(db, (trx) =>
    trx.updateTable('sessions').set({ seenAt: at }).where('id', '=', id).where('seenAt', '<', at).execute(),
  );
}

export async function confirmSession(db: Db, id: number, at: Instant): Promise<void> {
  await inWriteTransaction(db, (trx) =>
    trx.updateTable('sessions').set({ confirmedAt: at }).where('id', '=', id).execute(),
  );
}

/** @param once sealed; null takes it away */
export async function keepOnce(db: Db, id: number, once: string | null): Promise<void> {
  await inWriteTransaction(db, (trx) => trx.updateTable('sessions').set({ once }).where('id', '=', id).execute());
}

/** Those of somebody that have not ended, last used first. */
export async function listSessions(db: Db, userId: number, now: Date): Promise<Session[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('userId', '=', userId)
    .where('state', '=', 'full')
    .orderBy('seenAt', 'desc')
    .execute();
  return rows.filter((row) => !hasEnded(row, now)).map(toSession);
}

export async function deleteSession(trx: Db, id: number, userId: number): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** @param except the one that goes on @returns how many */
export async function deleteSessionsOf(trx: Db, userId: number, except: number | null = null): Promise<number> {
  let remove = trx.deleteFrom('sessions').where('userId', '=', userId);
  if (except !== null) remove = remove.where('id', '<>', except);
  return Number((await remove.executeTakeFirst()).numDeletedRows);
}

/** @returns how many had ended by age or silence */
export async function deleteEndedSessions(trx: Db, now: Date): Promise<number> {
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const { numDeletedRows } = await trx
    .deleteFrom('sessions')
    .where((eb) =>
      eb.or([
        eb('signedInAt', '<=', before(sessionMaxMs)),
        eb('seenAt', '<=', before(sessionIdleMs)),
        eb.and([eb('state', '<>', 'full'), eb('signedInAt', '<=', before(pendingSessionMs))]),
      ]),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function toSession(row: Selectable<SessionTable>): Session {
  return {
    id: row.id,
    userId: row.userId,
    state: row.state as SessionState,
    signedInAt: row.signedInAt,
    seenAt: row.seenAt,
    confirmedAt: row.confirmedAt,
    client: row.client,
    agent: row.agent,
  };
}
