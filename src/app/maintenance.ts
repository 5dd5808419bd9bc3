import { existsSync } from 'node:fs';
import { type Config, loadAnyConfig, loadConfig } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import { backupDatabase } from '../store/backup.ts';
import { closeDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { keepBackup } from '../store/purge-backups.ts';
import type { Db } from '../store/schema.ts';
import { loadKnowledge } from './knowledge.ts';
import { createLogger } from './logger.ts';
import { openConfiguredDatabase } from './open-database.ts';
import { prepareSharedTables } from './province/prepare.ts';
import { openRegencies } from './tasks/regencies.ts';
import { units } from './units.ts';

/** Brings the schema of a regency, or of a whole province, up to date. @returns the names of the migrations that were run */
export async function migrateDatabase(configPath: string): Promise<string[]> {
  const config = loadAnyConfig(configPath, units, process.env);
  if (config.regencies === null) return withDatabase(config, migrate);
  const now = () => new Date();
  const log = createLogger('warn');
  const regencies = await openRegencies({ config, knowledge: loadKnowledge(), log, now });
  try {
    const { all, shared } = regencies;
    const done: string[] = [];
    for (const { code, db } of shared === null ? all : [shared, ...all]) {
      done.push(...(await migrate(db)).map((name) => `${code} ${name}`));
    }
    if (shared !== null) await prepareSharedTables(shared, all, now);
    return done;
  } finally {
    await regencies.close();
  }
}

/** Copies the configured SQLite database to a file while it may be in use. */
export async function backup(configPath: string, file: string): Promise<void> {
  const config = loadConfig(configPath, units, process.env);
  const { database } = config;
  if (!database.includes('://') && !existsSync(database)) {
    throw new ConfigError([{ where: 'database', message: `${database} belum ada` }]);
  }
  if (existsSync(file)) throw new ConfigError([{ where: file, message: 'sudah ada; pilih nama lain' }]);
  return withDatabase(config, async (db) => {
    const madeAt = new Date().toISOString();
    await backupDatabase(db, file, madeAt);
    await keepBackup(db, file, madeAt);
  });
}

async function withDatabase<T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openConfiguredDatabase(config);
  try {
    return await work(db);
  } finally {
    await closeDatabase(db);
  }
}
