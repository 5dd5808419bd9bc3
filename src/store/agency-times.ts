import { type SqlBool, sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import { type AgencyResponse, quantile, responsesOf } from '../core/response-times.ts';
import { isIn } from './dialect.ts';
import { loadHistories } from './issue-life.ts';
import type { Db } from './schema.ts';

/** Of so many issues the histories are read; more are passed on in no office's quarter. */
const maxIssues = 5_000;

/** What was passed on to agencies in the period, and how each dealt with it, oldest first. */
export async function listResponses(
  db: Db,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly AgencyResponse[]> {
  const passed = await db
    .selectFrom('issueEvents')
    .select('issueId')
    .distinct()
    // The words of the partial index `issue_states`.
    .where(sql<SqlBool>`kind = 'state'`)
    .where('toValue', '=', 'diteruskan')
    .where('at', '>=', from)
    .where('at', '<', to)
    .limit(maxIssues)
    .execute();
  const ids = passed.map(({ issueId }) => issueId);
  const histories = await loadHistories(db, ids);
  const issues = await db
    .selectFrom('issues')
    .select(['id', 'agency'])
    .where(isIn(db, 'issues.id', ids))
    .execute();
  return issues
    .flatMap(({ id, agency }) => responsesOf(id, histories.get(id) ?? [], agency))
    .filter(({ passedAt }) => passedAt >= from && passedAt < to)
    .sort((a, b) => (a.passedAt < b.passedAt ? -1 : 1));
}

export interface AgencyTimes {
  readonly agency: string;
  /** Issues passed on to it in the period. */
  readonly passedOn: number;
  readonly answered: number;
  /** Answered after the time that was asked for. */
  readonly late: number;
  /** Of the answered ones, from being asked to the answer; null when none was answered. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
}

export function summarizeTimes(responses: readonly AgencyResponse[]): ReadonlyMap<string, AgencyTimes> {
  const agencies = [...new Set(responses.map(({ agency }) => agency))];
  return new Map(
    agencies.map((agency) => {
      const own = responses.filter((response) => response.agency === agency);
      const answered = own.flatMap(({ passedAt, answeredAt, dueAt }) =>
        answeredAt === null ? [] : [{ ms: Date.parse(answeredAt) - Date.parse(passedAt), answeredAt, dueAt }],
      );
      const times = answered.map(({ ms }) => ms);
      const late = answered.filter(({ answeredAt, dueAt }) => dueAt !== null && answeredAt > dueAt).length;
      return [
        agency,
        {
          ...{ agency, passedOn: own.length, answered: answered.length, late },
          ...{ medianMs: quantile(times, 0.5), p90Ms: quantile(times, 0.9) },
        },
      ];
    }),
  );
}
