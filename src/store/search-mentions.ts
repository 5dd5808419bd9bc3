import type { Instant, Platform } from '../core/mention.ts';
import type { Attention, HoaxClass, SentimentLabel, Target } from '../core/score.ts';
import type { SearchNode } from '../core/search-plan.ts';
import type { Topic } from '../core/topics.ts';
import { loadMentionViews, type MentionView } from './mention-rows.ts';
import type { Page } from './paging.ts';
import type { Db } from './schema.ts';
import { findIds } from './search-mentions-find.ts';
import { findMostRelevant } from './search-mentions-rank.ts';

/** What to list; absent means any. Filters on verdicts leave out mentions that are not scored yet. */
export interface MentionQuery {
  /** What was searched for, as `planSearch` makes it. */
  readonly node?: SearchNode;
  readonly label?: SentimentLabel;
  readonly topic?: Topic;
  readonly agency?: string;
  /** A kecamatan finds its desa too. */
  readonly placeCode?: string;
  readonly attention?: Attention;
  readonly target?: Target;
  readonly hoaxClass?: HoaxClass;
  /** Regency code. */
  readonly about?: string;
  /** Only what is about this installation's regency. */
  readonly relevantOnly?: boolean;
  readonly platform?: Platform;
  readonly sourceId?: string;
  readonly issueId?: number;
  /** Published at or after. */
  readonly from?: Instant;
  /** Published before. */
  readonly to?: Instant;
  /** Only what is about this agency, or belongs to an issue of it. */
  readonly scope?: string;
  /** Only what nobody has judged. */
  readonly unchecked?: boolean;
  /** Also what was set aside, but never what must not be processed. */
  readonly includeSetAside?: boolean;
  readonly limit: number;
  readonly cursor?: string;
  /** `relevance`: of the newest hits, those first that the words fit best. Newest first if absent. */
  readonly sort?: 'newest' | 'relevance';
}

export interface MentionPage extends Page<MentionView> {
  /**
   * Not null when the search stopped early: so many matches of the words were looked at, newest first, and too few of them passed the
   * filters to fill the page. `next` goes on there.
   */
  readonly lookedAt: number | null;
  /** The order of the items: without words there is no best. */
  readonly sort: 'newest' | 'relevance';
}

/** Newest first, unless asked otherwise. @throws RequestError 400 for a cursor that is not ours */
export async function searchMentions(db: Db, query: MentionQuery): Promise<MentionPage> {
  const ranked = query.sort === 'relevance' ? await findMostRelevant(db, query) : null;
  const found = ranked ?? (await findIds(db, query, query.limit));
  const items = await loadMentionViews(
    db,
    found.rows.map(({ id }) => id),
  );
  return { items, next: found.next, lookedAt: found.lookedAt, sort: ranked === null ? 'newest' : 'relevance' };
}

/** How many there are, counted no further than `most`. */
export async function countMentions(db: Db, query: Omit<MentionQuery, 'limit'>, most: number): Promise<number> {
  return (await findIds(db, { ...query, limit: most }, most)).rows.length;
}

/** Whether a mention is about an agency or belongs to an issue of it. */
export async function isOfAgency(db: Db, id: number, agency: string): Promise<boolean> {
  const row = await db
    .selectFrom('mentions')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .leftJoin('issues', 'issues.id', 'mentions.issueId')
    .select(['scores.agency', 'issues.agency as issueAgency'])
    .where('mentions.id', '=', id)
    .executeTakeFirst();
  return row !== undefined && agency !== '' && (row.agency === agency || row.issueAgency === agency);
}
