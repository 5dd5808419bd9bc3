import type { Actor } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import { hashOfSecret } from '../core/secret-text.ts';
import { formatDuration } from '../core/wait-words.ts';
import { writeAudit } from '../store/audit.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { forgiveAccount, forgiveAttempt, reserveAttempt } from '../store/login-attempts.ts';
import { confirmSession, deleteSession } from '../store/sessions.ts';
import {
  findUser,
  findUserByEmail,
  type KeptUser,
  takeRecoveryCode,
  takeTotpStep,
  updateUser,
} from '../store/users.ts';
import { clientKeyOf } from './client-address.ts';
import type { From, PeopleContext } from './context.ts';
import { hashOfRecoveryCode, stepOfCode, totpCodeOf } from './second-factor.ts';
import { type Begun, beginSession, isConfirmed, sessionOf, totpPurpose } from './sessions.ts';

const wrongPassword = 'Surel atau kata sandi tidak cocok.';
const wrongCode = 'Kode tidak cocok, sudah dipakai, atau sudah lewat waktunya. Tunggu kode berikutnya.';
const ended = 'Waktu untuk masuk sudah habis. Mulailah lagi dari surel dan kata sandi.';

export function createSignIn(context: PeopleContext) {
  const { db, now, passwords, denials, seal } = context;

  /** Counted as a failure until it is forgiven. @throws RequestError 429 that says how long to wait */
  async function reserve(account: string, from: From): Promise<number> {
    const reservation = await reserveAttempt(db, { account, client: clientKeyOf(from.ip), now: now() });
    if ('id' in reservation) return reservation.id;
    await noteFailure('session.throttled', null, from);
    const wait = formatDuration(reservation.retryAfterMs);
    throw new RequestError(
      429,
      'too-many-attempts',
      `Terlalu banyak percobaan masuk yang gagal. Coba lagi ${wait} lagi.`,
    );
  }

  /** Does not keep what was typed as an address: it may have been a password. */
  function noteFailure(action: string, user: Pick<KeptUser, 'id'> | null, from: From): Promise<void> {
    const object = user === null ? 'user:?' : `user:${user.id}`;
    return denials.note({ who: 'tamu', action, object, detail: { client: clientKeyOf(from.ip) } });
  }

  async function checkPassword(user: KeptUser | null, password: string, attempt: number) {
    try {
      return await passwords.check(password, user?.disabledAt === null ? user.password : null);
    } catch (error) {
      // Nobody has looked at it.
      if (error instanceof RequestError) await forgiveAttempt(db, attempt);
      throw error;
    }
  }

  /** By authenticator or by one of the codes for emergencies; each works once. */
  async function takeCode(user: KeptUser, typed: string): Promise<'totp' | 'recovery' | null> {
    const code = totpCodeOf(typed);
    if (code === null) {
      const taken = await takeRecoveryCode(db, user.id, hashOfRecoveryCode(typed), now().toISOString());
      return taken ? 'recovery' : null;
    }
    const key = user.totpSecret === null ? null : seal.open(user.totpSecret, totpPurpose(user.id));
    const step = key === null ? null : stepOfCode(key, code, now());
    return step !== null && (await takeTotpStep(db, user.id, step)) ? 'totp' : null;
  }

  return {
    /**
     * With address and password. The same work and the same answer whether or not there is such an account.
     * @throws RequestError 401 when they do not fit, 429 with the time to wait after too many failures
     */
    async signIn(given: { readonly email: string; readonly password: string; readonly from: From }): Promise<Begun> {
      const { from, password } = given;
      const email = given.email.trim().toLowerCase();
      const account = hashOfSecret(email);
      const attempt = await reserve(account, from);
      const user = await findUserByEmail(db, email);
      const { ok, outdated } = await checkPassword(user, password, attempt);
      if (!ok || user === null) {
        await noteFailure('session.fail', user, from);
        throw new RequestError(401, 'wrong-credentials', wrongPassword);
      }
      const renewed = outdated ? await passwords.hash(password) : null;
      return inWriteTransaction(db, async (trx) => {
        if (renewed !== null) await updateUser(trx, user.id, { password: renewed });
        const begun = await beginSession(context, trx, user, { way: 'password', from });
        // Right so far; codes are counted by themselves, and only the whole sign-in wipes the slate clean.
        await forgiveAttempt(trx, attempt);
        if (begun.next === 'done') await forgiveAccount(trx, account);
        return begun;
      });
    },

    /** The second factor after the password. @throws RequestError 401, 429 as `signIn` */
    async giveCode(given: {
      readonly secret: string | null;
      readonly code: string;
      readonly from: From;
    }): Promise<Begun> {
      const { secret, code, from } = given;
      const session = await sessionOf(context, secret);
      const user = session?.state === 'code' ? await findUser(db, session.userId) : null;
      if (session === null || user === null) throw new RequestError(401, 'session-ended', ended);
      const account = hashOfSecret(user.email);
      const attempt = await reserve(account, from);
      const taken = await takeCode(user, code);
      if (taken === null) {
        await noteFailure('session.code-fail', user, from);
        throw new RequestError(401, 'wrong-code', wrongCode, [{ where: 'code', message: wrongCode }]);
      }
      return inWriteTransaction(db, async (trx) => {
        // A new secret: whoever knew the old one has half a sign-in and no more.
        await deleteSession(trx, session.id, user.id);
        await forgiveAttempt(trx, attempt);
        await forgiveAccount(trx, account);
        if (taken === 'recovery') {
          const at = now().toISOString();
          const object = `user:${user.id}`;
          await writeAudit(trx, { at, who: user.name, action: 'user.recovery-code', object, detail: null });
        }
        return beginSession(context, trx, user, { way: 'password', from, hasShownFactor: true });
      });
    },

    /** Ends the session of this browser. */
    async signOut(secret: string | null): Promise<void> {
      const session = await sessionOf(context, secret);
      if (session === null) return;
      await inWriteTransaction(db, async (trx) => {
        await deleteSession(trx, session.id, session.userId);
        const user = await findUser(trx, session.userId);
        const object = `user:${session.userId}`;
        const who = user?.name ?? 'tamu';
        await writeAudit(trx, { at: now().toISOString(), who, action: 'session.end', object, detail: null });
      });
    },

    /**
     * Before passwords, second factors, roles and tokens are changed: the password once more, unless it was given lately.
     * @param password as typed beside the change; null when it was not asked for
     * @throws RequestError 403 that the password is needed or wrong, 429 as `signIn`
     */
    async confirm(by: {
      readonly actor: Actor;
      readonly secret: string | null;
      readonly password: string | null;
      readonly from: From;
    }): Promise<void> {
      const { actor, secret, password, from } = by;
      if (await isConfirmed(context, actor, secret)) return;
      const session = actor.kind === 'user' ? await sessionOf(context, secret) : null;
      const user = session === null ? null : await findUser(db, session.userId);
      if (session === null || user === null) {
        throw new RequestError(403, 'sign-in-needed', 'Hanya untuk orang yang masuk di halaman, bukan lewat token.');
      }
      if (user.password === null) {
        throw new RequestError(403, 'sign-in-again', 'Masuk Anda sudah lama. Keluar, masuk lagi, lalu ulangi.');
      }
      if (password === null) throw askAgain('Tulis kata sandi Anda sekali lagi untuk perubahan ini.');
      const attempt = await reserve(hashOfSecret(user.email), from);
      const { ok } = await checkPassword(user, password, attempt);
      if (!ok) {
        await noteFailure('session.confirm-fail', user, from);
        throw askAgain('Kata sandi Anda tidak cocok.');
      }
      await forgiveAttempt(db, attempt);
      await confirmSession(db, session.id, now().toISOString());
    },
  };
}

function askAgain(message: string): RequestError {
  return new RequestError(403, 'confirm-password', message, [{ where: 'currentPassword', message }]);
}
