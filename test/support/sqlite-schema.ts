import { closeDatabase, openDatabase, sqliteHandleOf } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Db } from '../../src/store/schema.ts';
import type { SqliteHandle } from '../../src/store/sqlite.ts';

let statements: Promise<string> | null = null;

/**
 * Brings an empty SQLite database to where `migrate` brings it, ten times as fast: by the statements of the schema that the migrations
 * come to, and of the rows that they leave. `test/store/test-database.test.ts` compares the two.
 */
export async function createTables(db: Db): Promise<void> {
  statements ??= describeSchema();
  handleOf(db).exec(await statements);
}

async function describeSchema(): Promise<string> {
  const db = await openDatabase(':memory:');
  await migrate(db);
  const { schema, rows } = dumpSqlite(db);
  await closeDatabase(db);
  return ['begin', ...schema, ...rows, 'commit'].join(';\n');
}

/** What a database holds, as the statements that make it: first tables, then what stands on them, then rows. */
export function dumpSqlite(db: Db): { readonly schema: readonly string[]; readonly rows: readonly string[] } {
  const handle = handleOf(db);
  const tables = handle.pragma('main.table_list') as { name: string; type: string }[];
  const namesOf = (type: string) => tables.filter((table) => table.type === type).map(({ name }) => name);
  // SQLite makes the tables of a full-text index itself.
  const shadows = namesOf('shadow');
  const made = handle
    .prepare(
      "select name, sql from sqlite_schema where sql is not null and name not like 'sqlite~_%' escape '~' order by type <> 'table', rowid",
    )
    .all() as { name: string; sql: string }[];
  return {
    schema: made.filter(({ name }) => !shadows.includes(name)).map(({ sql }) => sql),
    rows: namesOf('table')
      .filter((table) => table !== 'sqlite_schema')
      .sort()
      .flatMap((table) => insertsOf(handle, table)),
  };
}

function insertsOf(handle: SqliteHandle, table: string): string[] {
  const columns = handle.prepare('select name from pragma_table_info(?)').pluck().all(table) as string[];
  const values = columns.map((column) => `quote("${column}")`).join(" || ', ' || ");
  return handle
    .prepare(`select 'insert into "${table}" values (' || ${values} || ')' from "${table}"`)
    .pluck()
    .all() as string[];
}

function handleOf(db: Db): SqliteHandle {
  const handle = sqliteHandleOf(db);
  if (handle === null) throw new Error('not SQLite');
  return handle;
}
