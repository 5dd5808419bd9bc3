import { type SqlBool, sql } from 'kysely';
import type { Alert } from '../core/alert.ts';
import type { Issue, IssueState } from '../core/issue.ts';
import type { Instant } from '../core/mention.ts';
import type { Attention } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';
import { listAlerts } from './alerts.ts';
import { isIn } from './dialect.ts';
import { toIssue } from './issues.ts';
import { loadRegionCode } from './meta.ts';
import type { Db } from './schema.ts';

/** Of an issue what counting needs; read from one index. */
export interface SeenIssue {
  readonly id: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly attention: Attention;
  readonly state: IssueState;
  readonly topic: Topic;
  readonly agency: string | null;
  readonly placeCode: string | null;
  readonly mentionCount: number;
}

/** No office can look at more; a longer period is cut at its beginning. */
const maxSeen = 20_000;

/**
 * Issues that were mentioned at or after `from` and began before `to`, latest mentioned first; what is no issue (any more) is left out.
 * @param agency null for all
 */
export async function listSeenIssues(
  db: Db,
  { from, to, agency }: { readonly from: Instant; readonly to: Instant; readonly agency: string | null },
): Promise<readonly SeenIssue[]> {
  let select = db
    .selectFrom('issues')
    .select(['id', 'firstAt', 'lastAt', 'attention', 'state', 'topic', 'agency', 'placeCode', 'mentionCount'])
    .where('lastAt', '>=', from)
    .where('firstAt', '<', to)
    .where('state', '<>', 'bukan-isu')
    .where('mergedInto', 'is', null)
    .where('mentionCount', '>', 0)
    .orderBy('lastAt', 'desc')
    .orderBy('id', 'desc')
    .limit(maxSeen);
  if (agency !== null) select = select.where('agency', '=', agency);
  return (await select.execute()) as SeenIssue[];
}

/** Issues of one agency or place at one level. */
export interface SeenCount {
  /** Agency or place code, by what is counted. */
  readonly key: string | null;
  readonly attention: Attention;
  readonly count: number;
}

/**
 * The same issues, counted by the database: a month may have tens of thousands.
 * @param open only those that somebody still has to do something about
 */
export async function countSeenIssues(
  db: Db,
  by: 'agency' | 'placeCode',
  query: { readonly from: Instant; readonly to: Instant; readonly topic: Topic | null; readonly open: boolean },
): Promise<readonly SeenCount[]> {
  const { from, to, topic, open } = query;
  let select = db
    .selectFrom('issues')
    .select([`${by} as key`, 'attention'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('lastAt', '>=', from)
    .where('firstAt', '<', to)
    .where('state', 'not in', open ? ['bukan-isu', 'selesai'] : ['bukan-isu'])
    .where('mergedInto', 'is', null)
    .where('mentionCount', '>', 0)
    .groupBy([by, 'attention']);
  if (topic !== null) select = select.where('topic', '=', topic);
  return (await select.execute()) as SeenCount[];
}

/** Whole issues, in the order of the ids. */
export async function loadIssues(db: Db, ids: readonly number[]): Promise<readonly Issue[]> {
  const rows = await db
    .selectFrom('issues')
    .selectAll()
    .where(isIn(db, 'issues.id', ids))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, toIssue(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Issues passed on whose agency should have answered by now, the longest overdue first. */
export async function listOverdueIssues(
  db: Db,
  { now, agency, limit }: { readonly now: Date; readonly agency: string | null; readonly limit: number },
): Promise<readonly Issue[]> {
  let select = db
    .selectFrom('issues')
    .selectAll()
    // The words of the partial index `issues_due`.
    .where(sql<SqlBool>`state = 'diteruskan'`)
    .where('dueAt', '<=', now.toISOString())
    .where('mergedInto', 'is', null)
    .orderBy('dueAt')
    .orderBy('id')
    .limit(limit);
  if (agency !== null) select = select.where('agency', '=', agency);
  return (await select.execute()).map(toIssue);
}

/** How many issues are with each agency, and how many of these are overdue. */
export async function countPassedOn(
  db: Db,
  now: Date,
): Promise<readonly { readonly agency: string | null; readonly waiting: number; readonly overdue: number }[]> {
  const rows = await db
    .selectFrom('issues')
    .select('agency')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .select(sql<number>`count(case when due_at <= ${now.toISOString()} then 1 end)`.as('overdue'))
    .where(sql<SqlBool>`state = 'diteruskan'`)
    .where('mergedInto', 'is', null)
    .groupBy('agency')
    .execute();
  return rows;
}

/** Alerts since `from` that nobody sees to, newest first, and how many there are. */
export async function listUnacknowledged(
  db: Db,
  { from, agency, limit }: { readonly from: Instant; readonly agency: string | null; readonly limit: number },
): Promise<{ readonly items: readonly Alert[]; readonly total: number }> {
  let count = db
    .selectFrom('alerts')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('acknowledgedAt', 'is', null)
    .where('firedAt', '>=', from);
  if (agency !== null) count = count.where('agency', '=', agency);
  const { total } = await count.executeTakeFirstOrThrow();
  const own = agency === null ? {} : { agency };
  const { items } = await listAlerts(db, { acknowledged: false, from, limit, ...own });
  return { items, total };
}

/** Whether there is anything to tell of yet. */
export interface Readiness {
  readonly sources: number;
  readonly anyMention: boolean;
  /** About this regency. */
  readonly anyRelevant: boolean;
  /** Wait for their first verdict, or were edited since; so many or more. */
  readonly waiting: number;
}

const maxWaiting = 10_000;

export async function loadReadiness(db: Db): Promise<Readiness> {
  const region = await loadRegionCode(db);
  const sources = await db
    .selectFrom('sources')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const mention = await db.selectFrom('mentions').select('id').limit(1).executeTakeFirst();
  const relevant = await db
    .selectFrom('scores')
    .select('mentionId')
    .where('about', '=', region)
    .limit(1)
    .executeTakeFirst();
  const waiting = await db.selectFrom('scoreQueue').select('mentionId').limit(maxWaiting).execute();
  return {
    sources: sources.count,
    anyMention: mention !== undefined,
    anyRelevant: relevant !== undefined,
    waiting: waiting.length,
  };
}
