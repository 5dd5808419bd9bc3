import { expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createTables, dumpSqlite } from '../support/sqlite-schema.ts';

test('the tables that tests on SQLite begin with are those that the migrations make', async () => {
  const [migrated, made] = [await openDatabase(':memory:'), await openDatabase(':memory:')];
  await migrate(migrated);
  await createTables(made);
  const [wanted, found] = [migrated, made].map((db) => dumpSqlite(db));
  expect(found?.schema).toEqual(wanted?.schema);
  // All but the moment at which each migration ran.
  const timeless = (rows: readonly string[] | undefined) =>
    rows?.map((row) => row.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, ''));
  expect(timeless(found?.rows)).toEqual(timeless(wanted?.rows));
  expect(await migrate(made)).toEqual([]);
  await closeDatabase(migrated);
  await closeDatabase(made);
});
