import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Issue, IssueState } from '../core/issue.ts';
import type { Instant } from '../core/mention.ts';
import type { Attention } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';
import { isIn } from './dialect.ts';
import { loadMentionViews, type MentionView } from './mention-rows.ts';
import { loadRegionCode } from './meta.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db, Tables } from './schema.ts';

/** Relevant mentions whose verdict the matcher has not seen, oldest published first. They may be in an issue already (rescored). */
export async function listUnclustered(db: Db, limit: number): Promise<MentionView[]> {
  const rows = await db
    .selectFrom('scores')
    .select('mentionId')
    .where('about', '=', await loadRegionCode(db))
    .where('clustered', '=', 0)
    .orderBy('publishedAt')
    .orderBy('mentionId')
    .limit(limit)
    .execute();
  return loadMentionViews(
    db,
    rows.map((row) => row.mentionId),
  );
}

/** Members of one issue that say what it is: the first, which name it, and the newest, which are still spoken of. */
const firstMembers = 20;
const newestMembers = 40;

/**
 * Ids of what new mentions are compared with: of all issues mentioned at or after `since` the first 20 and the newest 40 members, answers to
 * others left out; by issue and then oldest first.
 */
export async function listIssueMemberIds(db: Db, since: Instant): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select m.id, m.issue_id, m.published_at,
        row_number() over (partition by m.issue_id order by m.published_at, m.id) as nth,
        row_number() over (partition by m.issue_id order by m.published_at desc, m.id desc) as nth_newest
      from issues i join mentions m on m.issue_id = i.id
      where i.last_at >= ${since} and (m.kind <> 'comment' or m.parent_id is null)
    ) as members
    where nth <= ${firstMembers} or nth_newest <= ${newestMembers}
    order by issue_id, published_at, id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Ids of answers that were put somewhere before what they answer came, by what they answer; those that a person has put there left out. */
export async function listEarlyAnswers(db: Db, mentionIds: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('mentions')
    .leftJoin('issuePins', 'issuePins.mentionId', 'mentions.id')
    .select('mentions.id')
    .where('mentions.issueId', 'is not', null)
    .where('issuePins.mentionId', 'is', null)
    .where(isIn(db, 'mentions.parentId', mentionIds))
    .orderBy('mentions.id')
    .execute();
  return rows.map(({ id }) => id);
}

export interface IssueQuery {
  readonly state?: IssueState;
  readonly topic?: Topic;
  readonly agency?: string;
  readonly attention?: Attention;
  /** Still mentioned at or after. */
  readonly from?: Instant;
  /** First mentioned before. */
  readonly to?: Instant;
  /** Only issues passed on whose agency should have answered by then. */
  readonly overdueAt?: Instant;
  /** Words of the title, as typed. */
  readonly q?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Latest mentioned first; issues without any member left are not shown. @throws RequestError 400 for a cursor that is not ours */
export async function listIssues(db: Db, query: IssueQuery): Promise<Page<Issue>> {
  const { state, topic, agency, attention, overdueAt, from, to, q, cursor } = query;
  let select = db
    .selectFrom('issues')
    .selectAll()
    .where((eb) =>
      eb.exists(eb.selectFrom('mentions').select('mentions.id').whereRef('mentions.issueId', '=', 'issues.id')),
    )
    .orderBy('lastAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (state !== undefined) select = select.where('state', '=', state);
  if (topic !== undefined) select = select.where('topic', '=', topic);
  if (agency !== undefined) select = select.where('agency', '=', agency);
  if (attention !== undefined) select = select.where('attention', '=', attention);
  if (overdueAt !== undefined) select = select.where('state', '=', 'diteruskan').where('dueAt', '<=', overdueAt);
  if (from !== undefined) select = select.where('lastAt', '>=', from);
  if (to !== undefined) select = select.where('firstAt', '<', to);
  for (const word of (q ?? '').split(/\s+/).filter((part) => part !== '')) {
    const pattern = `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    select = select.where(sql<SqlBool>`lower(title) like ${pattern} escape '\\'`);
  }
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) => eb(eb.refTuple('lastAt', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  return toPage(await select.execute(), query.limit, (row) => ({ at: row.lastAt, id: row.id }), toIssue);
}

export async function findIssue(db: Db, id: number): Promise<Issue | null> {
  const row = await db.selectFrom('issues').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toIssue(row);
}

/** Newest first. */
export async function listIssueMentions(db: Db, issueId: number, limit: number): Promise<MentionView[]> {
  const rows = await db
    .selectFrom('mentions')
    .select('id')
    .where('issueId', '=', issueId)
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return loadMentionViews(
    db,
    rows.map((row) => row.id),
  );
}

export function toIssue({ titleByHand: _title, agencyByHand: _agency, ...row }: Selectable<Tables['issues']>): Issue {
  return {
    ...row,
    state: row.state as IssueState,
    topic: row.topic as Topic,
    attention: row.attention as Attention,
  };
}
