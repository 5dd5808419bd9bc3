import { type Kysely, PostgresAdapter, type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { Db, Tables } from './schema.ts';

export type DialectName = 'sqlite' | 'postgres';

/** Which database this is; works for transactions too. */
export function dialectOf(db: Kysely<Tables>): DialectName {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}

/** Any number that no other program uses on the same PostgreSQL database: "KNTG". Regencies in schemas of their own do not wait for each other. */
const writerLock = sql`pg_advisory_xact_lock(${sql.lit(0x4b4e5447)}, hashtext(current_schema()))`;

/**
 * Runs `work` in one transaction, one writer at a time on both databases: SQLite by BEGIN IMMEDIATE, PostgreSQL by an
 * advisory lock that lasts as long as the transaction. So "look up, decide, write" needs no other protection.
 */
export function inWriteTransaction<T>(db: Db, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Transaction<Tables>);
  return db.transaction().execute(async (trx) => {
    if (dialectOf(trx) === 'postgres') await sql`select ${writerLock}`.execute(trx);
    return work(trx);
  });
}

/**
 * `column in (values)` with one parameter, whatever the number of values: no parameter limit, one statement shape.
 * @param column as `table.column`, camelCase
 */
export function isIn(db: Db, column: string, values: readonly (string | number)[]): RawBuilder<SqlBool> {
  return dialectOf(db) === 'postgres'
    ? sql<SqlBool>`${sql.ref(column)} = any(${values})`
    : sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
}

/**
 * Ids for rows about to be inserted, ascending. Taken up front because neither database promises that
 * `returning` answers in the order of the inserted rows. Only inside a write transaction.
 */
export async function reserveIds(trx: Db, table: 'mentions' | 'issues' | 'alerts', count: number): Promise<number[]> {
  if (count === 0) return [];
  if (dialectOf(trx) === 'postgres') {
    const { rows } = await sql<{ id: number }>`
      select nextval(pg_get_serial_sequence(${table}, 'id')) as id from generate_series(1, ${count}::int)`.execute(trx);
    return rows.map((row) => row.id).sort((a, b) => a - b);
  }
  const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = ${table}`.execute(trx);
  const last = rows[0]?.seq ?? 0;
  return Array.from({ length: count }, (_, index) => last + 1 + index);
}

/** Splits rows so that one statement stays under the parameter limits (SQLite 32,766, PostgreSQL 65,535). */
export function* chunksOf<T>(rows: readonly T[], columns: number): Generator<readonly T[]> {
  const size = Math.floor(30_000 / columns);
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
