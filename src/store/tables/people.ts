import type { Generated } from 'kysely';

export interface UserTable {
  id: Generated<number>;
  name: string;
  /** Lower case. */
  email: string;
  role: string;
  agency: string | null;
  election: number;
  /** `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`. */
  password: string | null;
  /** Sealed with the key file. */
  totpSecret: string | null;
  /** Sealed: of a second factor that has not been proved yet. */
  totpDraft: string | null;
  /** Number of the 30-second step of the last code that was taken: none is taken twice. */
  totpStep: number | null;
  /** `<issuer> <sub>` of single sign-on. */
  subject: string | null;
  disabledAt: string | null;
  createdAt: string;
  createdBy: string;
  lastSignInAt: string | null;
}

export interface RecoveryCodeTable {
  userId: number;
  hash: string;
  usedAt: string | null;
}

export interface SessionTable {
  id: Generated<number>;
  hash: string;
  userId: number;
  state: string;
  signedInAt: string;
  seenAt: string;
  confirmedAt: string | null;
  client: string;
  agent: string | null;
  /** Sealed: core/user.ts OnceShown as JSON. */
  once: string | null;
}

export interface ApiTokenTable {
  id: Generated<number>;
  userId: number;
  name: string;
  hash: string;
  /** JSON list of permissions. */
  scopes: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export interface InvitationTable {
  id: Generated<number>;
  hash: string;
  kind: string;
  name: string | null;
  email: string | null;
  role: string;
  agency: string | null;
  election: number;
  userId: number | null;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  usedAt: string | null;
  withdrawnAt: string | null;
  mailedAt: string | null;
}

/** Tries to sign in that have not succeeded (yet). */
export interface LoginAttemptTable {
  id: Generated<number>;
  /** Hash of the e-mail address as it was typed. */
  account: string;
  client: string;
  at: string;
}

export interface AuditTable {
  id: number;
  at: string;
  who: string;
  action: string;
  object: string;
  detail: string | null;
  /** Of this row and the one before: see store/audit-chain.ts. */
  hash: string;
}

/** One row: where the chain begins (what came before was removed after its time) and where it ends. */
export interface AuditChainTable {
  id: number;
  baseId: number;
  baseHash: string;
  lastId: number;
  lastHash: string;
}
