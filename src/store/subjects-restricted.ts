import type { Instant } from '../core/mention.ts';
import type { SubjectRequest } from '../core/subject.ts';
import { chunksOf, inWriteTransaction, isIn } from './dialect.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';

/** What was found in a mention by its words; found again when it comes back. */
const derived = ['scores', 'scoreQueue', 'watchQueue', 'questionQueue', 'keywordHits', 'claimRepeats'] as const;

/**
 * Freezes mentions: they are kept, and no search, list, alert, report or export has them from now on. The same for what the person
 * writes later. @returns how many mentions
 */
export function restrictMentions(
  db: Db,
  request: Pick<SubjectRequest, 'id' | 'pseudonym'>,
  mentionIds: readonly number[],
  at: Instant,
): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const { id: requestId, pseudonym } = request;
    if (pseudonym !== null) {
      await trx
        .insertInto('restrictedPeople')
        .values({ pseudonym, requestId, at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const rows = await trx
      .selectFrom('mentions')
      .select(['id', 'issueId', 'setAside'])
      .where(isIn(trx, 'mentions.id', mentionIds))
      .execute();
    const ids = rows.map(({ id }) => id);
    const marks = rows.map(({ id, setAside }) => ({ mentionId: id, requestId, was: setAside, at }));
    for (const chunk of chunksOf(marks, 4)) {
      await trx
        .insertInto('restrictedMentions')
        .values(chunk)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await trx
      .updateTable('mentions')
      .set({ setAside: 'restricted', issueId: null })
      .where(isIn(trx, 'mentions.id', ids))
      .execute();
    for (const table of derived) {
      await trx
        .deleteFrom(table)
        .where(isIn(trx, `${table}.mentionId`, ids))
        .execute();
    }
    await refreshIssues(trx, [...new Set(rows.flatMap(({ issueId }) => issueId ?? []))], at);
    return rows.length;
  });
}

/** Ends what a request has frozen: the mentions are judged afresh. @returns how many */
export function liftRestriction(db: Db, requestId: number): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const people = await trx
      .deleteFrom('restrictedPeople')
      .where('requestId', '=', requestId)
      .returning('pseudonym')
      .execute();
    const marked = await trx
      .deleteFrom('restrictedMentions')
      .where('requestId', '=', requestId)
      .returning(['mentionId', 'was'])
      .execute();
    // What came since then was set aside as it came.
    const since = await trx
      .selectFrom('mentions')
      .select('id as mentionId')
      .where(
        isIn(
          trx,
          'mentions.authorHandle',
          people.map(({ pseudonym }) => pseudonym),
        ),
      )
      .where('setAside', '=', 'restricted')
      .execute();
    const spam = marked.filter(({ was }) => was === 'gambling-spam').map(({ mentionId }) => mentionId);
    const others = new Set([
      ...marked.filter(({ was }) => was !== 'gambling-spam').map(({ mentionId }) => mentionId),
      ...since.map(({ mentionId }) => mentionId).filter((id) => !spam.includes(id)),
    ]);
    for (const [setAside, ids] of [['gambling-spam', spam] as const, [null, [...others]] as const]) {
      await trx
        .updateTable('mentions')
        .set({ setAside })
        .where(isIn(trx, 'mentions.id', ids))
        .execute();
    }
    for (const chunk of chunksOf([...others], 1)) {
      await trx
        .insertInto('scoreQueue')
        .values(chunk.map((mentionId) => ({ mentionId })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    return spam.length + others.size;
  });
}
