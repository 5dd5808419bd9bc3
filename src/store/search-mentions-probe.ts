import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { kept } from './kept.ts';
import type { IdRange } from './partitions.ts';
import type { Db } from './schema.ts';
import type { Question } from './search-mentions-question.ts';

/** On PostgreSQL: so few are taken all at once and sorted, because the planner's guesses of how rare words are cannot be relied upon. */
const fewHits = 1_000;

/**
 * How to ask which mentions of a range of ids hold the words that lead; by `mention_hits` of migration 0018, which always asks the index.
 * @returns null when no word leads into the index; the function answers null when there are many
 */
export function probeOf(
  db: Db,
  { lead, way, isOpen }: Pick<Question, 'lead' | 'way' | 'isOpen'>,
): ((range: IdRange) => Promise<readonly number[] | null>) | null {
  if (lead === null || isOpen) return null;
  const [words, filter] = way === null ? [lead, null] : [way, lead];
  return ({ firstId, endId }) =>
    listFew(
      db,
      sql`mention_hits(${words}::tsquery, ${filter}::tsquery, ${firstId}::bigint, ${endId}::bigint, ${sql.lit(fewHits + 1)}) as hits (id)`,
    );
}

/** Members of the one issue that is asked for; null when these are many, or none is asked for. */
export async function listMembers(db: Db, { issueId }: Pick<Question, 'issueId'>): Promise<readonly number[] | null> {
  if (issueId === null) return null;
  const some = sql`select id from mentions where issue_id = ${issueId}::bigint limit ${sql.lit(fewHits + 1)}`;
  return listFew(db, sql`(${some}) as members (id)`);
}

async function listFew(db: Db, source: RawBuilder<unknown>): Promise<readonly number[] | null> {
  const { rows } = await sql<{ id: number }>`select id from ${source} ${kept}`.execute(db);
  return rows.length > fewHits ? null : rows.map(({ id }) => id);
}

/** @param way see `Question` */
export function holdsWords(lead: string, way: string | null): RawBuilder<SqlBool> {
  const holds = sql<SqlBool>`words @@ ${lead}::tsquery`;
  // As a filter, which keeps it from the index.
  return way === null ? holds : sql<SqlBool>`words @@ ${way}::tsquery and (${holds}) is true`;
}
