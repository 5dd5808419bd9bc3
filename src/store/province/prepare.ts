import { type Migration, Migrator, sql } from 'kysely';
import { ConfigError } from '../../core/errors.ts';
import { inWriteTransaction } from '../dialect.ts';
import type { Db } from '../schema.ts';
import * as publishing from './0001-publishing.ts';
import * as offering from './0002-offering.ts';
import { provinceSchema } from './tables.ts';

/** In order; those that were released are never changed. Beside the ordinary ones, which make the province's sources and people. */
export const provinceMigrations: Readonly<Record<string, Migration>> = {
  '0001-publishing': publishing,
  '0002-offering': offering,
};

/** What a regency's role may do; row level security says with which rows. */
const tableRights: readonly (readonly [rights: string, tables: readonly string[]])[] = [
  ['select, insert, update, delete', ['regency_days', 'regency_states', 'issue_cards']],
  ['select, insert, delete', ['shared_issues', 'shared_mentions']],
];
const functions = ['offered_sources()', 'items_after(text, bigint, integer)', 'offered_packs()'];

/**
 * Makes the province's tables, beside the ordinary ones of its schema, and lets the regencies in. Does nothing where all is as it should be.
 * @param shared the province's own database, migrated
 * @param roles of its regencies; they exist
 * @throws ConfigError when a newer version of the program has made the tables
 */
export async function prepareProvince(shared: Db, roles: readonly string[]): Promise<void> {
  await migrateProvince(shared);
  const missing = await listStrangers(shared, roles);
  if (missing.length === 0) return;
  // Two processes that grant the same at once would stumble over each other.
  await inWriteTransaction(shared, async (trx) => {
    for (const role of await listStrangers(trx, missing)) await admit(trx, role);
  });
}

/** Whether the province has let this role in; before its first start there is nothing to publish to. @param db of a regency */
export async function isAdmitted(db: Db): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select coalesce((select has_table_privilege(c.oid, 'insert') and has_schema_privilege(n.oid, 'usage')
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'shared' and c.relname = 'issue_cards'), false) as may`.execute(db);
  return rows[0]?.may === true;
}

async function migrateProvince(shared: Db): Promise<void> {
  if (await isCurrent(shared)) return;
  const migrator = new Migrator({
    db: shared,
    provider: { getMigrations: async () => ({ ...provinceMigrations }) },
    migrationTableSchema: provinceSchema,
    migrationTableName: 'province_migration',
    migrationLockTableName: 'province_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    const message = 'tabel provinsi dibuat oleh versi Kentongan yang lebih baru; perbarui Kentongan';
    throw new ConfigError([{ where: 'database', message }], { cause: error });
  }
  throw error;
}

async function isCurrent(shared: Db): Promise<boolean> {
  const { rows: tables } = await sql<{ made: boolean }>`
    select to_regclass('shared.province_migration') is not null as made`.execute(shared);
  if (tables[0]?.made !== true) return false;
  const { rows } = await sql<{ name: string }>`select name from shared.province_migration order by name`.execute(
    shared,
  );
  return rows.map(({ name }) => name).join() === Object.keys(provinceMigrations).sort().join();
}

/** Roles that lack something. */
async function listStrangers(db: Db, roles: readonly string[]): Promise<readonly string[]> {
  const wants = [
    ...tableRights.flatMap(([rights, tables]) =>
      rights.split(', ').flatMap((right) => tables.map((table) => ({ kind: 'table', name: `shared.${table}`, right }))),
    ),
    ...functions.map((name) => ({ kind: 'function', name: `shared.${name}`, right: 'execute' })),
  ];
  const { rows } = await sql<{ role: string }>`
    select role from jsonb_array_elements_text(${JSON.stringify(roles)}::jsonb) as role
    where not has_schema_privilege(role, 'shared', 'usage') or exists (
      select 1 from jsonb_to_recordset(${JSON.stringify(wants)}::jsonb) as want (kind text, name text, "right" text)
      where not case kind when 'table' then has_table_privilege(role, name, "right")
        else has_function_privilege(role, name, "right") end)`.execute(db);
  return rows.map(({ role }) => role);
}

async function admit(trx: Db, role: string): Promise<void> {
  const to = sql.id(role);
  await sql`grant usage on schema shared to ${to}`.execute(trx);
  for (const [rights, tables] of tableRights) {
    for (const table of tables) {
      await sql`grant ${sql.raw(rights)} on ${sql.id(provinceSchema, table)} to ${to}`.execute(trx);
    }
  }
  for (const name of functions) await sql`grant execute on function shared.${sql.raw(name)} to ${to}`.execute(trx);
}
