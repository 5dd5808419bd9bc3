import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApiServer } from '../../src/api/server.ts';
import { RequestError } from '../../src/core/errors.ts';
import { createNet } from '../../src/net/client.ts';
import type { OpenIdOptions } from '../../src/people/open-id.ts';
import type { People } from '../../src/people/people.ts';
import { createSeal } from '../../src/people/seal.ts';
import { listAudit } from '../../src/store/audit.ts';
import { findUserByEmail, insertUser, listUsers, updateUser } from '../../src/store/users.ts';
import { createPages } from '../../src/web/create-pages.tsx';
import { makeApiDeps } from '../api/serve-seed.ts';
import { useTestDatabase } from '../support/db.ts';
import { here, makeStaff } from '../support/people.ts';
import { makeWebDeps } from '../web/serve-pages.ts';

const now = () => new Date();
const net = createNet({ userAgent: 'Kentongan/uji (+mailto:uji@wanasari.test)', allowLoopback: true, spacingMs: 0 });

/** A server whose handler is set when its address is known. */
async function open(): Promise<{ origin: string; handle: (handler: RequestListener) => void; close: () => void }> {
  let handler: RequestListener = (_request, response) => void response.end();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handle: (wanted) => {
      handler = wanted;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Who the provider knows, by login; what it says of them. */
const accounts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  rina: { email: 'Rina@wanasari.test', email_verified: true, name: 'Rina P' },
  palsu: { email: 'rina@wanasari.test', email_verified: false, name: 'Palsu' },
  lain: { email: 'rina@wanasari.test', email_verified: true, name: 'Lain' },
  asing: { email: 'asing@tempat-lain.test', email_verified: true, name: 'Asing' },
  baru: { email: 'baru@wanasari.test', email_verified: true, name: 'Orang Baru' },
  kosong: {},
};

const clientSecret = 'rahasia-klien-uji-yang-panjang-sekali';
let site: Awaited<ReturnType<typeof open>>;
let provider: Awaited<ReturnType<typeof open>>;
/** What the token endpoint was asked, to see that nothing else is sent there. */
const asked: string[] = [];

beforeAll(async () => {
  site = await open();
  provider = await open();
  const oidc = new Provider(provider.origin, {
    clients: [
      {
        client_id: 'kentongan',
        client_secret: clientSecret,
        redirect_uris: [`${site.origin}/masuk/openid/kembali`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    findAccount: async (_context: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...accounts[id] }),
    }),
  });
  const handler = oidc.callback();
  provider.handle((request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    handler(request, response);
  });
});

afterAll(async () => {
  site.close();
  provider.close();
  await net.close();
});

/** A browser that keeps cookies and stops at each redirect. */
function createBrowser() {
  const jars = new Map<string, Map<string, string>>();
  async function go(url: string, form?: Record<string, string>) {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie, ...(form === undefined ? {} : { origin }) },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    return {
      status: response.status,
      next: location === null ? null : new URL(location, url).href,
      text: await response.text(),
    };
  }
  return { go, jars };
}

type Browser = ReturnType<typeof createBrowser>;

/** Signs in at the provider and agrees. @returns where it sends the browser: our address with the code */
async function agree(browser: Browser, url: string, login: string): Promise<string> {
  let at = url;
  for (let step = 0; step < 15; step += 1) {
    if (at.startsWith(site.origin)) return at;
    const page = await browser.go(at);
    if (page.next !== null) {
      at = page.next;
      continue;
    }
    const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(page.text) ?? [];
    const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1] ?? '';
    const sent = await browser.go(new URL(action, at).href, {
      prompt,
      ...(prompt === 'login' ? { login, password: 'x' } : {}),
    });
    if (sent.next === null) throw new Error(`the provider is stuck: ${page.text.slice(0, 300)}`);
    at = sent.next;
  }
  throw new Error('the provider never came back');
}

const db = useTestDatabase('sqlite');
let staff: People;

