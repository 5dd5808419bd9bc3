import { sql } from 'kysely';
import { dialectOf } from '../dialect.ts';
import type { Db } from '../schema.ts';

/**
 * Fills a table without its triggers: what they would count has been counted and is carried along. They are there again when the
 * transaction ends, and also when it does not. Those that look whether what is referred to is there stay, as foreign keys do.
 */
export async function withoutTriggers<T>(trx: Db, table: string, work: () => Promise<T>): Promise<T> {
  return dialectOf(trx) === 'postgres' ? onPostgres(trx, table, work) : onSqlite(trx, table, work);
}

async function onPostgres<T>(trx: Db, table: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ name: string }>`select tgname as name from pg_trigger
    where tgrelid = to_regclass(${table}) and not tgisinternal and tgenabled <> 'D' and tgname not like 'refers\\_%'`.execute(
    trx,
  );
  if (rows.length === 0) return work();
  const alter = (verb: string, name: string) =>
    sql`alter table ${sql.ref(table)} ${sql.raw(verb)} trigger ${sql.ref(name)}`.execute(trx);
  for (const { name } of rows) await alter('disable', name);
  const result = await work();
  // A table cannot be altered while checks wait for the end of the transaction.
  await sql`set constraints all immediate`.execute(trx);
  for (const { name } of rows) await alter('enable', name);
  return result;
}

async function onSqlite<T>(trx: Db, table: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ name: string; sql: string }>`select name, sql from sqlite_schema
    where type = 'trigger' and tbl_name = ${table}`.execute(trx);
  for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(trx);
  const result = await work();
  for (const trigger of rows) await sql.raw(trigger.sql).execute(trx);
  return result;
}
