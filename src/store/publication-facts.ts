import { sql } from 'kysely';
import type { Issue } from '../core/issue.ts';
import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import { toIssue } from './issues.ts';
import { loadRegionCode } from './meta.ts';
import type { Db } from './schema.ts';

/** What a regency looks up of itself to tell its province. Times are half-open periods of instants. */

/** Times of what happened at or after `from`: hoaxes about the regency, alerts, reports that were queued. */
export async function loadEventTimes(db: Db, from: Instant) {
  const region = await loadRegionCode(db);
  const hoaxes = await db
    .selectFrom('scores')
    .select('publishedAt as at')
    // The first words are those of the index `scores_of_hoaxes`.
    .where(sql<boolean>`hoax_class <> 'none'`)
    .where('hoaxClass', '=', 'claim')
    .where('about', '=', region)
    .where('publishedAt', '>=', from)
    .execute();
  const alerts = await db.selectFrom('alerts').select('firedAt as at').where('firedAt', '>=', from).execute();
  const reports = await db.selectFrom('digests').select('queuedAt as at').where('queuedAt', '>=', from).execute();
  return { hoaxes: timesOf(hoaxes), alerts: timesOf(alerts), reports: timesOf(reports) };
}

function timesOf(rows: readonly { readonly at: string | null }[]): Instant[] {
  return rows.flatMap(({ at }) => at ?? []);
}

/** Issues that somebody still has to do something about, and how many of these are red. */
export async function countOpenIssues(db: Db, from: Instant): Promise<{ readonly open: number; readonly red: number }> {
  const rows = await db
    .selectFrom('issues')
    .select('attention')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'not in', ['bukan-isu', 'selesai'])
    .where('lastAt', '>=', from)
    .where('mergedInto', 'is', null)
    .where('mentionCount', '>', 0)
    .groupBy('attention')
    .execute();
  const of = (pick: (attention: string) => boolean) =>
    rows.filter(({ attention }) => pick(attention)).reduce((sum, { count }) => sum + count, 0);
  return { open: of(() => true), red: of((attention) => attention === 'alert') };
}

/** An issue that may be told of, and whether a person named it. */
export type TellableIssue = Issue & { readonly titleByHand: boolean };

/** Issues mentioned at or after `from`, latest mentioned first; what is no issue (any more) is left out. */
export async function listTellableIssues(db: Db, from: Instant, limit: number): Promise<TellableIssue[]> {
  const rows = await db
    .selectFrom('issues')
    .selectAll()
    .where('lastAt', '>=', from)
    .where('state', '<>', 'bukan-isu')
    .where('mergedInto', 'is', null)
    .where('mentionCount', '>', 0)
    .orderBy('lastAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...toIssue(row), titleByHand: row.titleByHand === 1 }));
}

export interface IssueText {
  readonly issueId: number;
  readonly title: string | null;
  readonly text: string;
  readonly url: string | null;
}

/** Of each issue the first and the newest mentions that say something of their own: no comments. */
export async function listIssueTexts(db: Db, issueIds: readonly number[], ofEachEnd: number): Promise<IssueText[]> {
  if (issueIds.length === 0) return [];
  const { rows } = await sql<IssueText>`
    select issue_id, title, text, url from (
      select m.id, m.issue_id, m.title, m.text, m.url, m.published_at,
        row_number() over (partition by m.issue_id order by m.published_at, m.id) as nth,
        row_number() over (partition by m.issue_id order by m.published_at desc, m.id desc) as nth_newest
      from mentions m
      where ${isIn(db, 'm.issueId', issueIds)} and m.kind <> 'comment' and m.set_aside is null
    ) as members
    where nth <= ${ofEachEnd} or nth_newest <= ${ofEachEnd}
    order by issue_id, published_at, id`.execute(db);
  return rows;
}

/** When the newest mention was collected; null before the first. */
export async function findLastCollected(db: Db): Promise<Instant | null> {
  const row = await db.selectFrom('mentions').select('collectedAt').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.collectedAt ?? null;
}