const options = (): OpenIdOptions => ({
  issuer: provider.origin,
  clientId: 'kentongan',
  clientSecret,
  label: 'akun dinas',
  allowedDomains: [],
  createRole: null,
  call: (url, request) => net.call(url, request),
});

const make = (overrides: Partial<OpenIdOptions> = {}) =>
  makeStaff(db(), now, { openId: { ...options(), ...overrides } });

beforeEach(async () => {
  staff = make();
  const at = now().toISOString();
  const user = { name: 'Rina', email: 'rina@wanasari.test', role: 'analis' as const, agency: null, election: false };
  await insertUser(db(), { ...user, password: null, createdAt: at, createdBy: 'uji' });
});

const redirect = () => `${site.origin}/masuk/openid/kembali`;

/** From start to the address that the provider sends people back to. */
async function travel(by: People, login: string) {
  const { url, state } = await by.single!.openId.start(redirect());
  const back = await agree(createBrowser(), url, login);
  return { address: new URL(back), state, from: here };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error) => (error instanceof RequestError ? error.code : Promise.reject(error)),
  );

describe('single sign-on', () => {
  test('lets in whom the provider vouches for, and remembers who that was there', async () => {
    const begun = await staff.single!.finishOpenId(await travel(staff, 'rina'));
    expect(begun).toMatchObject({ next: 'done', name: 'Rina' });
    expect((await staff.findBySession(begun.secret))?.actor).toMatchObject({
      kind: 'user',
      name: 'Rina',
      role: 'analis',
    });
    expect(await findUserByEmail(db(), 'rina@wanasari.test')).toMatchObject({ subject: `${provider.origin} rina` });
    const trail = (await listAudit(db(), { limit: 5 })).items;
    expect(trail.map(({ action }) => action)).toEqual(['session.begin', 'user.open-id']);
    expect(trail[0]?.detail).toMatchObject({ way: 'open-id' });
    // From now on by subject, also when the address is another.
    await db().updateTable('users').set({ email: 'rina.puspita@wanasari.test' }).execute();
    expect(await codeOf(staff.single!.finishOpenId(await travel(staff, 'rina')))).toBe('ok');
  });

  test('asks for the second factor as after a password', async () => {
    await db().updateTable('users').set({ role: 'admin' }).execute();
    expect((await staff.single!.finishOpenId(await travel(staff, 'rina'))).next).toBe('enrol');
  });

  test.each([
    ['an address that the provider has not verified', 'palsu'],
    ['no address', 'kosong'],
    ['somebody without an account', 'asing'],
  ])('refuses %s', async (_, login) => {
    expect(await codeOf(staff.single!.finishOpenId(await travel(staff, login)))).toBe('no-account');
    expect(await listUsers(db())).toHaveLength(1);
    expect((await listAudit(db(), { limit: 1 })).items[0]).toMatchObject({ action: 'session.fail', who: 'tamu' });
  });

  test('refuses whoever is disabled, at the first time and later', async () => {
    const { id } = (await findUserByEmail(db(), 'rina@wanasari.test'))!;
    await updateUser(db(), id, { disabledAt: now().toISOString() });
    expect(await codeOf(staff.single!.finishOpenId(await travel(staff, 'rina')))).toBe('no-account');
    await updateUser(db(), id, { disabledAt: null });
    await staff.single!.finishOpenId(await travel(staff, 'rina'));
    await updateUser(db(), id, { disabledAt: now().toISOString() });
    expect(await codeOf(staff.single!.finishOpenId(await travel(staff, 'rina')))).toBe('no-account');
  });

  test('does not hand an account on when the provider gives its address to somebody else', async () => {
    await staff.single!.finishOpenId(await travel(staff, 'rina'));
    expect(await codeOf(staff.single!.finishOpenId(await travel(staff, 'lain')))).toBe('no-account');
  });

  test('makes accounts only where that is configured, and only for allowed domains', async () => {
    const open = make({ createRole: 'humas', allowedDomains: ['wanasari.test'] });
    const begun = await open.single!.finishOpenId(await travel(open, 'baru'));
    expect((await open.findBySession(begun.secret))?.actor).toMatchObject({ name: 'Orang Baru', role: 'humas' });
    expect(await codeOf(open.single!.finishOpenId(await travel(open, 'asing')))).toBe('no-account');
    expect(await codeOf(open.single!.finishOpenId(await travel(open, 'palsu')))).toBe('no-account');
    expect(await listUsers(db())).toHaveLength(2);
  });
});

