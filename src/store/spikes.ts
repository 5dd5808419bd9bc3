import type { SelectQueryBuilder } from 'kysely';
import type { Instant, MentionKind, Platform, SourceClass } from '../core/mention.ts';
import type { Spike } from '../core/spike.ts';
import { inWriteTransaction } from './dialect.ts';
import { loadRegionCode } from './meta.ts';
import { isInMedia, isJudged, withVerdict } from './report-counts.ts';
import type { Db, Tables } from './schema.ts';
import type { Period } from './stats.ts';

/** A relevant mention as the search for spikes counts it. */
export interface SpikeRow {
  readonly id: number;
  readonly issueId: number | null;
  readonly publishedAt: Instant;
  readonly kind: MentionKind;
  readonly platform: Platform;
  readonly sourceClass: SourceClass;
  readonly publisher: string;
  readonly sourceSince: Instant | null;
  readonly topic: string;
  readonly agency: string | null;
  readonly placeCode: string | null;
  readonly placeName: string | null;
  readonly negative: boolean;
}

/**
 * Negative mentions about the regency, and those with watched words whatever their tone, published after `from` and at or before `to`
 * at a known time. Copies (mirrors, pointers of a news search) are left out; so are offices' own reports.
 * @param media only what stands in the media, which is little and found without the rest; community sites are among it
 */
export async function listSpikeRows(db: Db, period: Period, media: boolean): Promise<readonly SpikeRow[]> {
  const region = await loadRegionCode(db);
  const time = media ? 'mentions.publishedAt' : 'scores.publishedAt';
  const found = media
    ? db
        .selectFrom('mentions')
        .leftJoin('sources', 'sources.id', 'mentions.sourceId')
        .leftJoin('scores', withVerdict(region))
        .where(isInMedia)
        .where(isJudged)
    : db
        .selectFrom('scores')
        .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
        .innerJoin('sources', 'sources.id', 'mentions.sourceId')
        .where('scores.about', '=', region);
  const rows = await (found as Judged)
    .select(['mentions.id', 'mentions.issueId', 'mentions.kind', 'mentions.platform', 'scores.publishedAt'])
    .select(['scores.label', 'scores.topic', 'scores.agency', 'scores.placeCode', 'scores.placeName'])
    .select(['sources.firstSuccessAt as sourceSince'])
    .select((eb) => [
      eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'),
      eb.fn.coalesce('mentions.publisher', 'sources.title').as('publisher'),
    ])
    .where(time, '>', period.from)
    .where(time, '<=', period.to)
    .where('mentions.precision', '<>', 'guessed')
    .where((eb) =>
      eb.or([
        eb('scores.label', '=', 'negative'),
        eb.exists(
          eb.selectFrom('keywordHits').select('mentionId').whereRef('keywordHits.mentionId', '=', 'mentions.id'),
        ),
      ]),
    )
    .execute();
  return rows.flatMap(({ label, sourceClass, kind, platform, ...row }) => {
    const voice = sourceClass as SourceClass;
    const isReport = kind !== 'comment';
    if (voice === 'mirror' || voice === 'aggregator') return [];
    if (isReport && (voice === 'government' || voice === 'village')) return [];
    const own = { kind: kind as MentionKind, platform: platform as Platform, sourceClass: voice };
    return [{ ...row, ...own, negative: label === 'negative' }];
  });
}

/** Mentions with their source and their verdict, whichever was begun with; none of the three is missing. */
type Judged = SelectQueryBuilder<Tables, 'mentions' | 'sources' | 'scores', object>;

/** Watched words by mention, of mentions published after `from`. */
export async function listSpikeKeywords(db: Db, from: Instant): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await db
    .selectFrom('keywordHits')
    .select(['mentionId', 'keyword'])
    .where('publishedAt', '>', from)
    .execute();
  const words = new Map<number, string[]>();
  for (const { mentionId, keyword } of rows) words.set(mentionId, [...(words.get(mentionId) ?? []), keyword]);
  return words;
}

/** A spike that was seen less than this ago is the same one, still going on. */
const ongoingMs = 3 * 3_600_000;

/** Remembers what was found: one row per spike from its beginning to its end, with its highest point. */
export async function saveSpikes(db: Db, spikes: readonly Spike[], now: Date): Promise<void> {
  const at = now.toISOString();
  const since = new Date(now.getTime() - ongoingMs).toISOString();
  await inWriteTransaction(db, async (trx) => {
    for (const spike of spikes) {
      const known = await trx
        .selectFrom('spikes')
        .select(['startedAt', 'score'])
        .where('key', '=', spike.key)
        .where('lastAt', '>=', since)
        .where('lastAt', '<=', at)
        .orderBy('lastAt', 'desc')
        .executeTakeFirst();
      const content = { score: spike.score, data: JSON.stringify(spike) };
      if (known === undefined) {
        await trx
          .insertInto('spikes')
          .values({ key: spike.key, startedAt: at, lastAt: at, ...content })
          .onConflict((conflict) => conflict.columns(['key', 'startedAt']).doUpdateSet({ lastAt: at, ...content }))
          .execute();
      } else {
        await trx
          .updateTable('spikes')
          .set({ lastAt: at, ...(spike.score > known.score ? content : {}) })
          .where('key', '=', spike.key)
          .where('startedAt', '=', known.startedAt)
          .execute();
      }
    }
  });
}

/** Spikes that went on in the period, the most unusual first, as they were at their highest. */
export async function listSpikes(db: Db, period: Period): Promise<readonly Spike[]> {
  const rows = await db
    .selectFrom('spikes')
    .select('data')
    .where('lastAt', '>=', period.from)
    .where('startedAt', '<', period.to)
    .orderBy('score', 'desc')
    .orderBy('key')
    .execute();
  return rows.map(({ data }) => JSON.parse(data) as Spike);
}
