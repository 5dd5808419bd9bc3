import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Issue } from '../core/issue.ts';
import type { Attention } from '../core/score.ts';
import { isIn } from './dialect.ts';
import { toIssue } from './issues.ts';
import type { ReportQuery } from './report-counts.ts';
import type { Db } from './schema.ts';
import type { Period } from './stats.ts';

/** Issues of a report's period, found through the members' index. */

/** An issue with its members in a period; mirrors do not count. */
export interface ActiveIssue {
  readonly issue: Issue;
  readonly count: number;
}

/** Members of the issue in a period, without those of mirrors. */
function membersIn({ from, to }: Period): RawBuilder<number> {
  return sql<number>`(select count(*) from mentions m join sources s on s.id = m.source_id where m.issue_id = issues.id
    and m.published_at >= ${from} and m.published_at < ${to} and coalesce(m.voice_class, s.class) <> 'mirror')`;
}

/** How many there are beyond the limit too. */
const total = sql<number>`cast(count(*) over () as integer)`.as('total');

/** The issue was raised in the period: a member of it is red or yellow. */
function isRaisedIn({ from, to }: Period): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from mentions m join scores x on x.mention_id = m.id where m.issue_id = issues.id
    and m.published_at >= ${from} and m.published_at < ${to} and x.attention <> 'none')`;
}

function overlapping(db: Db, { from, to }: Period) {
  return db
    .selectFrom('issues')
    .where('issues.lastAt', '>=', from)
    .where('issues.firstAt', '<', to)
    .where('issues.state', '<>', 'bukan-isu')
    .where('issues.mergedInto', 'is', null);
}

/** Issues of a level that were raised in the period, those most spoken of in it first; and how many there are, and how many are new. */
export async function listRaised(
  db: Db,
  period: Period,
  attention: Exclude<Attention, 'none'>,
  limit: number,
): Promise<{ readonly items: readonly ActiveIssue[]; readonly total: number; readonly fresh: number }> {
  const raised = overlapping(db, period).where('issues.attention', '=', attention).where(isRaisedIn(period));
  const rows = await raised
    .selectAll('issues')
    .select(membersIn(period).as('count'))
    .select([
      total,
      sql<number>`cast(sum(case when issues.first_at >= ${period.from} then 1 else 0 end) over () as integer)`.as(
        'fresh',
      ),
    ])
    .orderBy('count', 'desc')
    .orderBy('issues.id')
    .limit(limit)
    .execute();
  const [first] = rows;
  const items = rows.map(({ total: _total, fresh: _fresh, ...row }) => toActive(row));
  return { items, total: first?.total ?? 0, fresh: first?.fresh ?? 0 };
}

/** Red issues that were spoken of in the period before and are older than this one, whatever became of them; most spoken of first. */
export async function listEarlier(
  db: Db,
  period: Period,
  before: Period,
  limit: number,
): Promise<{ readonly items: readonly ActiveIssue[]; readonly total: number }> {
  const earlier = overlapping(db, before)
    .where('issues.attention', '=', 'alert')
    .where('issues.firstAt', '<', period.from)
    .where(isRaisedIn(before));
  const rows = await earlier
    .selectAll('issues')
    .select([membersIn(before).as('count'), total])
    .orderBy('count', 'desc')
    .orderBy('issues.id')
    .limit(limit)
    .execute();
  return { items: rows.map(({ total: _, ...row }) => toActive(row)), total: rows[0]?.total ?? 0 };
}

/** Issues passed on to an agency whose answer was due by then and is not there; the longest overdue first. */
export async function listOverdue(db: Db, at: string, limit: number): Promise<readonly Issue[]> {
  const rows = await db
    .selectFrom('issues')
    .selectAll()
    .where('state', '=', 'diteruskan')
    .where('dueAt', '<=', at)
    .where('mergedInto', 'is', null)
    .orderBy('dueAt')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toIssue);
}

export interface HoaxIssue extends ActiveIssue {
  /** Members in the period that repeat a claim; the others are fact checks. */
  readonly claims: readonly number[];
}

/** Issues with a claim or a fact check in the period, those most spoken of first. */
export async function listHoaxIssues(
  db: Db,
  query: ReportQuery,
  limit: number,
): Promise<{ readonly items: readonly HoaxIssue[]; readonly total: number }> {
  const members = await db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .innerJoin('issues', 'issues.id', 'mentions.issueId')
    .select(['issues.id as issueId', 'scores.mentionId', 'scores.hoaxClass'])
    .where('scores.about', '=', query.about)
    .where('scores.publishedAt', '>=', query.from)
    .where('scores.publishedAt', '<', query.to)
    .where('scores.hoaxClass', 'in', ['claim', 'fact-check'])
    .where('issues.state', '<>', 'bukan-isu')
    .execute();
  const claims = new Map<number, number[]>();
  for (const { issueId, mentionId, hoaxClass } of members) {
    const own = claims.get(issueId) ?? [];
    if (hoaxClass === 'claim') own.push(mentionId);
    claims.set(issueId, own);
  }
  const rows = await db
    .selectFrom('issues')
    .selectAll()
    .select(membersIn(query).as('count'))
    .where(isIn(db, 'issues.id', [...claims.keys()]))
    .orderBy('count', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return { items: rows.map((row) => ({ ...toActive(row), claims: claims.get(row.id) ?? [] })), total: claims.size };
}

/** All of it happened in the period: what the issue itself says is right for the period too. */
function isWithin({ firstAt, lastAt }: Pick<Issue, 'firstAt' | 'lastAt'>, { from, to }: Period): boolean {
  return firstAt >= from && lastAt < to;
}

/** Looked at more closely: of issues that last, only those members count that fall into the period. */
const candidates = 4;

/** Green issues with more praise than blame in the period. `total` counts those praised over their whole life. */
export async function listPraised(
  db: Db,
  period: Period,
  limit: number,
): Promise<{ readonly items: readonly ActiveIssue[]; readonly total: number }> {
  const praised = overlapping(db, period)
    .where('issues.attention', '=', 'none')
    .whereRef('issues.positiveCount', '>', 'issues.negativeCount');
  const rows = await praised
    .selectAll('issues')
    .orderBy('issues.mentionCount', 'desc')
    .orderBy('issues.id')
    .limit(limit * candidates)
    .execute();
  const tones = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .innerJoin('scores', 'scores.mentionId', 'mentions.id')
    .select('mentions.issueId')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.countAll<number>().filterWhere('scores.label', '=', 'positive').as('positive'),
      eb.fn.countAll<number>().filterWhere('scores.label', '=', 'negative').as('negative'),
    ])
    .where(
      isIn(
        db,
        'mentions.issueId',
        rows.filter((row) => !isWithin(row, period)).map(({ id }) => id),
      ),
    )
    .where('mentions.publishedAt', '>=', period.from)
    .where('mentions.publishedAt', '<', period.to)
    .where((eb) => eb(eb.fn.coalesce('mentions.voiceClass', 'sources.class'), '<>', 'mirror'))
    .groupBy('mentions.issueId')
    .execute();
  const toneOf = new Map(tones.map((tone) => [tone.issueId, tone]));
  const items = rows
    .flatMap((row) => {
      if (isWithin(row, period)) return [toActive({ ...row, count: row.mentionCount })];
      const tone = toneOf.get(row.id);
      return tone === undefined || tone.positive <= tone.negative ? [] : [toActive({ ...row, count: tone.count })];
    })
    .sort((a, b) => b.count - a.count || a.issue.id - b.issue.id)
    .slice(0, limit);
  const total =
    rows.length < limit * candidates
      ? items.length
      : (await praised.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total;
  return { items, total };
}

type Row = Parameters<typeof toIssue>[0] & { readonly count: number };

function toActive({ count, ...row }: Row): ActiveIssue {
  return { issue: toIssue(row), count };
}
