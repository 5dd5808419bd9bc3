import { type IssueState, issueStates } from '../core/issue.ts';
import type { Instant } from '../core/mention.ts';
import type { Db } from './schema.ts';

export interface IssueCounts {
  /** Issues still mentioned since then; a state without any is left out. */
  readonly states: ReadonlyMap<IssueState, number>;
  /** Passed on, and the agency should have answered by now; whenever they were last mentioned. */
  readonly overdue: number;
}

/** How many issues wait in which state. @param agency only those of one agency; null counts all */
export async function countIssueStates(
  db: Db,
  { since, now, agency }: { readonly since: Instant; readonly now: Instant; readonly agency: string | null },
): Promise<IssueCounts> {
  const issues = () => {
    const select = db.selectFrom('issues').where('mergedInto', 'is', null);
    return agency === null ? select : select.where('agency', '=', agency);
  };
  const rows = await issues()
    .select('state')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    // Named one by one, so that each is a range of the index.
    .where('state', 'in', issueStates)
    .where('lastAt', '>=', since)
    .groupBy('state')
    .execute();
  const late = await issues()
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('state', '=', 'diteruskan')
    .where('dueAt', '<=', now)
    .executeTakeFirstOrThrow();
  return {
    states: new Map(rows.map(({ state, count }) => [state as IssueState, Number(count)])),
    overdue: Number(late.count),
  };
}
