import { type JoinBuilder, type SqlBool, sql } from 'kysely';
import type { Instant, MentionKind, Platform } from '../core/mention.ts';
import type { Attention, SentimentLabel } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';
import { isIn } from './dialect.ts';
import type { Db, Tables } from './schema.ts';
import type { Period } from './stats.ts';

/**
 * Counts for reports of periods with hundreds of thousands of mentions. Each is answered by an index alone: verdicts are counted
 * without their mentions, and what copies or was written in the media, which is little, is looked up beside it.
 */

export interface ReportQuery extends Period {
  /** Regency code. */
  readonly about: string;
}

export interface Verdict {
  readonly label: SentimentLabel;
  readonly attention: Attention;
  readonly topic: Topic;
  readonly agency: string | null;
}

export type VerdictCount = Omit<Verdict, 'topic'> & { readonly count: number };

/**
 * All relevant mentions of a period by verdict, copies too. Ask for spans of a day at most: their groups are sorted in the processor's
 * cache, which halves the time for a month.
 */
export async function countVerdicts(db: Db, query: ReportQuery): Promise<VerdictCount[]> {
  const rows = await judgedIn(db, query)
    .select(['agency', 'label', 'attention'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['agency', 'label', 'attention'])
    .execute();
  return rows as VerdictCount[];
}

export interface TopicCount {
  readonly topic: string;
  readonly count: number;
  readonly negative: number;
}

/** The same by topic. */
export async function countTopics(db: Db, query: ReportQuery): Promise<TopicCount[]> {
  return judgedIn(db, query)
    .select('topic')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.countAll<number>().filterWhere('label', '=', 'negative').as('negative'),
    ])
    .groupBy('topic')
    .execute();
}

function judgedIn(db: Db, { about, from, to }: ReportQuery) {
  return db
    .selectFrom('scores')
    .where('about', '=', about)
    .where('publishedAt', '>=', from)
    .where('publishedAt', '<', to);
}

/** Begins exactly as the partial index `mentions_posted`. */
export const isInMedia = sql<SqlBool>`mentions.kind <> 'comment' and mentions.platform in ('web', 'google-news', 'print', 'other')`;
const copying = ['mirror', 'aggregator'] as const;
export type CopyClass = (typeof copying)[number];

/**
 * Left-joins the verdict on the regency through the index that holds it. By its own key it would be read from the long rows, hence
 * `+ 0`; and left joins keep the databases from beginning with the verdicts, which are many, instead of the mentions, which are few.
 */
export function withVerdict(about: string) {
  return (join: JoinBuilder<Tables, 'mentions' | 'sources' | 'scores'>) =>
    join
      .onRef('scores.publishedAt', '=', 'mentions.publishedAt')
      .on('scores.about', '=', about)
      .on(sql<SqlBool>`scores.mention_id + 0 = mentions.id`);
}

/** Has a verdict, in words that do not undo the left join. */
export const isJudged = sql<SqlBool>`coalesce(scores.label, '') <> ''`;

/**
 * What newsrooms and offices wrote, by verdict: no comments, nothing on social platforms or community sites, no copies. The rest of a
 * period is what citizens wrote.
 */
export async function countMedia(
  db: Db,
  query: ReportQuery,
): Promise<(Pick<Verdict, 'label' | 'attention'> & { readonly count: number })[]> {
  const rows = await db
    .selectFrom('mentions')
    .leftJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('scores', withVerdict(query.about))
    .select(['scores.label', 'scores.attention'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(isInMedia)
    .where('mentions.publishedAt', '>=', query.from)
    .where('mentions.publishedAt', '<', query.to)
    .where(isJudged)
    .where((eb) => eb(eb.fn.coalesce('mentions.voiceClass', 'sources.class'), 'not in', [...copying, 'community']))
    .groupBy(['scores.label', 'scores.attention'])
    .execute();
  return rows as unknown as (Verdict & { readonly count: number })[];
}

/** A relevant mention by a voice that copies or points. */
export interface CopyRow extends Verdict {
  readonly id: number;
  readonly sourceClass: CopyClass;
  readonly kind: MentionKind;
  readonly platform: Platform;
  readonly publishedAt: Instant;
  readonly issueId: number | null;
}

/** Mirrors and pointers of a period, by the class of the account where the list has it, else of the source. */
export async function listCopies(db: Db, query: ReportQuery): Promise<CopyRow[]> {
  const sources = await db.selectFrom('sources').select('id').where('class', 'in', copying).execute();
  const select = db
    .selectFrom('mentions')
    .leftJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('scores', withVerdict(query.about))
    .select(['mentions.id', 'mentions.kind', 'mentions.platform', 'mentions.publishedAt', 'mentions.issueId'])
    .select(['scores.label', 'scores.attention', 'scores.topic', 'scores.agency'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'))
    .where('mentions.publishedAt', '>=', query.from)
    .where('mentions.publishedAt', '<', query.to)
    .where(isJudged);
  const own = select
    .where(
      isIn(
        db,
        'mentions.sourceId',
        sources.map(({ id }) => id),
      ),
    )
    .where((eb) => eb.or([eb('mentions.voiceClass', 'is', null), eb('mentions.voiceClass', 'in', copying)]));
  // The literals of the partial index `mentions_copied`.
  const voiced = select
    .where(sql<SqlBool>`mentions.voice_class in ('mirror', 'aggregator')`)
    .where('sources.class', 'not in', copying);
  return [...(await own.execute()), ...(await voiced.execute())] as unknown[] as CopyRow[];
}

/**
 * Headlines in the media of a period, without those of voices that copy: what a pointer may point at.
 * @param issueIds only of members of these issues; all if null
 */
export async function listHeadlines(db: Db, period: Period, issueIds: readonly number[] | null): Promise<string[]> {
  const copies = await db.selectFrom('sources').select('id').where('class', 'in', copying).execute();
  const ids = new Set(copies.map(({ id }) => id));
  let select = db
    .selectFrom('mentions')
    .select(['title', 'sourceId', 'voiceClass'])
    .where(isInMedia)
    .where('publishedAt', '>=', period.from)
    .where('publishedAt', '<', period.to)
    .where('title', 'is not', null);
  if (issueIds !== null) select = select.where(isIn(db, 'mentions.issueId', issueIds));
  return (await select.execute()).flatMap(({ title, sourceId, voiceClass }) => {
    const isCopy = voiceClass === null ? ids.has(sourceId) : (copying as readonly string[]).includes(voiceClass);
    return isCopy || title === null ? [] : [title];
  });
}

/** Headline, or text of what has none. */
export function loadTitles(
  db: Db,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly title: string | null; readonly text: string }[]> {
  return db
    .selectFrom('mentions')
    .select(['id', 'title', 'text'])
    .where(isIn(db, 'mentions.id', ids))
    .execute();
}
