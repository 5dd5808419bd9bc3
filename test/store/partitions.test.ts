import { Migrator, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inWriteTransaction } from '../../src/store/dialect.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { layOutPartitions, partitionsOf, prepareNextPartition, rangesOf, stride } from '../../src/store/partitions.ts';
import { openPostgresServer } from '../../src/store/postgres-server.ts';
import { purgeMentions } from '../../src/store/purge.ts';
import { purgePartitions } from '../../src/store/purge-partitions.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import type { Db } from '../../src/store/schema.ts';
import { syncSources } from '../../src/store/sources.ts';
import { createEmptyDatabase, createTestDatabase, dialects, type TestDatabase, testRegion } from '../support/db.ts';
import { makeIssue, makeSource } from '../support/make.ts';
import { addEvidenceTo, at, collect, everyTable, fillOldVersion } from './partitions-seed.ts';

async function partitions(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('mentionPartitions').selectAll().orderBy('firstId').execute();
  return rows.map(({ firstId, endId, month }) => `${firstId}-${endId} ${month}`);
}

/** Where each mention lies, with its verdict, words and counts. */
async function places(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    place: string;
  }>`select distinct m.tableoid::regclass || ' ' || s.tableoid::regclass || ' '
      || w.tableoid::regclass || ' ' || coalesce(c.tableoid::regclass::text, '-') as place
    from mentions m join scores s on s.mention_id = m.id join mention_words w on w.mention_id = m.id
    left join metric_snapshots c on c.mention_id = m.id order by 1`.execute(db);
  return rows.map(({ place }) => place);
}

