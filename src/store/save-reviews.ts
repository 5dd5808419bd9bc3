import type { MentionDraft } from '../core/mention.ts';
import { chunksOf, isIn } from './dialect.ts';
import type { Db } from './schema.ts';

export interface ReviewedSighting {
  readonly mentionId: number;
  readonly draft: MentionDraft;
  /** Seen at the mention's own source; another one only fills in what that does not say. */
  readonly isOwn: boolean;
  readonly isNew: boolean;
}

/**
 * Stores what fact checks say in data. A verdict that comes or changes after its mention was stored is read by the scorer again.
 * @param sightings in order; the last one counts
 */
export async function saveReviews(trx: Db, sightings: readonly ReviewedSighting[]): Promise<void> {
  const reviewed = sightings.filter(({ draft }) => draft.review !== null);
  if (reviewed.length === 0) return;
  const ids = [...new Set(reviewed.map(({ mentionId }) => mentionId))];
  const stored = await trx
    .selectFrom('claimReviews')
    .selectAll()
    .where(isIn(trx, 'claimReviews.mentionId', ids))
    .execute();
  const known = new Map(stored.map(({ mentionId, ...review }) => [mentionId, review]));
  const changed = new Map<number, { claimed: string | null; verdict: string; rating: string }>();
  const late = new Set<number>();
  for (const { mentionId, draft, isOwn, isNew } of reviewed) {
    const before = known.get(mentionId);
    if (draft.review === null || (before !== undefined && !isOwn)) continue;
    const { claimed, verdict, rating } = draft.review;
    if (before?.claimed === claimed && before.verdict === verdict && before.rating === rating) continue;
    known.set(mentionId, { claimed, verdict, rating });
    changed.set(mentionId, { claimed, verdict, rating });
    if (!isNew) late.add(mentionId);
  }
  const rows = [...changed].map(([mentionId, review]) => ({ mentionId, ...review }));
  for (const chunk of chunksOf(rows, 4)) {
    await trx
      .insertInto('claimReviews')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('mentionId').doUpdateSet((eb) => ({
          claimed: eb.ref('excluded.claimed'),
          verdict: eb.ref('excluded.verdict'),
          rating: eb.ref('excluded.rating'),
        })),
      )
      .execute();
  }
  if (late.size > 0) await queueAgain(trx, [...late]);
}

async function queueAgain(trx: Db, ids: readonly number[]): Promise<void> {
  await trx
    .insertInto('scoreQueue')
    .columns(['mentionId'])
    .expression((eb) =>
      eb
        .selectFrom('mentions')
        .select('id')
        .where('setAside', 'is', null)
        .where(isIn(trx, 'mentions.id', ids)),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
