import type { KnownAnswer } from '../core/alert.ts';
import type { Instant } from '../core/mention.ts';
import { loadAnswers } from './claim-answers.ts';
import { chunksOf, isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** A mention that repeats a known claim, or seems to. */
export interface ClaimRepeat {
  readonly claimId: string;
  readonly mentionId: number;
  /** 0 … 1 */
  readonly similarity: number;
  readonly kind: 'match' | 'suggest';
  readonly publishedAt: Instant;
}

/** Replaces what these mentions were found to repeat. Decisions on them stay. Only inside a write transaction. */
export async function replaceRepeats(
  trx: Db,
  mentionIds: readonly number[],
  repeats: readonly ClaimRepeat[],
): Promise<void> {
  await trx
    .deleteFrom('claimRepeats')
    .where(isIn(trx, 'claimRepeats.mentionId', mentionIds))
    .execute();
  for (const chunk of chunksOf(repeats, 5)) await trx.insertInto('claimRepeats').values(chunk).execute();
}

/** A claim that is known no more is repeated by nobody. */
export async function forgetClaim(db: Db, claimId: string): Promise<void> {
  await db.deleteFrom('claimRepeats').where('claimId', '=', claimId).execute();
}

/**
 * Known fact checks and clarifications that these mentions repeat, most similar first. What a person has confirmed is a match, what a
 * person has rejected is left out, and so is a claim whose answer is no longer stored.
 */
export async function listAnswersOfMentions(db: Db, mentionIds: readonly number[]): Promise<readonly KnownAnswer[]> {
  if (mentionIds.length === 0) return [];
  const rows = await openRepeats(db)
    .select(['claimRepeats.claimId', 'claimRepeats.mentionId', 'claimRepeats.similarity', 'claimRepeats.kind'])
    .select('claimDecisions.verdict')
    .where(isIn(db, 'claimRepeats.mentionId', mentionIds))
    .orderBy('claimRepeats.similarity', 'desc')
    .orderBy('claimRepeats.mentionId')
    .orderBy('claimRepeats.claimId')
    .execute();
  const answers = await loadAnswers(
    db,
    rows.map(({ claimId }) => claimId),
  );
  return rows.flatMap(({ claimId, mentionId, similarity, kind, verdict }) => {
    const answer = answers.get(claimId);
    if (answer === undefined) return [];
    const { title, url } = answer;
    return [
      { claimId, mentionId, title, url, similarity, kind: kind === 'match' || verdict !== null ? 'match' : 'suggest' },
    ];
  });
}

/** Repeats that nobody has rejected, of mentions that are not set aside. */
export function openRepeats(db: Db) {
  return db
    .selectFrom('claimRepeats')
    .innerJoin('mentions', 'mentions.id', 'claimRepeats.mentionId')
    .leftJoin('claimDecisions', (join) =>
      join
        .onRef('claimDecisions.mentionId', '=', 'claimRepeats.mentionId')
        .onRef('claimDecisions.claimId', '=', 'claimRepeats.claimId'),
    )
    .where('mentions.setAside', 'is', null)
    .where((eb) => eb.or([eb('claimDecisions.verdict', 'is', null), eb('claimDecisions.verdict', '=', 'confirmed')]));
}
