import type { Db } from './schema.ts';

/** Whether some source was never read: what is known so far may be a small part of what there is. */
export async function hasUnreadSources(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('sources')
    .select('id')
    .where('enabled', '=', 1)
    .where('lastRunAt', 'is', null)
    .where('pausedAt', 'is', null)
    .where('archivedAt', 'is', null)
    .where('stoppedReason', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
