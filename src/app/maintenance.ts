import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { loadConfig } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import { backupDatabase } from '../store/backup.ts';
import { closeDatabase, openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { keepBackup } from '../store/purge-backups.ts';
import type { Db } from '../store/schema.ts';
import { units } from './units.ts';

/** Brings the configured database's schema up to date. @returns the names of the migrations that were run */
export function migrateDatabase(configPath: string): Promise<string[]> {
  return withDatabase(configPath, migrate);
}

/** Copies the configured SQLite database to a file while it may be in use. */
export async function backup(configPath: string, file: string): Promise<void> {
  const { database } = loadConfig(configPath, units, process.env);
  if (!database.includes('://') && !existsSync(database)) {
    throw new ConfigError([{ where: 'database', message: `${database} belum ada` }]);
  }
  if (existsSync(file)) throw new ConfigError([{ where: file, message: 'sudah ada; pilih nama lain' }]);
  return withDatabase(configPath, async (db) => {
    await backupDatabase(db, file);
    await keepBackup(db, file, new Date().toISOString());
  });
}

async function withDatabase<T>(configPath: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { database } = loadConfig(configPath, units, process.env);
  if (!database.includes('://')) mkdirSync(dirname(database), { recursive: true });
  const db = await openDatabase(database);
  try {
    return await work(db);
  } finally {
    await closeDatabase(db);
  }
}
