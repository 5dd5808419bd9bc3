import type { Db } from '../schema.ts';

/** Takes everything out of the queue of what waits for a verdict. @param db of what regencies share, where nobody gives any */
export async function leaveUnscored(db: Db): Promise<void> {
  await db.deleteFrom('scoreQueue').execute();
}
