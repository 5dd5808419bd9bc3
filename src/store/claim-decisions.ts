import type { Instant } from '../core/mention.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

/** What a person says of a likely repeat. A rejected one is in no alert and no report any more. */
export const claimVerdicts = ['confirmed', 'rejected'] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

export interface ClaimDecision {
  readonly claimId: string;
  readonly mentionId: number;
  readonly verdict: ClaimVerdict;
  readonly who: string;
  readonly at: Instant;
}

/**
 * Keeps the last word of a person on a repeat; another verdict replaces it, and both are on the audit trail.
 * @returns false when the mention was never found to repeat the claim
 */
export function decideRepeat(db: Db, { claimId, mentionId, verdict, who, at }: ClaimDecision): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    const pair = (table: 'claimRepeats' | 'claimDecisions') =>
      trx
        .selectFrom(table)
        .select('mentionId')
        .where('claimId', '=', claimId)
        .where('mentionId', '=', mentionId)
        .executeTakeFirst();
    if ((await pair('claimRepeats')) === undefined && (await pair('claimDecisions')) === undefined) return false;
    await trx
      .insertInto('claimDecisions')
      .values({ claimId, mentionId, verdict, who, at })
      .onConflict((conflict) => conflict.columns(['mentionId', 'claimId']).doUpdateSet({ verdict, who, at }))
      .execute();
    const action = verdict === 'confirmed' ? 'claim.confirm' : 'claim.reject';
    await writeAudit(trx, { at, who, action, object: `claim:${claimId}`, detail: { mentionId } });
    return true;
  });
}
