import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import { storedKey } from './plan-step.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';

/**
 * Removes mentions that their platform has deleted, whole: texts, versions, scores, search, and the kept answers that they were read from,
 * also when those hold other posts too. Answers to them stay, without a parent. Issues keep their row and their title.
 * Only inside a write transaction.
 * @param keys identity keys; unknown ones are passed over
 */
export async function removeMentions(trx: Db, keys: readonly string[], at: Instant): Promise<void> {
  if (keys.length === 0) return;
  const rows = await trx
    .selectFrom('mentionKeys')
    .innerJoin('mentions', 'mentions.id', 'mentionKeys.mentionId')
    .select(['mentions.id', 'mentions.issueId'])
    .distinct()
    .where(isIn(trx, 'mentionKeys.key', keys.map(storedKey)))
    .execute();
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  const kept = await trx
    .selectFrom('mentionEvidence')
    .select('evidenceId')
    .where(isIn(trx, 'mentionEvidence.mentionId', ids))
    .execute();
  await trx
    .deleteFrom('evidence')
    .where(
      isIn(
        trx,
        'evidence.id',
        kept.map(({ evidenceId }) => evidenceId),
      ),
    )
    .execute();
  // Everything else of a mention goes with its row.
  await trx
    .deleteFrom('mentions')
    .where(isIn(trx, 'mentions.id', ids))
    .execute();
  await refreshIssues(trx, [...new Set(rows.flatMap(({ issueId }) => issueId ?? []))], at);
}
