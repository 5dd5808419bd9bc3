import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** Titles by id, in the order of the ids; issues that are gone are left out. */
export async function listTitles(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('issues')
    .select(['id', 'title'])
    .where(isIn(db, 'issues.id', ids))
    .execute();
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  return new Map(ids.flatMap((id) => (titles.has(id) ? [[id, titles.get(id) ?? '']] : [])));
}
