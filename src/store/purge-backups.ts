import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Instant } from '../core/mention.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

/** Remembers a copy of the database, so that it does not outlive its time. */
export async function keepBackup(db: Db, file: string, madeAt: Instant): Promise<void> {
  // A copy is often made before the upgrade that brings this table.
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === 'kept_backups')) return;
  const row = { file: resolve(file), madeAt };
  await inWriteTransaction(db, (trx) =>
    trx
      .insertInto('keptBackups')
      .values(row)
      .onConflict((conflict) => conflict.column('file').doUpdateSet({ madeAt }))
      .execute(),
  );
}

/** Deletes copies that were made before that time and lie where they were made. @returns their paths */
export async function deleteOldBackups(db: Db, before: Instant): Promise<readonly string[]> {
  const old = await db.selectFrom('keptBackups').select('file').where('madeAt', '<', before).execute();
  const deleted: string[] = [];
  for (const { file } of old) {
    if (isSqlite(file)) {
      rmSync(file, { force: true });
      deleted.push(file);
    }
    await inWriteTransaction(db, (trx) => trx.deleteFrom('keptBackups').where('file', '=', file).execute());
  }
  return deleted;
}

/** Whatever else has taken its place is not ours to delete. */
function isSqlite(file: string): boolean {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return false;
  }
  try {
    const head = Buffer.alloc(15);
    readSync(handle, head, 0, head.length, 0);
    return head.toString('latin1') === 'SQLite format 3';
  } finally {
    closeSync(handle);
  }
}
