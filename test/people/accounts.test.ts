import { describe, expect, test } from 'vitest';
import { permissions, permissionsOf, type Role, roles } from '../../src/core/access.ts';
import { RequestError } from '../../src/core/errors.ts';
import type { PersonMail } from '../../src/people/context.ts';
import { createDemoPeople } from '../../src/people/demo.ts';
import { tokenScopes } from '../../src/people/own-account.ts';
import type { PeopleOptions } from '../../src/people/people.ts';
import { listAudit } from '../../src/store/audit.ts';
import { listInvitations } from '../../src/store/invitations.ts';
import { insertNotifications, listOutbox, markSent } from '../../src/store/outbox.ts';
import { listTokens } from '../../src/store/tokens.ts';
import { findUser, findUserByEmail, insertUser, listUsers } from '../../src/store/users.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { cheapPasswords, goodPassword, here, makeStaff } from '../support/people.ts';

const hour = 3_600_000;
const clock = { at: new Date('2026-11-22T08:00:00.000Z') };
const now = () => clock.at;
const wait = (ms: number) => {
  clock.at = new Date(clock.at.getTime() + ms);
};

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error) => (error instanceof RequestError ? error.code : Promise.reject(error)),
  );
const secretOf = (link: string | null): string => link?.split('/').at(-1) ?? '';
const facts = (overrides: object = {}) => ({
  name: 'Sekar Anjani',
  email: 'sekar@wanasari.test',
  role: 'humas' as Role,
  agency: null,
  election: false,
  ...overrides,
});

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  const make = (overrides: Partial<PeopleOptions> = {}) => makeStaff(db(), now, overrides);

  async function addUser(role: Role, name: string): Promise<number> {
    const password = await cheapPasswords().hash(goodPassword);
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@wanasari.test`;
    const at = now().toISOString();
    const agency = role === 'opd' ? 'PUPR' : null;
    return insertUser(db(), { name, email, role, agency, election: false, password, createdAt: at, createdBy: 'uji' });
  }
  const trail = async () => (await listAudit(db(), { limit: 100 })).items;

  describe('accounts', () => {
    test('are changed with a trail that says from what to what', async () => {
      const id = await addUser('analis', 'Rina');
      const staff = make();
      const wanted = {
        name: ' Rina  Puspita ',
        email: 'RINA@wanasari.test',
        role: 'opd' as const,
        agency: 'PDAM',
        election: true,
      };
      await staff.changeUser(id, wanted, 'Ratna');
      expect(await findUser(db(), id)).toMatchObject({
        name: 'Rina Puspita',
        email: 'rina@wanasari.test',
        role: 'opd',
        agency: 'PDAM',
        election: true,
      });
      expect((await trail())[0]).toMatchObject({
        who: 'Ratna',
        action: 'user.change',
        object: `user:${id}`,
        detail: {
          from: { name: 'Rina', role: 'analis', agency: null, election: false },
          to: { role: 'opd', agency: 'PDAM' },
        },
      });
      const rows = (await trail()).length;
      await staff.changeUser(id, { ...wanted, name: 'Rina Puspita' }, 'Ratna');
      expect(await trail()).toHaveLength(rows);
    });

    test('sign out whose rights change, and nobody whose name does', async () => {
      const id = await addUser('analis', 'Rina');
      const staff = make();
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', password: goodPassword, from: here });
      const own = {
        name: 'Rina P',
        email: 'rina@wanasari.test',
        role: 'analis' as Role,
        agency: null,
        election: false,
      };
      await staff.changeUser(id, own, 'Ratna');
      expect((await staff.findBySession(secret))?.actor.name).toBe('Rina P');
      await staff.changeUser(id, { ...own, role: 'pimpinan' }, 'Ratna');
      expect(await staff.findBySession(secret)).toBeNull();
    });

    test.each([
      [{ role: 'opd' }, 'invalid-body', 'agency'],
      [{ role: 'opd', agency: 'NASA' }, 'invalid-body', 'agency'],
      [{ email: 'Bagas@Wanasari.test' }, 'taken', 'email'],
      [{ name: 'BAGAS' }, 'taken', 'name'],
      [{ name: 'Operator' }, 'taken', 'name'],
      [{ name: 'kentongan' }, 'taken', 'name'],
      [{ name: 'Program Data' }, 'taken', 'name'],
    ])('refuse %o', async (wrong, code, where) => {
      await addUser('analis', 'Bagas');
      const id = await addUser('analis', 'Rina');
      const staff = make({ configuredNames: ['Program data'] });
      for (const work of [() => staff.changeUser(id, facts(wrong), 'x'), () => staff.invite(facts(wrong), 'x')]) {
        const error = await work().catch((caught) => caught);
        expect(error).toMatchObject({ code, problems: [{ where }] });
      }
    });

    test('an agency is dropped with the role that needs it', async () => {
      const id = await addUser('opd', 'Joko');
      await make().changeUser(id, facts({ agency: 'PUPR' }), 'Ratna');
      expect(await findUser(db(), id)).toMatchObject({ role: 'humas', agency: null });
    });

    test('keep one admin who can come in', async () => {
      const id = await addUser('admin', 'Ratna');
      const staff = make();
      const demoted = facts({ name: 'Ratna', email: 'ratna@wanasari.test' });
      expect(await codeOf(staff.disableUser(id, 'Ratna'))).toBe('last-admin');
      expect(await codeOf(staff.changeUser(id, demoted, 'Ratna'))).toBe('last-admin');
      const other = await addUser('admin', 'Dewi');
      await staff.disableUser(other, 'Ratna');
      expect(await codeOf(staff.disableUser(id, 'Ratna'))).toBe('last-admin');
      await staff.enableUser(other, 'Ratna');
      expect(await codeOf(staff.changeUser(id, demoted, 'Ratna'))).toBe('ok');
      expect(await codeOf(staff.disableUser(other, 'Dewi'))).toBe('last-admin');
    });

    test('two admins cannot disable each other at the same time', async () => {
      const ids = [await addUser('admin', 'Ratna'), await addUser('admin', 'Dewi')];
      const staff = make();
      const codes = await Promise.all(ids.map((id) => codeOf(staff.disableUser(id, 'x'))));
      expect(codes.sort()).toEqual(['last-admin', 'ok']);
    });

    test('that are not there are said to be so', async () => {
      const staff = make();
      for (const work of [
        () => staff.changeUser(9, facts(), 'x'),
        () => staff.disableUser(9, 'x'),
        () => staff.enableUser(9, 'x'),
        () => staff.resetSecondFactor(9, 'x'),
        () => staff.makeResetLink(9, 'x'),
      ]) {
        expect(await codeOf(work())).toBe('not-found');
      }
    });
  });

  describe('the first link', () => {
    test('makes the first admin, once', async () => {
      const staff = make();
      const link = await staff.openFirstLink();
      expect(link).toMatch(/^https:\/\/kentongan\.wanasari\.test\/undangan\/[\w-]{43}$/);
      const given = {
        secret: secretOf(link),
        name: 'Ratna',
        email: 'Ratna@wanasari.test',
        password: goodPassword,
        from: here,
      };
      expect(await codeOf(staff.acceptLink({ ...given, name: null }))).toBe('invalid-body');
      expect(await codeOf(staff.acceptLink({ ...given, password: 'pendek' }))).toBe('weak-password');
      expect((await staff.acceptLink(given)).next).toBe('enrol');
      expect(await listUsers(db())).toEqual([
        expect.objectContaining({ name: 'Ratna', email: 'ratna@wanasari.test', role: 'admin' }),
      ]);
      expect(await codeOf(staff.acceptLink({ ...given, name: 'Lain', email: 'lain@wanasari.test' }))).toBe(
        'link-ended',
      );
      expect(await staff.openFirstLink()).toBeNull();
      expect(
        JSON.stringify([
          await listInvitations(db(), 9),
          await trail(),
          await db().selectFrom('invitations').selectAll().execute(),
        ]),
      ).not.toContain(given.secret);
    });

    test('ends when another start makes a new one, and after a day', async () => {
      const staff = make();
      const old = secretOf(await staff.openFirstLink());
      const fresh = secretOf(await staff.openFirstLink());
      expect(await staff.findLink(old)).toBeNull();
      expect(await staff.findLink(fresh)).not.toBeNull();
      wait(24 * hour);
      expect(await staff.findLink(fresh)).toBeNull();
    });

    test('is nobody else’s way in when somebody is there already', async () => {
      const staff = make();
      const secret = secretOf(await staff.openFirstLink());
      await addUser('humas', 'Sekar');
      const given = { secret, name: 'Penyusup', email: 'penyusup@x.test', password: goodPassword, from: here };
      expect(await codeOf(staff.acceptLink(given))).toBe('link-ended');
      expect(await listUsers(db())).toHaveLength(1);
    });

    test('of two who use it at the same time one is in', async () => {
      const staff = make();
      const secret = secretOf(await staff.openFirstLink());
      const given = (n: number) => ({
        secret,
        name: `Orang ${n}`,
        email: `o${n}@x.test`,
        password: goodPassword,
        from: here,
      });
      const codes = await Promise.all([1, 2, 3].map((n) => codeOf(staff.acceptLink(given(n)))));
      expect(codes.sort()).toEqual(['link-ended', 'link-ended', 'ok']);
      expect(await listUsers(db())).toHaveLength(1);
    });
  });

  describe('invitations', () => {
    test('are shown once where there is no mail, and work once within 72 hours', async () => {
      const staff = make();
      const made = await staff.invite(facts(), 'Ratna');
      const secret = secretOf(made.link);
      wait(72 * hour - 1);
      const given = { secret, name: 'Nama Lain', email: 'lain@wanasari.test', password: goodPassword, from: here };
      expect((await staff.acceptLink(given)).next).toBe('done');
      // What the admin wrote counts, not what the guest sends.
      expect(await listUsers(db())).toEqual([
        expect.objectContaining({
          name: 'Sekar Anjani',
          email: 'sekar@wanasari.test',
          role: 'humas',
          createdBy: 'Ratna',
        }),
      ]);
      expect(await codeOf(staff.acceptLink(given))).toBe('link-ended');
      expect((await trail()).map(({ action }) => action)).toEqual([
        'session.begin',
        'user.create',
        'invitation.create',
      ]);
    });

    test('end after 72 hours, when taken back, and when sent anew', async () => {
      const staff = make();
      const late = await staff.invite(facts(), 'Ratna');
      wait(72 * hour);
      expect(await staff.findLink(secretOf(late.link))).toBeNull();
      const again = await staff.resendInvitation(late.id, 'Ratna');
      expect(await staff.findLink(secretOf(late.link))).toBeNull();
      expect(await staff.findLink(secretOf(again.link))).toMatchObject({ name: 'Sekar Anjani' });
      await staff.withdrawInvitation(late.id, 'Ratna');
      expect(await staff.findLink(secretOf(again.link))).toBeNull();
      expect(await codeOf(staff.withdrawInvitation(late.id, 'Ratna'))).toBe('not-found');
      expect(await codeOf(staff.resendInvitation(late.id, 'Ratna'))).toBe('link-ended');
      expect(await codeOf(staff.resendInvitation(99, 'Ratna'))).toBe('not-found');
    });

    test('are kept when the address was taken meanwhile', async () => {
      const staff = make();
      const made = await staff.invite(facts(), 'Ratna');
      await addUser('analis', 'Sekar');
      await db().updateTable('users').set({ email: 'sekar@wanasari.test' }).execute();
      const given = { secret: secretOf(made.link), name: null, email: null, password: goodPassword, from: here };
      expect(await codeOf(staff.acceptLink(given))).toBe('taken');
      expect(await staff.findLink(given.secret)).not.toBeNull();
    });

    test('go out by mail in the same transaction, to nobody else, and leave the outbox when they were sent', async () => {
      const mails: PersonMail[] = [];
      const staff = make({
        sendMail: async (trx, mail) => {
          mails.push(mail);
          const message = { subject: mail.subject, text: mail.text, html: '', payload: null };
          const { about, name: recipientName, address } = mail;
          const draft = {
            kind: 'operations' as const,
            about,
            channel: 'email' as const,
            recipientName,
            address,
            message,
          };
          await insertNotifications(trx, [
            { ...draft, messageId: `<${about}@x.test>`, createdAt: now().toISOString() },
          ]);
        },
      });
      const made = await staff.invite(facts({ name: 'Sekar <b>' }), 'Ratna');
      expect(made.link).toBeNull();
      expect(mails[0]).toMatchObject({ address: 'sekar@wanasari.test', name: 'Sekar <b>' });
      expect(mails[0]?.text).toMatch(/https:\/\/kentongan\.wanasari\.test\/undangan\/[\w-]{43}\n/);
      await staff.resendInvitation(made.id, 'Ratna');
      expect(await codeOf(staff.invite(facts({ role: 'opd' }), 'Ratna'))).toBe('invalid-body');
      const queued = await listOutbox(db(), { limit: 9 });
      expect(queued).toHaveLength(2);
      await db().updateTable('outbox').set({ state: 'sending' }).execute();
      await markSent(db(), queued[0]?.id ?? 0, now());
      await staff.prune();
      const texts = (await listOutbox(db(), { limit: 9 })).map(({ message }) => message.text);
      expect(texts[0]).toBe('');
      expect(texts[1]).toContain('/undangan/');
    });
  });

  describe('links for a new password', () => {
    test('replace the password, keep the second factor, and end sessions and earlier links', async () => {
      const id = await addUser('analis', 'Rina');
      const staff = make();
      const { secret: session } = await staff.signIn({
        email: 'rina@wanasari.test',
        password: goodPassword,
        from: here,
      });
      const old = await staff.makeResetLink(id, 'Ratna');
      const made = await staff.makeResetLink(id, 'Ratna');
      expect(await staff.findLink(secretOf(old.link))).toBeNull();
      const given = {
        secret: secretOf(made.link),
        name: null,
        email: null,
        password: 'sepeda kuning makan awan tipis',
        from: here,
      };
      await staff.acceptLink(given);
      expect(await staff.findBySession(session)).toBeNull();
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', password: goodPassword, from: here }))).toBe(
        'wrong-credentials',
      );
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', password: given.password, from: here }))).toBe(
        'ok',
      );
      expect(await listUsers(db())).toHaveLength(1);
    });

    test('are not for who is disabled, and end when somebody is', async () => {
      const id = await addUser('analis', 'Rina');
      const staff = make();
      const { link } = await staff.makeResetLink(id, 'Ratna');
      await staff.disableUser(id, 'Ratna');
      expect(await staff.findLink(secretOf(link))).toBeNull();
      expect(await codeOf(staff.makeResetLink(id, 'Ratna'))).toBe('disabled');
    });
  });

  describe('tokens', () => {
    test('act for their user with some of the rights, until their end', async () => {
      const id = await addUser('humas', 'Sekar');
      const staff = make();
      const made = await staff.createToken(
        id,
        { name: 'Dasbor lain', scopes: ['read', 'export', 'read'], days: 30 },
        null,
      );
      expect(made.token).toMatch(/^ktg_[\w-]{43}$/);
      const actor = await staff.findByToken(made.token);
      expect(actor).toMatchObject({ kind: 'token', userId: id, tokenId: made.id, name: 'Sekar', role: 'humas' });
      expect([...(actor?.permissions ?? [])]).toEqual(['read', 'export']);
      expect(await staff.findByToken(`${made.token}x`)).toBeNull();
      const stored = JSON.stringify(await db().selectFrom('apiTokens').selectAll().execute());
      expect(stored).not.toContain(made.token.slice(4));
      expect((await listTokens(db(), id))[0]?.lastUsedAt).toBe(now().toISOString());
      wait(30 * 24 * hour);
      expect(await staff.findByToken(made.token)).toBeNull();
    });

    test('lose what their user loses', async () => {
      const id = await addUser('analis', 'Rina');
      const staff = make();
      const { token } = await staff.createToken(id, { name: 'x', scopes: ['read', 'lexicon'], days: 30 }, null);
      await staff.changeUser(id, facts({ name: 'Rina', email: 'rina@wanasari.test', role: 'pimpinan' }), 'Ratna');
      expect([...((await staff.findByToken(token))?.permissions ?? [])]).toEqual(['read']);
    });

    test('get no right that their user has not, and never the account', async () => {
      const staff = make();
      for (const role of roles) {
        const id = await addUser(role, `Orang ${role}`);
        for (const scope of permissions) {
          const code = await codeOf(staff.createToken(id, { name: 'x', scopes: [scope], days: 1 }, null));
          const may = tokenScopes.includes(scope) && permissionsOf(role, false).has(scope);
          expect([role, scope, code]).toEqual([role, scope, may ? 'ok' : 'invalid-body']);
        }
      }
      expect(tokenScopes).not.toContain('own');
      expect(await codeOf(staff.createToken(1, { name: 'x', scopes: [], days: 1 }, null))).not.toBe('ok');
    });

    test('are revoked by their owner or an admin, and by nobody else', async () => {
      const rina = await addUser('analis', 'Rina');
      const bagas = await addUser('analis', 'Bagas');
      const staff = make();
      const { id, token } = await staff.createToken(rina, { name: 'x', scopes: ['read'], days: 1 }, null);
      expect(await codeOf(staff.revokeToken(id, bagas, 'Bagas'))).toBe('not-found');
      expect(await staff.findByToken(token)).not.toBeNull();
      await staff.revokeToken(id, null, 'Ratna');
      expect(await staff.findByToken(token)).toBeNull();
      expect(await codeOf(staff.revokeToken(id, rina, 'Rina'))).toBe('not-found');
      expect((await trail())[0]).toMatchObject({ action: 'token.revoke', who: 'Ratna', object: `token:${id}` });
    });
  });

  test('refusals are on record one by one, and a flood of them as a number', async () => {
    const staff = make();
    for (let n = 0; n < 5_000; n += 1) {
      await staff.noteDenial({ who: 'tamu', action: 'denial.forbidden', object: '/api/v1/users', detail: null });
    }
    expect(await trail()).toHaveLength(30);
    wait(60_000);
    await staff.flushDenials();
    const rows = await trail();
    expect(rows).toHaveLength(31);
    expect(rows[0]).toMatchObject({
      who: 'kentongan',
      action: 'denial.many',
      detail: { counts: { 'denial.forbidden': 4_970 } },
    });
    await staff.flushDenials();
    await staff.noteDenial({ who: 'tamu', action: 'denial.forbidden', object: '/x', detail: null });
    expect(await trail()).toHaveLength(32);
  });

  test('the demo has one invented person of each role, and a way in that nothing else has', async () => {
    await createDemoPeople(db(), { agency: 'PUPR', now: now() });
    await createDemoPeople(db(), { agency: 'PUPR', now: now() });
    expect((await listUsers(db())).map(({ role }) => role).sort()).toEqual([...roles].sort());
    expect(make().demo).toBeNull();
    const staff = make({ demo: true });
    for (const role of roles) {
      const begun = await staff.demo?.signInDemo(role, here);
      expect((await staff.findBySession(begun?.secret ?? ''))?.actor.role).toBe(role);
    }
    expect((await findUserByEmail(db(), 'opd@banyuraga.demo.test'))?.agency).toBe('PUPR');
  });
});
