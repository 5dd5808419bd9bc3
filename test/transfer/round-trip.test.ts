import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeOf } from '../../src/app/open-database.ts';
import { describeOutcome } from '../../src/app/transfer/describe-transfer.ts';
import type { Manifest } from '../../src/app/transfer/manifest.ts';
import { isEqual } from '../../src/app/transfer/verify.ts';
import { verifyAudit } from '../../src/store/audit-chain.ts';
import { closeDatabase, openDatabase, sqliteHandleOf } from '../../src/store/database.ts';
import { inWriteTransaction } from '../../src/store/dialect.ts';
import { findMeta } from '../../src/store/meta.ts';
import { loadShapes } from '../../src/store/transfer/shape.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/db.ts';
import { fillTables, rowsPerTable } from './fill-tables.ts';
import { configOf, exportTo, hashesOf, importFrom, makeFolder } from './move.ts';

describe('SQLite to PostgreSQL and back', () => {
  const folders = { first: makeFolder(), second: makeFolder(), third: makeFolder() };
  let [before, between, after] = [null, null, null] as unknown as [TestDatabase, TestDatabase, TestDatabase];
  let manifests: readonly Manifest[] = [];

  beforeAll(async () => {
    before = await createEmptyDatabase('sqlite');
    between = await createEmptyDatabase('postgres');
    after = await createEmptyDatabase('sqlite');
    await fillTables(before.db);
    // Given to a row that is gone: never given again.
    await sql`update sqlite_sequence set seq = 700 where name = 'mentions'`.execute(before.db);
    const config = configOf(':memory:');
    const onPostgres = configOf(between.address);
    const first = await exportTo(before.db, config, folders.first);
    expect(isEqual(await importFrom(between.db, onPostgres, folders.first))).toBe(true);
    const second = await exportTo(between.db, onPostgres, folders.second);
    expect(isEqual(await importFrom(after.db, config, folders.second))).toBe(true);
    manifests = [first, second, await exportTo(after.db, config, folders.third)];
  });
  afterAll(async () => {
    for (const database of [before, between, after]) await database.close();
  });

  test('every table has rows, and the same everywhere', () => {
    const [first, second, third] = manifests as [Manifest, Manifest, Manifest];
    expect(first.tables.filter(({ rows }) => rows === 0)).toEqual([]);
    expect(first.tables.find(({ name }) => name === 'mentions')?.rows).toBe(rowsPerTable);
    expect(hashesOf(second)).toEqual(hashesOf(first));
    expect(hashesOf(third)).toEqual(hashesOf(first));
    expect(third.lastIds).toEqual(first.lastIds);
    expect(third.adjusted.count).toBe(0);
  });

  test('also when SQLite compares them itself', async () => {
    for (const { name, key } of await loadShapes(before.db)) {
      const own = name === 'meta' ? "where key <> 'transfer-done'" : '';
      const rowsOf = ({ db }: TestDatabase) =>
        sqliteHandleOf(db)
          ?.prepare(`select * from ${name} ${own} order by ${key.join(', ')}`)
          .safeIntegers()
          .all();
      expect(rowsOf(after)).toEqual(rowsOf(before));
    }
  });

  test('ids go on where they were', async () => {
    for (const { db } of [between, after]) {
      const { id } = await db
        .insertInto('purges')
        .values({ at: '2026-11-22T08:00:00.000Z', tookMs: 1, counts: '{}' })
        .returning('id')
        .executeTakeFirstOrThrow();
      expect(id).toBe(rowsPerTable + 1);
    }
    const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('mentions', 'id')) as id`.execute(
      between.db,
    );
    expect(rows[0]?.id).toBe(701);
  });

  test('triggers count what comes later, and have counted nothing of what came along', async () => {
    for (const { db } of [between, after]) {
      const versions = () =>
        sql<{ sum: number }>`select sum(version) as sum from stale_hours where hour like '2026-12%'`.execute(db);
      expect((await versions()).rows[0]?.sum).toBeNull();
      await sql`update scores set published_at = '2026-12-01T00:00:00.000Z' where mention_id = 1`.execute(db);
      expect((await versions()).rows[0]?.sum).toBe(1);
    }
  });

  test('the audit trail is whole, texts are found, and the product may start', async () => {
    for (const { db } of [between, after]) {
      expect((await verifyAudit(db)).fault).toBeNull();
      expect(await findMeta(db, 'kind')).toBe('live');
      const { rows } = await sql<{ count: number }>`select count(*) as count from mention_words`.execute(db);
      expect(rows[0]?.count).toBe(rowsPerTable);
    }
  });

  test('into a regency of a province too, whose tables are in a schema and of a role of its own', async () => {
    const regency = await openDatabase(between.address, { scope: scopeOf('r35_16') });
    const config = configOf(between.address);
    expect(isEqual(await importFrom(regency, config, folders.first))).toBe(true);
    expect(hashesOf(await exportTo(regency, config, makeFolder()))).toEqual(hashesOf(manifests[0] as Manifest));
    await closeDatabase(regency);
    await sql`drop schema r35_16 cascade`.execute(between.db);
  });

  test('run again it compares again, and says what changed since', async () => {
    const config = configOf(between.address);
    const report = await importFrom(between.db, config, folders.first);
    expect(isEqual(report)).toBe(false);
    expect(describeOutcome(report)).toContain('sudah selesai diisi dari folder ini');
    const different = report.tables.filter(({ sha256, found }) => sha256 !== found.sha256).map(({ name }) => name);
    expect(different).toEqual(expect.arrayContaining(['purges', 'scores']));
    expect(different).not.toContain('mentions');
  });

  test('a second export writes only what changed', async () => {
    const written: Record<string, number> = {};
    const files = readdirSync(folders.third).filter((name) => name.endsWith('.gz'));
    const inodes = () => Object.fromEntries(files.map((name) => [name, statSync(join(folders.third, name)).ino]));
    const old = inodes();
    await inWriteTransaction(after.db, (trx) => sql`update sources set title = 'Lain' where id like '1%'`.execute(trx));
    const manifest = await exportTo(after.db, configOf(':memory:'), folders.third);
    for (const [name, inode] of Object.entries(inodes())) if (old[name] !== inode) written[name] = 1;
    expect(Object.keys(written)).toContain('sources-0001.ndjson.gz');
    expect(Object.keys(written)).not.toContain('mentions-0001.ndjson.gz');
    expect(hashesOf(manifest).sources).not.toBe(hashesOf(manifests[0] as Manifest).sources);
  });
});
