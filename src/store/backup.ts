import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { crashAt } from '../core/crash-point.ts';
import { ConfigError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';
import { closeDatabase, openDatabase, sqliteHandleOf } from './database.ts';
import { holdOutbox } from './outbox-hold.ts';
import type { Db } from './schema.ts';

/**
 * Copies a SQLite database while it is in use; the copy is whole or absent, and readable by its owner only. Where it is put in place of
 * the database, its messages are held until somebody lets them go (`outbox-hold.ts`).
 * @throws ConfigError on PostgreSQL, which brings its own tools
 */
export async function backupDatabase(db: Db, file: string, madeAt: Instant): Promise<void> {
  const handle = sqliteHandleOf(db);
  if (handle === null) {
    throw new ConfigError([{ where: 'database', message: 'cadangan PostgreSQL dibuat dengan pg_dump' }]);
  }
  const partial = `${file}.partial`;
  removeAll(partial);
  closeSync(openSync(partial, 'wx', 0o600));
  try {
    await handle.backup(partial);
    await hold(partial, madeAt);
    crashAt('during-backup');
    renameSync(partial, file);
  } finally {
    removeAll(partial);
  }
}

async function hold(file: string, madeAt: Instant): Promise<void> {
  const copy = await openDatabase(file);
  try {
    const tables = await copy.introspection.getTables();
    if (tables.some(({ name }) => name === 'meta')) await holdOutbox(copy, madeAt);
  } finally {
    await closeDatabase(copy);
  }
}

function removeAll(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}