describe('answers that are not trusted', () => {
  test('another state, and none', async () => {
    const trip = await travel(staff, 'rina');
    for (const state of ['lain', null]) {
      const address = new URL(trip.address);
      if (state === null) address.searchParams.delete('state');
      else address.searchParams.set('state', state);
      expect(await codeOf(staff.single!.finishOpenId({ ...trip, address }))).toBe('sign-in-refused');
    }
  });

  test('of another browser', async () => {
    const mine = await travel(staff, 'rina');
    const other = await travel(staff, 'rina');
    expect(await codeOf(staff.single!.finishOpenId({ ...mine, state: other.state }))).toBe('sign-in-refused');
    expect(await codeOf(staff.single!.finishOpenId({ ...mine, state: '' }))).toBe('sign-in-expired');
    expect(await codeOf(staff.single!.finishOpenId({ ...mine, state: 'karangan' }))).toBe('sign-in-expired');
  });

  test('a code for the second time', async () => {
    const trip = await travel(staff, 'rina');
    expect(await codeOf(staff.single!.finishOpenId(trip))).toBe('ok');
    expect(await codeOf(staff.single!.finishOpenId(trip))).toBe('sign-in-refused');
  });

  test.each(['nonce', 'verifier'])('whose %s is another', async (field) => {
    const trip = await travel(staff, 'rina');
    const seal = createSeal(Buffer.alloc(32, 7));
    const kept = JSON.parse(seal.open(trip.state, 'open-id') ?? '{}');
    const state = seal.seal(JSON.stringify({ ...kept, [field]: 'x'.repeat(43) }), 'open-id');
    expect(await codeOf(staff.single!.finishOpenId({ ...trip, state }))).toBe('sign-in-refused');
    expect(await db().selectFrom('sessions').selectAll().execute()).toEqual([]);
  });

  test('after ten minutes', async () => {
    const trip = await travel(staff, 'rina');
    const seal = createSeal(Buffer.alloc(32, 7));
    const kept = JSON.parse(seal.open(trip.state, 'open-id') ?? '{}');
    expect(kept.until - Date.now()).toBeLessThanOrEqual(10 * 60_000);
    const state = seal.seal(JSON.stringify({ ...kept, until: Date.now() }), 'open-id');
    expect(await codeOf(staff.single!.finishOpenId({ ...trip, state }))).toBe('sign-in-expired');
  });

  test('of another issuer', async () => {
    const trip = await travel(staff, 'rina');
    trip.address.searchParams.set('iss', 'https://penyamar.test');
    expect(await codeOf(staff.single!.finishOpenId(trip))).toBe('sign-in-refused');
    // A provider that calls itself something else than what is configured is not used at all.
    const mirror = await open();
    mirror.handle((request, response) => {
      void fetch(`${provider.origin}${request.url}`).then(async (answer) => {
        response.setHeader('content-type', 'application/json');
        response.end(await answer.text());
      });
    });
    expect(await codeOf(make({ issuer: mirror.origin }).single!.openId.start(redirect()))).toBe('provider-unreachable');
    mirror.close();
  });

  test('a refusal of the provider', async () => {
    const { state } = await staff.single!.openId.start(redirect());
    const kept = JSON.parse(createSeal(Buffer.alloc(32, 7)).open(state, 'open-id') ?? '{}');
    const address = new URL(
      `${redirect()}?error=access_denied&state=${kept.state}&iss=${encodeURIComponent(provider.origin)}`,
    );
    expect(await codeOf(staff.single!.finishOpenId({ address, state, from: here }))).toBe('sign-in-refused');
  });

  test('a wrong client secret, and a provider that does not answer', async () => {
    const wrong = make({ clientSecret: 'salah' });
    expect(await codeOf(wrong.single!.finishOpenId(await travel(wrong, 'rina')))).toBe('sign-in-refused');
    expect(await codeOf(make({ issuer: 'http://127.0.0.1:9' }).single!.openId.start(redirect()))).toBe(
      'provider-unreachable',
    );
  });
});

