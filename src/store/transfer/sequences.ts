import { sql } from 'kysely';
import { dialectOf } from '../dialect.ts';
import type { Db } from '../schema.ts';
import type { TableShape } from './shape.ts';

/** The last id that each table has given, also to rows that are gone: none is given twice. Tables that gave none are left out. */
export type LastIds = Readonly<Record<string, number>>;

export async function loadLastIds(db: Db, shapes: readonly TableShape[]): Promise<LastIds> {
  const found: Record<string, number> = {};
  for (const { name } of shapes.filter(hasOwnId)) {
    const last = dialectOf(db) === 'postgres' ? await lastOnPostgres(db, name) : await lastOnSqlite(db, name);
    if (last > 0) found[name] = last;
  }
  return found;
}

/** Inside the caller's transaction; on PostgreSQL it holds at once. */
export async function setLastIds(trx: Db, lastIds: LastIds): Promise<void> {
  for (const [table, last] of Object.entries(lastIds)) {
    if (dialectOf(trx) === 'postgres') {
      await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${last}::bigint)`.execute(trx);
    } else {
      await sql`delete from sqlite_sequence where name = ${table}`.execute(trx);
      await sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`.execute(trx);
    }
  }
}

function hasOwnId({ columns }: TableShape): boolean {
  return columns.some(({ name, kind }) => name === 'id' && kind === 'integer');
}

async function lastOnSqlite(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = ${table}`.execute(db);
  return rows[0]?.seq ?? 0;
}

async function lastOnPostgres(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ sequence: string | null }>`
    select pg_get_serial_sequence(${table}, 'id') as sequence`.execute(db);
  const sequence = rows[0]?.sequence ?? null;
  if (sequence === null) return 0;
  const state = await sql<{ last: number }>`
    select case when is_called then last_value else last_value - 1 end as last from ${sql.raw(sequence)}`.execute(db);
  return state.rows[0]?.last ?? 0;
}
