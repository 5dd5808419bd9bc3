import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import type { Role } from '../../src/core/access.ts';
import { createDemoPeople } from '../../src/people/demo.ts';
import type { People } from '../../src/people/people.ts';
import { listAudit, writeAudit } from '../../src/store/audit.ts';
import { auditHead } from '../../src/store/audit-chain.ts';
import { insertUser } from '../../src/store/users.ts';
import { useTestDatabase } from '../support/db.ts';
import { cheapPasswords, codeFor, goodPassword, makeStaff } from '../support/people.ts';
import { makeActor } from './people.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const clock = { at: new Date('2026-11-22T08:00:00.000Z') };
const now = () => clock.at;
const db = useTestDatabase('sqlite');
const operator = 'token-operator-yang-panjang';

let staff: People;
let server: Listening;

beforeEach(async () => {
  const configured = async (token: string) =>
    token === operator ? makeActor({ kind: 'operator', name: 'operator', role: 'admin' }) : null;
  staff = makeStaff(db(), now, { configured });
  server = await serveApi(makeApiDeps(db(), { staff, people: staff, demo: false, now, publicUrl: null }));
});

afterEach(() => server.close());

async function addUser(role: Role, name: string): Promise<number> {
  const password = await cheapPasswords().hash(goodPassword);
  const agency = role === 'opd' ? 'PUPR' : null;
  const email = `${name.toLowerCase()}@wanasari.test`;
  const at = now().toISOString();
  return insertUser(db(), { name, email, role, agency, election: false, password, createdAt: at, createdBy: 'uji' });
}

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly cookie?: string | null;
  readonly token?: string;
  readonly origin?: string | null;
}

