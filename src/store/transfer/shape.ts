import { type RawBuilder, sql } from 'kysely';
import { dialectOf } from '../dialect.ts';
import type { Db } from '../schema.ts';
import { carriedTables, localMeta, sqlNameOf } from './tables.ts';

export type ColumnKind = 'integer' | 'real' | 'text' | 'bytes';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** A table as both databases have it. */
export interface TableShape {
  /** In the database: `mention_keys`. */
  readonly name: string;
  /** By name, so that the order does not depend on the history of a database. */
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  INTEGER: 'integer',
  bigint: 'integer',
  REAL: 'real',
  'double precision': 'real',
  TEXT: 'text',
  text: 'text',
  BLOB: 'bytes',
  bytea: 'bytes',
};

/** The tables that move, in the order in which they can be filled. @throws Error for a type that the other database does not have */
export async function loadShapes(db: Db): Promise<readonly TableShape[]> {
  const shapes: TableShape[] = [];
  for (const [table, key] of Object.entries(carriedTables)) {
    const name = sqlNameOf(table);
    shapes.push({ name, key, columns: await loadColumns(db, name) });
  }
  return shapes;
}

async function loadColumns(db: Db, table: string): Promise<readonly Column[]> {
  const { rows } = await columnsQuery(db, table).execute(db);
  return rows
    .map(({ name, type }) => {
      const kind = kinds[type];
      if (kind === undefined) throw new Error(`${table}.${name} is of the type ${type}, which does not move`);
      return { name, kind };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function columnsQuery(db: Db, table: string): RawBuilder<{ readonly name: string; readonly type: string }> {
  // Computed columns are made anew by themselves.
  return dialectOf(db) === 'postgres'
    ? sql`select attname as name, format_type(atttypid, null) as type from pg_attribute
        where attrelid = to_regclass(${table}) and attnum > 0 and not attisdropped and attgenerated = ''`
    : sql`select name, type from pragma_table_xinfo(${table}) where hidden = 0`;
}

/** ` where …`: rows that move. */
export function movingRows(shape: TableShape): string {
  return shape.name === 'meta' ? `key not in (${localMeta.map((key) => `'${key}'`).join(', ')})` : 'true';
}

/** `"a", "b"` */
export function columnList(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
