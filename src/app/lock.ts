import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '../core/errors.ts';

/**
 * Makes this process the only one that runs on a SQLite file: `<database>.lock` holds its process id. A lock whose process is gone
 * (power cut, kill -9) is taken over.
 * @returns how to give it back
 * @throws ConfigError while another process holds it
 */
export function lockDatabase(database: string): () => void {
  const path = `${database}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(readFileSync(path, 'utf8'));
      if (isAlive(pid)) {
        throw new ConfigError([{ where: 'database', message: `${database} sedang dijalankan oleh proses ${pid}` }]);
      }
      rmSync(path, { force: true });
    }
  }
  throw new ConfigError([{ where: 'database', message: `${path} tidak dapat dikunci` }]);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
