import type { Db } from './schema.ts';

/** Whether some source was never read: what is known so far may be a small part of what there is. */
export async function hasUnreadSources(db: Db): Promise<boolean> {
  return (await selectUnread(db).limit(1).execute()).length > 0;
}

/** How many sources were never read; no more than `most` are counted. */
export async function countUnreadSources(db: Db, most: number): Promise<number> {
  return (await selectUnread(db).limit(most).execute()).length;
}

function selectUnread(db: Db) {
  return db
    .selectFrom('sources')
    .select('id')
    .where('enabled', '=', 1)
    .where('lastRunAt', 'is', null)
    .where('pausedAt', 'is', null)
    .where('archivedAt', 'is', null)
    .where('stoppedReason', 'is', null);
}
