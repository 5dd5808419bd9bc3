import { describe, expect, test } from 'vitest';
import type { Role } from '../../src/core/access.ts';
import { RequestError } from '../../src/core/errors.ts';
import { createPasswords, type Derive } from '../../src/people/passwords.ts';
import type { People, PeopleOptions } from '../../src/people/people.ts';
import { listAudit } from '../../src/store/audit.ts';
import { openDatabase } from '../../src/store/database.ts';
import { attemptWindowMs } from '../../src/store/login-attempts.ts';
import type { Db } from '../../src/store/schema.ts';
import { findUserByEmail, insertUser, updateUser } from '../../src/store/users.ts';
import { createTestDatabase, dialects, useTestDatabase } from '../support/db.ts';
import { cheapPasswords, codeFor, goodPassword, here, makeStaff } from '../support/people.ts';

const minute = 60_000;
const clock = { at: new Date('2026-11-22T08:00:00.000Z') };
const now = () => clock.at;
const wait = (ms: number) => {
  clock.at = new Date(clock.at.getTime() + ms);
};

async function addUser(db: Db, role: Role = 'analis', email = 'rina@wanasari.test', name = 'Rina'): Promise<number> {
  const password = await cheapPasswords().hash(goodPassword);
  const agency = role === 'opd' ? 'PUPR' : null;
  const at = now().toISOString();
  return insertUser(db, { name, email, role, agency, election: false, password, createdAt: at, createdBy: 'uji' });
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error) => (error instanceof RequestError ? error.code : Promise.reject(error)),
  );

const actions = async (db: Db): Promise<string[]> =>
  (await listAudit(db, { limit: 100 })).items.map(({ action }) => action).reverse();

