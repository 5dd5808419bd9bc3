import { type Migration, Migrator } from 'kysely';
import { crashAt } from '../core/crash-point.ts';
import { ConfigError } from '../core/errors.ts';
import { migrations } from './migrations/index.ts';
import type { Db } from './schema.ts';

/**
 * Brings the schema up to date: all missing migrations in one transaction, so a killed run leaves the old schema.
 * @returns the names of the migrations applied now
 * @throws ConfigError when a newer version of the program has made the database
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => crashable(migrations) } });
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