describe('in the browser', () => {
  beforeEach(() => {
    const pages = createPages(makeWebDeps(db(), { staff, demo: false }));
    const deps = makeApiDeps(db(), { staff, people: staff, demo: false, publicUrl: site.origin });
    site.handle(createApiServer(deps, { pages }));
  });

  test('the way leads from the sign-in page to the page that was wanted', async () => {
    const browser = createBrowser();
    const page = await browser.go(`${site.origin}/masuk?lanjut=%2Fisu`);
    const link = /href="(\/masuk\/openid\?[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    expect(page.text).toContain('Masuk dengan akun dinas');
    const start = await browser.go(`${site.origin}${link}`);
    expect(start.status).toBe(303);
    const asks = new URL(start.next ?? '').searchParams;
    expect(asks.get('code_challenge_method')).toBe('S256');
    expect(asks.get('response_type')).toBe('code');
    expect(asks.get('redirect_uri')).toBe(redirect());
    const back = await agree(browser, start.next ?? '', 'rina');
    const landed = await browser.go(back);
    expect(landed.next).toBe(`${site.origin}/masuk?lanjut=%2Fisu`);
    expect((await browser.go(landed.next ?? '')).next).toBe(`${site.origin}/isu`);
    expect([...(browser.jars.get(site.origin)?.keys() ?? [])]).toEqual(['kentongan']);
    // The address of the way back is worth nothing the second time, nor in another browser.
    expect((await browser.go(back)).next).toBe(`${site.origin}/masuk?gagal=sign-in-expired`);
    const stranger = createBrowser();
    expect((await stranger.go(back)).next).toBe(`${site.origin}/masuk?gagal=sign-in-expired`);
    expect((await stranger.go(`${site.origin}/masuk?gagal=sign-in-expired`)).text).toContain(
      'Waktu untuk masuk sudah habis',
    );
  });

  test('nothing leads to another site afterwards', async () => {
    for (const wanted of ['//penyerang.test', '/\\penyerang.test', 'https://penyerang.test', 'javascript:alert(1)']) {
      const browser = createBrowser();
      const start = await browser.go(`${site.origin}/masuk/openid?lanjut=${encodeURIComponent(wanted)}`);
      const landed = await browser.go(await agree(browser, start.next ?? '', 'rina'));
      expect(landed.next).toBe(`${site.origin}/masuk?lanjut=%2F`);
    }
  });

  test('where none is configured there is no such address', async () => {
    const none = makeStaff(db(), now);
    const deps = makeApiDeps(db(), { staff: none, people: none, demo: false, publicUrl: site.origin });
    site.handle(createApiServer(deps, { pages: createPages(makeWebDeps(db(), { staff: none, demo: false })) }));
    expect((await createBrowser().go(`${site.origin}/masuk/openid`)).status).toBe(404);
    expect((await createBrowser().go(`${site.origin}/masuk`)).text).not.toContain('/masuk/openid');
  });
});

test('the client secret goes to the token endpoint and nowhere into what is kept', async () => {
  await staff.single!.finishOpenId(await travel(staff, 'rina'));
  expect(asked).toContain('POST /token');
  const kept = JSON.stringify([
    await db().selectFrom('users').selectAll().execute(),
    await db().selectFrom('sessions').selectAll().execute(),
  ]);
  expect(kept).not.toContain(clientSecret);
});
