import { randomBytes } from 'node:crypto';
import type { Actor } from '../core/access.ts';
import type { Logger } from '../core/log.ts';
import type { OnceShown, Session } from '../core/user.ts';
import { isFresh } from '../core/user.ts';
import type { AuditEntry } from '../store/audit.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { attemptWindowMs, deleteOldAttempts } from '../store/login-attempts.ts';
import { eraseSentTexts } from '../store/outbox-texts.ts';
import type { Db } from '../store/schema.ts';
import { deleteEndedSessions } from '../store/sessions.ts';
import { hasUsers } from '../store/users.ts';
import { createFinders } from './actors.ts';
import type { PeopleContext } from './context.ts';
import { createDemoSignIn } from './demo.ts';
import { createDenials } from './denials.ts';
import { linkMailPrefix } from './link-mail.ts';
import { createLinks } from './links.ts';
import { createOpenId, type OpenIdOptions } from './open-id.ts';
import { createOpenIdSignIn } from './open-id-sign-in.ts';
import { createOwnDesk } from './own-account.ts';
import { createPasswordRules } from './password-rules.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createSeal } from './seal.ts';
import { onceOf, sessionOf } from './sessions.ts';
import { createSignIn } from './sign-in.ts';
import { createUserDesk } from './users.ts';

export interface PeopleOptions {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  /** Begins the links that people are given: the public address, or that of this machine. */
  readonly publicUrl: () => string;
  readonly regionName: string;
  /** Names of the regency, its places and offices: they make bad passwords. */
  readonly ownWords: readonly string[];
  /** Ids of the agencies. */
  readonly agencies: readonly string[];
  /** Who must have a second factor (`signIn.secondFactor`). */
  readonly secondFactor: 'admins' | 'everyone';
  /** 32 bytes from the key file; null makes one that ends with the process (demo). */
  readonly secretKey: Uint8Array | null;
  /** Finds the actor of a token that the configuration names. */
  readonly configured: (token: string) => Promise<Actor | null>;
  /** Names of those whose tokens the configuration holds: no account may sign with them. */
  readonly configuredNames: readonly string[];
  /** Null when no mail is configured. */
  readonly sendMail: PeopleContext['sendMail'];
  readonly openId: OpenIdOptions | null;
  readonly demo: boolean;
  /** At the usual cost if absent. */
  readonly passwords?: Passwords;
}

export type People = ReturnType<typeof createPeople>;

/** Everything about who may come in: accounts, sessions, second factors, links, tokens. */
export function createPeople(options: PeopleOptions) {
  const { db, now, log } = options;
  const context: PeopleContext = {
    db,
    now,
    log,
    seal: createSeal(options.secretKey ?? randomBytes(32)),
    passwords: options.passwords ?? createPasswords(),
    weaknessOf: createPasswordRules([options.regionName, ...options.ownWords]),
    denials: createDenials(options),
    publicUrl: options.publicUrl,
    regionName: options.regionName,
    agencies: new Set(options.agencies),
    reservedNames: new Set(
      ['kentongan', 'operator', 'tamu', ...options.configuredNames].map((name) => name.toLowerCase()),
    ),
    secondFactor: options.secondFactor,
    sendMail: options.sendMail,
  };
  const openId = options.openId === null ? null : createOpenId(options.openId, context);

  return {
    ...createFinders(context, options.configured),
    ...createSignIn(context),
    ...createLinks(context),
    ...createUserDesk(context),
    ...createOwnDesk(context),
    /** Null outside the demo. */
    demo: options.demo ? createDemoSignIn(context) : null,
    /** Null when no single sign-on is configured. */
    single: openId === null ? null : createOpenIdSignIn(context, openId),
    secondFactor: options.secondFactor,
    mailsLinks: options.sendMail !== null,

    hasUsers: (): Promise<boolean> => hasUsers(db),

    /** Puts a refused request (403, export of what is not theirs) on the audit trail, at most 30 rows a minute; the rest are counted. */
    noteDenial: (denial: Omit<AuditEntry, 'at'>): Promise<void> => context.denials.note(denial),

    /** Writes down how many refusals were only counted. Every minute. */
    flushDenials: (): Promise<void> => context.denials.flush(),

    /** The session of a browser, also of a sign-in that is not complete; null when it has ended. */
    async sessionOf(secret: string | null): Promise<(Session & { readonly fresh: boolean }) | null> {
      const session = await sessionOf(context, secret);
      if (session === null) return null;
      const { once: _once, ...facts } = session;
      return { ...facts, fresh: isFresh(facts, now()) };
    },

    /** What this browser still has to be shown. */
    onceOf: (secret: string | null): Promise<OnceShown | null> => onceOf(context, secret),

    /** Removes sessions that have ended, old failures, and links from mails that were sent. Daily. */
    async prune(): Promise<void> {
      await inWriteTransaction(db, async (trx) => {
        const at = now();
        await deleteEndedSessions(trx, at);
        await deleteOldAttempts(trx, new Date(at.getTime() - attemptWindowMs).toISOString());
        await eraseSentTexts(trx, linkMailPrefix);
      });
    },
  };
}
