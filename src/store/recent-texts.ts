import type { Instant } from '../core/mention.ts';
import type { SentimentLabel } from '../core/score.ts';
import { isOfPresentText } from './corrections-rows.ts';
import type { Db } from './schema.ts';

/** A stored text as its verdict is compared with another. */
export interface RecentText {
  readonly id: number;
  readonly title: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly label: SentimentLabel;
}

/**
 * Scored mentions published since, newest first, in pages; those that a person has judged, which no scorer changes, left out.
 * @param before id and time of the last one of the page before; null for the first
 */
export async function listRecentTexts(
  db: Db,
  since: Instant,
  before: { readonly publishedAt: Instant; readonly id: number } | null,
  limit: number,
): Promise<readonly (RecentText & { readonly publishedAt: Instant })[]> {
  let query = db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .select(['mentions.id', 'mentions.title', 'mentions.text', 'mentions.url', 'scores.label', 'scores.publishedAt'])
    .where('scores.publishedAt', '>=', since)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('corrections')
            .select('corrections.mentionId')
            .whereRef('corrections.mentionId', '=', 'mentions.id')
            .where(isOfPresentText),
        ),
      ),
    )
    .orderBy('scores.publishedAt', 'desc')
    .orderBy('scores.mentionId', 'desc')
    .limit(limit);
  if (before !== null) {
    const { publishedAt, id } = before;
    query = query.where((eb) =>
      eb.or([
        eb('scores.publishedAt', '<', publishedAt),
        eb.and([eb('scores.publishedAt', '=', publishedAt), eb('scores.mentionId', '<', id)]),
      ]),
    );
  }
  return (await query.execute()).map((row) => ({ ...row, label: row.label as SentimentLabel }));
}
