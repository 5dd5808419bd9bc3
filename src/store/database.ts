import { CamelCasePlugin, type Dialect, Kysely } from 'kysely';
import { type Logger, silentLog } from '../core/log.ts';
import type { PostgresScope } from './postgres.ts';
import type { PostgresServer } from './postgres-server.ts';
import type { Db, Tables } from './schema.ts';
import { createSqliteDialect, openSqlite, type SqliteHandle } from './sqlite.ts';

export interface OpenOptions {
  readonly log?: Logger;
  /** PostgreSQL only: the part of the database that is meant; made when it is missing. The login's own if absent. */
  readonly scope?: PostgresScope;
}

/** Servers that were opened for one scope alone. */
const servers = new WeakMap<Db, PostgresServer>();
const drops = new WeakMap<Db, () => void>();
const sqliteHandles = new WeakMap<Db, SqliteHandle>();

/**
 * Opens the store; the schema is `migrate`'s business.
 * @param address a file path, `:memory:`, or `postgres://user:password@host:port/database`
 * @throws ConfigError when it cannot be opened
 */
export async function openDatabase(address: string, options: OpenOptions = {}): Promise<Db> {
  if (/^postgres(ql)?:\/\//.test(address)) {
    const log = options.log ?? silentLog;
    const { scope } = options;
    // The driver is loaded by those who need it.
    const { createPostgresDialect, dropConnections, openPostgres } = await import('./postgres.ts');
    if (scope === undefined) {
      const pool = await openPostgres(address, log);
      const db = toDb(createPostgresDialect(pool, null));
      drops.set(db, () => dropConnections(pool));
      return db;
    }
    const { openPostgresServer } = await import('./postgres-server.ts');
    const server = await openPostgresServer(address, { log, max: 10 });
    await server.prepare(scope);
    const db = server.open(scope);
    servers.set(db, server);
    drops.set(db, server.drop);
    return db;
  }
  const handle = openSqlite(address);
  const db = toDb(createSqliteDialect(handle));
  sqliteHandles.set(db, handle);
  return db;
}

function toDb(dialect: Dialect): Db {
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
}

/** Ends the connections of a PostgreSQL database that does not answer any more; nothing on SQLite. */
export function dropDatabase(db: Db): void {
  drops.get(db)?.();
}

/** The SQLite connection under `db`; null on PostgreSQL. Only for what SQL cannot say (online backup). */
export function sqliteHandleOf(db: Db): SqliteHandle | null {
  return sqliteHandles.get(db) ?? null;
}

export async function closeDatabase(db: Db): Promise<void> {
  await db.destroy();
  // Kysely closes nothing when no query ever ran; closing twice does no harm.
  sqliteHandles.get(db)?.close();
  await servers.get(db)?.close();
  servers.delete(db);
}
