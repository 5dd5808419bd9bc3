import { crashAt } from '../core/crash-point.ts';
import type { Issue } from '../core/issue.ts';
import type { Instant } from '../core/mention.ts';
import { chunksOf, inWriteTransaction, isIn, reserveIds } from './dialect.ts';
import { loadLastEventId } from './issue-decisions.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';

/** What the issue matcher decided in one run. */
export interface Clustering {
  /** Mentions that join, or move to, an issue that exists. */
  readonly assign: readonly { readonly mentionId: number; readonly issueId: number }[];
  readonly create: readonly { readonly issue: Omit<Issue, 'id'>; readonly mentionIds: readonly number[] }[];
  /** Issues that turned out to be one with another. None if absent. */
  readonly merges?: readonly { readonly fromId: number; readonly intoId: number; readonly why: string }[];
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
    for (const chunk of chunksOf(issues, 23)) await trx.insertInto('issues').values(chunk).execute();

    for (const merge of clustering.merges ?? []) await saveMerge(trx, merge, clustering.now.toISOString());

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
      await trx.updateTable('issues').set({ title }).where('id', '=', issueId).where('titleByHand', '=', 0).execute();
    }
    const changed = new Set([...clustering.refresh, ...members.keys(), ...left]);
    await refreshIssues(trx, [...changed], clustering.now.toISOString());
    crashAt('before-cluster-commit');
    return created;
  });
}

/** The issue that is joined keeps its row: alerts and bookmarks point at it. */
async function saveMerge(
  trx: Db,
  { fromId, intoId, why }: { readonly fromId: number; readonly intoId: number; readonly why: string },
  at: Instant,
): Promise<void> {
  const members = await trx.selectFrom('mentions').select('id').where('issueId', '=', fromId).execute();
  await moveMembers(
    trx,
    members.map(({ id }) => id),
    intoId,
    at,
  );
  // What was set aside stays behind in `moveMembers`; it counts nowhere, but must not keep the issue in lists.
  await trx.updateTable('mentions').set({ issueId: intoId }).where('issueId', '=', fromId).execute();
  await trx.updateTable('issues').set({ mergedInto: intoId, updatedAt: at }).where('id', '=', fromId).execute();
  await trx.updateTable('issues').set({ mergedInto: intoId }).where('mergedInto', '=', fromId).execute();
  const event = { kind: 'merge', fromValue: String(fromId), toValue: String(intoId), who: 'kentongan', why, at };
  await trx
    .insertInto('issueEvents')
    .values([fromId, intoId].map((issueId) => ({ ...event, issueId })))
    .execute();
}

export interface Saved {
  /** Ids of the new issues in the order of `create`. */
  readonly created: readonly number[];
  /** Of the last event in any issue's history, this run's own included. */
  readonly lastEventId: number;
}

/**
 * The same, if nobody has clustered or rescored one of the mentions since they were read, nor decided anything about an issue since
 * `lastEventId`: two processes on one database must not put them into two issues each, and what a person has decided goes before.
 * @returns null, with nothing saved, when somebody has
 */
export function saveClusteringIfCurrent(db: Db, clustering: Clustering, lastEventId: number): Promise<Saved | null> {
  return inWriteTransaction(db, async (trx) => {
    const { waiting } = await trx
      .selectFrom('scores')
      .select((eb) => eb.fn.countAll<number>().as('waiting'))
      .where('clustered', '=', 0)
      .where(isIn(trx, 'scores.mentionId', clustering.clusteredMentionIds))
      .executeTakeFirstOrThrow();
    if (waiting !== clustering.clusteredMentionIds.length) return null;
    if ((await loadLastEventId(trx)) !== lastEventId) return null;
    const created = await saveClustering(trx, clustering);
    return { created, lastEventId: await loadLastEventId(trx) };
  });
}

/**
 * Moves mentions to an issue and recounts it and the issues that they leave. What was set aside stays behind.
 * Inside a write transaction; neither pins nor history are written.
 */
export async function moveMembers(
  trx: Db,
  mentionIds: readonly number[],
  toIssueId: number,
  at: Instant,
): Promise<void> {
  const left = await listIssuesOf(trx, mentionIds);
  await trx
    .updateTable('mentions')
    .set({ issueId: toIssueId })
    .where('setAside', 'is', null)
    .where(isIn(trx, 'mentions.id', mentionIds))
    .execute();
  await refreshIssues(trx, [...new Set([toIssueId, ...left])], at);
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
