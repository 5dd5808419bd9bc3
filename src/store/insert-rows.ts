import { CompiledQuery, type Insertable } from 'kysely';
import { dialectOf } from './dialect.ts';
import { keptMark } from './kept.ts';
import { storable } from './parameters.ts';
import type { Db, Tables } from './schema.ts';

/** Rows of one statement on SQLite: few shapes, so that each is prepared once. */
const sizes = [64, 16, 4, 1] as const;

const statements = new Map<string, string>();

/**
 * Inserts many rows of one shape. To build such a statement anew for each number of rows, and to walk through all its values, would take
 * longer than the database does. PostgreSQL takes them all as one JSON, in a statement that it has planned before.
 * @param rows all with the same keys, in camelCase as in `Tables`; no bytes
 * @param ignoreKnown rows that are there already are passed over
 * @param replaces of rows with the same key these columns are replaced
 */
export async function insertRows<T extends keyof Tables & string>(
  trx: Db,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  { ignoreKnown = false, replaces = null }: InsertOptions = {},
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const shape: Shape = { table, columns: Object.keys(first), onKnown: sayOnKnown(ignoreKnown, replaces) };
  const values = rows as readonly Row[];
  if (dialectOf(trx) === 'postgres') {
    const parameters = [toJson(shape.columns, values)];
    await trx.executeQuery(CompiledQuery.raw(statementFor(shape, null), parameters));
    return;
  }
  for (let start = 0; start < rows.length; ) {
    const size = sizes.find((each) => each <= rows.length - start) ?? 1;
    const parameters: unknown[] = [];
    for (let at = start; at < start + size; at += 1) {
      for (const column of shape.columns) parameters.push((values[at] as Row)[column] ?? null);
    }
    await trx.executeQuery(CompiledQuery.raw(statementFor(shape, size), parameters));
    start += size;
  }
}

type Row = Readonly<Record<string, unknown>>;

interface Replaces {
  readonly key: string;
  readonly columns: readonly string[];
}

interface InsertOptions {
  readonly ignoreKnown?: boolean;
  readonly replaces?: Replaces | null;
}

interface Shape {
  readonly table: string;
  readonly columns: readonly string[];
  /** What is to be done about rows that are there already. */
  readonly onKnown: string;
}

function sayOnKnown(ignoreKnown: boolean, replaces: Replaces | null): string {
  if (replaces === null) return ignoreKnown ? ' on conflict do nothing' : '';
  const changes = replaces.columns.map((column) => `"${snakeCase(column)}" = excluded."${snakeCase(column)}"`);
  return ` on conflict ("${snakeCase(replaces.key)}") do update set ${changes.join(', ')}`;
}

/** @param size rows of a statement on SQLite; null for PostgreSQL, which takes any number */
function statementFor({ table, columns, onKnown }: Shape, size: number | null): string {
  const key = `${size} ${table} ${columns.join(' ')}${onKnown}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const [own, names] = [`"${snakeCase(table)}"`, columns.map((column) => `"${snakeCase(column)}"`).join(', ')];
  const row = `(${columns.map(() => '?').join(', ')})`;
  const source =
    size === null
      ? `select ${names} from json_populate_recordset(null::${own}, $1::json)`
      : `values ${Array.from({ length: size }, () => row).join(', ')}`;
  const tail = `${onKnown}${size === null ? ` ${keptMark}` : ''}`;
  const sql = `insert into ${own} (${names}) ${source}${tail}`;
  statements.set(key, sql);
  return sql;
}

function toJson(columns: readonly string[], rows: readonly Row[]): string {
  const names = columns.map((column) => [column, snakeCase(column)] as const);
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        names.map(([column, name]) => {
          const value = row[column] ?? null;
          return [name, typeof value === 'string' ? storable(value) : value];
        }),
      ),
    ),
  );
}

/** As the names of tables and columns are written: `contentHash` is `content_hash`. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
