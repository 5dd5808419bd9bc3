import type { Actor } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import { hashOfSecret, newSecret } from '../core/secret-text.ts';
import { isFresh, type OnceShown, type SessionState, type User } from '../core/user.ts';
import { writeAudit } from '../store/audit.ts';
import type { Db } from '../store/schema.ts';
import { findSession, insertSession, type KeptSession, keepOnce } from '../store/sessions.ts';
import { updateUser } from '../store/users.ts';
import { clientKeyOf } from './client-address.ts';
import type { From, PeopleContext } from './context.ts';
import { newTotpKey } from './second-factor.ts';

/** How a sign-in goes on. `secret` goes into the cookie. */
export interface Begun {
  /** `done` signed in · `code` the second factor is asked for · `enrol` it must be set up. */
  readonly next: 'done' | 'code' | 'enrol';
  readonly secret: string;
  readonly name: string;
}

/** How somebody has shown who they are. */
export type SignInWay = 'password' | 'link' | 'open-id' | 'demo';

/** After the password or what stands for it: a session, or the step before one. Inside a transaction. */
export async function beginSession(
  { now, seal, secondFactor }: Pick<PeopleContext, 'now' | 'seal' | 'secondFactor'>,
  trx: Db,
  user: User,
  options: { readonly way: SignInWay; readonly from: From; readonly hasShownFactor?: boolean },
): Promise<Begun> {
  const { way, from, hasShownFactor = false } = options;
  const needsFactor = secondFactor === 'everyone' || user.role === 'admin';
  const state: SessionState = hasShownFactor ? 'full' : user.hasSecondFactor ? 'code' : needsFactor ? 'enrol' : 'full';
  const secret = newSecret();
  const at = now().toISOString();
  const client = clientKeyOf(from.ip);
  await insertSession(trx, {
    hash: hashOfSecret(secret),
    userId: user.id,
    state,
    at,
    confirmed: true,
    client,
    agent: from.agent,
  });
  if (state === 'enrol') await updateUser(trx, user.id, { totpDraft: sealDraft(seal, user.id) });
  if (state === 'full') {
    await updateUser(trx, user.id, { lastSignInAt: at });
    const detail = { way, client };
    await writeAudit(trx, { at, who: user.name, action: 'session.begin', object: `user:${user.id}`, detail });
  }
  return { next: state === 'full' ? 'done' : state, secret, name: user.name };
}

export function sealDraft(seal: PeopleContext['seal'], userId: number): string {
  return seal.seal(newTotpKey(), draftPurpose(userId));
}

export const draftPurpose = (userId: number): string => `totp-draft:${userId}`;
export const totpPurpose = (userId: number): string => `totp:${userId}`;
const oncePurpose = (sessionId: number): string => `once:${sessionId}`;

/** Null for a guest, and for one whose session has ended. */
export function sessionOf({ db, now }: PeopleContext, secret: string | null): Promise<KeptSession | null> {
  return secret === null ? Promise.resolve(null) : findSession(db, hashOfSecret(secret), now());
}

/** Keeps what is shown once, for this browser only; a program reads it from the answer instead. */
export async function showOnce(context: PeopleContext, secret: string | null, once: OnceShown | null): Promise<void> {
  const session = await sessionOf(context, secret);
  if (session === null) return;
  const sealed = once === null ? null : context.seal.seal(JSON.stringify(once), oncePurpose(session.id));
  await keepOnce(context.db, session.id, sealed);
}

export async function onceOf(context: PeopleContext, secret: string | null): Promise<OnceShown | null> {
  const session = await sessionOf(context, secret);
  if (session?.once === null || session?.once === undefined) return null;
  const text = context.seal.open(session.once, oncePurpose(session.id));
  return text === null ? null : (JSON.parse(text) as OnceShown);
}

/** Whether what is delicate may be done without asking for the password again. */
export async function isConfirmed(context: PeopleContext, actor: Actor, secret: string | null): Promise<boolean> {
  if (actor.kind === 'operator') return true;
  const session = actor.kind === 'user' ? await sessionOf(context, secret) : null;
  return session !== null && isFresh(session, context.now());
}

/** @throws RequestError 403 for everything that has no session */
export function requireUser(actor: Actor): number {
  if (actor.kind === 'user' && actor.userId !== null) return actor.userId;
  throw new RequestError(403, 'sign-in-needed', 'Hanya untuk orang yang masuk di halaman, bukan lewat token.');
}