describe('months', () => {
  let database: TestDatabase;
  const db = () => database.db;
  beforeEach(async () => {
    database = await createTestDatabase('postgres');
    await syncSources(db(), [makeSource()], new Date(at('2026-01')));
  });
  afterEach(() => database.close());

  test('each has its own partition, and what grows with mentions lies beside them', async () => {
    for (const month of ['2026-01', '2026-01', '2026-02', '2026-04']) await collect(db(), month, 3);
    expect(await partitions(db())).toEqual(['1-1000000 2026-01', '1000000-2000000 2026-02', '2000000-3000000 2026-04']);
    expect(await places(db())).toEqual(
      [1, 1_000_000, 2_000_000].map((n) => `mentions_p${n} scores_p${n} mention_words_p${n} metric_snapshots_p${n}`),
    );
    const ids = (await db().selectFrom('mentions').select('id').orderBy('id').execute()).map(({ id }) => id);
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 1_000_000, 1_000_001, 1_000_002, 2_000_000, 2_000_001, 2_000_002]);
  });

  test('a clock that is set back goes on in the newest', async () => {
    for (const month of ['2026-02', '2026-01', '2026-02']) await collect(db(), month, 1);
    expect(await partitions(db())).toEqual(['1-1000000 2026-02']);
  });

  test('the next one is made ahead, once, and taken when its month begins', async () => {
    await collect(db(), '2026-01', 1);
    await prepareNextPartition(db());
    await prepareNextPartition(db());
    expect(await partitions(db())).toEqual(['1-1000000 2026-01', '1000000-2000000 null']);
    const [id] = await collect(db(), '2026-03', 1);
    expect([id, await partitions(db())]).toEqual([stride, ['1-1000000 2026-01', '1000000-2000000 2026-03']]);
  });

  test('one that is full is followed by another of the same month', async () => {
    await collect(db(), '2026-01', 1);
    await sql`select setval('mentions_id_seq', 999998, true)`.execute(db());
    const ids = await collect(db(), '2026-01', 3);
    expect(ids).toEqual([0, 1, 2].map((n) => stride + ((ids[0] ?? 0) % stride) + n));
    expect(await partitions(db())).toEqual(['1-1000000 2026-01', '1000000-2000000 2026-01']);
  });

  test('what was rolled back is made again, and no id comes twice', async () => {
    await collect(db(), '2026-01', 1);
    const undone = inWriteTransaction(db(), async (trx) => {
      await collect(trx, '2026-02', 2);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await partitions(db())).toEqual(['1-1000000 2026-01']);
    await collect(db(), '2026-01', 1);
    await collect(db(), '2026-02', 1);
    expect((await partitions(db())).length).toBeGreaterThan(1);
    const { rows } = await sql<{ ids: number; partitions: number }>`select count(distinct id) as ids,
      count(distinct p.first_id) as partitions from mentions m join mention_partitions p on m.id >= p.first_id and m.id < p.end_id`.execute(
      db(),
    );
    expect(rows[0]?.ids).toBe(3);
  });

  test('nothing is collected in a partition for what fits nowhere', async () => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from pg_class
      where relispartition and pg_get_expr(relpartbound, oid) = 'DEFAULT'`.execute(db());
    expect(rows).toEqual([{ count: 0 }]);
    await sql`select setval('mentions_id_seq', 5000000)`.execute(db());
    const stray =
      sql`insert into mentions (source_id, kind, platform, published_at, precision, language, content_hash, collected_at, text)
      values ('kabar-uji', 'post', 'x', ${at('2026-01')}, 'exact', 'id', 'x', ${at('2026-01')}, 'x')`.execute(db());
    await expect(stray).rejects.toThrow('no partition');
  });

  test('an empty database is laid out for ids that come from elsewhere', async () => {
    await inWriteTransaction(db(), (trx) =>
      layOutPartitions(
        trx,
        [
          { month: '2026-01', firstId: 4 },
          { month: '2026-02', firstId: 70 },
          { month: '2026-03', firstId: 60 },
          { month: '2026-04', firstId: 1_200_000 },
        ],
        1_200_100,
      ),
    );
    expect(await partitions(db())).toEqual(['1-70 2026-01', '70-1200000 2026-02', '1200000-2000000 2026-04']);
    await sql`select setval('mentions_id_seq', 1200100)`.execute(db());
    expect(await collect(db(), '2026-04', 1)).toEqual([1_200_101]);
    expect(await partitionsOf(db(), [69, 70, 1_200_101])).toEqual([
      { firstId: 1, endId: 70 },
      { firstId: 70, endId: 1_200_000 },
      { firstId: 1_200_000, endId: 2_000_000 },
    ]);
    await expect(inWriteTransaction(db(), (trx) => layOutPartitions(trx, [], 0))).rejects.toThrow('empty');
    expect(rangesOf([], 0)).toEqual([{ firstId: 1, endId: stride, month: null }]);
  });
});

describe('a database of an earlier version', () => {
  async function old(): Promise<TestDatabase> {
    const database = await createEmptyDatabase('postgres');
    await new Migrator({ db: database.db, provider: { getMigrations: async () => migrations } }).migrateTo(
      '0012-working-lists',
    );
    await fillOldVersion(database.db);
    return database;
  }

  /** Everything that a table has but its rows. */
  async function shapes(db: Db): Promise<string[]> {
    const { rows } = await sql<{ shape: string }>`
      select 'index ' || indexdef as shape from pg_indexes where tablename in ('mentions', 'scores', 'mention_words', 'metric_snapshots')
      union select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal and tgparentid = 0
      union select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where conparentid = 0 and connamespace = current_schema()::regnamespace and contype <> 'n' and conislocal
      order by 1`.execute(db);
    return rows.map(({ shape }) => shape.replace(' ON ONLY ', ' ON '));
  }

  test('is divided by month with every row, index, constraint and trigger', async () => {
    const { db, close } = await old();
    const [rows, shapesBefore] = [await everyTable(db), await shapes(db)];
    expect(Object.values(rows).every((lines) => lines.length > 0)).toBe(true);
    await migrate(db);
    expect(await everyTable(db)).toEqual(rows);
    expect(await partitions(db)).toEqual(['1-4 2026-01', '4-8 2026-02', '8-9 2026-03', '9-1000000 2026-05']);
    const shapesAfter = (await shapes(db)).filter((shape) => !/_p\d+ /.test(shape));
    const replaced = shapesBefore.filter((shape) => !shapesAfter.includes(shape));
    expect(replaced.filter((shape) => !/^constraint .* REFERENCES mentions\(id\)/.test(shape))).toEqual([]);
    // What lies beside mentions is kept in step by one trigger; all others by one each, and one for a row that is changed.
    const beside = ['mention_words', 'mentions', 'metric_snapshots', 'scores'];
    const owners = replaced.map((shape) => shape.split(' ')[1] ?? '').filter((table) => !beside.includes(table));
    expect(owners).toHaveLength(16);
    for (const owner of owners) {
      expect(shapesAfter.filter((shape) => shape.startsWith('trigger') && shape.includes(`.${owner} `))).not.toEqual(
        [],
      );
    }
    // Ids of what was deleted before are not given out again.
    expect(await collect(db, '2026-05', 1)).toEqual([12]);
    await close();
  });

  test('a conversion that fails leaves it as it was, and works when run again', async () => {
    const { db, close } = await old();
    const rows = await everyTable(db);
    await sql`create table metric_snapshots_before (x int)`.execute(db);
    await expect(migrate(db)).rejects.toThrow('metric_snapshots_before');
    expect(await everyTable(db)).toEqual(rows);
    await sql`drop table metric_snapshots_before`.execute(db);
    await migrate(db);
    expect(await everyTable(db)).toEqual(rows);
    await close();
  });

  test('what a mention takes along, and what it leaves, is as before', async () => {
    const { db, close } = await old();
    await migrate(db);
    await db.deleteFrom('mentions').where('id', '=', 2).execute();
    const left = await everyTable(db);
    for (const [table, lines] of Object.entries(left)) {
      if (table !== 'mentions')
        expect(
          lines.filter((line) => /"mention_id": ?2\b/.test(line)),
          table,
        ).toEqual([]);
    }
    const answer = await db.selectFrom('mentions').select(['id', 'parentId']).where('id', '=', 3).execute();
    expect(answer).toEqual([{ id: 3, parentId: null }]);
    await close();
  });
});

describe('regencies beside each other', () => {
  test('are divided in their own schemas, as their own roles, and do not wait for each other', async () => {
    const own = await createEmptyDatabase('postgres');
    const server = await openPostgresServer(own.address);
    const scopes = ['r35_16', 'r35_17'].map((schema) => ({ schema, role: `${schema}_${process.pid}_uji` }));
    const [one, two] = scopes.map((scope) => server.open(scope)) as [Db, Db];
    for (const scope of scopes) await server.prepare(scope);
    for (const db of [one, two]) {
      await migrate(db);
      await markKind(db, 'live', testRegion);
      await syncSources(db, [makeSource()], new Date(at('2026-01')));
    }
    await inWriteTransaction(one, async (trx) => {
      await collect(trx, '2026-01', 1);
      // Would wait for ever for one lock of the whole database.
      await collect(two, '2026-01', 2);
      await collect(two, '2026-03', 1);
    });
    expect([await partitions(one), await partitions(two)]).toEqual([
      ['1-1000000 2026-01'],
      ['1-1000000 2026-01', '1000000-2000000 2026-03'],
    ]);
    expect(await purgePartitions(two, { citizens: at('2026-02'), news: at('2026-02') }, at('2026-04'))).toMatchObject({
      more: true,
    });
    const { rows } = await sql<{ schema: string; owner: string }>`
      select distinct schemaname as schema, tableowner as owner from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(own.db);
    expect(rows).toEqual(scopes.map(({ schema, role }) => ({ schema, owner: role })));
    await server.close();
    for (const { schema, role } of scopes) {
      await sql`drop schema ${sql.id(schema)} cascade`.execute(own.db);
      await sql`drop role ${sql.id(role)}`.execute(own.db);
    }
    await own.close();
  });
});

