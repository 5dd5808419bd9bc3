import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { ConfigError } from '../core/errors.ts';

/**
 * Makes this process the only one that runs on a SQLite file. The lock is the operating system's, held on `<database>.lock` through
 * SQLite for as long as the process lives: after kill -9 or a power cut it is free again, whatever process ids are in use then.
 * @returns how to give it back
 * @throws ConfigError while another process holds it
 */
export function lockDatabase(database: string): () => void {
  const path = `${database}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    throw new ConfigError(
      [
        {
          where: 'database',
          message: `${database} sedang dipakai Kentongan yang berjalan; hentikan dulu`,
        },
      ],
      {
        cause,
      },
    );
  }
  return () => lock.close();
}
