import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPseudonyms, pseudonymKeyFile } from '../../src/app/pseudonym-key.ts';
import { createSecret } from '../../src/config/secret.ts';
import { createTestDatabase, type TestDatabase } from '../support/db.ts';

let folder: string;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-kunci-'));
  database = await createTestDatabase('sqlite');
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const configOf = (key: string | null = null, keyFile: string | null = null) => ({
  database: join(folder, 'data.db'),
  schema: null,
  path: join(folder, 'kentongan.yaml'),
  privacy: { key: key === null ? null : createSecret(key), keyFile, officer: null },
});
const open = (config = configOf()) => openPseudonyms(database.db, config);
const budi = async (config = configOf()) => (await open(config)).ofHandle('x', 'budi');

test('the first start makes a key beside the database that only its owner reads; later starts use it', async () => {
  const first = await budi();
  const file = join(folder, 'data.db.pseudonym-key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(await budi()).toBe(first);
});

test('a lost key is an error and not a new key, once the database has one', async () => {
  await open();
  rmSync(join(folder, 'data.db.pseudonym-key'));
  await expect(open()).rejects.toThrow(/data\.db\.pseudonym-key: berkas kunci nama samaran hilang/);
});

test('so are another key, a damaged one, and one from the environment that is not the one in use', async () => {
  await open();
  writeFileSync(join(folder, 'data.db.pseudonym-key'), 'ff'.repeat(32));
  await expect(open()).rejects.toThrow('bukan kunci yang dipakai');
  writeFileSync(join(folder, 'data.db.pseudonym-key'), 'pendek');
  await expect(open()).rejects.toThrow('64 angka heksadesimal');
  await expect(open(configOf('ab'.repeat(32)))).rejects.toThrow('KENTONGAN_PSEUDONYM_KEY: kunci ini bukan');
});

test('a key of the environment leaves no file', async () => {
  const hex = 'ab'.repeat(32);
  const first = await budi(configOf(hex));
  expect(await budi(configOf(Buffer.from(hex, 'hex').toString('base64')))).toBe(first);
  expect(() => statSync(join(folder, 'data.db.pseudonym-key'))).toThrow();
});

test('without a database file the key lies beside the configuration, or where that says', () => {
  const postgres = { ...configOf(), database: 'postgres://db.test/kentongan' };
  expect(pseudonymKeyFile(postgres)).toBe(join(folder, 'kentongan.pseudonym-key'));
  expect(pseudonymKeyFile(configOf(null, '/aman/kunci'))).toBe('/aman/kunci');
});
