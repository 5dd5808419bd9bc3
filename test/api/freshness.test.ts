import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { versionStamp } from '../../src/store/version-stamp.ts';
import { dialects } from '../support/db.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { peopleWith } from './people.ts';
import { seed, now as seedNow } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

describe.each(dialects)('an answer that the client has already, on %s', (dialect) => {
  /** Of this file alone: a write in any database of a server may be one in ours. */
  let own: PostgresServer | null;
  let db: Db;
  let server: Listening;
  let now = seedNow;
  /** How often an issue's life was reckoned: the answer was made. */
  let made = 0;

  beforeAll(async () => {
    own = dialect === 'postgres' ? await startPostgres() : null;
    db = await openDatabase(own?.address ?? ':memory:');
    await seed([], db);
    const people = peopleWith({ rina: { name: 'Rina' }, opd: { name: 'Ayu', role: 'opd', agency: 'PDAM' } });
    const deps = makeApiDeps(db, { people, now: () => now });
    const lifeOf: typeof deps.lifeOf = (issue) => {
      made += 1;
      return deps.lifeOf(issue);
    };
    server = await serveApi({ ...deps, lifeOf });
  });
  afterAll(async () => {
    await server.close();
    await closeDatabase(db);
    await own?.stop();
  });

  const get = async (path: string, etag: string | null, token = 'rina') => {
    const headers = { authorization: `Bearer ${token}`, ...(etag === null ? {} : { 'if-none-match': etag }) };
    const response = await fetch(`${server.origin}${path}`, { headers });
    return { status: response.status, etag: response.headers.get('etag'), text: await response.text() };
  };
  const issue = '/api/v1/issues/1';

  it('is neither sent nor made again while nothing changes', async () => {
    const first = await get(issue, null);
    expect(first.etag).toMatch(/^W\/"/);
    expect(made).toBe(1);
    const again = await get(issue, first.etag);
    expect(again).toEqual({ status: 304, etag: first.etag, text: '' });
    expect(made).toBe(1);
  });

  it('is made, and only compared, when something else changed or a minute has passed', async () => {
    const { etag } = await get(issue, null);
    const before = made;
    await db.updateTable('sources').set({ title: 'Kabar Baru' }).where('id', '=', 'lama').execute();
    expect((await get(issue, etag)).status).toBe(304);
    expect(made).toBe(before + 1);
    now = new Date(now.getTime() + 60_000);
    const later = await get(issue, etag);
    expect(made).toBe(before + 2);
    expect((await get(issue, later.etag)).status).toBe(304);
    expect(made).toBe(before + 2);
  });

  it('is sent again when it changed', async () => {
    const { etag } = await get(issue, null);
    await fetch(`${server.origin}${issue}/notes`, {
      method: 'POST',
      headers: { authorization: 'Bearer rina', 'content-type': 'application/json' },
      body: '{"note":"Ditelepon."}',
    });
    const after = await get(issue, etag);
    expect(after.status).toBe(200);
    expect(after.text).toContain('Ditelepon.');
    expect(after.etag).not.toBe(etag);
  });

  it('is not taken from what somebody else was shown', async () => {
    const list = '/api/v1/issues';
    const mine = await get(list, null);
    const theirs = await get(list, mine.etag, 'opd');
    expect(theirs.status).toBe(200);
    expect(JSON.parse(theirs.text).items.length).toBeLessThan(JSON.parse(mine.text).items.length);
  });

  it('is known by a stamp that moves with every change', async () => {
    const before = await versionStamp(db);
    expect(await versionStamp(db)).toBe(before);
    await db.updateTable('sources').set({ title: 'Lain' }).where('id', '=', 'lama').execute();
    expect(await versionStamp(db)).not.toBe(before);
  });
});
