import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupDatabase } from '../../src/store/backup.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { createTestDatabase } from '../support/db.ts';
import { makeDraft, makeSource, testNow } from '../support/make.ts';
import { holding } from '../support/search.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a copy made while mentions are stored opens and is whole', async () => {
  const { db, close } = await createTestDatabase('sqlite', join(folder, 'data.db'));
  await syncSources(db, [makeSource()], testNow);
  const save = (from: number) => {
    const drafts = Array.from({ length: 200 }, (_, n) =>
      makeDraft({
        keys: [`url:${from + n}`],
        title: `Judul ${from + n}`,
        text: 'banjir '.repeat(300),
        stems: 'banjir',
      }),
    );
    return saveStep(db, { sourceId: 'kabar-uji', drafts, cursor: `${from}`, rejected: 0, now: testNow });
  };
  await save(0);
  const file = join(folder, 'salinan.db');
  const backup = backupDatabase(db, file);
  await save(200);
  await backup;
  await save(400);

  expect(statSync(file).mode & 0o777).toBe(0o600);
  const copy = await openDatabase(file);
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(copy);
  expect(rows).toEqual([{ integrityCheck: 'ok' }]);
  const { items } = await searchMentions(copy, { node: holding('banjir'), limit: 1_000 });
  // Whole steps only: with or without the second, never the third.
  expect([200, 400]).toContain(items.length);
  await closeDatabase(copy);
  expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  await close();
});

test('replaces an older copy, and leaves it when the new one cannot be made', async () => {
  const { db, close } = await createTestDatabase('sqlite', join(folder, 'data.db'));
  const file = join(folder, 'salinan.db');
  await backupDatabase(db, file);
  await backupDatabase(db, file);
  const before = statSync(file).mtimeMs;
  await close();
  await expect(backupDatabase(db, file)).rejects.toThrow();
  expect(statSync(file).mtimeMs).toBe(before);
  expect(existsSync(`${file}.partial`)).toBe(false);
});

test('PostgreSQL is told its own tool', async () => {
  const { db, close } = await createTestDatabase('postgres');
  await expect(backupDatabase(db, join(folder, 'x'))).rejects.toThrow('pg_dump');
  await close();
});
