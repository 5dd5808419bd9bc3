import type { Express } from 'express';
import { type Listening, listen } from '../../src/api/listen.ts';
import { createApiServer } from '../../src/api/server.ts';
import { type Access, permissions, permissionsOf, type Role, roles } from '../../src/core/access.ts';
import { hashOfSecret } from '../../src/core/secret-text.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { insertSession } from '../../src/store/sessions.ts';
import { insertToken } from '../../src/store/tokens.ts';
import { insertUser } from '../../src/store/users.ts';
import { createPages } from '../../src/web/create-pages.tsx';
import { makeStaff } from '../support/people.ts';
import { makeWebDeps } from '../web/serve-pages.ts';
import { now, type Seeded, seed } from './seed.ts';
import { makeApiDeps } from './serve-seed.ts';

/** Everybody with an account: each role, and an analyst who is on the election desk. */
export const staff = [
  ...roles.map((role) => ({ name: role as string, role, election: false })),
  { name: 'meja pemilu', role: 'analis' as Role, election: true },
];
const guests: readonly string[] = ['guest here', 'guest elsewhere'];
/** Names of `staff`, a guest on this machine where nobody has an account yet, and a guest from elsewhere. */
export const everybody: readonly string[] = [...guests, ...staff.map(({ name }) => name)];

/** The agency of the user with role `opd`. */
export const ownAgency = 'PDAM';

export interface Sending {
  readonly body?: unknown;
  /** By the cookie of their session instead of a token. */
  readonly session?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** A whole server with everybody in it. */
export interface Office extends Seeded {
  readonly app: Express;
  readonly origin: string;
  readonly ids: ReadonlyMap<string, { readonly userId: number; readonly sessionId: number; readonly tokenId: number }>;
  /** Sends a request as somebody; what is not read is sent by a page of ours. */
  ask(who: string, method: string, path: string, sending?: Sending): Promise<Answered>;
  close(): Promise<void>;
}

export const sessionOf = (name: string) => `sesi-${name.replace(' ', '-')}`;
export const tokenOf = (name: string) => `token-${name.replace(' ', '-')}`;

export function isGuest(who: string): boolean {
  return guests.includes(who);
}

export function mayUse(who: string, access: Access): boolean {
  if (access === 'anyone') return true;
  if (who === 'guest here') return ['read', 'read-agency', 'export'].includes(access);
  const known = staff.find(({ name }) => name === who);
  return known !== undefined && permissionsOf(known.role, known.election).has(access);
}

export async function openOffice(): Promise<Office> {
  const seeded = await seed();
  const { db } = seeded;
  const ids = await hire(db);
  const people = makeStaff(db, () => now);
  const deps = makeApiDeps(db, { people, staff: people, demo: false });
  // Roles are compared, not how often they ask.
  const limits = { guest: 1e6, reading: 1e6, writing: 1e6, exporting: 1e6 };
  const options = { pages: createPages(makeWebDeps(db, { staff: people, demo: false })), limits };
  const app = createApiServer(deps, options);
  const here = { host: '127.0.0.1', port: 0 };
  const server = await listen(app, here);
  const nobody = { ...people, hasUsers: async () => false };
  const fresh = await listen(createApiServer({ ...deps, people: nobody }, options), here);
  return {
    ...seeded,
    ...{ app, ids, origin: server.origin },
    ask: (who, method, path, sending = {}) => send(who === 'guest here' ? fresh : server, who, method, path, sending),
    close: async () => {
      await server.close();
      await fresh.close();
      await closeDatabase(db);
    },
  };
}

async function hire(db: Db): Promise<Office['ids']> {
  const ids = new Map<string, { userId: number; sessionId: number; tokenId: number }>();
  const at = now.toISOString();
  for (const { name, role, election } of staff) {
    const facts = { name, email: `${name.replace(' ', '.')}@wanasari.test`, role, election };
    const made = { password: null, createdAt: at, createdBy: 'uji' };
    const userId = await insertUser(db, { ...facts, ...made, agency: role === 'opd' ? ownAgency : null });
    const session = { userId, state: 'full', at, confirmed: true, client: '', agent: null } as const;
    const sessionId = await insertSession(db, { ...session, hash: hashOfSecret(sessionOf(name)) });
    const token = { userId, name: 'uji', scopes: permissions, createdAt: at, expiresAt: '2027-11-01T00:00:00.000Z' };
    const tokenId = await insertToken(db, { ...token, hash: hashOfSecret(tokenOf(name)) });
    ids.set(name, { userId, sessionId, tokenId });
  }
  return ids;
}

async function send(
  { origin }: Listening,
  who: string,
  method: string,
  path: string,
  { body = {}, session = false, headers: more = {} }: Sending,
): Promise<Answered> {
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(method);
  const known = session ? { cookie: `kentongan=${sessionOf(who)}` } : { authorization: `Bearer ${tokenOf(who)}` };
  const headers = new Headers({
    ...(who === 'guest elsewhere' ? { 'x-forwarded-for': '203.0.113.5' } : {}),
    ...(writes ? { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' } : {}),
    ...(isGuest(who) ? {} : known),
    ...more,
  });
  const response = await fetch(`${origin}${path}`, {
    ...{ method, headers, redirect: 'manual' },
    ...(writes ? { body: JSON.stringify(body) } : {}),
  });
  const goesOn = response.headers.get('content-type')?.includes('event-stream') === true;
  if (goesOn) await response.body?.cancel();
  const text = goesOn ? '' : await response.text();
  return { status: response.status, location: response.headers.get('location'), text };
}
