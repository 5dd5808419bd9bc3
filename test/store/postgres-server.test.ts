import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kept } from '../../src/store/kept.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openPostgresServer, type PostgresServer } from '../../src/store/postgres-server.ts';
import { syncSources } from '../../src/store/sources.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/db.ts';
import { makeSource } from '../support/make.ts';

const now = new Date('2026-11-22T06:00:00.000Z');
const first = { schema: 'r35_16', role: 'kentongan_test_35_16' };
const second = { schema: 'r35_17', role: 'kentongan_test_35_17' };

describe('one database of many regencies', () => {
  let database: TestDatabase;
  let server: PostgresServer;

  beforeEach(async () => {
    database = await createEmptyDatabase('postgres');
    // One connection, so that every statement meets what the one before left behind.
    server = await openPostgresServer(database.address, { max: 1 });
    for (const scope of [first, second]) {
      await server.prepare(scope);
      await server.prepare(scope);
      const db = server.open(scope);
      expect(await migrate(db)).toEqual(Object.keys(migrations));
      await markKind(db, 'live', scope.schema.slice(1).replace('_', '.'));
    }
  });
  afterEach(async () => {
    await sql`drop schema r35_16 cascade`.execute(server.open(first));
    await sql`drop schema r35_17 cascade`.execute(server.open(second));
    await server.close();
    await database.close();
  });

  test('keeps each regency’s rows in its own tables', async () => {
    await syncSources(server.open(first), [makeSource({ id: 'radar' })], now);
    const seen = await Promise.all(
      [first, second, first].map((scope) => server.open(scope).selectFrom('sources').select('id').execute()),
    );
    expect(seen).toEqual([[{ id: 'radar' }], [], [{ id: 'radar' }]]);
    expect(await migrate(server.open(second))).toEqual([]);
  });

  test('keeps plans in a connection, and each regency’s rows apart all the same', async () => {
    await syncSources(server.open(first), [makeSource({ id: 'radar' })], now);
    const seen: unknown[] = [];
    for (const scope of [first, second, first, first, second, second, first, first, second]) {
      seen.push((await sql`select id from sources ${kept}`.execute(server.open(scope))).rows.length);
    }
    expect(seen).toEqual([1, 0, 1, 1, 0, 0, 1, 1, 0]);
    const { rows } =
      await sql`select count(*) as count from pg_prepared_statements where statement like 'select id from sources%'`.execute(
        server.login,
      );
    expect(rows).toEqual([{ count: 1 }]);
  });

  test('a connection neither compiles nor shares out short statements', async () => {
    const { rows } =
      await sql`select current_setting('jit') as jit, current_setting('max_parallel_workers_per_gather') as helpers`.execute(
        server.open(first),
      );
    expect(rows).toEqual([{ jit: 'off', helpers: '0' }]);
  });

  test('lets no regency read, change or guess at another’s', async () => {
    const db = server.open(first);
    for (const attempt of [
      sql`select * from r35_17.sources`,
      sql`select * from r35_17.mentions`,
      sql`insert into r35_17.meta (key, value) values ('a', 'b')`,
      sql`delete from r35_17.sources`,
      sql`drop schema r35_17 cascade`,
      sql`create table r35_17.mine (id int)`,
      sql`create table public.mine (id int)`,
      sql`create schema mine`,
    ]) {
      await expect(attempt.execute(db)).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  test('leaves the login its own rights after a regency had the connection', async () => {
    await server.open(first).selectFrom('meta').selectAll().execute();
    const { rows } = await sql`select current_user = session_user as own, current_schema() as schema`.execute(
      server.login,
    );
    expect(rows).toEqual([{ own: true, schema: 'public' }]);
    await server.prepare({ schema: 'r35_18', role: 'kentongan_test_35_18' });
    await sql`drop schema r35_18`.execute(server.open({ schema: 'r35_18', role: 'kentongan_test_35_18' }));
  });
});
