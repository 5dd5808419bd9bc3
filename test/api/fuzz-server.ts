import type { Listening } from '../../src/api/listen.ts';
import { type Actor, permissions } from '../../src/core/access.ts';
import { type Logger, silentLog } from '../../src/core/log.ts';
import type { Db } from '../../src/store/schema.ts';
import { insertUser } from '../../src/store/users.ts';
import { makeStaff } from '../support/people.ts';
import { now, seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

export const fuzzToken = 'token-segala-izin';

/** A server over a seeded database, somebody who may do everything, and what was logged as a bug. */
export async function serveFuzz(into?: Db): Promise<{ server: Listening; db: Db; bugs: unknown[] }> {
  const { db } = await seed([], into);
  const facts = { name: 'Uji', email: 'uji@wanasari.test', role: 'admin', agency: null, election: true } as const;
  const made = { password: null, createdAt: now.toISOString(), createdBy: 'uji' };
  const userId = await insertUser(db, { ...facts, ...made });
  const bugs: unknown[] = [];
  const log: Logger = { ...silentLog, error: (fields) => void bugs.push(fields) };
  const staff = makeStaff(db, () => now);
  // Whatever becomes of the account in the database: the requests shall come in.
  const actor: Actor = {
    ...{ kind: 'user', userId, tokenId: null, name: 'Uji', role: 'admin', agency: null },
    permissions: new Set(permissions),
  };
  const people = { ...staff, findByToken: async (token: string) => (token === fuzzToken ? actor : null) };
  const server = await serveApi(makeApiDeps(db, { log, staff, people, demo: false }));
  return { server, db, bugs };
}