/** Signs a new admin in all the way: password, and a second factor that is set up on the way. */
async function enrolled(
  staff: People,
  email: string,
): Promise<{ secret: string; codes: readonly string[]; key: string }> {
  const begun = await staff.signIn({ email, password: goodPassword, from: here });
  expect(begun.next).toBe('enrol');
  const { key = '' } = (await staff.enrolment(begun.secret)) ?? {};
  const done = await staff.finishEnrolment({ secret: begun.secret, code: codeFor(key, now()), from: here });
  return { secret: done.secret, codes: done.recoveryCodes, key };
}

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  const make = (overrides: Partial<PeopleOptions> = {}) => makeStaff(db(), now, overrides);
  const password = { password: goodPassword, from: here };

  describe('a session', () => {
    test('begins with address and password, in any case, and knows its user', async () => {
      await addUser(db());
      const staff = make();
      const { next, secret } = await staff.signIn({ email: ' RINA@Wanasari.test ', ...password });
      expect(next).toBe('done');
      expect(secret).toMatch(/^[\w-]{43}$/);
      const found = await staff.findBySession(secret);
      expect(found?.actor).toMatchObject({ kind: 'user', name: 'Rina', role: 'analis', agency: null });
      const { items } = await listAudit(db(), { limit: 5 });
      expect(items[0]).toMatchObject({ action: 'session.begin', who: 'Rina', detail: { client: here.ip } });
      expect((await findUserByEmail(db(), 'rina@wanasari.test'))?.lastSignInAt).toBe(now().toISOString());
    });

    test('keeps only the hash of its secret', async () => {
      await addUser(db());
      const { secret } = await make().signIn({ email: 'rina@wanasari.test', ...password });
      const everything = JSON.stringify([
        await db().selectFrom('sessions').selectAll().execute(),
        await listAudit(db(), { limit: 9 }),
      ]);
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(goodPassword);
    });

    test('has a new secret at each sign-in, and none is guessed', async () => {
      await addUser(db());
      const staff = make();
      const first = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      const second = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      expect(second.secret).not.toBe(first.secret);
      for (const secret of ['', 'x', '__proto__', `${first.secret}x`, first.secret.toLowerCase()]) {
        expect(await staff.findBySession(secret)).toBeNull();
      }
    });

    test('ends after 30 minutes without a sign of life', async () => {
      await addUser(db());
      const staff = make();
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      for (let used = 0; used < 5; used += 1) {
        wait(29 * minute);
        expect(await staff.findBySession(secret)).not.toBeNull();
      }
      wait(30 * minute);
      expect(await staff.findBySession(secret)).toBeNull();
    });

    test('ends after 10 hours, however busy', async () => {
      await addUser(db());
      const staff = make();
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      for (let used = 0; used < 23; used += 1) {
        wait(26 * minute);
        expect(await staff.findBySession(secret)).not.toBeNull();
      }
      wait(2 * minute);
      expect(await staff.findBySession(secret)).toBeNull();
    });

    test('writes a sign of life at most once a minute', async () => {
      await addUser(db());
      const staff = make();
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      const seen = async () => (await db().selectFrom('sessions').select('seenAt').executeTakeFirstOrThrow()).seenAt;
      const begun = await seen();
      wait(59_000);
      await staff.findBySession(secret);
      expect(await seen()).toBe(begun);
      wait(1_000);
      await staff.findBySession(secret);
      expect(await seen()).toBe(now().toISOString());
    });

    test('ends when its user is disabled, on the next request; tokens too', async () => {
      const id = await addUser(db());
      const staff = make();
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      const { token } = await staff.createToken(id, { name: 'uji', scopes: ['read'], days: 5 }, secret);
      expect(await staff.findByToken(token)).toMatchObject({ kind: 'token', name: 'Rina' });
      await staff.disableUser(id, 'Admin');
      expect(await staff.findBySession(secret)).toBeNull();
      expect(await staff.findByToken(token)).toBeNull();
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', ...password }))).toBe('wrong-credentials');
      await staff.enableUser(id, 'Admin');
      expect(await staff.findBySession(secret)).toBeNull();
      expect(await staff.findByToken(token)).toBeNull();
    });

    test('ends by signing out, and by its owner from elsewhere', async () => {
      const id = await addUser(db());
      const staff = make();
      const begin = async () => (await staff.signIn({ email: 'rina@wanasari.test', ...password })).secret;
      const [a, b, c] = [await begin(), await begin(), await begin()];
      await staff.signOut(a);
      expect(await staff.findBySession(a)).toBeNull();
      const { sessionId } = (await staff.findBySession(b))!;
      await staff.endSessions(id, sessionId, c);
      expect(await staff.findBySession(b)).toBeNull();
      const d = await begin();
      expect(await staff.endSessions(id, null, d)).toBe(1);
      expect(await staff.findBySession(c)).toBeNull();
      expect(await staff.findBySession(d)).not.toBeNull();
      await staff.signOut('nobody');
    });

    test("is not ended by somebody else's account", async () => {
      await addUser(db());
      const other = await addUser(db(), 'humas', 'bagas@wanasari.test', 'Bagas');
      const staff = make();
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      const { sessionId } = (await staff.findBySession(secret))!;
      expect(await codeOf(staff.endSessions(other, sessionId, null))).toBe('not-found');
      expect(await staff.findBySession(secret)).not.toBeNull();
    });

    test('is removed when it has ended', async () => {
      await addUser(db());
      const staff = make();
      await staff.signIn({ email: 'rina@wanasari.test', ...password });
      wait(20 * minute);
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      wait(15 * minute);
      await staff.prune();
      expect(await db().selectFrom('sessions').selectAll().execute()).toHaveLength(1);
      expect(await staff.findBySession(secret)).not.toBeNull();
    });
  });

  describe('passwords', () => {
    test('are refused alike for known and unknown people, with the same work', async () => {
      await addUser(db());
      const disabled = await addUser(db(), 'humas', 'bagas@wanasari.test', 'Bagas');
      await updateUser(db(), disabled, { disabledAt: now().toISOString() });
      const withoutPassword = await addUser(db(), 'auditor', 'tirta@wanasari.test', 'Tirta');
      await updateUser(db(), withoutPassword, { password: null });
      let hashes = 0;
      const derive: Derive = async (_password, _salt, length) => {
        hashes += 1;
        return Buffer.alloc(length, 9);
      };
      const staff = make({ passwords: createPasswords({ logN: 4, r: 8, p: 1 }, derive) });
      const answers = [];
      for (const email of [
        'rina@wanasari.test',
        'bagas@wanasari.test',
        'tirta@wanasari.test',
        'siapa@wanasari.test',
        '',
        'x\0y',
      ]) {
        const before = hashes;
        const answer = await staff
          .signIn({ email, password: 'bukan ini sandinya', from: here })
          .catch((error) => error);
        answers.push({ hashes: hashes - before, status: answer.status, code: answer.code, message: answer.message });
      }
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
        new Set([
          JSON.stringify({
            hashes: 1,
            status: 401,
            code: 'wrong-credentials',
            message: 'Surel atau kata sandi tidak cocok.',
          }),
        ]),
      );
    });

    test('of an older cost are hashed anew when they are used', async () => {
      const id = await addUser(db());
      await updateUser(db(), id, { password: await createPasswords({ logN: 5, r: 8, p: 1 }).hash(goodPassword) });
      const staff = make();
      await staff.signIn({ email: 'rina@wanasari.test', ...password });
      expect((await findUserByEmail(db(), 'rina@wanasari.test'))?.password).toMatch(/^scrypt\$4\$/);
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', ...password }))).toBe('ok');
    });

    test('are changed by their owner, which signs out everywhere else', async () => {
      const id = await addUser(db());
      const staff = make();
      const first = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      const second = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      expect(await codeOf(staff.changePassword(id, 'pendek', second.secret))).toBe('weak-password');
      await staff.changePassword(id, 'sepeda kuning makan awan tipis', second.secret);
      expect(await staff.findBySession(first.secret)).toBeNull();
      expect(await staff.findBySession(second.secret)).not.toBeNull();
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', ...password }))).toBe('wrong-credentials');
    });
  });

  describe('throttling', () => {
    const wrong = { password: 'salah salah salah salah', from: here };
    const from = (n: number) => ({ ip: `198.51.100.${n}`, agent: null });

    test('stops after five failures of an account, from wherever, and says how long to wait', async () => {
      await addUser(db());
      const staff = make();
      for (let n = 0; n < 5; n += 1) {
        const tried = staff.signIn({ ...wrong, email: 'rina@wanasari.test', from: from(n) });
        expect(await codeOf(tried)).toBe('wrong-credentials');
        wait(minute);
      }
      const refused = await staff.signIn({ email: 'rina@wanasari.test', ...password }).catch((error) => error);
      expect(refused).toMatchObject({
        status: 429,
        code: 'too-many-attempts',
        message: expect.stringContaining('10 menit lagi'),
      });
      wait(10 * minute);
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', ...password }))).toBe('ok');
    });

    test('is the same for people who do not exist', async () => {
      const staff = make();
      const codes = [];
      for (let n = 0; n < 7; n += 1) {
        codes.push(await codeOf(staff.signIn({ ...wrong, email: 'siapa@wanasari.test', from: from(n) })));
      }
      expect(codes).toEqual([...Array(5).fill('wrong-credentials'), 'too-many-attempts', 'too-many-attempts']);
    });

    test('stops a client after twenty failures, however many names it tries', async () => {
      await addUser(db());
      const staff = make();
      for (let n = 0; n < 20; n += 1) {
        expect(await codeOf(staff.signIn({ ...wrong, email: `orang${n}@wanasari.test` }))).toBe('wrong-credentials');
      }
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', ...password }))).toBe('too-many-attempts');
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', password: goodPassword, from: from(1) }))).toBe(
        'ok',
      );
      wait(attemptWindowMs);
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', ...password }))).toBe('ok');
    });

    test('takes the addresses of one IPv6 network, and both spellings of IPv4, for one client', async () => {
      const staff = make();
      const ips = ['2001:db8:1:2::', '2001:db8:1:2:ffff::', '::ffff:203.0.113.9', '203.0.113.9'];
      for (let n = 0; n < 40; n += 1) {
        const ip = ips[n % 4] ?? '';
        const full = ip.endsWith('::') ? `${ip}${(n + 1).toString(16)}` : ip;
        await codeOf(staff.signIn({ ...wrong, email: `orang${n}@wanasari.test`, from: { ip: full, agent: null } }));
      }
      const last = (ip: string) =>
        codeOf(staff.signIn({ ...wrong, email: 'lain@wanasari.test', from: { ip, agent: null } }));
      expect(await last('2001:db8:1:2:abcd::9')).toBe('too-many-attempts');
      expect(await last('::ffff:cb00:7109')).toBe('too-many-attempts');
      expect(await last('2001:db8:1:3::9')).toBe('wrong-credentials');
    });

    test('starts anew for an account that has signed in, not for its client', async () => {
      await addUser(db());
      const staff = make();
      for (let round = 0; round < 4; round += 1) {
        for (let n = 0; n < 4; n += 1)
          await codeOf(staff.signIn({ ...wrong, email: 'rina@wanasari.test', from: from(round) }));
        expect(
          await codeOf(staff.signIn({ email: 'rina@wanasari.test', password: goodPassword, from: from(round) })),
        ).toBe('ok');
      }
    });

    test('a thousand at once hash no more than the limit lets through', async () => {
      await addUser(db());
      let hashes = 0;
      const derive: Derive = async (_password, _salt, length) => {
        hashes += 1;
        return Buffer.alloc(length, 9);
      };
      const staff = make({ passwords: createPasswords({ logN: 4, r: 8, p: 1 }, derive) });
      const codes = await Promise.all(
        Array.from({ length: 1_000 }, (_, n) => codeOf(staff.signIn({ ...wrong, email: `orang${n}@wanasari.test` }))),
      );
      const counts = new Map<string, number>();
      for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
      expect(hashes).toBe(counts.get('wrong-credentials'));
      expect(hashes).toBeLessThanOrEqual(20);
      expect(
        codes.filter((code) => code === 'too-many-attempts' || code === 'busy' || code === 'wrong-credentials'),
      ).toHaveLength(1_000);
      // The trail says what happened without being filled by it.
      wait(minute);
      await staff.flushDenials();
      const rows = (await listAudit(db(), { limit: 200 })).items;
      expect(rows.length).toBeLessThan(40);
      expect(rows[0]).toMatchObject({ action: 'denial.many', who: 'kentongan' });
    });
  });

  describe('the second factor', () => {
    test('must be set up by admins before they are in', async () => {
      await addUser(db(), 'admin');
      const staff = make();
      const begun = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      expect(begun.next).toBe('enrol');
      expect(await staff.findBySession(begun.secret)).toBeNull();
      expect(await codeOf(staff.finishEnrolment({ secret: begun.secret, code: '000000', from: here }))).toBe(
        'wrong-code',
      );
      const { key = '', address = '' } = (await staff.enrolment(begun.secret)) ?? {};
      expect(address).toContain(`secret=${key}`);
      expect(address).toMatch(/^otpauth:\/\/totp\/Kentongan/);
      const done = await staff.finishEnrolment({ secret: begun.secret, code: codeFor(key, now()), from: here });
      expect(done.recoveryCodes).toHaveLength(10);
      expect(await staff.findBySession(begun.secret)).toBeNull();
      expect((await staff.findBySession(done.secret))?.actor.role).toBe('admin');
      expect(await staff.onceOf(done.secret)).toEqual({ kind: 'recovery-codes', codes: done.recoveryCodes });
      expect(await staff.enrolment(done.secret)).toBeNull();
    });

    test('is not required of others, unless the office says so', async () => {
      await addUser(db(), 'humas');
      expect((await make().signIn({ email: 'rina@wanasari.test', ...password })).next).toBe('done');
      const strict = make({ secondFactor: 'everyone' });
      expect((await strict.signIn({ email: 'rina@wanasari.test', ...password })).next).toBe('enrol');
    });

    test('takes a code once, of the step before, now or after', async () => {
      await addUser(db(), 'admin');
      const staff = make();
      const { key } = await enrolled(staff, 'rina@wanasari.test');
      const give = async (code: string) => {
        const { secret, next } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
        expect(next).toBe('code');
        expect(await staff.findBySession(secret)).toBeNull();
        return codeOf(staff.giveCode({ secret, code, from: here }));
      };
      // The one that set it up is used up.
      expect(await give(codeFor(key, now()))).toBe('wrong-code');
      wait(30_000);
      expect(await give(codeFor(key, new Date(now().getTime() - 60_000)))).toBe('wrong-code');
      expect(await give(codeFor(key, new Date(now().getTime() + 60_000)))).toBe('wrong-code');
      const code = codeFor(key, now());
      expect(await give(` ${code.slice(0, 3)} ${code.slice(3)} `)).toBe('ok');
      expect(await give(code)).toBe('wrong-code');
      // A later code that was taken takes the ones before with it.
      expect(await give(codeFor(key, new Date(now().getTime() + 30_000)))).toBe('ok');
      expect(await give(code)).toBe('wrong-code');
    });

    test('takes one of two that come at the same time', async () => {
      await addUser(db(), 'admin');
      const staff = make();
      const { key } = await enrolled(staff, 'rina@wanasari.test');
      wait(30_000);
      const begun = await Promise.all([1, 2, 3].map(() => staff.signIn({ email: 'rina@wanasari.test', ...password })));
      const code = codeFor(key, now());
      const answers = await Promise.all(
        begun.map(({ secret }) => codeOf(staff.giveCode({ secret, code, from: here }))),
      );
      expect(answers.sort()).toEqual(['ok', 'wrong-code', 'wrong-code']);
    });

    test('cannot be guessed: wrong codes count like wrong passwords', async () => {
      await addUser(db(), 'admin');
      const staff = make();
      const { key } = await enrolled(staff, 'rina@wanasari.test');
      wait(30_000);
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      for (let n = 0; n < 5; n += 1) {
        expect(
          await codeOf(staff.giveCode({ secret, code: '12345', from: { ip: `198.51.100.${n}`, agent: null } })),
        ).toBe('wrong-code');
      }
      expect(await codeOf(staff.giveCode({ secret, code: codeFor(key, now()), from: here }))).toBe('too-many-attempts');
      // A right password in between does not wipe the slate clean.
      expect(await codeOf(staff.signIn({ email: 'rina@wanasari.test', ...password }))).toBe('too-many-attempts');
    });

    test('is asked for within ten minutes of the password', async () => {
      await addUser(db(), 'admin');
      const staff = make();
      const { key } = await enrolled(staff, 'rina@wanasari.test');
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      wait(10 * minute);
      expect(await codeOf(staff.giveCode({ secret, code: codeFor(key, now()), from: here }))).toBe('session-ended');
      expect(await codeOf(staff.giveCode({ secret: null, code: codeFor(key, now()), from: here }))).toBe(
        'session-ended',
      );
    });

    test('has ten codes for emergencies, each for once', async () => {
      await addUser(db(), 'admin');
      const staff = make();
      const { codes } = await enrolled(staff, 'rina@wanasari.test');
      expect(new Set(codes).size).toBe(10);
      const give = async (code: string) => {
        const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
        return codeOf(staff.giveCode({ secret, code, from: here }));
      };
      expect(await give(` ${codes[3]?.toUpperCase().replaceAll('-', ' ')}`)).toBe('ok');
      expect(await give(codes[3] ?? '')).toBe('wrong-code');
      expect(await give(codes[4] ?? '')).toBe('ok');
      expect(await actions(db())).toContain('user.recovery-code');
      const kept = JSON.stringify(await db().selectFrom('recoveryCodes').selectAll().execute());
      for (const code of codes) expect(kept).not.toContain(code.replaceAll('-', ''));
    });

    test('is sealed at rest, for its own user and with its own key', async () => {
      const id = await addUser(db(), 'admin');
      const other = await addUser(db(), 'admin', 'bagas@wanasari.test', 'Bagas');
      const staff = make();
      const { key } = await enrolled(staff, 'rina@wanasari.test');
      const user = await findUserByEmail(db(), 'rina@wanasari.test');
      expect(user?.totpSecret).not.toContain(key);
      // Copied to another account, or read with another key file, it is worth nothing.
      await updateUser(db(), other, { totpSecret: user?.totpSecret ?? null });
      wait(30_000);
      const begun = await staff.signIn({ email: 'bagas@wanasari.test', ...password });
      expect(await codeOf(staff.giveCode({ secret: begun.secret, code: codeFor(key, now()), from: here }))).toBe(
        'wrong-code',
      );
      const restored = make({ secretKey: Buffer.alloc(32, 8) });
      const again = await restored.signIn({ email: 'rina@wanasari.test', ...password });
      expect(await codeOf(restored.giveCode({ secret: again.secret, code: codeFor(key, now()), from: here }))).toBe(
        'wrong-code',
      );
      expect(id).not.toBe(other);
    });

    test('moves to another phone only when the new one is proved', async () => {
      const id = await addUser(db(), 'admin');
      const staff = make();
      const { secret, key } = await enrolled(staff, 'rina@wanasari.test');
      wait(minute);
      const draft = await staff.beginEnrolment(id);
      expect(draft.key).not.toBe(key);
      const before = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      expect(await codeOf(staff.giveCode({ secret: before.secret, code: codeFor(key, now()), from: here }))).toBe('ok');
      wait(minute);
      await staff.proveEnrolment(id, codeFor(draft.key, now()), here, secret);
      wait(minute);
      const after = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      expect(await codeOf(staff.giveCode({ secret: after.secret, code: codeFor(key, now()), from: here }))).toBe(
        'wrong-code',
      );
      expect(await codeOf(staff.giveCode({ secret: after.secret, code: codeFor(draft.key, now()), from: here }))).toBe(
        'ok',
      );
      expect(await codeOf(staff.removeSecondFactor(id))).toBe('factor-required');
    });
  });

  describe('delicate changes', () => {
    test('ask for the password again after 15 minutes', async () => {
      await addUser(db());
      const staff = make();
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      const { actor } = (await staff.findBySession(secret))!;
      const confirm = (typed: string | null) => codeOf(staff.confirm({ actor, secret, password: typed, from: here }));
      wait(14 * minute);
      await staff.findBySession(secret);
      expect(await confirm(null)).toBe('ok');
      wait(minute);
      expect(await confirm(null)).toBe('confirm-password');
      expect(await confirm('salah salah salah salah')).toBe('confirm-password');
      expect(await confirm(goodPassword)).toBe('ok');
      expect(await confirm(null)).toBe('ok');
    });

    test('are not for tokens, nor for guests; the operator has the machine anyway', async () => {
      const id = await addUser(db());
      const staff = make();
      const { token } = await staff.createToken(id, { name: 'uji', scopes: ['read'], days: 5 }, null);
      const actor = (await staff.findByToken(token))!;
      const by = { secret: null, password: goodPassword, from: here };
      expect(await codeOf(staff.confirm({ ...by, actor }))).toBe('sign-in-needed');
      expect(await codeOf(staff.confirm({ ...by, actor: { ...actor, kind: 'guest' } }))).toBe('sign-in-needed');
      expect(await codeOf(staff.confirm({ ...by, actor: { ...actor, kind: 'operator' } }))).toBe('ok');
    });

    test('count wrong passwords too', async () => {
      await addUser(db());
      const staff = make();
      const { secret } = await staff.signIn({ email: 'rina@wanasari.test', ...password });
      const { actor } = (await staff.findBySession(secret))!;
      wait(16 * minute);
      const codes = [];
      for (let n = 0; n < 6; n += 1) {
        codes.push(await codeOf(staff.confirm({ actor, secret, password: 'x', from: here })));
      }
      expect(codes.at(-1)).toBe('too-many-attempts');
    });
  });

  test('what is shown once is readable only in the browser that asked', async () => {
    await addUser(db());
    const staff = make();
    const one = await staff.signIn({ email: 'rina@wanasari.test', ...password });
    const two = await staff.signIn({ email: 'rina@wanasari.test', ...password });
    const id = (await findUserByEmail(db(), 'rina@wanasari.test'))?.id ?? 0;
    const { token } = await staff.createToken(id, { name: 'uji', scopes: ['read'], days: 5 }, one.secret);
    expect(await staff.onceOf(one.secret)).toMatchObject({ kind: 'token', token });
    expect(await staff.onceOf(two.secret)).toBeNull();
    expect(JSON.stringify(await db().selectFrom('sessions').selectAll().execute())).not.toContain(token);
    await staff.keepOnce(one.secret, null);
    expect(await staff.onceOf(one.secret)).toBeNull();
  });
});

test('throttling holds across processes and restarts', async () => {
  const database = await createTestDatabase('postgres');
  const other = await openDatabase(database.address);
  const staffs = [makeStaff(database.db, now), makeStaff(other, now)];
  const tries = Array.from({ length: 12 }, (_, n) =>
    codeOf(
      staffs[n % 2]!.signIn({
        email: 'rina@wanasari.test',
        password: 'salah',
        from: { ip: `198.51.100.${n}`, agent: null },
      }),
    ),
  );
  const codes = await Promise.all(tries);
  expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(5);
  const fresh = makeStaff(database.db, now);
  expect(await codeOf(fresh.signIn({ email: 'rina@wanasari.test', password: 'salah', from: here }))).toBe(
    'too-many-attempts',
  );
  await other.destroy();
  await database.close();
});
