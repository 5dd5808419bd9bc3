import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { crashAt } from '../core/crash-point.ts';
import { ConfigError } from '../core/errors.ts';
import { sqliteHandleOf } from './database.ts';
import type { Db } from './schema.ts';

/**
 * Copies a SQLite database while it is in use; the copy is whole or absent, and readable by its owner only.
 * @throws ConfigError on PostgreSQL, which brings its own tools
 */
export async function backupDatabase(db: Db, file: string): Promise<void> {
  const handle = sqliteHandleOf(db);
  if (handle === null) {
    throw new ConfigError([{ where: 'database', message: 'cadangan PostgreSQL dibuat dengan pg_dump' }]);
  }
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  closeSync(openSync(partial, 'wx', 0o600));
  try {
    await handle.backup(partial);
    crashAt('during-backup');
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}
