import type { Instant, Platform } from '../core/mention.ts';
import type { Attention, HoaxClass, SentimentLabel, Target } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';
import { loadMentionViews, type MentionView } from './mention-rows.ts';
import { loadRegionCode } from './meta.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db } from './schema.ts';
import { matchesStems } from './search-index.ts';

/** What to list; absent means any. Filters on verdicts leave out mentions that are not scored yet. */
export interface MentionQuery {
  /** Stems as `text/` makes them; all must occur. */
  readonly stems?: readonly string[];
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
  readonly includeSetAside?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

/** Newest first. @throws RequestError 400 for a cursor that is not ours */
export async function searchMentions(db: Db, query: MentionQuery): Promise<Page<MentionView>> {
  const found = await findIds(db, query);
  const page = toPage(
    found,
    query.limit,
    (row) => ({ at: row.publishedAt, id: row.id }),
    (row) => row.id,
  );
  return { items: await loadMentionViews(db, page.items), next: page.next };
}

/** Finds ids first, on short rows and indexes: sorting whole texts would cost more than finding them. */
async function findIds(db: Db, query: MentionQuery): Promise<{ id: number; publishedAt: Instant }[]> {
  const verdicts = [
    ['scores.label', query.label],
    ['scores.topic', query.topic],
    ['scores.agency', query.agency],
    ['scores.attention', query.attention],
    ['scores.target', query.target],
    ['scores.hoaxClass', query.hoaxClass],
    ['scores.about', query.about],
    ['scores.about', query.relevantOnly ? await loadRegionCode(db) : undefined],
  ] as const;
  const byVerdict = query.placeCode !== undefined || verdicts.some(([, value]) => value !== undefined);
  // With a filter on verdicts the scores lead, through their own copy of the time; otherwise the mentions do.
  const time = byVerdict ? 'scores.publishedAt' : 'mentions.publishedAt';
  const id = byVerdict ? 'scores.mentionId' : 'mentions.id';

  let select = db
    .selectFrom('mentions')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .select(['mentions.id', 'mentions.publishedAt'])
    .orderBy(time, 'desc')
    .orderBy(id, 'desc')
    .limit(query.limit + 1);
  if (byVerdict) select = select.where('scores.mentionId', 'is not', null);
  for (const [column, value] of verdicts) {
    if (value !== undefined) select = select.where(column, '=', value);
  }
  const { placeCode, platform, sourceId, issueId, from, to, stems, cursor } = query;
  if (placeCode !== undefined) {
    // '/' follows '.': everything that begins with `35.16.15.`
    select = select.where((eb) =>
      eb.or([
        eb('scores.placeCode', '=', placeCode),
        eb.and([eb('scores.placeCode', '>', `${placeCode}.`), eb('scores.placeCode', '<', `${placeCode}/`)]),
      ]),
    );
  }
  if (platform !== undefined) select = select.where('mentions.platform', '=', platform);
  if (sourceId !== undefined) select = select.where('mentions.sourceId', '=', sourceId);
  if (issueId !== undefined) select = select.where('mentions.issueId', '=', issueId);
  if (from !== undefined) select = select.where(time, '>=', from);
  if (to !== undefined) select = select.where(time, '<', to);
  if (!query.includeSetAside) select = select.where('mentions.setAside', 'is', null);
  if (stems !== undefined && stems.length > 0) select = select.where(await matchesStems(db, 'mentions.id', stems));
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) => eb(eb.refTuple(time, id), '<', eb.tuple(after.at, after.id)));
  }
  return select.execute();
}
