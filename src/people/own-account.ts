import { isAllowed, type Permission, permissions } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import { hashOfSecret, newSecret } from '../core/secret-text.ts';
import { maxTokenDays, type OnceShown } from '../core/user.ts';
import { writeAudit } from '../store/audit.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { withdrawInvitations } from '../store/invitations.ts';
import { forgiveAttempt, reserveAttempt } from '../store/login-attempts.ts';
import { deleteSession, deleteSessionsOf } from '../store/sessions.ts';
import { insertToken, revokeToken } from '../store/tokens.ts';
import { findUser, type KeptUser, replaceRecoveryCodes, updateUser } from '../store/users.ts';
import { userActor } from './actors.ts';
import { clientKeyOf } from './client-address.ts';
import type { From, PeopleContext } from './context.ts';
import { weakPassword } from './links.ts';
import {
  hashOfRecoveryCode,
  newRecoveryCodes,
  newTotpKey,
  stepOfCode,
  totpAddress,
  totpCodeOf,
} from './second-factor.ts';
import { type Begun, beginSession, draftPurpose, sessionOf, showOnce, totpPurpose } from './sessions.ts';

const dayMs = 24 * 3_600_000;

/** What a token may be given: never the account itself, so that a leaked one cannot make others. */
export const tokenScopes: readonly Permission[] = permissions.filter((permission) => permission !== 'own');

/** A second factor that is being set up. */
export interface Enrolment {
  /** For those who cannot scan: base32. */
  readonly key: string;
  /** What the QR code holds. */
  readonly address: string;
}

