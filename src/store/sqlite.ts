import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { ConfigError } from '../core/errors.ts';
import { bindable } from './parameters.ts';

export type SqliteHandle = Database.Database;

/** Older versions can corrupt a WAL database when two connections checkpoint at once (sqlite.org/wal.html, WAL-reset bug). */
const oldestSafe = [3, 51, 3] as const;

export function isSafeSqlite(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of oldestSafe.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/** For the few statements outside a transaction. */
const busyTimeoutMs = 5_000;

/**
 * Opens or creates the file, readable by its owner only.
 * @param path a file path or `:memory:`
 * @throws ConfigError when it cannot be opened, is not a database, or SQLite is too old to be trusted with it
 */
export function openSqlite(path: string): SqliteHandle {
  let handle: SqliteHandle | null = null;
  try {
    if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true });
      closeSync(openSync(path, 'a', 0o600));
    }
    handle = new Database(path, { timeout: busyTimeoutMs });
    requireSafeVersion(handle);
    if (path !== ':memory:') {
      const mode = handle.pragma('journal_mode = WAL', { simple: true });
      if (mode !== 'wal') throw new Error(`journal_mode WAL tidak didukung di sini (${String(mode)})`);
      chmodSync(path, 0o600);
    }
    // better-sqlite3 is compiled with synchronous=NORMAL for WAL, which forgets the last commits on power loss.
    handle.pragma('synchronous = FULL');
    handle.pragma('foreign_keys = ON');
    handle.pragma('trusted_schema = OFF');
    handle.pragma('cell_size_check = ON');
    // Erased text must not stay readable in free pages.
    handle.pragma('secure_delete = ON');
    handle.pragma('temp_store = MEMORY');
    handle.pragma('journal_size_limit = 67108864');
    handle.pragma('cache_size = -65536');
    return handle;
  } catch (error) {
    handle?.close();
    if (error instanceof ConfigError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([{ where: 'database', message: `berkas ${path} tidak dapat dibuka: ${reason}` }], {
      cause: error,
    });
  }
}

function requireSafeVersion(handle: SqliteHandle): void {
  const version = String(handle.prepare('select sqlite_version()').pluck().get());
  if (isSafeSqlite(version)) return;
  const message = `SQLite ${version} dapat merusak basis data; perlu ${oldestSafe.join('.')} atau lebih baru`;
  throw new ConfigError([{ where: 'database', message }]);
}

/** Kysely's SQLite dialect with BEGIN IMMEDIATE, migrations inside a transaction, and statements prepared once. */
export function createSqliteDialect(handle: SqliteHandle): Dialect {
  return {
    createDriver: () =>
      withTurns(withImmediateTransactions(new SqliteDriver({ database: createStatementCache(handle) }), handle)),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    // SQLite rolls schema changes back like any other; Kysely leaves it off only for foreign key pragmas.
    createAdapter: () => Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true }),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Milliseconds that queries may follow each other before the event loop has its turn. */
const longestRun = 8;

/**
 * Every query is answered before its promise is asked for, so a chain of queries would run to its end before any other request, timer
 * or socket is looked at. Before a query (not inside a transaction) others get their turn when it is time.
 */
function withTurns(driver: Driver): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  let turnedAt = 0;
  return Object.assign(driver, {
    acquireConnection: async () => {
      if (performance.now() - turnedAt > longestRun) {
        await setImmediate();
        turnedAt = performance.now();
      }
      return acquire();
    },
  });
}

/** How long to wait for another process that writes: 500 × 20 ms. */
const lockAttempts = 500;
const lockPauseMs = 20;

/**
 * A deferred read-then-write fails at once with SQLITE_BUSY_SNAPSHOT whatever the timeout, so writers take the lock first.
 * They wait for it between timers: SQLite's own waiting would stop the whole process.
 */
function withImmediateTransactions(driver: SqliteDriver, handle: SqliteHandle): Driver {
  return Object.assign(driver, {
    beginTransaction: async () => {
      for (let attempt = 1; !tryBegin(handle, attempt === lockAttempts); attempt += 1) await setTimeout(lockPauseMs);
    },
    rollbackTransaction: async (connection: DatabaseConnection) => {
      // On a full disk SQLite has rolled back by itself; a second rollback would hide the real error.
      if (handle.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
    },
  });
}

/** @returns false when another process holds the lock; throws instead on the last attempt */
function tryBegin(handle: SqliteHandle, isLast: boolean): boolean {
  handle.pragma('busy_timeout = 0');
  try {
    handle.exec('begin immediate');
    return true;
  } catch (error) {
    if (isLast || !(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY') throw error;
    return false;
  } finally {
    handle.pragma(`busy_timeout = ${busyTimeoutMs}`);
  }
}

const maxStatements = 300;

function createStatementCache(handle: SqliteHandle): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();

  function prepare(sql: string): SqliteStatement {
    const known = statements.get(sql);
    if (known !== undefined) {
      statements.delete(sql);
      statements.set(sql, known);
      return known;
    }
    const statement = toStatement(handle.prepare(sql));
    // Others are run once (schema) and need not crowd these out.
    if (!/^\s*(select|insert|update|delete|with)\b/i.test(sql)) return statement;
    statements.set(sql, statement);
    if (statements.size > maxStatements) {
      for (const oldest of statements.keys()) {
        statements.delete(oldest);
        break;
      }
    }
    return statement;
  }

  return { prepare, close: () => void handle.close() };
}

function toStatement(statement: Database.Statement<unknown[]>): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(parameters.map(bindable)),
    run: (parameters) => statement.run(parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(parameters.map(bindable)),
  };
}