describe.each(dialects)('months that nobody may keep on %s', (dialect) => {
  let database: TestDatabase;
  const db = () => database.db;
  const limits = { citizens: at('2026-04'), news: at('2026-04') };
  const now = at('2026-07');
  beforeEach(async () => {
    database = await createTestDatabase(dialect);
    await syncSources(db(), [makeSource()], new Date(at('2026-01')));
  });
  afterEach(() => database.close());

  /** Three months, an issue through all of them, one of the first month alone, answers across months. */
  async function fill(): Promise<void> {
    const ids: number[][] = [];
    for (const month of ['2026-01', '2026-02', '2026-05']) ids.push(await collect(db(), month, 4));
    const [[a = 0, b = 0, c = 0] = [], [d = 0, e = 0] = [], [f = 0, g = 0] = []] = ids;
    await saveClustering(db(), {
      ...{ assign: [], refresh: [], clusteredMentionIds: [], now: new Date(at('2026-05')) },
      create: [
        { issue: makeIssue({ title: 'Judul 2026-01 nomor 0 yang panjang' }), mentionIds: [a, d, f] },
        { issue: makeIssue({ title: 'Hanya bulan pertama' }), mentionIds: [b, c] },
        { issue: makeIssue({ title: 'Ditulis sendiri oleh analis' }), mentionIds: [e, g] },
      ],
    });
    await db().updateTable('mentions').set({ parentId: c }).where('id', 'in', [d, f]).execute();
    await addEvidenceTo(db(), [a, f]);
    await db().deleteFrom('staleHours').execute();
  }

  async function purgeAll(): Promise<number> {
    let mentions = 0;
    for (let more = true; more; ) {
      const step = await purgePartitions(db(), limits, now);
      mentions += step.citizens + step.news;
      more = step.more;
    }
    for (const citizen of [true, false]) {
      const { deleted } = await purgeMentions(db(), citizen, limits.citizens, now);
      mentions += deleted;
    }
    return mentions;
  }

  test('go whole, and what is left is what deleting row by row leaves', async () => {
    await fill();
    expect(await purgeAll()).toBe(8);
    const issues = await db()
      .selectFrom('issues')
      .select(['title', 'mentionCount', 'firstAt', 'lastAt'])
      .orderBy('id')
      .execute();
    expect(issues).toMatchObject([
      { title: 'Judul 2026-05 nomor 0 yang panjang', mentionCount: 1, firstAt: at('2026-05') },
      { title: expect.stringMatching(/^Isu \d+: /), mentionCount: 0 },
      { title: 'Ditulis sendiri oleh analis', mentionCount: 1 },
    ]);
    const left = await db().selectFrom('mentions').select(['collectedAt', 'parentId']).execute();
    expect(left).toEqual(Array.from({ length: 4 }, () => ({ collectedAt: at('2026-05'), parentId: null })));
    for (const table of ['scores', 'mentionKeys', 'metricSnapshots'] as const) {
      expect(await db().selectFrom(table).select('mentionId').execute(), table).toHaveLength(4);
    }
    expect(await db().selectFrom('evidence').select('id').execute()).toHaveLength(1);
    expect(await db().selectFrom('staleHours').selectAll().execute()).toEqual([]);
    if (dialect === 'postgres') expect(await partitions(db())).toEqual(['2000000-3000000 2026-05']);
  });

  test('stay while one row must be kept, or was not looked at yet', async () => {
    await fill();
    const first = await db().selectFrom('mentions').select('id').orderBy('id').executeTakeFirstOrThrow();
    for (const set of [{ citizen: null }, { citizen: 1, collectedAt: limits.citizens }]) {
      await db().updateTable('mentions').set(set).where('id', '=', first.id).execute();
      await purgeAll();
      expect(await db().selectFrom('mentions').select('id').where('id', '=', first.id).execute()).toHaveLength(1);
      if (dialect === 'postgres') expect((await partitions(db()))[0]).toBe('1-1000000 2026-01');
    }
  });

  test('the month that is written to is never dropped', async () => {
    await collect(db(), '2026-01', 2);
    await purgeAll();
    expect(await db().selectFrom('mentions').select('id').execute()).toEqual([]);
    if (dialect === 'postgres') expect(await partitions(db())).toEqual(['1-1000000 2026-01']);
  });
});

test('a reader in the way makes dropping wait for the next time', async () => {
  const { db, close } = await createTestDatabase('postgres');
  await syncSources(db, [makeSource()], new Date(at('2026-01')));
  for (const month of ['2026-01', '2026-02']) await collect(db, month, 1);
  const limits = { citizens: at('2026-02'), news: at('2026-02') };
  const steps = async () => {
    for (;;) if (!(await purgePartitions(db, limits, at('2026-03'))).more) return;
  };
  await db.transaction().execute(async (reader) => {
    await reader.selectFrom('mentions').select('id').execute();
    await steps();
    expect((await partitions(db)).length).toBe(2);
  });
  await steps();
  expect(await partitions(db)).toEqual(['1000000-2000000 2026-02']);
  await close();
});
