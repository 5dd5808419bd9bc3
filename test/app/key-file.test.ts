import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyFileBeside, makeKeyFile, parseKey, readKeyFile } from '../../src/app/key-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-kunci-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a key file is made once, for its owner only, and read again', () => {
  const file = join(folder, 'dalam', 'k.db.sign-in-key');
  expect(readKeyFile(file, 'kunci masuk')).toBeNull();
  const key = makeKeyFile(file, 'kunci masuk');
  expect(key).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readKeyFile(file, 'kunci masuk')).toEqual(key);
  expect(makeKeyFile(file, 'kunci masuk')).toEqual(key);
  expect(readdirSync(join(folder, 'dalam'))).toEqual(['k.db.sign-in-key']);
});

test('a damaged one is said to be so, and never replaced', () => {
  const file = join(folder, 'k');
  for (const text of ['', 'x', 'ab'.repeat(31)]) {
    writeFileSync(file, text);
    expect(() => readKeyFile(file, 'kunci masuk')).toThrow('64 angka heksadesimal');
    expect(() => makeKeyFile(file, 'kunci masuk')).toThrow('64 angka heksadesimal');
    expect(readFileSync(file, 'utf8')).toBe(text);
  }
  chmodSync(file, 0o600);
});

test('it lies beside the database, or beside the configuration for PostgreSQL', () => {
  const beside = (database: string, path: string | null, schema: string | null = null) =>
    keyFileBeside({ database, path, schema }, 'sign-in');
  expect(beside('var/kentongan.db', '/etc/k/kentongan.yaml')).toBe('var/kentongan.db.sign-in-key');
  expect(beside('postgres://x/y', '/etc/k/kentongan.yaml')).toBe('/etc/k/kentongan.sign-in-key');
  expect(beside('postgres://x/y', '/etc/k/35.16.yaml', 'r35_16')).toBe('/etc/k/r35_16.sign-in-key');
  expect(beside('postgres://x/y', null)).toBe('kentongan.sign-in-key');
});

test('keys are hexadecimal or base64', () => {
  const bytes = Buffer.alloc(32, 5);
  expect(Buffer.from(parseKey(` ${bytes.toString('hex').toUpperCase()}\n`, 'X')).equals(bytes)).toBe(true);
  expect(Buffer.from(parseKey(bytes.toString('base64'), 'X')).equals(bytes)).toBe(true);
});
