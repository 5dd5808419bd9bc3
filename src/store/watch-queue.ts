import type { Instant } from '../core/mention.ts';
import type { HoaxClass } from '../core/score.ts';
import { chunksOf, inWriteTransaction, isIn } from './dialect.ts';
import { loadMentionViews, type MentionView } from './mention-rows.ts';
import { loadRegionCode } from './meta.ts';
import type { Db } from './schema.ts';

/** A mention that keyword packs, and known claims too unless said otherwise, have to be held against. */
export interface WatchedMention {
  readonly mention: MentionView;
  readonly claims: boolean;
}

/** Asks for packs and known claims to be held against these mentions. Called with every new verdict, in its transaction. */
export async function watchMentions(trx: Db, mentionIds: readonly number[]): Promise<void> {
  for (const chunk of chunksOf(mentionIds, 2)) {
    await trx
      .insertInto('watchQueue')
      .values(chunk.map((mentionId) => ({ mentionId, claims: 1 })))
      .onConflict((conflict) => conflict.column('mentionId').doUpdateSet({ claims: 1 }))
      .execute();
  }
}

/** Packs have changed: asks for them to be held again against everything about the regency that was published since. */
export function watchPacksSince(db: Db, since: Instant): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    const region = await loadRegionCode(trx);
    await trx
      .insertInto('watchQueue')
      .columns(['mentionId', 'claims'])
      .expression((eb) =>
        eb
          .selectFrom('scores')
          .select(['mentionId', eb.val(0).as('claims')])
          .where('about', '=', region)
          .where('publishedAt', '>=', since),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Claims were added: asks for them to be held against these issues, and against what looks like a hoax or speaks of one. */
export async function watchClaimsSince(trx: Db, since: Instant, issueIds: readonly number[]): Promise<void> {
  const suspect: readonly HoaxClass[] = ['claim', 'mention'];
  const region = await loadRegionCode(trx);
  const rows = await trx
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .select('mentions.id')
    .where('scores.about', '=', region)
    .where('scores.publishedAt', '>=', since)
    .where((eb) => eb.or([eb('scores.hoaxClass', 'in', suspect), isIn(trx, 'mentions.issueId', issueIds)]))
    .execute();
  await watchMentions(
    trx,
    rows.map(({ id }) => id),
  );
}

/** What waits, newest first: after a pack has changed, what comes in now does not wait for the past. */
export async function listWatched(db: Db, limit: number): Promise<readonly WatchedMention[]> {
  const rows = await db.selectFrom('watchQueue').selectAll().orderBy('mentionId', 'desc').limit(limit).execute();
  const claims = new Map(rows.map((row) => [row.mentionId, row.claims === 1]));
  const mentions = await loadMentionViews(
    db,
    rows.map(({ mentionId }) => mentionId),
  );
  return mentions.map((mention) => ({ mention, claims: claims.get(mention.id) === true }));
}

/** Takes mentions off the list, but not those whose text or verdict has changed since they were read. @returns ids of those taken off */
export async function unwatch(trx: Db, mentions: readonly MentionView[]): Promise<ReadonlySet<number>> {
  const rows = await trx
    .selectFrom('mentions')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .select(['mentions.id', 'mentions.contentHash', 'scores.detail'])
    .where(
      isIn(
        trx,
        'mentions.id',
        mentions.map(({ id }) => id),
      ),
    )
    .execute();
  const present = new Map(rows.map((row) => [row.id, row]));
  const done = mentions.flatMap(({ id, contentHash, score }) => {
    const row = present.get(id);
    const same = row?.contentHash === contentHash && (row.detail ?? 'null') === JSON.stringify(score);
    return same ? id : [];
  });
  await trx
    .deleteFrom('watchQueue')
    .where(isIn(trx, 'watchQueue.mentionId', done))
    .execute();
  return new Set(done);
}
