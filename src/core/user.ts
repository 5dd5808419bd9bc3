import type { Permission, Role } from './access.ts';
import type { Instant } from './mention.ts';

/** What an admin decides about somebody. */
export interface UserFacts {
  readonly name: string;
  /** Lower case; nobody else has it. */
  readonly email: string;
  readonly role: Role;
  /** Required for role `opd`, else null. */
  readonly agency: string | null;
  /** May open the election desk. */
  readonly election: boolean;
}

/** Somebody with an account. Holds no secret. */
export interface User extends UserFacts {
  readonly id: number;
  /** False for those who come through single sign-on only, or whose link is still unused. */
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly disabledAt: Instant | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly lastSignInAt: Instant | null;
}

/** How far a sign-in is: `full` done · `code` the second factor is asked for · `enrol` one must be set up first. */
export const sessionStates = ['full', 'code', 'enrol'] as const;
export type SessionState = (typeof sessionStates)[number];

/** A browser in which somebody is signed in. */
export interface Session {
  readonly id: number;
  readonly userId: number;
  readonly state: SessionState;
  readonly signedInAt: Instant;
  readonly seenAt: Instant;
  /** When the password was last asked for in it; null when it never was. */
  readonly confirmedAt: Instant | null;
  readonly client: string;
  readonly agent: string | null;
}

/** A way in for programs, with some of the rights of its user. */
export interface ApiToken {
  readonly id: number;
  readonly userId: number;
  readonly userName: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** `first` the very first admin · `invite` a new user · `reset` a user who needs a new password. */
export const invitationKinds = ['first', 'invite', 'reset'] as const;
export type InvitationKind = (typeof invitationKinds)[number];

export type InvitationStatus = 'open' | 'used' | 'withdrawn' | 'expired';

/** A link that can be used once. Its secret is not kept. */
export interface Invitation {
  readonly id: number;
  readonly kind: InvitationKind;
  /** What the account will be; of `first`, name and address are chosen by whoever uses it. */
  readonly name: string | null;
  readonly email: string | null;
  readonly role: Role;
  readonly agency: string | null;
  readonly election: boolean;
  /** Of `reset`: whose password. */
  readonly userId: number | null;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  /** Null when it was shown instead of mailed. */
  readonly mailedAt: Instant | null;
}

export function invitationStatus(
  { usedAt, withdrawnAt, expiresAt }: Pick<Invitation, 'usedAt' | 'withdrawnAt' | 'expiresAt'>,
  now: Date,
): InvitationStatus {
  if (usedAt !== null) return 'used';
  if (withdrawnAt !== null) return 'withdrawn';
  return expiresAt <= now.toISOString() ? 'expired' : 'open';
}

/** Something that is shown once after it was made, and again until its reader says that it is kept. */
export type OnceShown =
  | { readonly kind: 'recovery-codes'; readonly codes: readonly string[] }
  | { readonly kind: 'token'; readonly name: string; readonly token: string; readonly expiresAt: Instant }
  | { readonly kind: 'link'; readonly name: string; readonly link: string; readonly expiresAt: Instant };

export const sessionIdleMs = 30 * 60_000;
export const sessionMaxMs = 10 * 3_600_000;
/** Longest time between the password and the second factor. */
export const pendingSessionMs = 10 * 60_000;
/** Afterwards the password is asked for again before passwords, second factors, roles and tokens are changed. */
export const freshMs = 15 * 60_000;
export const minPasswordLength = 15;
export const maxPasswordLength = 128;
export const maxTokenDays = 365;

export function isFresh(session: Pick<Session, 'confirmedAt'>, now: Date): boolean {
  if (session.confirmedAt === null) return false;
  const age = now.getTime() - Date.parse(session.confirmedAt);
  return age >= 0 && age < freshMs;
}