async function send(path: string, { method = 'GET', body, cookie, token, origin }: Sent = {}) {
  const response = await fetch(`${server.origin}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined || cookie === null ? {} : { cookie }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(origin === null ? {} : { origin: origin ?? server.origin }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const set = response.headers.getSetCookie();
  return { status: response.status, set, cookie: set[0]?.split(';')[0] ?? null, json: await response.json() };
}

async function signIn(name: string) {
  return send('/api/v1/session', { method: 'POST', body: { email: `${name}@wanasari.test`, password: goodPassword } });
}

/** An admin with a second factor, signed in. */
async function signInAdmin(): Promise<string> {
  await addUser('admin', 'Ratna');
  const begun = await signIn('ratna');
  const { key = '' } = (await staff.enrolment(begun.cookie?.split('=')[1] ?? null)) ?? {};
  const body = { code: codeFor(key, now()) };
  const done = await send('/api/v1/session/second-factor', { method: 'POST', body, cookie: begun.cookie });
  expect(done.status).toBe(200);
  return done.cookie ?? '';
}

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot use, and answers without the secret', async () => {
    await addUser('analis', 'Rina');
    const { status, set, cookie, json } = await signIn('RINA');
    expect(status).toBe(200);
    expect(json).toEqual({ next: 'done', name: 'Rina' });
    expect(set).toHaveLength(1);
    expect(set[0]).toMatch(/^kentongan=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await send('/api/v1/me', { cookie })).json).toMatchObject({ kind: 'user', name: 'Rina', role: 'analis' });
  });

  it('uses the prefix that nobody else can set where the address is https', async () => {
    await addUser('analis', 'Rina');
    await server.close();
    const publicUrl = 'https://kentongan.wanasari.test';
    server = await serveApi(makeApiDeps(db(), { staff, people: staff, demo: false, now, publicUrl }));
    const body = { email: 'rina@wanasari.test', password: goodPassword };
    const { set } = await send('/api/v1/session', { method: 'POST', body, origin: publicUrl });
    expect(set[0]).toMatch(/^__Host-kentongan=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it.each([['https://penyerang.test'], ['null'], [null]])('is refused from origin %s', async (origin) => {
    await addUser('analis', 'Rina');
    const body = { email: 'rina@wanasari.test', password: goodPassword };
    expect((await send('/api/v1/session', { method: 'POST', body, origin })).json.type).toContain('foreign-origin');
  });

  it.each([
    [{ email: 'rina@wanasari.test' }],
    [{ email: 'rina@wanasari.test', password: '' }],
    [{ email: ['a'], password: 'x' }],
    [{ email: 'a'.repeat(400), password: 'x' }],
    [{ email: 'a', password: 'x'.repeat(5_000) }],
    [{ email: 'a', password: 'x', role: 'admin' }],
  ])('refuses a body like %j', async (body) => {
    expect((await send('/api/v1/session', { method: 'POST', body })).status).toBe(400);
  });

  it('signs out: the cookie goes, and the session is worth nothing any more', async () => {
    await addUser('analis', 'Rina');
    const { cookie } = await signIn('rina');
    const out = await send('/api/v1/session', { method: 'DELETE', cookie });
    expect(out.set[0]).toMatch(/^kentongan=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await send('/api/v1/me/sessions', { cookie })).status).toBe(401);
  });

  it('half done opens nothing', async () => {
    await addUser('admin', 'Ratna');
    const begun = await signIn('ratna');
    expect(begun.json.next).toBe('enrol');
    for (const path of ['/api/v1/me/sessions', '/api/v1/users', '/api/v1/audit']) {
      expect((await send(path, { cookie: begun.cookie })).status).toBe(401);
    }
    expect((await send('/api/v1/me', { cookie: begun.cookie })).json.kind).toBe('guest');
  });

  it('has no side door outside the demo', async () => {
    expect((await send('/api/v1/session/demo', { method: 'POST', body: { role: 'admin' } })).status).toBe(404);
  });
});

describe("one's own account", () => {
  it('is not for tokens, neither of the configuration nor of a user', async () => {
    const id = await addUser('analis', 'Rina');
    const { token } = await staff.createToken(id, { name: 'x', scopes: ['read'], days: 1 }, null);
    expect((await send('/api/v1/me/sessions', { token })).status).toBe(403);
    expect((await send('/api/v1/me/sessions', { token: operator })).json).toEqual({ items: [], next: null });
    const body = { password: 'sepeda kuning makan awan tipis' };
    expect((await send('/api/v1/me/password', { method: 'PUT', body, token: operator })).status).toBe(403);
    expect((await send('/api/v1/me', { token })).json).toMatchObject({ kind: 'token', permissions: ['read'] });
    expect((await send('/api/v1/me', { token: operator })).json).toMatchObject({ kind: 'operator', role: 'admin' });
  });

  it('reaches only what is its own', async () => {
    const rina = await addUser('analis', 'Rina');
    await addUser('analis', 'Bagas');
    const first = await signIn('rina');
    const { cookie } = await signIn('bagas');
    const made = await staff.createToken(rina, { name: 'x', scopes: ['read'], days: 1 }, null);
    const [session] = (await send('/api/v1/me/sessions', { cookie: first.cookie })).json.items;
    expect((await send(`/api/v1/me/sessions/${session.id}`, { method: 'DELETE', cookie })).status).toBe(404);
    expect((await send(`/api/v1/me/tokens/${made.id}`, { method: 'DELETE', cookie })).status).toBe(404);
    expect((await send('/api/v1/me/tokens', { cookie })).json.items).toEqual([]);
    for (const path of ['/api/v1/users', '/api/v1/invitations', '/api/v1/tokens']) {
      expect((await send(path, { cookie })).status).toBe(403);
    }
    expect((await send(`/api/v1/tokens/${made.id}`, { method: 'DELETE', cookie })).status).toBe(403);
    expect((await send('/api/v1/me/sessions', { cookie: first.cookie })).status).toBe(200);
  });

  it('asks for the password again for what is delicate', async () => {
    await addUser('analis', 'Rina');
    const { cookie } = await signIn('rina');
    clock.at = new Date(clock.at.getTime() + 16 * 60_000);
    const wanted = { name: 'Tarikan', scopes: ['read'], days: 30 };
    const make = (body: object) => send('/api/v1/me/tokens', { method: 'POST', body, cookie });
    const refused = await make(wanted);
    expect(refused.json).toMatchObject({ status: 403, problems: [{ where: 'currentPassword' }] });
    const made = await make({ ...wanted, currentPassword: goodPassword });
    expect(made.json.token).toMatch(/^ktg_/);
    expect((await send('/api/v1/me', { token: made.json.token })).json.permissions).toEqual(['read']);
    expect((await send('/api/v1/me/tokens', { cookie })).json.items[0]).not.toHaveProperty('token');
  });
});

describe('admins', () => {
  const body = { name: 'Sekar', email: 'sekar@wanasari.test', role: 'humas' };

  it('invite, change, disable; nobody hears of a password, a key or a hash', async () => {
    const cookie = await signInAdmin();
    const invited = await send('/api/v1/invitations', { method: 'POST', body, cookie });
    const secret = invited.json.link.split('/').at(-1);
    const accepted = await send('/api/v1/session/link', { method: 'POST', body: { secret, password: goodPassword } });
    expect(accepted.json).toEqual({ next: 'done', name: 'Sekar' });
    const { items } = (await send('/api/v1/users', { cookie })).json;
    expect(items.map(({ name }: { name: string }) => name)).toEqual(['Ratna', 'Sekar']);
    expect(Object.keys(items[0]).sort()).toEqual([
      'agency',
      'createdAt',
      'createdBy',
      'disabledAt',
      'election',
      'email',
      'hasPassword',
      'hasSecondFactor',
      'id',
      'lastSignInAt',
      'name',
      'role',
    ]);
    const { id } = items[1];
    const change = await send(`/api/v1/users/${id}`, {
      method: 'PUT',
      body: { ...body, role: 'opd', agency: 'PUPR' },
      cookie,
    });
    expect(change.json).toEqual({ done: true });
    expect((await send(`/api/v1/users/${id}/disabled`, { method: 'POST', cookie })).json).toEqual({ done: true });
    expect((await send('/api/v1/me/sessions', { cookie: accepted.cookie })).status).toBe(401);
    const everything = JSON.stringify([
      items,
      (await send('/api/v1/invitations', { cookie })).json,
      await listAudit(db(), { limit: 50 }),
    ]);
    for (const hidden of [secret, goodPassword, 'scrypt$']) expect(everything).not.toContain(hidden);
  });

  it('that come by a token of theirs cannot make others admins', async () => {
    await signInAdmin();
    const { token } = await staff.createToken(1, { name: 'x', scopes: ['people', 'read'], days: 1 }, null);
    expect((await send('/api/v1/users', { token })).status).toBe(200);
    const wanted = { method: 'POST', body: { ...body, role: 'admin' }, token };
    expect((await send('/api/v1/invitations', wanted)).json.type).toContain('sign-in-needed');
    expect((await send('/api/v1/invitations', { ...wanted, token: operator })).status).toBe(200);
  });

  it('are asked again before roles are changed', async () => {
    const cookie = await signInAdmin();
    clock.at = new Date(clock.at.getTime() + 16 * 60_000);
    const paths = [
      ['POST', '/api/v1/invitations', body],
      ['PUT', '/api/v1/users/1', { ...body, role: 'humas' }],
      ['DELETE', '/api/v1/users/1/second-factor', {}],
      ['POST', '/api/v1/users/1/link', {}],
    ] as const;
    for (const [method, path, sent] of paths) {
      expect((await send(path, { method, body: sent, cookie })).json.type).toContain('confirm-password');
    }
    expect(
      (await send('/api/v1/session/confirmation', { method: 'POST', body: { currentPassword: goodPassword }, cookie }))
        .status,
    ).toBe(200);
    expect((await send('/api/v1/invitations', { method: 'POST', body, cookie })).status).toBe(200);
  });
});

describe('the audit trail', () => {
  it('has every refusal: by role on the API and the pages, and by tokens that are nobody’s', async () => {
    await addUser('analis', 'Rina');
    const { cookie } = await signIn('rina');
    await send('/api/v1/users?rahasia=1', { cookie });
    await send('/api/v1/alerts', { token: 'token-yang-bukan-milik-siapa-pun' });
    await send('/api/v1/me/sessions');
    await expect.poll(async () => (await listAudit(db(), { limit: 9, action: 'denial.' })).items.length).toBe(2);
    const rows = (await listAudit(db(), { limit: 9, action: 'denial.' })).items;
    expect(rows.map(({ who, action, object }) => [who, action, object]).sort()).toEqual([
      ['Rina', 'denial.forbidden', '/api/v1/users'],
      ['tamu', 'denial.token', '/api/v1/alerts'],
    ]);
  });

  it('is checked, also against a head that was written down', async () => {
    await addUser('auditor', 'Tirta');
    const { cookie } = await signIn('tirta');
    const { id, hash } = await auditHead(db());
    await writeAudit(db(), {
      at: now().toISOString(),
      who: 'x',
      action: 'issue.state',
      object: 'issue:1',
      detail: null,
    });
    const path = `/api/v1/audit/verification?head=${id}:${hash}`;
    expect((await send(path, { cookie })).json).toMatchObject({ fault: null });
    await db().updateTable('audit').set({ who: 'y' }).where('action', '=', 'issue.state').execute();
    expect((await send(path, { cookie })).json.fault).toMatchObject({ kind: 'changed' });
    expect((await send('/api/v1/audit/verification?head=abc', { cookie })).status).toBe(400);
  });

  it('is for auditors and admins only', async () => {
    await addUser('analis', 'Rina');
    const { cookie } = await signIn('rina');
    expect((await send('/api/v1/audit', { cookie })).status).toBe(403);
    expect((await send('/api/v1/audit/verification', { cookie })).status).toBe(403);
    expect((await send('/api/v1/audit', { token: operator })).status).toBe(200);
  });
});

it('the demo signs in as anybody, and leaves its own people alone elsewhere', async () => {
  await server.close();
  const demo: People = makeStaff(db(), now, { demo: true });
  server = await serveApi(makeApiDeps(db(), { staff: demo, people: demo, demo: true, now }));
  expect((await send('/api/v1/session/demo', { method: 'POST', body: { role: 'analis' } })).status).toBe(404);
  await createDemoPeople(db(), { agency: 'PUPR', now: now() });
  const { cookie, json } = await send('/api/v1/session/demo', { method: 'POST', body: { role: 'analis' } });
  expect(json).toEqual({ next: 'done', name: 'Bagas Wirawan' });
  expect((await send('/api/v1/me', { cookie })).json).toMatchObject({ kind: 'user', role: 'analis' });
  expect((await send('/api/v1/session/demo', { method: 'POST', body: { role: 'raja' } })).status).toBe(400);
});
