import { type SqlBool, sql } from 'kysely';
import { isIn } from './dialect.ts';
import { loadMentionViews, type MentionView } from './mention-rows.ts';
import { isJudged, type ReportQuery, withVerdict } from './report-counts.ts';
import type { Db } from './schema.ts';
import type { Period } from './stats.ts';

/** The few texts of a period that a report shows or reads. */

const media = ['web', 'google-news', 'print', 'other'] as const;

export interface ClippingQuery extends ReportQuery {
  readonly limit: number;
  /** Mentions that only copy others. */
  readonly without: readonly number[];
}

/** What newsrooms and offices published (`media`), or citizens (`social`), newest first; no comments. */
export async function listPosted(db: Db, query: ClippingQuery, side: 'media' | 'social'): Promise<MentionView[]> {
  const rows = await posted(db, query, side)
    .select('mentions.id')
    .orderBy('mentions.publishedAt', 'desc')
    .orderBy('mentions.id', 'desc')
    .limit(query.limit)
    .execute();
  return loadMentionViews(
    db,
    rows.map(({ id }) => id),
  );
}

/** How many posts of citizens there are. */
export async function countSocialPosts(db: Db, query: ClippingQuery): Promise<number> {
  const { count } = await posted(db, query, 'social')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function posted(db: Db, { from, to, about, without }: ClippingQuery, side: 'media' | 'social') {
  const select = db
    .selectFrom('mentions')
    .leftJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('scores', withVerdict(about))
    .where(sql<SqlBool>`mentions.kind <> 'comment'`)
    .where('mentions.publishedAt', '>=', from)
    .where('mentions.publishedAt', '<', to)
    .where(isJudged)
    .where((eb) => eb.not(isIn(db, 'mentions.id', without)));
  const isCommunity = sql<SqlBool>`coalesce(mentions.voice_class, sources.class) = 'community'`;
  return side === 'media'
    ? select.where('mentions.platform', 'in', media).where((eb) => eb.not(isCommunity))
    : select.where((eb) => eb.or([eb('mentions.platform', 'not in', media), isCommunity]));
}

/**
 * Every so many-th relevant mention of a period, spread evenly over it: what words are counted in.
 * @param step 1 for all
 */
export function listSample(
  db: Db,
  { from, to, about }: ReportQuery,
  step: number,
): Promise<{ readonly id: number; readonly title: string | null; readonly text: string }[]> {
  return db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .select(['mentions.id', 'mentions.title', 'mentions.text'])
    .where('scores.about', '=', about)
    .where('scores.publishedAt', '>=', from)
    .where('scores.publishedAt', '<', to)
    .where(sql<SqlBool>`scores.mention_id % ${step} = 0`)
    .execute();
}

/** The issue most spoken of in a span, by its title; null when none is. */
export async function findTopIssue(db: Db, { from, to }: Period): Promise<string | null> {
  const row = await db
    .selectFrom('mentions')
    .innerJoin('issues', 'issues.id', 'mentions.issueId')
    .select('issues.title')
    .where('mentions.publishedAt', '>=', from)
    .where('mentions.publishedAt', '<', to)
    .where('issues.state', '<>', 'bukan-isu')
    .groupBy(['issues.id', 'issues.title'])
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('issues.id')
    .limit(1)
    .executeTakeFirst();
  return row?.title ?? null;
}

const firstPosted = 5;
const lastPosted = 4;
const lastComments = 5;

/**
 * Members that stand for an issue in a report: who wrote first, the latest reports and posts, and the latest comments, each of the
 * period. @returns ids
 */
export async function listIssueTexts(db: Db, issueId: number, { from, to }: Period): Promise<readonly number[]> {
  const members = db
    .selectFrom('mentions')
    .select('id')
    .where('issueId', '=', issueId)
    .where('publishedAt', '>=', from)
    .where('publishedAt', '<', to);
  const reports = members.where('kind', '<>', 'comment');
  const latest = (select: typeof members) => select.orderBy('publishedAt', 'desc').orderBy('id', 'desc');
  const rows = await db
    .selectFrom(reports.orderBy('publishedAt').orderBy('id').limit(firstPosted).as('first'))
    .select('id')
    .union(db.selectFrom(latest(reports).limit(lastPosted).as('last')).select('id'))
    .union(
      db
        .selectFrom(
          latest(members.where('kind', '=', 'comment'))
            .limit(lastComments)
            .as('said'),
        )
        .select('id'),
    )
    .execute();
  return rows.map(({ id }) => id);
}
