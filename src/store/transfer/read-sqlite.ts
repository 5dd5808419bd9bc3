import type { SqliteHandle } from '../sqlite.ts';
import type { Adjusted, Value } from './lines.ts';
import { columnList, movingRows, type TableShape } from './shape.ts';

/** Characters and bytes that are held before they are passed on. */
const batchSize = 1_048_576;
const batchRows = 1_000;

/** Thrown within: a whole number that JavaScript's own numbers cannot hold. */
class UnsafeNumber extends Error {}

/** The rows of a table in the order of its key, in batches of about a megabyte. */
export function* readSqlite(
  handle: SqliteHandle,
  shape: TableShape,
  tell: (adjusted: Adjusted) => void,
): Generator<readonly Value[][]> {
  let after: readonly Value[] | null = null;
  for (const exact of [false, true]) {
    try {
      for (const batch of readFrom(handle, shape, after, exact, tell)) {
        yield batch;
        after = keyOf(shape, batch.at(-1) ?? []);
      }
      return;
    } catch (error) {
      // From here on with whole numbers of any size, which takes longer.
      if (!(error instanceof UnsafeNumber)) throw error;
    }
  }
}

function* readFrom(
  handle: SqliteHandle,
  shape: TableShape,
  after: readonly Value[] | null,
  exact: boolean,
  tell: (adjusted: Adjusted) => void,
): Generator<readonly Value[][]> {
  const { name, columns } = shape;
  const key = columnList(shape.key);
  const statement = handle.prepare(
    `select ${columnList(columns.map((column) => column.name))} from ${name} where ${movingRows(shape)}
      ${after === null ? '' : `and (${key}) > (${shape.key.map(() => '?').join(', ')})`} order by ${key}`,
  );
  const check = createTextCheck(handle, shape, tell);
  let batch: Value[][] = [];
  let size = 0;
  for (const row of statement
    .raw(true)
    .safeIntegers(exact)
    .iterate(...(after ?? [])) as Iterable<Value[]>) {
    for (let index = 0; index < row.length; index++) {
      const value = row[index] as Value;
      if (typeof value === 'string') {
        size += value.length;
        if (value.includes('\ufffd')) check(row, index);
      } else if (typeof value === 'bigint') {
        if (BigInt.asIntN(54, value) === value && Number.isSafeInteger(Number(value))) row[index] = Number(value);
      } else if (typeof value === 'number') {
        if (columns[index]?.kind === 'integer' && !Number.isSafeInteger(value)) throw new UnsafeNumber();
      } else if (value !== null) size += value.byteLength;
    }
    batch.push(row);
    if (size >= batchSize || batch.length >= batchRows) {
      yield batch;
      batch = [];
      size = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

function keyOf(shape: TableShape, row: readonly Value[]): Value[] {
  return shape.key.map((name) => row[shape.columns.findIndex((column) => column.name === name)] as Value);
}

/** U+FFFD may have been written so, or stand for bytes that are no text: the bytes tell. */
function createTextCheck(
  handle: SqliteHandle,
  shape: TableShape,
  tell: (adjusted: Adjusted) => void,
): (row: readonly Value[], index: number) => void {
  const where = shape.key.map((name) => `"${name}" = ?`).join(' and ');
  return (row, index) => {
    const column = shape.columns[index]?.name ?? '';
    const key = keyOf(shape, row);
    const bytes = handle
      .prepare(`select cast("${column}" as blob) from ${shape.name} where ${where}`)
      .pluck()
      .get(...key) as Buffer | undefined;
    // A key that is no text itself finds nothing.
    if (bytes?.equals(Buffer.from(row[index] as string)) === true) return;
    tell({ table: shape.name, key: JSON.stringify(key.map(String)), column, why: 'utf8' });
  };
}
