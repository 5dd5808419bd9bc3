import { type Migration, Migrator, sql } from 'kysely';
import { crashAt } from '../core/crash-point.ts';
import { ConfigError } from '../core/errors.ts';
import { dialectOf } from './dialect.ts';
import { migrations } from './migrations/index.ts';
import type { Db } from './schema.ts';

/**
 * Brings the schema up to date: all missing migrations in one transaction, so a killed run leaves the old schema.
 * @returns the names of the migrations applied now
 * @throws ConfigError when a newer version of the program has made the database
 */
export async function migrate(db: Db): Promise<string[]> {
  const schema = await currentSchema(db);
  if (schema !== null && (await isCurrent(db))) return [];
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => crashable(migrations) },
    // Named, because Kysely would take another regency's list of migrations for this one's.
    ...(schema === null ? {} : { migrationTableSchema: schema }),
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
      const message = 'basis data ini dibuat oleh versi Kentongan yang lebih baru; perbarui Kentongan';
      throw new ConfigError([{ where: 'database', message }], { cause: error });
    }
    throw error;
  }
  return (results ?? []).map((result) => result.migrationName);
}

/** The schema that unqualified names mean on PostgreSQL; null on SQLite. */
async function currentSchema(db: Db): Promise<string | null> {
  if (dialectOf(db) === 'sqlite') return null;
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return rows[0]?.name ?? null;
}

/** Looked at before Kysely lists every table of the database, which takes a second where there are hundreds of schemas. */
async function isCurrent(db: Db): Promise<boolean> {
  const { rows: tables } = await sql<{ made: boolean }>`
    select to_regclass('kysely_migration') is not null as made`.execute(db);
  if (tables[0]?.made !== true) return false;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name).join() === Object.keys(migrations).sort().join();
}

function crashable(all: Readonly<Record<string, Migration>>): Record<string, Migration> {
  const entries = Object.entries(all).map(([name, { up }]): [string, Migration] => [
    name,
    {
      up: async (db) => {
        await up(db);
        crashAt('during-migration');
      },
    },
  ]);
  return Object.fromEntries(entries);
}
