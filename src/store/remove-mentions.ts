import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import { deleteMentions } from './erasure-mentions.ts';
import { storedKey } from './plan-step.ts';
import type { Db } from './schema.ts';

/**
 * Removes mentions that their platform has deleted, as `deleteMentions` does. Only inside a write transaction.
 * @param keys identity keys; unknown ones are passed over
 */
export async function removeMentions(trx: Db, keys: readonly string[], at: Instant): Promise<void> {
  if (keys.length === 0) return;
  const rows = await trx
    .selectFrom('mentionKeys')
    .select('mentionId')
    .distinct()
    .where(isIn(trx, 'mentionKeys.key', keys.map(storedKey)))
    .execute();
  await deleteMentions(
    trx,
    rows.map(({ mentionId }) => mentionId),
    at,
  );
}
