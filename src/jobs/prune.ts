import { deleteEvidenceBefore } from '../store/evidence.ts';
import { deleteOldRuns } from '../store/runs.ts';
import type { Db } from '../store/schema.ts';

const dayMs = 86_400_000;

export interface PruneSummary {
  /** Answers that were kept for long enough. */
  readonly evidence: number;
  readonly runs: number;
}

/**
 * Removes what its retention has run out for.
 * @param evidenceDays 0 keeps no answers at all
 */
export async function prune(db: Db, evidenceDays: number, now: Date): Promise<PruneSummary> {
  // A clock that was wrong for a while may have dated answers ahead: with 0 days those go too.
  const before = evidenceDays === 0 ? '9999' : new Date(now.getTime() - evidenceDays * dayMs).toISOString();
  return { evidence: await deleteEvidenceBefore(db, before), runs: await deleteOldRuns(db, now) };
}
