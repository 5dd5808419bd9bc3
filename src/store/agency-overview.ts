import { sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import type { Attention } from '../core/score.ts';
import { type AgencyTimes, listResponses, summarizeTimes } from './agency-times.ts';
import { countPassedOn, countSeenIssues } from './overview.ts';
import type { Db } from './schema.ts';

/** Everything that is counted of one agency. */
export interface AgencyOverview {
  readonly agency: string;
  /** Issues that somebody still has to do something about, mentioned in the period. */
  readonly red: number;
  readonly yellow: number;
  /** With the agency now, whenever they were passed on; and of these, past their time. */
  readonly waiting: number;
  readonly overdue: number;
  /** Null when nothing was passed on to it in the period. */
  readonly times: AgencyTimes | null;
  /** Asked in the period: still waiting, and answered. */
  readonly questionsWaiting: number;
  readonly questionsAnswered: number;
}

/** @param agencies ids of those to tell of, also when nothing is known of them */
export async function loadAgencyOverviews(
  db: Db,
  query: { readonly agencies: readonly string[]; readonly from: Instant; readonly to: Instant; readonly now: Date },
): Promise<readonly AgencyOverview[]> {
  const { agencies, from, to, now } = query;
  const open = await countSeenIssues(db, 'agency', { from, to, topic: null, open: true });
  const countOf = (agency: string, attention: Attention): number =>
    open.find((row) => row.key === agency && row.attention === attention)?.count ?? 0;
  const passedOn = new Map((await countPassedOn(db, now)).map((row) => [row.agency, row]));
  const times = summarizeTimes(await listResponses(db, { from, to }));
  const questions = new Map((await countAsked(db, from, to)).map((row) => [row.agency, row]));
  return agencies.map((agency) => {
    return {
      agency,
      red: countOf(agency, 'alert'),
      yellow: countOf(agency, 'watch'),
      waiting: passedOn.get(agency)?.waiting ?? 0,
      overdue: passedOn.get(agency)?.overdue ?? 0,
      times: times.get(agency) ?? null,
      questionsWaiting: questions.get(agency)?.waiting ?? 0,
      questionsAnswered: questions.get(agency)?.answered ?? 0,
    };
  });
}

/** From the index `questions_counted` alone. */
function countAsked(db: Db, from: Instant, to: Instant) {
  return db
    .selectFrom('questions')
    .select('agency')
    .select(sql<number>`count(case when answered_at is null then 1 end)`.as('waiting'))
    .select(sql<number>`count(answered_at)`.as('answered'))
    .where('askedAt', '>=', from)
    .where('askedAt', '<', to)
    .groupBy('agency')
    .execute();
}
