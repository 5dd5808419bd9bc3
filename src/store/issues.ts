import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Issue, IssueState } from '../core/issue.ts';
import type { Instant } from '../core/mention.ts';
import type { Attention } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';
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

/**
 * Members of all issues that were mentioned at or after `since`, by issue and then oldest first: what new mentions are compared with.
 * @param hoaxSince reaches further back for issues that carry a claim, because hoaxes return
 */
export async function listIssueMembers(db: Db, since: Instant, hoaxSince: Instant = since): Promise<MentionView[]> {
  const rows = await db
    .selectFrom('issues')
    .innerJoin('mentions', 'mentions.issueId', 'issues.id')
    .select('mentions.id')
    .where((eb) =>
      eb.or([
        eb('issues.lastAt', '>=', since),
        eb.and([eb('issues.hoaxCount', '>', 0), eb('issues.lastAt', '>=', hoaxSince)]),
      ]),
    )
    .orderBy('issues.id')
    .orderBy('mentions.publishedAt')
    .orderBy('mentions.id')
    .execute();
  return loadMentionViews(
    db,
    rows.map((row) => row.id),
  );
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
  /** Words of the title, as typed. */
  readonly q?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Latest mentioned first; issues without any member left are not shown. @throws RequestError 400 for a cursor that is not ours */
export async function listIssues(db: Db, query: IssueQuery): Promise<Page<Issue>> {
  const { state, topic, agency, attention, from, to, q, cursor } = query;
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

function toIssue(row: Selectable<Tables['issues']>): Issue {
  return {
    ...row,
    state: row.state as IssueState,
    topic: row.topic as Topic,
    attention: row.attention as Attention,
  };
}
