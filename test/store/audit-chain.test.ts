import fc from 'fast-check';
import { Migrator, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { formatAuditHead, parseAuditHead } from '../../src/core/audit-head.ts';
import { listAudit, writeAudit } from '../../src/store/audit.ts';
import { auditHead, linkOf, pruneAudit, verifyAudit } from '../../src/store/audit-chain.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Db } from '../../src/store/schema.ts';
import { createEmptyDatabase, createTestDatabase, dialects, useTestDatabase } from '../support/db.ts';

const entry = (n: number) => ({
  at: new Date(Date.UTC(2026, 10, 22, 8, 0, n)).toISOString(),
  who: n % 2 === 0 ? 'Rina' : 'Bagas',
  action: 'issue.state',
  object: `issue:${n}`,
  detail: n % 3 === 0 ? null : { to: 'selesai', n },
});

async function fill(db: Db, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await writeAudit(db, entry(n));
}

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  test('an empty trail is whole, and so is one that grew', async () => {
    expect(await verifyAudit(db())).toEqual({ rows: 0, head: { id: 0, hash: '0'.repeat(64) }, fault: null });
    await fill(db(), 5);
    await writeAudit(db(), entry(6), entry(7));
    expect(await verifyAudit(db())).toMatchObject({ rows: 7, head: { id: 7 }, fault: null });
  });

  test('stays whole over hostile texts', async () => {
    await writeAudit(db(), { ...entry(1), who: 'a\0b\ud800', object: '"\n\u2028<b>', detail: { x: '\0\udfff' } });
    await writeAudit(db(), { ...entry(2), detail: JSON.parse('{"__proto__":1}') });
    expect((await verifyAudit(db())).fault).toBeNull();
  });

  test('what is rolled back leaves no gap', async () => {
    await fill(db(), 2);
    const lost = db()
      .transaction()
      .execute(async (trx) => {
        await writeAudit(trx, entry(3));
        throw new Error('batal');
      });
    await expect(lost).rejects.toThrow('batal');
    await writeAudit(db(), entry(4));
    expect(await verifyAudit(db())).toMatchObject({ rows: 3, head: { id: 3 }, fault: null });
  });

  test.each([
    ['at', '2026-11-22T08:00:09.999Z'],
    ['who', 'Orang Lain'],
    ['action', 'issue.merge'],
    ['object', 'issue:99'],
    ['detail', '{"to":"baru","n":2}'],
    ['hash', 'f'.repeat(64)],
  ] as const)('notices that %s was edited, in every row', async (column, value) => {
    await fill(db(), 6);
    for (let id = 1; id <= 6; id += 1) {
      const before = await db().selectFrom('audit').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      await db()
        .updateTable('audit')
        .set({ [column]: value })
        .where('id', '=', id)
        .execute();
      expect((await verifyAudit(db())).fault).toEqual({ kind: 'changed', id });
      await db()
        .updateTable('audit')
        .set({ [column]: before[column] })
        .where('id', '=', id)
        .execute();
    }
    expect((await verifyAudit(db())).fault).toBeNull();
  });

  test('notices an edit that was hashed anew, by the row after or by the head', async () => {
    await fill(db(), 4);
    for (const id of [2, 4]) {
      const rows = await db().selectFrom('audit').selectAll().orderBy('id').execute();
      const { hash, ...content } = rows[id - 1]!;
      const forged = { ...content, who: 'Orang Lain' };
      const set = { who: forged.who, hash: linkOf(rows[id - 2]!.hash, forged) };
      await db().updateTable('audit').set(set).where('id', '=', id).execute();
      expect((await verifyAudit(db())).fault).toEqual({ kind: 'changed', id: id === 4 ? 4 : id + 1 });
      await db().updateTable('audit').set({ who: content.who, hash }).where('id', '=', id).execute();
    }
  });

  test('notices every deletion', async () => {
    await fill(db(), 5);
    for (let id = 1; id <= 5; id += 1) {
      const row = await db().selectFrom('audit').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      await db().deleteFrom('audit').where('id', '=', id).execute();
      expect((await verifyAudit(db())).fault).toEqual(
        id === 5 ? { kind: 'cut', id: 5 } : { kind: 'changed', id: id + 1 },
      );
      await db().insertInto('audit').values(row).execute();
    }
    await db().deleteFrom('audit').execute();
    expect((await verifyAudit(db())).fault).toEqual({ kind: 'cut', id: 1 });
  });

  test('notices rows that were put in: between, before and behind', async () => {
    await fill(db(), 2);
    await db().updateTable('audit').set({ id: 5 }).where('id', '=', 2).execute();
    expect((await verifyAudit(db())).fault).toEqual({ kind: 'changed', id: 5 });
    await db().updateTable('audit').set({ id: 2 }).where('id', '=', 5).execute();

    const { hash: last } = await auditHead(db());
    const content = { ...entry(3), detail: null, id: 3 };
    await db()
      .insertInto('audit')
      .values({ ...content, hash: linkOf(last, content) })
      .execute();
    expect((await verifyAudit(db())).fault).toEqual({ kind: 'beyond', id: 3 });
    await db().deleteFrom('audit').where('id', '=', 3).execute();

    await db()
      .insertInto('audit')
      .values({ ...content, id: 0, hash: 'a'.repeat(64) })
      .execute();
    expect((await verifyAudit(db())).fault).toEqual({ kind: 'beyond', id: 0 });
  });

  test('notices that rows changed places', async () => {
    await fill(db(), 4);
    await db().updateTable('audit').set({ id: 100 }).where('id', '=', 2).execute();
    await db().updateTable('audit').set({ id: 2 }).where('id', '=', 3).execute();
    await db().updateTable('audit').set({ id: 3 }).where('id', '=', 100).execute();
    expect((await verifyAudit(db())).fault).toEqual({ kind: 'changed', id: 2 });
  });

  test('who rewrites everything with its head is caught by the head of a mail', async () => {
    await fill(db(), 3);
    const mailed = await auditHead(db());
    await fill(db(), 2);
    expect((await verifyAudit(db(), mailed)).fault).toBeNull();
    await db().deleteFrom('audit').execute();
    const none = '0'.repeat(64);
    await db().updateTable('auditChain').set({ lastId: 0, lastHash: none }).execute();
    for (let n = 11; n <= 16; n += 1) await writeAudit(db(), entry(n));
    expect((await verifyAudit(db())).fault).toBeNull();
    expect((await verifyAudit(db(), mailed)).fault).toEqual({ kind: 'other-head', id: 3 });
    expect((await verifyAudit(db(), { id: 900, hash: none })).fault).toEqual({ kind: 'other-head', id: 900 });
  });

  test('old rows leave, and the rest is still whole', async () => {
    await fill(db(), 6);
    expect(await pruneAudit(db(), entry(4).at)).toBe(3);
    expect(await pruneAudit(db(), entry(4).at)).toBe(0);
    expect(await verifyAudit(db())).toMatchObject({ rows: 3, fault: null });
    await db().deleteFrom('audit').where('id', '=', 4).execute();
    expect((await verifyAudit(db())).fault).toEqual({ kind: 'changed', id: 5 });
    expect(await pruneAudit(db(), '2030-01-01T00:00:00.000Z')).toBe(2);
    await writeAudit(db(), entry(9));
    expect((await verifyAudit(db())).head.id).toBe(7);
  });

  test('reads long trails batch by batch', async () => {
    const entries = Array.from({ length: 4_100 }, (_, n) => entry(n + 1));
    await writeAudit(db(), ...entries);
    expect(await verifyAudit(db())).toMatchObject({ rows: 4_100, fault: null });
    await db().updateTable('audit').set({ who: 'x' }).where('id', '=', 3_500).execute();
    expect((await verifyAudit(db())).fault).toEqual({ kind: 'changed', id: 3_500 });
  });

  test('any one change of any row is found', async () => {
    await fill(db(), 8);
    const rows = await db().selectFrom('audit').selectAll().orderBy('id').execute();
    const columns = ['at', 'who', 'action', 'object', 'detail', 'hash'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 7 }),
        fc.constantFrom(...columns),
        fc.string({ minLength: 1 }),
        async (index, column, value) => {
          const row = rows[index]!;
          const stored = column === 'at' ? '2026-11-22T09:09:09.999Z' : value.replaceAll('\0', 'x');
          if (row[column] === stored) return;
          await db()
            .updateTable('audit')
            .set({ [column]: stored })
            .where('id', '=', row.id)
            .execute();
          const { fault } = await verifyAudit(db());
          await db()
            .updateTable('audit')
            .set({ [column]: row[column] })
            .where('id', '=', row.id)
            .execute();
          expect(fault).not.toBeNull();
        },
      ),
      { numRuns: 100 },
    );
    expect((await verifyAudit(db())).fault).toBeNull();
  });

  test('lists rows without their hashes', async () => {
    await fill(db(), 1);
    expect((await listAudit(db(), { limit: 5 })).items).toEqual([{ id: 1, ...entry(1) }]);
  });
});