/** What everybody does with their own account. Sudo (`confirm`) is the caller's business. */
export function createOwnDesk(context: PeopleContext) {
  const { db, now, seal, passwords, weaknessOf, regionName, secondFactor } = context;

  /** @throws RequestError 404 */
  async function userOf(id: number): Promise<KeptUser> {
    const user = await findUser(db, id);
    if (user === null) throw new RequestError(404, 'not-found', 'Akun ini tidak ada.');
    return user;
  }

  const entry = (user: KeptUser, action: string, detail: unknown = null) => ({
    at: now().toISOString(),
    who: user.name,
    action,
    object: `user:${user.id}`,
    detail,
  });

  function draftOf(user: KeptUser): Enrolment | null {
    const key = user.totpDraft === null ? null : seal.open(user.totpDraft, draftPurpose(user.id));
    return key === null ? null : { key, address: totpAddress(key, `Kentongan ${regionName}`, user.email) };
  }

  /** Makes the draft the second factor. @returns the codes for emergencies @throws RequestError 400, 429 */
  async function enrol(user: KeptUser, typed: string, from: From): Promise<readonly string[]> {
    const draft = draftOf(user);
    if (draft === null) throw new RequestError(409, 'no-draft', 'Mulailah lagi memasang kode masuk.');
    const attempt = await reserveAttempt(db, { account: `enrol:${user.id}`, client: clientKeyOf(from.ip), now: now() });
    if (!('id' in attempt))
      throw new RequestError(429, 'too-many-attempts', 'Terlalu banyak kode yang salah; coba lagi nanti.');
    const code = totpCodeOf(typed);
    const step = code === null ? null : stepOfCode(draft.key, code, now());
    if (step === null) {
      const message = 'Kode tidak cocok. Periksa jam ponsel Anda, lalu tulis kode yang sedang tampil.';
      throw new RequestError(400, 'wrong-code', message, [{ where: 'code', message }]);
    }
    const codes = newRecoveryCodes();
    await inWriteTransaction(db, async (trx) => {
      await forgiveAttempt(trx, attempt.id);
      const totpSecret = seal.seal(draft.key, totpPurpose(user.id));
      await updateUser(trx, user.id, { totpSecret, totpDraft: null, totpStep: step });
      await replaceRecoveryCodes(trx, user.id, codes.map(hashOfRecoveryCode));
      await writeAudit(trx, entry(user, 'user.factor'));
    });
    return codes;
  }

  return {
    /** The second factor that a sign-in waits for, or that somebody is setting up; null when there is none. */
    async enrolment(secret: string | null): Promise<Enrolment | null> {
      const session = await sessionOf(context, secret);
      const user = session === null || session.state === 'code' ? null : await findUser(db, session.userId);
      return user === null ? null : draftOf(user);
    },

    /** Ends a sign-in that waits for a second factor to be set up. @throws RequestError 401, 400 for a wrong code */
    async finishEnrolment(given: {
      readonly secret: string | null;
      readonly code: string;
      readonly from: From;
    }): Promise<Begun & { readonly recoveryCodes: readonly string[] }> {
      const session = await sessionOf(context, given.secret);
      const user = session?.state === 'enrol' ? await findUser(db, session.userId) : null;
      if (session === null || user === null) {
        throw new RequestError(401, 'session-ended', 'Waktu untuk masuk sudah habis. Mulailah lagi.');
      }
      const recoveryCodes = await enrol(user, given.code, given.from);
      const begun = await inWriteTransaction(db, async (trx) => {
        await deleteSession(trx, session.id, user.id);
        return beginSession(context, trx, user, { way: 'password', from: given.from, hasShownFactor: true });
      });
      await showOnce(context, begun.secret, { kind: 'recovery-codes', codes: recoveryCodes });
      return { ...begun, recoveryCodes };
    },

    /** Begins to set up a second factor, or another one; the one in use stays until the new one is proved. */
    async beginEnrolment(userId: number): Promise<Enrolment> {
      const user = await userOf(userId);
      const totpDraft = seal.seal(newTotpKey(), draftPurpose(user.id));
      await updateUser(db, user.id, { totpDraft });
      const draft = draftOf({ ...user, totpDraft });
      if (draft === null) throw new Error('a draft that was just sealed cannot be opened');
      return draft;
    },

    /** @throws RequestError 400 for a wrong code, 409 when none is being set up */
    async proveEnrolment(userId: number, code: string, from: From, secret: string | null): Promise<readonly string[]> {
      const codes = await enrol(await userOf(userId), code, from);
      await showOnce(context, secret, { kind: 'recovery-codes', codes });
      return codes;
    },

    /** @throws RequestError 409 for whoever must have one */
    async removeSecondFactor(userId: number): Promise<void> {
      const user = await userOf(userId);
      if (secondFactor === 'everyone' || user.role === 'admin') {
        throw new RequestError(
          409,
          'factor-required',
          'Peran Anda wajib memakai kode masuk; pasang yang baru sebagai gantinya.',
        );
      }
      await inWriteTransaction(db, async (trx) => {
        await updateUser(trx, userId, { totpSecret: null, totpDraft: null, totpStep: null });
        await replaceRecoveryCodes(trx, userId, []);
        await writeAudit(trx, entry(user, 'user.factor-removed'));
      });
    },

    /** Ten new codes; the ones before no longer work. @throws RequestError 409 without a second factor */
    async renewRecoveryCodes(userId: number, secret: string | null): Promise<readonly string[]> {
      const user = await userOf(userId);
      if (!user.hasSecondFactor) throw new RequestError(409, 'no-factor', 'Pasang kode masuk lebih dahulu.');
      const codes = newRecoveryCodes();
      await inWriteTransaction(db, async (trx) => {
        await replaceRecoveryCodes(trx, userId, codes.map(hashOfRecoveryCode));
        await writeAudit(trx, entry(user, 'user.recovery-codes'));
      });
      await showOnce(context, secret, { kind: 'recovery-codes', codes });
      return codes;
    },

    /** Signs out everywhere else. @throws RequestError 400 for one that may not be chosen */
    async changePassword(userId: number, password: string, secret: string | null): Promise<void> {
      const user = await userOf(userId);
      const weakness = weaknessOf(password, [user.name, user.email]);
      if (weakness !== null) throw weakPassword(weakness);
      const kept = await passwords.hash(password);
      const session = await sessionOf(context, secret);
      await inWriteTransaction(db, async (trx) => {
        await updateUser(trx, userId, { password: kept });
        await withdrawInvitations(trx, { userId }, now().toISOString());
        const sessions = await deleteSessionsOf(trx, userId, session?.id ?? null);
        await writeAudit(trx, entry(user, 'user.password', { way: 'own', sessions }));
      });
    },

    /** @param sessionId null for all but this one @throws RequestError 404 */
    async endSessions(userId: number, sessionId: number | null, secret: string | null): Promise<number> {
      const user = await userOf(userId);
      const own = await sessionOf(context, secret);
      return inWriteTransaction(db, async (trx) => {
        const count =
          sessionId === null
            ? await deleteSessionsOf(trx, userId, own?.id ?? null)
            : Number(await deleteSession(trx, sessionId, userId));
        if (sessionId !== null && count === 0) throw new RequestError(404, 'not-found', 'Sesi itu sudah berakhir.');
        await writeAudit(trx, entry(user, 'session.end', { others: count }));
        return count;
      });
    },

    /**
     * The token itself is only in the answer; what is kept is its hash.
     * @throws RequestError 400 for rights that its owner does not have, or a time that is too long
     */
    async createToken(
      userId: number,
      wanted: { readonly name: string; readonly scopes: readonly Permission[]; readonly days: number },
      secret: string | null,
    ): Promise<{ readonly id: number; readonly token: string; readonly expiresAt: string }> {
      const user = await userOf(userId);
      const actor = userActor(user);
      const refused = wanted.scopes.filter((scope) => !tokenScopes.includes(scope) || !isAllowed(actor, scope));
      if (refused.length > 0 || wanted.scopes.length === 0) {
        const message =
          refused.length > 0 ? `bukan izin Anda: ${refused.join(', ')}` : 'pilih paling sedikit satu izin';
        throw new RequestError(400, 'invalid-body', 'Isi permintaan perlu diperbaiki: scopes', [
          { where: 'scopes', message },
        ]);
      }
      const token = `ktg_${newSecret()}`;
      const at = now();
      const days = Math.min(wanted.days, maxTokenDays);
      const expiresAt = new Date(at.getTime() + days * dayMs).toISOString();
      const scopes = [...new Set(wanted.scopes)];
      const id = await inWriteTransaction(db, async (trx) => {
        const made = { userId, name: wanted.name, hash: hashOfSecret(token), scopes };
        const tokenId = await insertToken(trx, { ...made, createdAt: at.toISOString(), expiresAt });
        const detail = { token: tokenId, name: wanted.name, scopes, expiresAt };
        await writeAudit(trx, entry(user, 'token.create', detail));
        return tokenId;
      });
      await showOnce(context, secret, { kind: 'token', name: wanted.name, token, expiresAt });
      return { id, token, expiresAt };
    },

    /** @param owner whose it must be; anybody's if null @throws RequestError 404 */
    async revokeToken(id: number, owner: number | null, who: string): Promise<void> {
      await inWriteTransaction(db, async (trx) => {
        const at = now().toISOString();
        if (!(await revokeToken(trx, id, owner, at)))
          throw new RequestError(404, 'not-found', `Tidak ada token ${id} yang berlaku.`);
        await writeAudit(trx, { at, who, action: 'token.revoke', object: `token:${id}`, detail: null });
      });
    },

    /** @param once null when its reader has kept it */
    keepOnce: (secret: string | null, once: OnceShown | null): Promise<void> => showOnce(context, secret, once),
  };
}
