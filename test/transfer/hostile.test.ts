import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { requireKeys } from '../../src/app/transfer/keys.ts';
import { isEqual } from '../../src/app/transfer/verify.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { sqliteHandleOf } from '../../src/store/database.ts';
import { markKind } from '../../src/store/meta.ts';
import type { Db } from '../../src/store/schema.ts';
import { syncSources } from '../../src/store/sources.ts';
import { createEmptyDatabase, createTestDatabase, testRegion, useTestDatabase } from '../support/db.ts';
import { makeSource, testNow } from '../support/make.ts';
import { configOf, exportTo, hashesOf, importFrom, makeFolder } from './move.ts';

const memory = configOf(':memory:');

async function addSources(db: Db, ...titles: readonly string[]): Promise<void> {
  await syncSources(
    db,
    titles.map((title, index) => makeSource({ id: `s${index}`, title })),
    testNow,
  );
}

describe('values that no other database can hold', () => {
  const db = useTestDatabase('sqlite');
  const onPostgres = useTestDatabase('postgres');

  test('are named, and the rest is carried as it is', async () => {
    await addSources(db(), 'baik', 'nul', 'rusak', 'tanda');
    const handle = sqliteHandleOf(db());
    handle?.exec(`update sources set title = 'a' || char(0) || 'b' where id = 's1';
      update sources set title = cast(x'61eda08062' as text) where id = 's2';
      update sources set title = 'a' || char(65533) where id = 's3'`);
    const folder = makeFolder();
    const { adjusted } = await exportTo(db(), memory, folder);
    expect(adjusted).toEqual({
      count: 2,
      first: expect.arrayContaining([
        { table: 'sources', key: '["s1"]', column: 'title', why: 'nul' },
        { table: 'sources', key: '["s2"]', column: 'title', why: 'utf8' },
      ]),
    });
    const target = await createEmptyDatabase('postgres');
    expect(isEqual(await importFrom(target.db, configOf(target.address), folder))).toBe(true);
    const titles = await target.db.selectFrom('sources').select('title').orderBy('id').execute();
    expect(titles.map(({ title }) => title)).toEqual(['baik', 'ab', 'a\ufffd\ufffd\ufffdb', 'a\ufffd']);
    await target.close();
  });

  test('minus zero is named, and what is not a number is refused', async () => {
    await addSources(onPostgres(), 'nol');
    await sql`update sources set pace = '-0'::float8`.execute(onPostgres());
    const { adjusted } = await exportTo(onPostgres(), memory, makeFolder());
    expect(adjusted.first).toEqual([{ table: 'sources', key: '["s0"]', column: 'pace', why: 'minus-zero' }]);
    await sql`update sources set pace = 'NaN'::float8`.execute(onPostgres());
    await expect(exportTo(onPostgres(), memory, makeFolder())).rejects.toThrow(
      /sources \["s0"\]: kolom pace berisi NaN/,
    );
  });

  test('a text of 20 MB, and a table of many parts, arrive whole', async () => {
    await addSources(db(), 'besar');
    await db()
      .updateTable('sources')
      .set({ cursor: 'ä😀"\\'.repeat(2_000_000) })
      .execute();
    const handle = sqliteHandleOf(db());
    handle?.exec(`insert into day_counts (facet, day, first, second, category, count)
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 70000)
      select 'voice', '2026-11-22', 'a' || i, '', 'c', i from n`);
    const folder = makeFolder();
    const manifest = await exportTo(db(), memory, folder);
    expect(manifest.tables.find(({ name }) => name === 'day_counts')?.parts.map(({ rows }) => rows)).toEqual([
      50_000, 20_000,
    ]);
    const target = await createEmptyDatabase('postgres');
    expect(isEqual(await importFrom(target.db, configOf(target.address), folder))).toBe(true);
    const back = makeFolder();
    expect(hashesOf(await exportTo(target.db, configOf(target.address), back))).toEqual(hashesOf(manifest));
    await target.close();
  });
});

