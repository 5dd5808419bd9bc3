import type { KnownAnswer } from '../core/alert.ts';
import type { KeywordHit } from '../core/keyword-pack.ts';
import type { Instant } from '../core/mention.ts';
import { listAnswersOfMentions } from './claim-repeats.ts';
import { isIn } from './dialect.ts';
import { contextOf, type HitContext } from './hit-context.ts';
import { toHit } from './keyword-hits.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db } from './schema.ts';

/** What a pack found in one mention: the claim, and not who made it. */
export interface PackSighting {
  readonly publishedAt: Instant;
  readonly platform: string;
  /** Name and address of the newsroom or office that published it; null for what anybody else wrote. */
  readonly medium: string | null;
  readonly url: string | null;
  readonly hoaxClass: string;
  readonly keywords: readonly (Pick<KeywordHit, 'keyword' | 'theme' | 'field' | 'start' | 'end'> & HitContext)[];
  readonly candidates: KeywordHit['candidates'];
  /** Answers that exist already. */
  readonly answers: readonly Pick<KnownAnswer, 'title' | 'url' | 'similarity' | 'kind'>[];
}

export interface SightingQuery {
  readonly packId: string;
  readonly theme?: string;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** Who may be named: a newsroom or an office speaks in public, and on its own site. Everybody else stays unnamed. */
const namedClasses = ['online-media', 'national-media', 'broadcast', 'print', 'government', 'fact-check', 'aggregator'];
const namedPlatforms = ['web', 'google-news', 'print'];

/** Newest first. @throws RequestError 400 for a cursor that is not ours */
export async function listSightings(db: Db, query: SightingQuery): Promise<Page<PackSighting>> {
  const { packId, theme, from, to, limit, cursor } = query;
  let select = db
    .selectFrom('keywordHits')
    .innerJoin('mentions', 'mentions.id', 'keywordHits.mentionId')
    .select(['keywordHits.mentionId as id', 'keywordHits.publishedAt as at'])
    .distinct()
    .where('keywordHits.packId', '=', packId)
    .where('mentions.setAside', 'is', null)
    .orderBy('keywordHits.publishedAt', 'desc')
    .orderBy('keywordHits.mentionId', 'desc')
    .limit(limit + 1);
  if (theme !== undefined) select = select.where('keywordHits.theme', '=', theme);
  if (from !== undefined) select = select.where('keywordHits.publishedAt', '>=', from);
  if (to !== undefined) select = select.where('keywordHits.publishedAt', '<', to);
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) =>
      eb(eb.refTuple('keywordHits.publishedAt', 'keywordHits.mentionId'), '<', eb.tuple(after.at, after.id)),
    );
  }
  const page = toPage(
    await select.execute(),
    limit,
    (row) => row,
    ({ id }) => id,
  );
  return { items: await loadSightings(db, packId, page.items), next: page.next };
}

async function loadSightings(db: Db, packId: string, ids: readonly number[]): Promise<readonly PackSighting[]> {
  if (ids.length === 0) return [];
  const mentions = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .select(['mentions.id', 'mentions.title', 'mentions.text', 'mentions.kind', 'mentions.platform', 'mentions.url'])
    .select(['mentions.publishedAt', 'mentions.publisher', 'sources.title as sourceTitle', 'scores.hoaxClass'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'))
    .where(isIn(db, 'mentions.id', ids))
    .execute();
  const rows = await db
    .selectFrom('keywordHits')
    .selectAll()
    .where('packId', '=', packId)
    .where(isIn(db, 'keywordHits.mentionId', ids))
    .orderBy('field', 'desc')
    .orderBy('startAt')
    .orderBy('keyword')
    .execute();
  const answers = await listAnswersOfMentions(db, ids);
  const byId = new Map(mentions.map((mention) => [mention.id, mention]));
  return ids.flatMap((id) => {
    const mention = byId.get(id);
    if (mention === undefined) return [];
    const hits = rows.filter(({ mentionId }) => mentionId === id).map(toHit);
    const isNamed =
      mention.kind !== 'comment' &&
      namedClasses.includes(mention.sourceClass) &&
      namedPlatforms.includes(mention.platform);
    return [
      {
        publishedAt: mention.publishedAt,
        platform: mention.platform,
        medium: isNamed ? (mention.publisher ?? mention.sourceTitle) : null,
        url: isNamed ? mention.url : null,
        hoaxClass: mention.hoaxClass ?? 'none',
        keywords: hits.map(({ keyword, theme, field, start, end }) => ({
          ...{ keyword, theme, field, start, end },
          ...contextOf((field === 'title' ? mention.title : mention.text) ?? '', start, end),
        })),
        candidates: hits[0]?.candidates ?? [],
        answers: answers
          .filter(({ mentionId }) => mentionId === id)
          .map(({ title, url, similarity, kind }) => ({ title, url, similarity, kind })),
      },
    ];
  });
}
