import { CamelCasePlugin, type Dialect, Kysely } from 'kysely';
import { type Logger, silentLog } from '../core/log.ts';
import { createPostgresDialect, openPostgres } from './postgres.ts';
import type { Db, Tables } from './schema.ts';
import { createSqliteDialect, openSqlite, type SqliteHandle } from './sqlite.ts';

export interface OpenOptions {
  readonly log?: Logger;
}

const sqliteHandles = new WeakMap<Db, SqliteHandle>();

/**
 * Opens the store; the schema is `migrate`'s business.
 * @param address a file path, `:memory:`, or `postgres://user:password@host:port/database`
 * @throws ConfigError when it cannot be opened
 */
export async function openDatabase(address: string, options: OpenOptions = {}): Promise<Db> {
  if (/^postgres(ql)?:\/\//.test(address)) {
    return toDb(createPostgresDialect(await openPostgres(address, options.log ?? silentLog), null));
  }
  const handle = openSqlite(address);
  const db = toDb(createSqliteDialect(handle));
  sqliteHandles.set(db, handle);
  return db;
}

function toDb(dialect: Dialect): Db {
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
}

/** The SQLite connection under `db`; null on PostgreSQL. Only for what SQL cannot say (online backup). */
export function sqliteHandleOf(db: Db): SqliteHandle | null {
  return sqliteHandles.get(db) ?? null;
}

export async function closeDatabase(db: Db): Promise<void> {
  await db.destroy();
  // Kysely closes nothing when no query ever ran; closing twice does no harm.
  sqliteHandles.get(db)?.close();
}
