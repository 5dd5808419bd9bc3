import { CompiledQuery, type Insertable } from 'kysely';
import { type DialectName, dialectOf } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** Rows of one statement: few shapes, so that each is prepared once. */
const sizes = [64, 16, 4, 1] as const;

const statements = new Map<string, string>();

/**
 * Inserts many rows of one shape. To build such a statement anew for each number of rows, and to walk through all its values, would take
 * longer than the database does.
 * @param rows all with the same keys, in camelCase as in `Tables`
 * @param ignoreKnown rows that are there already are passed over
 */
export async function insertRows<T extends keyof Tables & string>(
  trx: Db,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  { ignoreKnown = false } = {},
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const shape: Shape = { dialect: dialectOf(trx), table, columns, ignoreKnown };
  const values = rows as readonly Readonly<Record<string, unknown>>[];
  for (let start = 0; start < rows.length; ) {
    const size = sizes.find((each) => each <= rows.length - start) ?? 1;
    const parameters: unknown[] = [];
    for (let at = start; at < start + size; at += 1) {
      for (const column of columns) parameters.push((values[at] as Record<string, unknown>)[column] ?? null);
    }
    await trx.executeQuery(CompiledQuery.raw(statementFor(shape, size), parameters));
    start += size;
  }
}

interface Shape {
  readonly dialect: DialectName;
  readonly table: string;
  readonly columns: readonly string[];
  readonly ignoreKnown: boolean;
}

function statementFor({ dialect, table, columns, ignoreKnown }: Shape, size: number): string {
  const key = `${dialect} ${size} ${table} ${columns.join(' ')} ${ignoreKnown}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  let parameter = 0;
  const mark = () => (dialect === 'postgres' ? `$${++parameter}` : '?');
  const row = () => `(${columns.map(mark).join(', ')})`;
  const names = columns.map((column) => `"${snakeCase(column)}"`).join(', ');
  const tail = ignoreKnown ? ' on conflict do nothing' : '';
  const sql = `insert into "${snakeCase(table)}" (${names}) values ${Array.from({ length: size }, row).join(', ')}${tail}`;
  statements.set(key, sql);
  return sql;
}

/** As the names of tables and columns are written: `contentHash` is `content_hash`. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
