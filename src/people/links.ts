import { RequestError } from '../core/errors.ts';
import { hashOfSecret, newSecret } from '../core/secret-text.ts';
import type { Invitation, UserFacts } from '../core/user.ts';
import { writeAudit } from '../store/audit.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import {
  findInvitation,
  findOpenInvitation,
  insertInvitation,
  renewInvitation,
  useInvitation,
  withdrawInvitations,
} from '../store/invitations.ts';
import type { Db } from '../store/schema.ts';
import { deleteSessionsOf } from '../store/sessions.ts';
import { findUser, hasUsers, insertUser, updateUser } from '../store/users.ts';
import type { From, PeopleContext } from './context.ts';
import { checkFacts } from './facts.ts';
import { linkMail } from './link-mail.ts';
import { type Begun, beginSession } from './sessions.ts';

const hourMs = 3_600_000;
const lifetimes = { first: 24 * hourMs, invite: 72 * hourMs, reset: 24 * hourMs } as const;

/** A link that was made; `link` is null when it went out by mail and nobody else needs to see it. */
export interface MadeLink {
  readonly id: number;
  readonly link: string | null;
  readonly name: string;
  readonly expiresAt: string;
}

export function createLinks(context: PeopleContext) {
  const { db, now, passwords, publicUrl, sendMail, weaknessOf } = context;

  function addressOf(secret: string): string {
    return `${publicUrl().replace(/\/$/, '')}/undangan/${secret}`;
  }

  const expiryOf = (kind: Invitation['kind']) => new Date(now().getTime() + lifetimes[kind]).toISOString();

  /** Mails it, or hands it back to be shown. */
  async function hand(
    trx: Db,
    invitation: Omit<Invitation, 'usedAt' | 'withdrawnAt'>,
    secret: string,
  ): Promise<MadeLink> {
    const { id, email, expiresAt } = invitation;
    const name = invitation.name ?? email ?? 'admin pertama';
    const link = addressOf(secret);
    if (sendMail === null || email === null) return { id, link, name, expiresAt };
    await sendMail(trx, linkMail(invitation, { link, name, address: email, regionName: context.regionName, secret }));
    return { id, link: null, name, expiresAt };
  }

  async function make(trx: Db, kind: Invitation['kind'], facts: UserFacts | null, userId: number | null, who: string) {
    const secret = newSecret();
    const at = now().toISOString();
    const { role, agency, election } = facts ?? { role: 'admin', agency: null, election: false };
    const email = facts?.email ?? null;
    const invitation = {
      ...{ kind, name: facts?.name ?? null, email, role, agency, election, userId },
      createdBy: who,
      createdAt: at,
      expiresAt: expiryOf(kind),
      mailedAt: sendMail === null || email === null ? null : at,
    };
    const id = await insertInvitation(trx, { ...invitation, hash: hashOfSecret(secret) });
    return { id, at, secret, invitation: { ...invitation, id } };
  }

  return {
    /** For somebody new. @throws RequestError 400, 409 when address or name is taken */
    invite(wanted: UserFacts, who: string): Promise<MadeLink> {
      return inWriteTransaction(db, async (trx) => {
        const facts = await checkFacts(context, trx, wanted, null);
        const { id, at, secret, invitation } = await make(trx, 'invite', facts, null, who);
        await writeAudit(trx, { at, who, action: 'invitation.create', object: `invitation:${id}`, detail: facts });
        return hand(trx, invitation, secret);
      });
    },

    /** The same invitation with a new link; the old one ends. @throws RequestError 404, 409 for one that was used or withdrawn */
    resendInvitation(id: number, who: string): Promise<MadeLink> {
      return inWriteTransaction(db, async (trx) => {
        const invitation = await findInvitation(trx, id);
        if (invitation === null || invitation.kind === 'first') throw noSuchInvitation(id);
        if (invitation.usedAt !== null || invitation.withdrawnAt !== null) {
          throw new RequestError(409, 'link-ended', 'Undangan ini sudah dipakai atau ditarik; buat yang baru.');
        }
        const secret = newSecret();
        const at = now().toISOString();
        const expiresAt = expiryOf(invitation.kind);
        const mailedAt = sendMail === null ? null : at;
        await renewInvitation(trx, id, { hash: hashOfSecret(secret), expiresAt, mailedAt });
        await writeAudit(trx, { at, who, action: 'invitation.resend', object: `invitation:${id}`, detail: null });
        return hand(trx, { ...invitation, expiresAt, mailedAt }, secret);
      });
    },

    /** @throws RequestError 404 for one that is not open */
    async withdrawInvitation(id: number, who: string): Promise<void> {
      await inWriteTransaction(db, async (trx) => {
        const at = now().toISOString();
        if ((await withdrawInvitations(trx, { id }, at)) === 0) throw noSuchInvitation(id);
        await writeAudit(trx, { at, who, action: 'invitation.withdraw', object: `invitation:${id}`, detail: null });
      });
    },

    /** For somebody who has forgotten the password; links before end. @throws RequestError 404, 409 for who is disabled */
    makeResetLink(userId: number, who: string): Promise<MadeLink> {
      return inWriteTransaction(db, async (trx) => {
        const user = await findUser(trx, userId);
        if (user === null) throw new RequestError(404, 'not-found', `Tidak ada pengguna ${userId}.`);
        if (user.disabledAt !== null)
          throw new RequestError(409, 'disabled', 'Akun ini dinonaktifkan; aktifkan dahulu.');
        await withdrawInvitations(trx, { userId }, now().toISOString());
        const { at, secret, invitation } = await make(trx, 'reset', user, userId, who);
        await writeAudit(trx, { at, who, action: 'user.reset-link', object: `user:${userId}`, detail: null });
        return hand(trx, invitation, secret);
      });
    },

    /** The way in of the very first admin; null when there is somebody already. Links of earlier starts end. */
    openFirstLink(): Promise<string | null> {
      return inWriteTransaction(db, async (trx) => {
        if (await hasUsers(trx)) return null;
        await withdrawInvitations(trx, { kind: 'first' }, now().toISOString());
        const { id, at, secret } = await make(trx, 'first', null, null, 'kentongan');
        const object = `invitation:${id}`;
        await writeAudit(trx, { at, who: 'kentongan', action: 'invitation.first', object, detail: null });
        return addressOf(secret);
      });
    },

    /** What a link is for; null when it has ended or never was. */
    findLink: (secret: string): Promise<Invitation | null> => findOpenInvitation(db, hashOfSecret(secret), now()),

    /**
     * Uses a link: makes the account, or gives it a new password, and signs in.
     * @param given `name` and `email` only for the very first admin
     * @throws RequestError 410 for a link that has ended, 400 for a password that may not be chosen
     */
    async acceptLink(given: {
      readonly secret: string;
      readonly name: string | null;
      readonly email: string | null;
      readonly password: string;
      readonly from: From;
    }): Promise<Begun> {
      const { secret, password, from } = given;
      const hash = hashOfSecret(secret);
      const found = await findOpenInvitation(db, hash, now());
      if (found === null) throw linkEnded();
      const about = [given.name, given.email, found.name, found.email].filter((text) => text !== null);
      const weakness = weaknessOf(password, about);
      if (weakness !== null) throw weakPassword(weakness);
      const kept = await passwords.hash(password);
      return inWriteTransaction(db, async (trx) => {
        const at = now().toISOString();
        // Looked for again: hashing took a while, and a link works once.
        const invitation = await findOpenInvitation(trx, hash, now());
        if (invitation === null || !(await useInvitation(trx, invitation.id, at))) throw linkEnded();
        const id = await settle(trx, invitation, { ...given, password: kept }, at);
        const user = await findUser(trx, id);
        if (user === null || user.disabledAt !== null) throw linkEnded();
        return beginSession(context, trx, user, { way: 'link', from });
      });
    },
  };

  /** @returns id of the account */
  async function settle(
    trx: Db,
    invitation: Invitation,
    given: { readonly name: string | null; readonly email: string | null; readonly password: string },
    at: string,
  ): Promise<number> {
    const { password } = given;
    const { kind, userId } = invitation;
    if (kind === 'reset' && userId !== null) {
      await updateUser(trx, userId, { password });
      await deleteSessionsOf(trx, userId);
      const who = invitation.name ?? '';
      await writeAudit(trx, { at, who, action: 'user.password', object: `user:${userId}`, detail: { way: 'link' } });
      return userId;
    }
    if (kind === 'first' && (await hasUsers(trx))) throw linkEnded();
    const chosen = kind === 'first' ? given : invitation;
    const missing = (['name', 'email'] as const).filter((field) => chosen[field] === null);
    if (missing.length > 0) {
      const problems = missing.map((where) => ({ where, message: 'harus diisi' }));
      throw new RequestError(400, 'invalid-body', `Isi permintaan perlu diperbaiki: ${missing.join(', ')}`, problems);
    }
    const { role, agency, election } = invitation;
    const wanted = { name: chosen.name ?? '', email: chosen.email ?? '', role, agency, election };
    const facts = await checkFacts(context, trx, wanted, null);
    const id = await insertUser(trx, { ...facts, password, createdAt: at, createdBy: invitation.createdBy });
    const detail = { ...facts, invitation: invitation.id, invitedBy: invitation.createdBy };
    await writeAudit(trx, { at, who: facts.name, action: 'user.create', object: `user:${id}`, detail });
    return id;
  }
}

export function weakPassword(message: string): RequestError {
  return new RequestError(400, 'weak-password', message, [{ where: 'password', message }]);
}

function linkEnded(): RequestError {
  const detail = 'Tautan ini sudah dipakai, ditarik, atau lewat waktunya. Mintalah yang baru kepada admin.';
  return new RequestError(410, 'link-ended', detail);
}

function noSuchInvitation(id: number): RequestError {
  return new RequestError(404, 'not-found', `Tidak ada undangan ${id} yang masih terbuka.`);
}
