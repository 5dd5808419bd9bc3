import { sqliteHandleOf } from '../database.ts';
import type { Db } from '../schema.ts';
import type { Adjusted, Value } from './lines.ts';
import { readPostgres } from './read-postgres.ts';
import { readSqlite } from './read-sqlite.ts';
import type { TableShape } from './shape.ts';

/**
 * Lets `work` read the database as it is now, whatever is written meanwhile: a read transaction on SQLite, a snapshot on PostgreSQL.
 */
export async function inSnapshot<T>(db: Db, work: (snapshot: Db) => Promise<T>): Promise<T> {
  const handle = sqliteHandleOf(db);
  if (handle === null) {
    return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
  }
  // The snapshot is that of the first reading.
  handle.exec('begin; select count(*) from sqlite_schema');
  try {
    return await work(db);
  } finally {
    handle.exec('rollback');
  }
}

/** The rows of a table in the order of its key, in batches of a few megabytes at most, or one row. */
export function readRows(
  db: Db,
  shape: TableShape,
  tell: (adjusted: Adjusted) => void,
): AsyncIterable<readonly Value[][]> | Iterable<readonly Value[][]> {
  const handle = sqliteHandleOf(db);
  return handle === null ? readPostgres(db, shape) : readSqlite(handle, shape, tell);
}
