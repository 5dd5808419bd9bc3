import { existsSync } from 'node:fs';
import { type Config, loadConfig } from '../../config/load.ts';
import { ConfigError } from '../../core/errors.ts';
import { closeDatabase } from '../../store/database.ts';
import type { Db } from '../../store/schema.ts';
import { stemsOf } from '../../text/stems.ts';
import { lockDatabase } from '../lock.ts';
import { openConfiguredDatabase } from '../open-database.ts';
import { units } from '../units.ts';
import { type ExportOptions, exportRows } from './export-rows.ts';
import { importRows } from './import-rows.ts';
import { type Carried, listCarried } from './keys.ts';
import type { Manifest } from './manifest.ts';
import type { ImportProgress } from './progress.ts';
import type { TransferReport } from './verify.ts';

export interface Exported {
  readonly manifest: Manifest;
  /** What is not in the folder, and where it lies here. */
  readonly carried: readonly Carried[];
}

/**
 * Writes the configured installation into a folder. A SQLite installation must not run meanwhile; on PostgreSQL what is written after the
 * beginning is not in the folder.
 * @throws ConfigError
 */
export async function exportConfigured(
  configPath: string,
  folder: string,
  tell: ExportOptions['tell'],
): Promise<Exported> {
  const config = loadConfig(configPath, units, process.env);
  if (!config.database.includes('://') && !existsSync(config.database)) {
    throw new ConfigError([{ where: 'database', message: `${config.database} belum ada` }]);
  }
  return withDatabase(config, async (db) => {
    const manifest = await exportRows({ db, config, folder, now: () => new Date(), tell });
    return { manifest, carried: listCarried(config, manifest.keys) };
  });
}

/** Fills the configured database, which must be empty, with what `export` wrote. @throws ConfigError */
export async function importConfigured(
  configPath: string,
  folder: string,
  tell: (progress: ImportProgress) => void,
): Promise<TransferReport> {
  const config = loadConfig(configPath, units, process.env);
  return withDatabase(config, (db) => importRows({ db, config, folder, stemsOf, tell }));
}

async function withDatabase<T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> {
  const isFile = !config.database.includes('://') && config.database !== ':memory:';
  const unlock = isFile ? lockDatabase(config.database) : () => {};
  try {
    const db = await openConfiguredDatabase(config);
    try {
      return await work(db);
    } finally {
      await closeDatabase(db);
    }
  } finally {
    unlock();
  }
}
