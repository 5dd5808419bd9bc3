import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { dialectOf, isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/**
 * Ends a statement whose plan PostgreSQL is to keep, in each connection: one that is asked again and again in the same words, and whose best
 * plan is the same whatever its values. Planning over all months would take longer than answering. For SQLite it is a comment.
 */
export const keptMark = '/* kept */';

/** The same for Kysely: `select.modifyEnd(kept)`, or at the end of a template. */
export const kept = sql.raw(keptMark);

/** As `isIn`, for ids in a kept statement: planned for few, each looked up by itself, however many the first to ask has. */
export function isAmong(db: Db, column: string, ids: readonly number[]): RawBuilder<SqlBool> {
  return dialectOf(db) === 'postgres'
    ? sql<SqlBool>`${sql.ref(column)} in (select unnest((select ${ids}::bigint[])))`
    : isIn(db, column, ids);
}
