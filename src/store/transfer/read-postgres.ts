import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import type { Value } from './lines.ts';
import { columnList, movingRows, type TableShape } from './shape.ts';

/** What one query may bring; a single row may be larger. */
const batchBytes = 4_194_304;
const batchRows = 5_000;

type Row = Record<string, string | number | Uint8Array | null>;

/** The rows of a table in the order of its key, in batches of at most 4 MB, or one row. */
export async function* readPostgres(db: Db, shape: TableShape): AsyncGenerator<readonly Value[][]> {
  let after: readonly unknown[] | null = null;
  let exact = false;
  let coming = fetchBatch(db, shape, after, exact);
  for (;;) {
    const rows = await coming;
    if (rows.length === 0) return;
    if (!exact && hasUnsafe(shape, rows)) {
      // Once more, and from here on with whole numbers as text.
      exact = true;
      coming = fetchBatch(db, shape, after, exact);
      continue;
    }
    const last = rows.at(-1) as Row;
    after = shape.key.map((name) => last[name]);
    coming = fetchBatch(db, shape, after, exact);
    // Whoever stops listening leaves this one behind.
    coming.catch(() => {});
    yield rows.map((row) => toValues(shape, row));
  }
}

async function fetchBatch(
  db: Db,
  shape: TableShape,
  after: readonly unknown[] | null,
  exact: boolean,
): Promise<readonly Row[]> {
  const key = columnList(shape.key);
  const large = shape.columns.filter(({ kind }) => kind === 'text' || kind === 'bytes');
  // Lengths are known without reading what is stored beside the row.
  const weight = ['0', ...large.map(({ name }) => `coalesce(octet_length("${name}"), 0)`)].join(' + ');
  const fields = shape.columns.map(({ name, kind }) =>
    exact && kind === 'integer' ? `"${name}"::text as "${name}"` : `"${name}"`,
  );
  const limits =
    after === null
      ? sql``
      : sql`and (${sql.raw(key)}) > (${sql.join(after.map((value, index) => typed(shape, index, value)))})`;
  const { rows } = await sql<Row>`select ${sql.raw(fields.join(', '))} from (
      select *, sum(weight) over (order by ${sql.raw(key)}) - weight as before from (
        select ${sql.raw(columnList(shape.columns.map(({ name }) => name)))}, ${sql.raw(weight)} as weight
        from ${sql.raw(shape.name)} where ${sql.raw(movingRows(shape))} ${limits}
        order by ${sql.raw(key)} limit ${sql.lit(batchRows)}
      ) counted
    ) bounded where before < ${sql.lit(batchBytes)} order by ${sql.raw(key)}`.execute(db.withoutPlugins());
  return rows;
}

function typed(shape: TableShape, index: number, value: unknown) {
  const kind = shape.columns.find(({ name }) => name === shape.key[index])?.kind;
  return kind === 'integer' ? sql`${value}::bigint` : sql`${value}::text`;
}

function hasUnsafe(shape: TableShape, rows: readonly Row[]): boolean {
  const integers = shape.columns.filter(({ kind }) => kind === 'integer');
  return rows.some((row) => integers.some(({ name }) => row[name] !== null && !Number.isSafeInteger(row[name])));
}

function toValues(shape: TableShape, row: Row): Value[] {
  return shape.columns.map(({ name, kind }) => {
    const value = row[name] as Value;
    if (kind !== 'integer' || typeof value !== 'string') return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value);
  });
}
