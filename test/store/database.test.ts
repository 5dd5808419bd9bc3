import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { ConfigError } from '../../src/core/errors.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { dialectOf, inWriteTransaction } from '../../src/store/dialect.ts';
import { findMeta, setMeta } from '../../src/store/meta.ts';
import type { Db } from '../../src/store/schema.ts';
import { isSafeSqlite } from '../../src/store/sqlite.ts';
import { createEmptyDatabase, createTestDatabase, dialects, useTestDatabase } from '../support/db.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function pragma(db: Db, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0];
}

describe('SQLite', () => {
  test('is set up to lose nothing and to leave nothing readable', async () => {
    const path = join(folder, 'var', 'data.db');
    const { db, close } = await createTestDatabase('sqlite', path);
    expect(await pragma(db, 'journal_mode')).toBe('wal');
    expect(await pragma(db, 'synchronous')).toBe(2);
    expect(await pragma(db, 'foreign_keys')).toBe(1);
    expect(await pragma(db, 'busy_timeout')).toBe(5_000);
    expect(await pragma(db, 'trusted_schema')).toBe(0);
    expect(await pragma(db, 'cell_size_check')).toBe(1);
    expect(await pragma(db, 'secure_delete')).toBe(1);
    expect(await pragma(db, 'journal_size_limit')).toBe(64 * 1024 * 1024);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    await close();
  });

  test.each([
    ['3.51.3', true],
    ['3.53.2', true],
    ['4.0.0', true],
    ['3.51.2', false],
    ['3.50.9', false],
    ['3.9.99', false],
    ['2.99.99', false],
  ])('version %s is safe: %s', (version, safe) => {
    expect(isSafeSqlite(version)).toBe(safe);
  });

  test('a file that is no database is refused in one line', async () => {
    const path = join(folder, 'data.db');
    writeFileSync(path, 'bukan basis data '.repeat(100));
    const error = await openDatabase(path).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems).toEqual([
      { where: 'database', message: `berkas ${path} tidak dapat dibuka: file is not a database` },
    ]);
  });

  test('a path that cannot be made is refused', async () => {
    writeFileSync(join(folder, 'berkas'), '');
    await expect(openDatabase(join(folder, 'berkas', 'data.db'))).rejects.toBeInstanceOf(ConfigError);
  });

  test('statements prepared before a change of the schema see the change', async () => {
    const { db, close } = await createTestDatabase('sqlite');
    const readAll = () => db.selectFrom('meta').selectAll().where('key', '=', 'kind').execute();
    expect(await readAll()).toEqual([{ key: 'kind', value: 'live' }]);
    await sql`alter table meta add column note text`.execute(db);
    expect(await readAll()).toEqual([{ key: 'kind', value: 'live', note: null }]);
    await close();
  });

  test('closes when it was never used', async () => {
    const db = await openDatabase(join(folder, 'data.db'));
    await closeDatabase(db);
    await expect(findMeta(db, 'kind')).rejects.toThrow();
  });
});

describe('PostgreSQL', () => {
  test('a server that does not answer is refused, without the password', async () => {
    const error = await openDatabase('postgres://user:rahasia@127.0.0.1:1/none').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toMatch(/^database: PostgreSQL tidak dapat dipakai: .*ECONNREFUSED/);
    expect((error as ConfigError).message).not.toContain('rahasia');
  });

  test('a database that does not hold UTF-8 is refused', async () => {
    const { db, close } = await createEmptyDatabase('postgres');
    await sql`create database latin template template0 encoding 'SQL_ASCII' locale 'C'`.execute(db);
    const url = new URL(inject('postgresAddress'));
    url.pathname = '/latin';
    await expect(openDatabase(url.href)).rejects.toThrow('harus UTF8, bukan SQL_ASCII');
    await sql`drop database latin`.execute(db);
    await close();
  });
});

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  test('is known by name, also inside a transaction', async () => {
    expect(dialectOf(db())).toBe(dialect);
    await inWriteTransaction(db(), async (trx) => expect(dialectOf(trx)).toBe(dialect));
  });

  test('one writer at a time, over connections; reading goes on', async () => {
    const first = await createTestDatabase(dialect, join(folder, 'data.db'));
    const [second, reader] = [await openDatabase(first.address), await openDatabase(first.address)];
    const order: string[] = [];
    const { promise: inside, resolve: enter } = withResolvers();
    const { promise: mayLeave, resolve: leave } = withResolvers();
    const one = inWriteTransaction(first.db, async (trx) => {
      await setMeta(trx, 'a', '1');
      enter();
      await mayLeave;
      order.push('first');
    });
    await inside;
    const two = inWriteTransaction(second, async (trx) => {
      order.push(`second reads ${await findMeta(trx, 'a')}`);
    });
    // While the first holds the lock others may read, what was committed, but not begin to write.
    for (let round = 0; round < 20; round += 1) expect(await findMeta(reader, 'a')).toBeNull();
    expect(order).toEqual([]);
    leave();
    await Promise.all([one, two]);
    expect(order).toEqual(['first', 'second reads 1']);
    await Promise.all([closeDatabase(second), closeDatabase(reader)]);
    await first.close();
  });

  test('counts and ids come back as numbers', async () => {
    const row = await db()
      .selectFrom('meta')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirst();
    expect(row).toEqual({ count: 2 });
  });

  test('text that databases cannot hold is cleaned, the rest kept as it is', async () => {
    await setMeta(db(), 'a', 'no\0l 😀 \ud800 jalan\ud83d');
    expect(await findMeta(db(), 'a')).toBe('nol 😀 \ufffd jalan\ufffd');
    expect(await findMeta(db(), 'a\0')).toBe('nol 😀 \ufffd jalan\ufffd');
  });

  test('a failed transaction leaves nothing and the database usable', async () => {
    await expect(
      inWriteTransaction(db(), async (trx) => {
        await setMeta(trx, 'a', '1');
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(await findMeta(db(), 'a')).toBeNull();
    await setMeta(db(), 'a', '2');
    expect(await findMeta(db(), 'a')).toBe('2');
  });
});
