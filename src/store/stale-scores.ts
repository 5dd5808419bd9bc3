import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';
import { findPass, listStaleStamps } from './score-stamps.ts';

/** Which scores wait to be held against the present scorer: those with one of these stamps, of mentions after this one. */
export interface StaleScope {
  readonly stamps: readonly string[];
  readonly after: number;
}

/** @returns null when no score waits. @param present stamp of the present scorer (`Scorer.stamp`) */
export async function findStaleScope(db: Db, present: string): Promise<StaleScope | null> {
  const stamps = await listStaleStamps(db, present);
  if (stamps.length === 0) return null;
  const pass = await findPass(db, present, stamps);
  return { stamps, after: pass?.to ?? 0 };
}

/**
 * Ids of some mentions whose verdict another scorer or lexicon made and the present one has not looked at, in no order: with several stamps
 * an order would have all of them sorted.
 * @param present stamp of the present scorer (`Scorer.stamp`)
 */
export async function listStaleIds(db: Db, present: string, limit: number): Promise<number[]> {
  const scope = await findStaleScope(db, present);
  if (scope === null) return [];
  const rows = await selectStale(db, scope).limit(limit).execute();
  return rows.map(({ mentionId }) => mentionId);
}

/** Whether at least so many wait. */
export async function hasManyStale(db: Db, present: string, atLeast: number): Promise<boolean> {
  const scope = await findStaleScope(db, present);
  if (scope === null) return false;
  const row = await selectStale(db, scope)
    .limit(1)
    .offset(atLeast - 1)
    .executeTakeFirst();
  return row !== undefined;
}

function selectStale(db: Db, { stamps, after }: StaleScope) {
  return db.selectFrom('scores').select('mentionId').where('stamp', 'in', stamps).where('mentionId', '>', after);
}

/** Of these mentions, those with a score of one of the stamps. */
export async function keepStale(db: Db, ids: readonly number[], stamps: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('scores')
    .select('mentionId')
    .where(isIn(db, 'scores.mentionId', ids))
    .where('stamp', 'in', stamps)
    .orderBy('mentionId')
    .execute();
  return rows.map(({ mentionId }) => mentionId);
}

/** What has to be known of a mention to tell whether a change touches it. */
export interface TextToLookAt {
  readonly id: number;
  readonly sourceId: string;
  readonly parentId: number | null;
  readonly title: string | null;
  readonly text: string;
}

/** Mentions after an id, ascending, without those set aside. @param since leaves out what was published before; null for all */
export async function listTexts(
  db: Db,
  after: number,
  limit: number,
  since: Instant | null,
): Promise<readonly TextToLookAt[]> {
  let query = db
    .selectFrom('mentions')
    .select(['id', 'sourceId', 'parentId', 'title', 'text'])
    .where('id', '>', after)
    .where('setAside', 'is', null)
    .orderBy('id')
    .limit(limit);
  if (since !== null) query = query.where('publishedAt', '>=', since);
  return query.execute();
}

/** Of these answers, those whose parent has got a verdict since they got theirs. */
export async function listBehindParents(db: Db, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('scores', 'scores.mentionId', 'mentions.id')
    .innerJoin('scores as above', 'above.mentionId', 'mentions.parentId')
    .select('mentions.id')
    .where(isIn(db, 'mentions.id', ids))
    .whereRef('above.scoredAt', '>', 'scores.scoredAt')
    .execute();
  return rows.map(({ id }) => id);
}

/** Scored answers to these mentions. */
export async function listScoredAnswers(
  db: Db,
  ids: readonly number[],
): Promise<readonly { readonly id: number; readonly parentId: number }[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('scores', 'scores.mentionId', 'mentions.id')
    .select(['mentions.id', 'mentions.parentId'])
    .where(isIn(db, 'mentions.parentId', ids))
    .where('mentions.setAside', 'is', null)
    .orderBy('mentions.id')
    .execute();
  return rows.flatMap(({ id, parentId }) => (parentId === null ? [] : { id, parentId }));
}
