import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** Which of these issues are an agency's; ascending. @param agency its short name */
export async function listOwnIssueIds(db: Db, ids: readonly number[], agency: string): Promise<number[]> {
  const rows = await db
    .selectFrom('issues')
    .select('id')
    .where(isIn(db, 'issues.id', ids))
    .where('agency', '=', agency)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
