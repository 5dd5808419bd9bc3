import { type SqlBool, sql } from 'kysely';
import type { MachineSaid, MentionCorrection, Verdict } from '../core/correction.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** A person's verdict with the text that it is about. */
export interface StoredCorrection extends MentionCorrection {
  readonly contentHash: string;
}

/** Condition on rows of `corrections` joined with `mentions`: the verdict is about the text as it stands now. */
export const isOfPresentText = sql<SqlBool>`corrections.content_hash = mentions.content_hash`;

/** What people have said of mentions, by mention, also of texts that were edited since. */
export async function loadCorrections(
  db: Db,
  mentionIds: readonly number[],
): Promise<ReadonlyMap<number, StoredCorrection>> {
  if (mentionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('corrections')
    .select(['mentionId', 'contentHash', 'verdict', 'note', 'who', 'at', 'said'])
    .where(isIn(db, 'corrections.mentionId', mentionIds))
    .execute();
  return new Map(
    rows.map(({ mentionId, contentHash, ...row }) => [mentionId, { contentHash, ...toCorrection(row) }] as const),
  );
}

interface CorrectionColumns {
  readonly verdict: string;
  readonly note: string | null;
  readonly who: string;
  readonly at: string;
  readonly said: string | null;
}

export function toCorrection({ verdict, note, who, at, said }: CorrectionColumns): MentionCorrection {
  return {
    verdict: verdict as Verdict,
    note,
    who,
    at,
    said: said === null ? null : (JSON.parse(said) as MachineSaid),
  };
}
