import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';

const keyBytes = 32;

/** Where a key lies that is not in the environment: never inside the database, nor in a copy of it. @param name `sign-in` */
export function keyFileBeside(
  { database, path, schema }: Pick<Config, 'database' | 'path' | 'schema'>,
  name: string,
): string {
  if (!database.includes('://')) return `${database}.${name}-key`;
  return join(path === null ? '.' : dirname(path), `${schema ?? 'kentongan'}.${name}-key`);
}

/**
 * @param what the key is, for people: `kunci masuk`
 * @returns null when there is no such file
 * @throws ConfigError when it cannot be read or holds no key
 */
export function readKeyFile(file: string, what: string): Uint8Array | null {
  try {
    return parseKey(readFileSync(file, 'utf8'), file);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ConfigError([{ where: file, message: `berkas ${what} tidak dapat dibaca` }], { cause });
  }
}

/** For its owner only; whole or absent, also when the power fails, and made once when two processes begin together. @throws ConfigError */
export function makeKeyFile(file: string, what: string): Uint8Array {
  const draft = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeSync(handle, `${randomBytes(keyBytes).toString('hex')}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    linkSync(draft, file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new ConfigError([{ where: file, message: `berkas ${what} tidak dapat dibuat` }], { cause });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return parseKey(readFileSync(file, 'utf8'), file);
}

/** 64 hexadecimal digits, or base64 of 32 bytes. @throws ConfigError */
export function parseKey(text: string, where: string): Uint8Array {
  const trimmed = text.trim();
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (bytes.length === keyBytes) return bytes;
  const message = 'harus 64 angka heksadesimal, misalnya keluaran «openssl rand -hex 32»';
  throw new ConfigError([{ where, message }]);
}
