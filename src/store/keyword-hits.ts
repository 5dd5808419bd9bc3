import type { KeywordHit } from '../core/keyword-pack.ts';
import type { Instant } from '../core/mention.ts';
import { chunksOf, inWriteTransaction, isIn } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/**
 * What packs found in these mentions, for alerts and issues: by mention, pack and keyword. Hits of election packs are left out: alerts
 * go to many and name who published, and those packs watch claims; their hits are the election desk's (`list-hits.ts`).
 */
export async function listHitsOfMentions(db: Db, mentionIds: readonly number[]): Promise<readonly KeywordHit[]> {
  if (mentionIds.length === 0) return [];
  const rows = await db
    .selectFrom('keywordHits')
    .innerJoin('keywordPacks', 'keywordPacks.id', 'keywordHits.packId')
    .selectAll('keywordHits')
    .where('keywordPacks.stage', '=', 'none')
    .where(isIn(db, 'keywordHits.mentionId', mentionIds))
    .orderBy('keywordHits.mentionId')
    .orderBy('keywordHits.packId')
    .orderBy('keywordHits.keyword')
    .execute();
  return rows.map(toHit);
}

/** A hit with when its mention was published. */
export interface DatedHit extends KeywordHit {
  readonly publishedAt: Instant;
}

/** Replaces everything that packs found in these mentions before. Hits on mentions or packs that are gone meanwhile are dropped. */
export function replaceHits(db: Db, mentionIds: readonly number[], hits: readonly DatedHit[]): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    await trx
      .deleteFrom('keywordHits')
      .where(isIn(trx, 'keywordHits.mentionId', mentionIds))
      .execute();
    const packs = new Set((await trx.selectFrom('keywordPacks').select('id').execute()).map(({ id }) => id));
    const present = await trx
      .selectFrom('mentions')
      .select('id')
      .where(isIn(trx, 'mentions.id', [...new Set(hits.map(({ mentionId }) => mentionId))]))
      .execute();
    const mentions = new Set(present.map(({ id }) => id));
    const rows = hits.filter(({ packId, mentionId }) => packs.has(packId) && mentions.has(mentionId)).map(toRow);
    for (const chunk of chunksOf(rows, 10)) await trx.insertInto('keywordHits').values(chunk).execute();
  });
}

function toRow({ packId, mentionId, keyword, theme, field, start, end, candidates, publishedAt, at }: DatedHit) {
  const named = candidates.map(({ id, direction }) => ({ id, direction }));
  return {
    ...{ packId, mentionId, keyword, theme, field, startAt: start, endAt: end, publishedAt, at },
    candidates: JSON.stringify(named),
  };
}

export function toHit(row: Tables['keywordHits']): KeywordHit {
  return {
    packId: row.packId,
    keyword: row.keyword,
    theme: row.theme,
    mentionId: row.mentionId,
    field: row.field as KeywordHit['field'],
    start: row.startAt,
    end: row.endAt,
    candidates: JSON.parse(row.candidates) as KeywordHit['candidates'],
    at: row.at,
  };
}
