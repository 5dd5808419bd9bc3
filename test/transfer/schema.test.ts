import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { sqliteHandleOf } from '../../src/store/database.ts';
import { loadShapes, movingRows } from '../../src/store/transfer/shape.ts';
import { carriedTables, derivedTables, forwardReference, sqlNameOf } from '../../src/store/transfer/tables.ts';
import { dialects, useTestDatabase } from '../support/db.ts';

const carried = Object.keys(carriedTables).map(sqlNameOf);

describe.each(dialects)('tables that move, %s', (dialect) => {
  const db = useTestDatabase(dialect);

  test('are all tables but those that are named as made anew', async () => {
    const { rows } = await (dialect === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_schema where type = 'table'`
      : sql<{ name: string }>`select relname as name from pg_class
          where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition`
    ).execute(db());
    const isDerived = (name: string) => Object.keys(derivedTables).some((start) => name.startsWith(start));
    expect(
      rows
        .map(({ name }) => name)
        .filter((name) => !isDerived(name))
        .sort(),
    ).toEqual([...carried].sort());
  });

  test('have keys that are unique, and that an index keeps in order', async () => {
    for (const { name, key } of await loadShapes(db())) {
      const { rows } = await (dialect === 'sqlite'
        ? sql<{ columns: string }>`select group_concat(name, ',') as columns from (
            select i.name as index_name, c.name from pragma_index_list(${name}) i, pragma_index_info(i.name) c
            where i."unique" = 1 and i.partial = 0 order by i.name, c.seqno) group by index_name
            union all select name from pragma_table_info(${name}) where pk = 1 and type = 'INTEGER'`
        : sql<{ columns: string }>`select (select string_agg(a.attname, ',' order by k.place)
            from unnest(i.indkey) with ordinality as k (attnum, place)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum) as columns
            from pg_index i where i.indrelid = to_regclass(${name}) and i.indisunique and i.indpred is null`
      ).execute(db());
      expect({ name, indexes: rows.map(({ columns }) => columns) }).toEqual({
        name,
        indexes: expect.arrayContaining([key.join(',')]),
      });
    }
  });

  test('have columns of types that both databases have', async () => {
    const shapes = await loadShapes(db());
    expect(
      shapes.every(({ columns, key }) => key.every((name) => columns.some((column) => column.name === name))),
    ).toBe(true);
  });
});

describe('on SQLite', () => {
  const db = useTestDatabase('sqlite');

  test('each comes after those that it refers to, and one column refers to its own table', async () => {
    const own: string[] = [];
    for (const [place, table] of carried.entries()) {
      const { rows } = await sql<{ table: string; from: string }>`
        select "table", "from" from pragma_foreign_key_list(${table})`.execute(db());
      for (const row of rows) {
        if (row.table === table) own.push(`${table}.${row.from}`);
        else expect([row.table, carried.indexOf(row.table)]).toEqual([row.table, expect.toSatisfy((at) => at < place)]);
      }
    }
    expect(own).toEqual([`${forwardReference.table}.${forwardReference.column}`]);
  });

  test('a table of any size is read without sorting it', async () => {
    const handle = sqliteHandleOf(db());
    for (const shape of await loadShapes(db())) {
      const plan = handle
        ?.prepare(
          `explain query plan select * from ${shape.name} where ${movingRows(shape)} order by ${shape.key.join(', ')}`,
        )
        .all() as { detail: string }[];
      expect([shape.name, ...plan.map(({ detail }) => detail)].join(' ')).not.toContain('TEMP B-TREE');
    }
  });
});
