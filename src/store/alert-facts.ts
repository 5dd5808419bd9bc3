import { sql } from 'kysely';
import type { Issue } from '../core/issue.ts';
import type { Instant } from '../core/mention.ts';
import type { Topic } from '../core/topics.ts';
import { isIn } from './dialect.ts';
import { toIssue } from './issues.ts';
import { loadMentionViews, type MentionView } from './mention-rows.ts';
import type { Db } from './schema.ts';

/** What alert rules look at, read for many issues at once. */

/** Issues that have members and were mentioned at or after; those with most negative mentions first. */
export async function listIssuesSince(db: Db, since: Instant): Promise<readonly Issue[]> {
  const rows = await db
    .selectFrom('issues')
    .selectAll()
    .where('lastAt', '>=', since)
    .where('mergedInto', 'is', null)
    .where('mentionCount', '>', 0)
    .orderBy('negativeCount', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toIssue);
}

/** Issues on these topics mentioned at or after: what a theme can be found in. */
export async function listIssuesOnTopics(db: Db, topics: readonly Topic[], since: Instant): Promise<readonly Issue[]> {
  if (topics.length === 0) return [];
  const rows = await db
    .selectFrom('issues')
    .selectAll()
    .where(isIn(db, 'issues.topic', topics))
    .where('lastAt', '>=', since)
    .where('mergedInto', 'is', null)
    .where('attention', '<>', 'none')
    .execute();
  return rows.map(toIssue);
}

/** The newest mentions of each issue, newest first; issues without any are left out. */
export async function loadMentionsOfIssues(
  db: Db,
  issueIds: readonly number[],
  perIssue: number,
): Promise<ReadonlyMap<number, readonly MentionView[]>> {
  if (issueIds.length === 0) return new Map();
  const ranked = db
    .selectFrom('mentions')
    .select(['id', 'issueId', 'publishedAt'])
    .select(sql<number>`row_number() over (partition by issue_id order by published_at desc, id desc)`.as('place'))
    .where('issueId', 'is not', null)
    .where(isIn(db, 'mentions.issueId', issueIds));
  const rows = await db
    .selectFrom(ranked.as('ranked'))
    .select('id')
    .where('place', '<=', perIssue)
    .orderBy('issueId')
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const views = await loadMentionViews(
    db,
    rows.map(({ id }) => id),
  );
  const byIssue = new Map<number, MentionView[]>();
  for (const view of views) {
    const own = byIssue.get(view.issueId ?? 0);
    if (own === undefined) byIssue.set(view.issueId ?? 0, [view]);
    else own.push(view);
  }
  return byIssue;
}
