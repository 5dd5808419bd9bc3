import { isIn } from './dialect.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';

/** From this many items on, and from this share of them, a site that posts gambling spam is nothing but a spam site. */
const minItems = 10;
const minShare = 0.7;

/** An office's own site may be hijacked: what it really publishes must not vanish behind the spam that was planted on it. */
const neverWhole: readonly string[] = ['government', 'village'];

/**
 * Sets aside everything of a source that has turned out to be a spam site: such sites mix harmless texts in.
 * @returns how many mentions were set aside now
 */
export async function setAsideSpamSource(trx: Db, sourceId: string, at: string): Promise<number> {
  const source = await trx
    .selectFrom('sources')
    .select(['class', 'itemCount', 'setAsideCount'])
    .where('id', '=', sourceId)
    .executeTakeFirstOrThrow();
  const isSpamSite = source.itemCount >= minItems && source.setAsideCount >= source.itemCount * minShare;
  if (!isSpamSite || source.setAsideCount >= source.itemCount || neverWhole.includes(source.class)) return 0;
  const rest = await trx
    .selectFrom('mentions')
    .select(['id', 'issueId'])
    .where('sourceId', '=', sourceId)
    .where('setAside', 'is', null)
    .execute();
  const ids = rest.map(({ id }) => id);
  await trx
    .updateTable('mentions')
    .set({ setAside: 'gambling-spam', issueId: null })
    .where(isIn(trx, 'mentions.id', ids))
    .execute();
  await trx
    .deleteFrom('scores')
    .where(isIn(trx, 'scores.mentionId', ids))
    .execute();
  await trx
    .deleteFrom('scoreQueue')
    .where(isIn(trx, 'scoreQueue.mentionId', ids))
    .execute();
  await trx
    .updateTable('sources')
    .set((eb) => ({ setAsideCount: eb('setAsideCount', '+', ids.length) }))
    .where('id', '=', sourceId)
    .execute();
  const issues = new Set(rest.flatMap(({ issueId }) => issueId ?? []));
  await refreshIssues(trx, [...issues], at);
  return ids.length;
}
