import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { versionStamp } from '../../src/store/version-stamp.ts';
import { createEmptyDatabase, dialects, type TestDatabase } from '../support/db.ts';
import { peopleWith } from './people.ts';
import { seed, now as seedNow } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

describe.each(dialects)('an answer that the client has already, on %s', (dialect) => {
  let database: TestDatabase;
  let server: Listening;
  let now = seedNow;
  /** How often an issue's life was reckoned: the answer was made. */
  let made = 0;

  beforeAll(async () => {
    database = await createEmptyDatabase(dialect);
    await seed([], database.db);
    const people = peopleWith({ rina: { name: 'Rina' }, opd: { name: 'Ayu', role: 'opd', agency: 'PDAM' } });
    const deps = makeApiDeps(database.db, { people, now: () => now });
    const lifeOf: typeof deps.lifeOf = (issue) => {
      made += 1;
      return deps.lifeOf(issue);
    };
    server = await serveApi({ ...deps, lifeOf });
  });
  afterAll(async () => {
    await server.close();
    await database.close();
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
    await database.db.updateTable('sources').set({ title: 'Kabar Baru' }).where('id', '=', 'lama').execute();
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
    const before = await versionStamp(database.db);
    expect(await versionStamp(database.db)).toBe(before);
    await database.db.updateTable('sources').set({ title: 'Lain' }).where('id', '=', 'lama').execute();
    expect(await versionStamp(database.db)).not.toBe(before);
  });
});