describe('an import is refused', () => {
  const source = useTestDatabase('sqlite');
  const emptyFile = () => createEmptyDatabase('sqlite');

  async function exported(): Promise<string> {
    const folder = makeFolder();
    await addSources(source(), 'satu', 'dua');
    await exportTo(source(), memory, folder);
    return folder;
  }
  const complaint = (run: Promise<unknown>): Promise<string> =>
    run.then(
      () => 'nothing',
      (error: unknown) => (error instanceof ConfigError ? error.message : Promise.reject(error)),
    );

  test('for another regency', async () => {
    const [folder, { db }] = [await exported(), await emptyFile()];
    expect(await complaint(importFrom(db, configOf(':memory:', '35.17'), folder))).toContain('wilayah 35.16');
  });

  test('into a database that holds other data', async () => {
    const folder = await exported();
    for (const dialect of ['sqlite', 'postgres'] as const) {
      const used = await createTestDatabase(dialect);
      expect(await complaint(importFrom(used.db, memory, folder))).toContain('sudah berisi data wilayah 35.16');
      await sql`delete from meta`.execute(used.db);
      await addSources(used.db, 'lain');
      expect(await complaint(importFrom(used.db, memory, folder))).toContain('sudah berisi data (sources: 1 baris)');
      await used.close();
    }
  });

  test('from a folder that is not whole', async () => {
    const folder = await exported();
    const part = join(folder, 'sources-0001.ndjson.gz');
    const manifest = join(folder, 'manifest.json');
    const whole = readFileSync(part);
    const { db } = await emptyFile();
    writeFileSync(part, gzipSync(gunzipSync(whole).toString().replace('satu', 'sotu')));
    expect(await complaint(importFrom(db, memory, folder))).toContain('rusak atau tidak lengkap');
    writeFileSync(part, whole.subarray(0, 40));
    expect(await complaint(importFrom(db, memory, folder))).toContain('rusak atau tidak lengkap');
    writeFileSync(part, gzipSync(Buffer.alloc(50_000_000)));
    expect(await complaint(importFrom(db, memory, folder))).toContain('rusak atau tidak lengkap');
    rmSync(part);
    expect(await complaint(importFrom(db, memory, folder))).toContain('salin seluruh folder');
    writeFileSync(part, whole);
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace('"format": 1', '"format": 2'));
    expect(await complaint(importFrom(db, memory, folder))).toContain('bentuk 2 tidak dikenal');
    writeFileSync(manifest, text.replace('0001-initial', '0001-other'));
    expect(await complaint(importFrom(db, memory, folder))).toContain('dengan skema lain');
    writeFileSync(manifest, text.slice(0, 99));
    expect(await complaint(importFrom(db, memory, folder))).toContain('bukan JSON yang utuh');
    writeFileSync(manifest, text);
    expect(isEqual(await importFrom(db, memory, folder))).toBe(true);
  });

  test('from another export while one is half in, and the product does not start meanwhile', async () => {
    const folder = await exported();
    const { db } = await emptyFile();
    const part = join(folder, 'sources-0001.ndjson.gz');
    const whole = readFileSync(part);
    writeFileSync(part, 'bukan gzip');
    expect(await complaint(importFrom(db, memory, folder))).toContain('rusak');
    await source().updateTable('sources').set({ title: 'lain lagi' }).execute();
    const other = makeFolder();
    await exportTo(source(), memory, other);
    expect(await complaint(importFrom(db, memory, other))).toContain('sedang diisi dari ekspor yang lain');
    expect(await complaint(markKind(db, 'live', testRegion))).toContain('belum selesai diisi');
    expect(await complaint(exportTo(db, memory, makeFolder()))).toContain('belum selesai diisi');
    writeFileSync(part, whole);
    expect(isEqual(await importFrom(db, memory, folder))).toBe(true);
    await markKind(db, 'live', testRegion);
  });

  test('without the keys that the rows were written with', async () => {
    const config = configOf('kentongan.db');
    const key = (digit: string): void => writeFileSync(`${config.database}.pseudonym-key`, digit.repeat(64));
    const keys = { pseudonym: 'f'.repeat(16), signIn: 'e'.repeat(16) };
    expect(() => requireKeys(config, keys)).toThrow(/kunci nama samaran tidak ada.*\n.*kunci masuk tidak ada/);
    key('1');
    expect(() => requireKeys(config, keys)).toThrow(/bukan kunci pemasangan/);
    expect(() => requireKeys(config, { pseudonym: null, signIn: null })).not.toThrow();
  });
});

describe('an export is refused', () => {
  const source = useTestDatabase('sqlite');

  test('into a folder with something else in it', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'catatan.txt'), 'x');
    await expect(exportTo(source(), memory, folder)).rejects.toThrow('berisi hal lain (catatan.txt)');
  });

  test('into that of another regency, and of a database of another', async () => {
    const folder = makeFolder();
    await exportTo(source(), memory, folder);
    const other = await createEmptyDatabase('sqlite');
    await expect(exportTo(other.db, memory, folder)).rejects.toThrow('kosong');
    await expect(exportTo(source(), configOf(':memory:', '35.17'), makeFolder())).rejects.toThrow(
      'milik wilayah 35.16',
    );
    writeFileSync(join(folder, 'manifest.json'), '{"region":"35.17"}');
    await expect(exportTo(source(), memory, folder)).rejects.toThrow('berisi ekspor wilayah 35.17');
  });
});
