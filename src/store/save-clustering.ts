import type { Issue } from '../core/issue.ts';
import { chunksOf, inWriteTransaction, isIn, reserveIds } from './dialect.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';

/** What the issue matcher decided in one run. */
export interface Clustering {
  /** Mentions that join, or move to, an issue that exists. */
  readonly assign: readonly { readonly mentionId: number; readonly issueId: number }[];
  readonly create: readonly { readonly issue: Omit<Issue, 'id'>; readonly mentionIds: readonly number[] }[];
  /** Better titles for issues that exist: the first article gives an issue its name, even when a post came first. */
  readonly rename?: readonly { readonly issueId: number; readonly title: string }[];
  /** Further issues to recount; those above, and those that mentions leave, are recounted anyway. */
  readonly refresh: readonly number[];
  /** Mentions that need not be looked at again until they are scored again. */
  readonly clusteredMentionIds: readonly number[];
  readonly now: Date;
}

/**
 * Saves a run of the matcher in one transaction.
 * Of a new issue only title, state and agency stand as given: whatever its members tell is recounted from them.
 * @returns ids of the new issues in the order of `create`
 */
export function saveClustering(db: Db, clustering: Clustering): Promise<number[]> {
  return inWriteTransaction(db, async (trx) => {
    const created = await reserveIds(trx, 'issues', clustering.create.length);
    const issues = clustering.create.map(({ issue }, index) => ({ ...issue, id: created[index] }));
    for (const chunk of chunksOf(issues, 17)) await trx.insertInto('issues').values(chunk).execute();

    const members = new Map<number, number[]>();
    for (const { mentionId, issueId } of clustering.assign) {
      members.set(issueId, [...(members.get(issueId) ?? []), mentionId]);
    }
    for (const [index, { mentionIds }] of clustering.create.entries()) {
      const id = created[index];
      if (id !== undefined) members.set(id, [...mentionIds]);
    }
    const left = await listIssuesOf(trx, [...members.values()].flat());
    for (const [issueId, mentionIds] of members) {
      await trx
        .updateTable('mentions')
        .set({ issueId })
        .where('setAside', 'is', null)
        .where(isIn(trx, 'mentions.id', mentionIds))
        .execute();
    }
    await trx
      .updateTable('scores')
      .set({ clustered: 1 })
      .where(isIn(trx, 'scores.mentionId', clustering.clusteredMentionIds))
      .execute();
    for (const { issueId, title } of clustering.rename ?? []) {
      await trx.updateTable('issues').set({ title }).where('id', '=', issueId).execute();
    }
    const changed = new Set([...clustering.refresh, ...members.keys(), ...left]);
    await refreshIssues(trx, [...changed], clustering.now.toISOString());
    return created;
  });
}

/**
 * The same, if nobody has clustered or rescored one of the mentions since they were read: two processes on one database must not
 * put them into two issues each.
 * @returns null, with nothing saved, when somebody has
 */
export function saveClusteringIfCurrent(db: Db, clustering: Clustering): Promise<number[] | null> {
  return inWriteTransaction(db, async (trx) => {
    const { waiting } = await trx
      .selectFrom('scores')
      .select((eb) => eb.fn.countAll<number>().as('waiting'))
      .where('clustered', '=', 0)
      .where(isIn(trx, 'scores.mentionId', clustering.clusteredMentionIds))
      .executeTakeFirstOrThrow();
    return waiting === clustering.clusteredMentionIds.length ? saveClustering(trx, clustering) : null;
  });
}

/** Issues that the mentions belong to now. */
async function listIssuesOf(trx: Db, mentionIds: readonly number[]): Promise<number[]> {
  const rows = await trx
    .selectFrom('mentions')
    .select('issueId')
    .distinct()
    .where('issueId', 'is not', null)
    .where(isIn(trx, 'mentions.id', mentionIds))
    .execute();
  return rows.flatMap((row) => row.issueId ?? []);
}