test('writers at the same time form one chain on PostgreSQL', async () => {
  const database = await createTestDatabase('postgres');
  const other = await openDatabase(database.address);
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => {
      const source = n % 2 === 0 ? database.db : other;
      // Also in transactions that do not take the writer's lock.
      return n % 4 < 2
        ? writeAudit(source, entry(n))
        : source.transaction().execute((trx) => writeAudit(trx, entry(n)));
    }),
  );
  expect(await verifyAudit(database.db)).toMatchObject({ rows: 40, head: { id: 40 }, fault: null });
  await other.destroy();
  await database.close();
});

test.each(dialects)('rows of earlier versions are chained by the migration (%s)', async (dialect) => {
  const { db, close } = await createEmptyDatabase(dialect);
  await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo('0004-alerting');
  for (const id of [1, 2, 5]) {
    await sql`insert into audit (id, at, who, action, object, detail)
      values (${id}, ${entry(id).at}, 'Rina', 'issue.state', 'issue:1', null)`.execute(db);
  }
  await migrate(db);
  expect(await verifyAudit(db)).toMatchObject({ rows: 3, head: { id: 5 }, fault: null });
  await writeAudit(db, entry(6));
  expect(await verifyAudit(db)).toMatchObject({ rows: 4, head: { id: 6 }, fault: null });
  await db.updateTable('audit').set({ who: 'x' }).where('id', '=', 2).execute();
  expect((await verifyAudit(db)).fault).toEqual({ kind: 'changed', id: 2 });
  await close();
});

test('a head is written and read', () => {
  const head = { id: 1240, hash: 'ab'.repeat(32) };
  expect(parseAuditHead(` ${formatAuditHead(head).toUpperCase()} `)).toEqual(head);
  for (const text of ['', '12', `12:${'g'.repeat(64)}`, `-1:${'a'.repeat(64)}`])
    expect(parseAuditHead(text)).toBeNull();
});
