import type Database from 'better-sqlite3';
import { appendToChain } from '../../src/store/audit-chain.ts';
import { closeDatabase, openDatabase, sqliteHandleOf } from '../../src/store/database.ts';
import { inWriteTransaction } from '../../src/store/dialect.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Db } from '../../src/store/schema.ts';
import { loadShapes, type TableShape } from '../../src/store/transfer/shape.ts';
import { testRegion } from '../support/db.ts';

/**
 * Rows for every table of the schema, whatever tables there are, with values that do not like to travel. They fit foreign keys and
 * checks, and make no sense otherwise.
 */
export const rowsPerTable = 6;

const at = (row: number): string =>
  `2026-${String(9 + (row % 3)).padStart(2, '0')}-2${row % 10}T06:00:00.00${row % 10}Z`;

const texts = [
  'biasa',
  '',
  'kutip \' " \\ \\n ` $1 ?',
  'emoji 😀👨‍👩‍👧 dan \u2028 baris \u0001\u001f \u007f',
  'ꦏꦼꦤ꧀ꦛꦺꦴꦔꦤ꧀ \ufeff \uffff \ufffd \u202e kanan',
  '{"json":[1,2,null]}\t\r\n--;',
];
const integers = [0, -1, 9007199254740991n, 9007199254740993n, -9223372036854775808n, 9223372036854775807n];
const reals = [0.1, 1e308, 5e-324, -1 / 3, 1e21, Number.POSITIVE_INFINITY];

/** Made by code of the product, or of one row. */
const filledElsewhere = new Set(['audit', 'audit_chain', 'meta']);

export async function fillTables(db: Db): Promise<void> {
  const handle = sqliteHandleOf(db);
  if (handle === null) throw new Error('this reads the schema of SQLite');
  await migrate(db);
  await markKind(db, 'live', testRegion);
  for (const shape of await loadShapes(db)) {
    // In one transaction: a mention may answer a later one.
    if (!filledElsewhere.has(shape.name)) handle.transaction(() => fillTable(handle, shape))();
  }
  const rows = texts.map((detail, row) => ({
    at: at(row),
    who: 'uji',
    action: 'uji.coba',
    object: `uji:${row}`,
    detail,
  }));
  await inWriteTransaction(db, (trx) => appendToChain(trx, rows));
}

/** A database file with rows in every table. */
export async function makeFilledFile(file: string): Promise<void> {
  const db = await openDatabase(file);
  await fillTables(db);
  await closeDatabase(db);
}

function fillTable(handle: Database.Database, { name, columns, key }: TableShape): void {
  const ddl = handle
    .prepare('select sql from sqlite_schema where type = ? and name = ?')
    .pluck()
    .get('table', name) as string;
  const info = handle.prepare('select name, "notnull", pk from pragma_table_xinfo(?)').all(name) as {
    name: string;
    notnull: number;
    pk: number;
  }[];
  const foreign = handle.prepare('select "from", "table", "to" from pragma_foreign_key_list(?)').all(name) as {
    from: string;
    table: string;
    to: string | null;
  }[];
  const insert = handle.prepare(
    `insert into ${name} (${columns.map((column) => `"${column.name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  );
  for (let row = 0; row < rowsPerTable; row++) {
    const values = columns.map(({ name: column, kind }) => {
      const { notnull = 0, pk = 0 } = info.find((entry) => entry.name === column) ?? {};
      const reference = foreign.find(({ from }) => from === column);
      if (reference?.table === name) return row % 2 === 0 ? Math.min(row + 2, rowsPerTable) : row;
      if (notnull === 0 && pk === 0 && row % 3 === 2) return null;
      if (reference !== undefined) return referred(handle, reference.table, reference.to ?? 'id', row);
      const allowed = choices(ddl, column);
      if (allowed !== null) return allowed[row % allowed.length];
      const inKey =
        key.includes(column) || /\bunique\b/.test(lineOf(ddl, column)) || lineOf(ddl, 'unique').includes(column);
      if (kind === 'bytes') return Buffer.from([0, 255, row, 10, 39]);
      if (kind === 'real') return reals[row];
      if (kind === 'integer')
        return inKey || column === 'id' ? row + 1 : /count|citizen|state/.test(column) ? row : integers[row];
      if (new RegExp(`[("]${column}"? like '____-__-__T`).test(ddl)) return at(row);
      if (/like '____-__-__'/.test(lineOf(ddl, column))) return at(row).slice(0, 10);
      if (inKey || /<> ''|lower\(/.test(lineOf(ddl, column))) return `${row}-kunci-ä😀`;
      return texts[row];
    });
    if (name === 'idempotency_keys') values[columns.findIndex((column) => column.name === 'state')] = 'done';
    if (name === 'idempotency_keys') values[columns.findIndex((column) => column.name === 'answer')] = texts[row];
    insert.run(values);
  }
}

function referred(handle: Database.Database, table: string, column: string, row: number): unknown {
  return handle.prepare(`select "${column}" from ${table} order by 1 limit 1 offset ${row}`).pluck().get();
}

function lineOf(ddl: string, column: string): string {
  return ddl.split('\n').find((line) => line.trim().replaceAll('"', '').startsWith(`${column} `)) ?? '';
}

/** What `check (column in (…))` allows. */
function choices(ddl: string, column: string): readonly (string | number)[] | null {
  const list = new RegExp(`check \\("?${column}"? in \\(([^)]*)\\)`).exec(ddl)?.[1];
  if (list === undefined) return null;
  return list.split(',').map((item) => (item.includes("'") ? item.trim().slice(1, -1) : Number(item)));
}
