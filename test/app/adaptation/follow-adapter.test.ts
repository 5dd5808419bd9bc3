import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  activateAdapter,
  deactivateAdapter,
  findActiveNumber,
  readAdapterFile,
  storeAdapterText,
} from '../../../src/app/adaptation/adapter-files.ts';
import { followAdapter, publishAdapter } from '../../../src/app/adaptation/follow-adapter.ts';
import { silentLog } from '../../../src/core/log.ts';
import { createTestDatabase, type TestDatabase } from '../../support/db.ts';

let database: TestDatabase;
let first: string;
let second: string;
beforeEach(async () => {
  database = await createTestDatabase('postgres');
  first = mkdtempSync(join(tmpdir(), 'kentongan-adapter-'));
  second = mkdtempSync(join(tmpdir(), 'kentongan-adapter-'));
});
afterEach(async () => {
  await database.close();
  for (const folder of [first, second]) rmSync(folder, { recursive: true, force: true });
});

const follow = (folder: string) => followAdapter(database.db, folder, silentLog);
const choose = (folder: string, text: string) => activateAdapter(folder, storeAdapterText(folder, text));
function textInUse(folder: string): string | null {
  const number = findActiveNumber(folder);
  return number === null ? null : readAdapterFile(folder, number).text;
}

test('a host without one takes the adapter that the first host uses; nothing of its own is overwritten', async () => {
  storeAdapterText(second, '{"punya":"kedua"}\n');
  await follow(second);
  expect(textInUse(second)).toBeNull();
  choose(first, '{"punya":"pertama"}\n');
  await follow(first);
  await follow(second);
  expect(textInUse(second)).toBe('{"punya":"pertama"}\n');
  expect(readdirSync(second).sort()).toEqual(['0001.json', '0002.json', 'active']);
  await follow(second);
  expect(readdirSync(second)).toHaveLength(3);
});

test('what is chosen on one host holds on all: another, an earlier one, none', async () => {
  choose(first, 'a\n');
  await follow(first);
  await follow(second);
  choose(second, 'b\n');
  await publishAdapter(database.db, second);
  await follow(first);
  expect([textInUse(first), findActiveNumber(first)]).toEqual(['b\n', 2]);
  activateAdapter(first, 1);
  await publishAdapter(database.db, first);
  await follow(second);
  expect([textInUse(second), findActiveNumber(second)]).toEqual(['a\n', 1]);
  deactivateAdapter(second);
  await publishAdapter(database.db, second);
  await follow(first);
  expect(textInUse(first)).toBeNull();
});

test('of two hosts that disagree without anybody having chosen the one that starts first is followed', async () => {
  choose(first, 'a\n');
  choose(second, 'b\n');
  await Promise.all([follow(first), follow(second)]);
  expect(textInUse(first)).toBe(textInUse(second));
});

test('a damaged mark on this host is set right, a folder that cannot be written stops nobody', async () => {
  choose(first, 'a\n');
  await follow(first);
  writeFileSync(join(second, 'active'), 'rusak\n');
  await follow(second);
  expect(textInUse(second)).toBe('a\n');
  const file = join(second, 'berkas');
  writeFileSync(file, '');
  await follow(join(file, 'adapters'));
});

test('on SQLite the files say it alone', async () => {
  const sqlite = await createTestDatabase('sqlite');
  choose(first, 'a\n');
  await followAdapter(sqlite.db, first, silentLog);
  await followAdapter(sqlite.db, second, silentLog);
  expect(textInUse(second)).toBeNull();
  await sqlite.close();
});
