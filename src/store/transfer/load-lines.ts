import { sql } from 'kysely';
import { sqliteHandleOf } from '../database.ts';
import type { Db } from '../schema.ts';
import type { SqliteHandle } from '../sqlite.ts';
import { parseLine } from './lines.ts';
import { columnList, type TableShape } from './shape.ts';
import { forwardReference } from './tables.ts';
import { withoutTriggers } from './triggers.ts';

/** Characters of one statement on PostgreSQL. */
const statementSize = 1_048_576;

/**
 * Puts the rows of a part into their table. A reference to a row further down is left empty, for `linkForward`. Only inside a write
 * transaction.
 * @param db the database of the transaction
 */
export async function loadLines(db: Db, trx: Db, shape: TableShape, lines: readonly string[]): Promise<void> {
  const handle = sqliteHandleOf(db);
  await withoutTriggers(trx, shape.name, async () => {
    if (handle === null) await loadPostgres(trx, shape, lines);
    else loadSqlite(handle, shape, lines);
  });
}

function loadSqlite(handle: SqliteHandle, { name, columns }: TableShape, lines: readonly string[]): void {
  const insert = handle.prepare(
    `insert into ${name} (${columnList(columns.map((column) => column.name))}) values (${columns.map(() => '?').join(', ')})`,
  );
  const forward =
    name === forwardReference.table
      ? columns.findIndex((column) => column.name === forwardReference.column)
      : columns.length;
  const key = columns.findIndex((column) => column.name === forwardReference.key);
  for (const line of lines) {
    const values = parseLine(columns, line);
    const target = values[forward] ?? null;
    if (target !== null && target > (values[key] ?? 0)) values[forward] = null;
    insert.run(values);
  }
}

/** The lines go to the database as they are: it reads the numbers itself, so none loses a digit on the way. */
async function loadPostgres(trx: Db, shape: TableShape, lines: readonly string[]): Promise<void> {
  const { name, columns } = shape;
  const types = { integer: 'bigint', real: 'double precision', text: 'text', bytes: 'text' } as const;
  const fields = columns.map((column) => `"${column.name}" ${types[column.kind]}`).join(', ');
  const values = columns.map(({ name: column, kind }) => {
    if (kind === 'bytes') return `decode("${column}", 'base64')`;
    if (name !== forwardReference.table || column !== forwardReference.column) return `"${column}"`;
    return `case when "${column}" > "${forwardReference.key}" then null else "${column}" end`;
  });
  for (const some of bySize(lines)) {
    await sql`insert into ${sql.raw(name)} (${sql.raw(columnList(columns.map((column) => column.name)))})
      select ${sql.raw(values.join(', '))} from json_to_recordset(${`[${some.join(',')}]`}::json)
      as rows (${sql.raw(fields)})`.execute(trx);
  }
}

function* bySize(lines: readonly string[]): Generator<readonly string[]> {
  let start = 0;
  let size = 0;
  for (let index = 0; index < lines.length; index++) {
    size += lines[index]?.length ?? 0;
    if (size < statementSize) continue;
    yield lines.slice(start, index + 1);
    start = index + 1;
    size = 0;
  }
  if (start < lines.length) yield lines.slice(start);
}

/**
 * Fills in the references of a part that were left empty. May be done again. Only inside a write transaction.
 * @returns how many there are
 */
export async function linkForward(trx: Db, lines: readonly string[]): Promise<number> {
  const { table, column, key } = forwardReference;
  const links = lines.flatMap((line) => {
    const row = JSON.parse(line) as Record<string, number | string | null>;
    const from = row[key] ?? null;
    const to = row[column] ?? null;
    return from !== null && to !== null && BigInt(to) > BigInt(from) ? [{ from: String(from), to: String(to) }] : [];
  });
  await withoutTriggers(trx, table, async () => {
    for (const { from, to } of links) {
      await sql`update ${sql.ref(table)} set ${sql.ref(column)} = cast(${to} as bigint)
        where ${sql.ref(key)} = cast(${from} as bigint)`.execute(trx);
    }
  });
  return links.length;
}
