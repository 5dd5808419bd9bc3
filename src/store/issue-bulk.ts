import { RequestError } from '../core/errors.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { mergeIssues } from './issue-hands.ts';
import { changeState, type StateChange } from './issue-life.ts';
import type { Db } from './schema.ts';

/** The same done to several issues: all of them or none. */

/** @throws RequestError as `changeState`, with the number of the issue that stands in the way */
export function changeStates(
  db: Db,
  issueIds: readonly number[],
  change: Omit<StateChange, 'issueId'>,
): Promise<readonly number[]> {
  return inWriteTransaction(db, async (trx) => {
    const ids = [...new Set(issueIds)];
    for (const issueId of ids) await named(issueId, () => changeState(trx, { ...change, issueId }));
    return ids;
  });
}

export interface MergeAll {
  readonly issueIds: readonly number[];
  /** The one that stays; the one with most mentions if null. */
  readonly into: number | null;
  readonly who: string;
  readonly why: string;
  readonly now: Date;
}

/** @returns the issue that stays @throws RequestError as `mergeIssues` · 400 when there is nothing to join */
export function mergeAll(db: Db, { issueIds, into, who, why, now }: MergeAll): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom('issues')
      .select('id')
      .where(isIn(trx, 'issues.id', issueIds))
      .orderBy('mentionCount', 'desc')
      .orderBy('id')
      .execute();
    const target = into ?? rows[0]?.id ?? 0;
    const others = [...new Set(issueIds)].filter((id) => id !== target);
    if (target === 0 || others.length === 0) {
      throw new RequestError(400, 'nothing-to-join', 'Pilih sedikitnya dua isu yang akan digabung.');
    }
    for (const from of others) await named(from, () => mergeIssues(trx, { from, into: target, who, why, now }));
    return target;
  });
}

/** Says which of the issues a refusal is about. */
async function named<T>(issueId: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new RequestError(error.status, error.code, `Isu ${issueId}: ${error.message}`, error.problems);
  }
}
