import { crashAt } from '../core/crash-point.ts';
import type { Issue } from '../core/issue.ts';
import type { LiveEvent } from '../core/live.ts';
import type { Placement } from '../issues/matcher.ts';
import type { IssueMember } from '../issues/member.ts';
import type { IssueMerge } from '../issues/merging.ts';
import { nameIssue, namingMembers } from '../issues/name-issue.ts';
import { shorten } from '../issues/sentences.ts';
import { loadLastEventId } from '../store/issue-decisions.ts';
import { listEarlyAnswers, listUnclustered } from '../store/issues.ts';
import { loadMentionViews, type MentionView } from '../store/mention-rows.ts';
import { type Clustering, saveClusteringIfCurrent } from '../store/save-clustering.ts';
import type { Db } from '../store/schema.ts';
import { type ClusterMemory, recallIssues } from './cluster-memory.ts';
import { toIssueMember } from './issue-member.ts';

export interface ClusterDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly announce?: (event: LiveEvent) => void;
}

export interface ClusterSummary {
  readonly clustered: number;
  readonly newIssues: number;
  /** Issues that were joined to another. */
  readonly merged: number;
}

export interface Clusterer {
  /**
   * Puts every relevant mention that has a new verdict into an issue: one it belongs to, or a new one. Batches are transactions.
   * Calls must not overlap.
   * @param signal ends it after the batch that is under way, as `deps.signal` does
   */
  clusterPending(signal?: AbortSignal): Promise<ClusterSummary>;
}

const dayMs = 86_400_000;
const batchSize = 1_000;
/** An archive from years ago must not load every issue since: what is older than this is compared within its batch only. */
const oldestMs = 30 * dayMs;
/** The memory is built anew after this time, so that it does not differ from the store for long, whatever happened there. */
const keepMs = 6 * 3_600_000;

/** Remembers the mentions of the last days between calls, so that a call costs what is new and not what is known. */
export function createClusterer(deps: ClusterDeps): Clusterer {
  const { db } = deps;
  let memory: ClusterMemory | null = null;

  async function recall(batch: readonly IssueMember[]): Promise<ClusterMemory> {
    const now = deps.now().getTime();
    const oldest = Math.max(Math.min(...batch.map(({ publishedAt }) => Date.parse(publishedAt))), now - oldestMs);
    if (memory !== null) {
      const age = now - memory.builtAt;
      const reaches = oldest >= Math.max(memory.since, memory.matcher.reach());
      const isCurrent = memory.lastEventId === (await loadLastEventId(db));
      if (age >= 0 && age < keepMs && reaches && isCurrent) return memory;
    }
    return recallIssues(db, oldest, now);
  }

  async function clusterBatch(batch: readonly IssueMember[]): Promise<ClusterSummary> {
    const current = await recall(batch);
    // What the matcher records and the store then refuses would be wrong ever after: it is kept only when the batch is saved.
    memory = null;
    const { matcher, names } = current;
    for (const parent of await loadParents(db, batch)) {
      if (parent.issueId !== null) matcher.link(parent.id, parent.issueId);
    }
    const mentions = [...batch, ...(await loadEarlyAnswers(db, batch))];
    const placement = matcher.place(mentions);
    const { clustering, temporaryIds, members } = toClustering(batch, mentions, placement, names, deps.now());
    const saved = await saveClusteringIfCurrent(db, clustering, current.lastEventId);
    // Another process or a person was at it: what is remembered here is no longer true.
    if (saved === null) return { clustered: 0, newIssues: 0, merged: 0 };
    crashAt('after-cluster-commit');
    for (const [index, temporaryId] of temporaryIds.entries()) {
      const id = saved.created[index] ?? temporaryId;
      matcher.rename(temporaryId, id);
      members.set(id, members.get(temporaryId) ?? []);
      members.delete(temporaryId);
    }
    for (const { fromId } of placement.merges) names.delete(fromId);
    for (const [issueId, own] of members) names.set(issueId, namingMembers(own));
    current.lastEventId = saved.lastEventId;
    memory = current;
    const issueIds = [...new Set([...members.keys(), ...placement.merges.flatMap(({ fromId }) => fromId)])];
    deps.announce?.({ type: 'issue', at: deps.now().toISOString(), issueIds });
    return { clustered: batch.length, newIssues: saved.created.length, merged: placement.merges.length };
  }

  return {
    async clusterPending(signal) {
      let total: ClusterSummary = { clustered: 0, newIssues: 0, merged: 0 };
      while (!deps.signal.aborted && signal?.aborted !== true) {
        const batch = (await listUnclustered(db, batchSize)).map(toIssueMember);
        if (batch.length === 0) break;
        const { clustered, newIssues, merged } = await clusterBatch(batch);
        total = {
          clustered: total.clustered + clustered,
          newIssues: total.newIssues + newIssues,
          merged: total.merged + merged,
        };
        await new Promise((resolve) => setImmediate(resolve));
      }
      return total;
    },
  };
}

/** The same once, with nothing remembered. */
export function clusterPending(deps: ClusterDeps): Promise<ClusterSummary> {
  return createClusterer(deps).clusterPending();
}

/** What the batch's comments answer, as far as it is not in the batch itself; comments also come to posts from long ago. */
function loadParents(db: Db, batch: readonly IssueMember[]): Promise<MentionView[]> {
  const own = new Set(batch.map(({ id }) => id));
  const ids = batch.flatMap(({ parentId }) => (parentId === null || own.has(parentId) ? [] : [parentId]));
  return loadMentionViews(db, [...new Set(ids)]);
}

/** Answers that came before what they answer, which is in this batch: they belong with it. */
async function loadEarlyAnswers(db: Db, batch: readonly IssueMember[]): Promise<IssueMember[]> {
  const own = new Set(batch.map(({ id }) => id));
  const isNew = batch.filter(({ issueId }) => issueId === null);
  const ids = await listEarlyAnswers(
    db,
    isNew.map(({ id }) => id),
  );
  const views = await loadMentionViews(
    db,
    ids.filter((id) => !own.has(id)),
  );
  return views.map((view) => ({ ...toIssueMember(view), issueId: null }));
}

interface Outcome {
  readonly clustering: Clustering;
  /** Of the new issues, in the order of `clustering.create`. */
  readonly temporaryIds: readonly number[];
  /** Mentions that decide the name of each issue that something came to. */
  readonly members: Map<number, readonly IssueMember[]>;
}

/** What to store: joins of issues that exist, new issues (negative ids), issues that are one, and better names. */
function toClustering(
  batch: readonly IssueMember[],
  mentions: readonly IssueMember[],
  { issueOf, merges }: Placement,
  names: ReadonlyMap<number, readonly IssueMember[]>,
  now: Date,
): Outcome {
  const joins = new Map<number, IssueMember[]>();
  for (const mention of mentions) {
    const id = issueOf.get(mention.id);
    if (id === undefined) continue;
    const list = joins.get(id);
    if (list === undefined) joins.set(id, [mention]);
    else list.push(mention);
  }
  const members = new Map<number, readonly IssueMember[]>();
  for (const id of new Set([...joins.keys(), ...merges.map(({ intoId }) => intoId)])) {
    const joined = merges.filter(({ intoId }) => intoId === id).flatMap(({ fromId }) => names.get(fromId) ?? []);
    members.set(id, [...(names.get(id) ?? []), ...joined, ...(joins.get(id) ?? [])]);
  }
  const temporaryIds = [...joins.keys()].filter((id) => id < 0);
  const existing = [...members].filter(([id]) => id >= 0);
  return {
    temporaryIds,
    members,
    clustering: {
      create: temporaryIds.map((id) => {
        const own = joins.get(id) ?? [];
        return { issue: newIssue(own, now), mentionIds: own.map(({ id: mentionId }) => mentionId) };
      }),
      assign: [...joins].flatMap(([issueId, own]) =>
        issueId < 0 ? [] : own.map(({ id }) => ({ mentionId: id, issueId })),
      ),
      merges: merges.map((merge) => ({ ...merge, why: reasonOf(merge, mentions) })),
      rename: existing.flatMap(([issueId, own]) => {
        const known = names.get(issueId) ?? [];
        const title = nameIssue(own);
        return known.length === 0 || title === nameIssue(known) ? [] : [{ issueId, title }];
      }),
      refresh: [],
      clusteredMentionIds: batch.map(({ id }) => id),
      now,
    },
  };
}

function reasonOf({ mentionId }: IssueMerge, mentions: readonly IssueMember[]): string {
  const mention = mentions.find(({ id }) => id === mentionId);
  const text = shorten(mention?.title ?? mention?.text ?? '', 120);
  return `Digabung otomatis: sebutan “${text}” menunjukkan bahwa keduanya membahas peristiwa yang sama.`;
}

/** The store counts the members; only the name is ours to give. */
function newIssue(mentions: readonly IssueMember[], now: Date): Omit<Issue, 'id'> {
  const [first] = mentions;
  const at = first?.publishedAt ?? now.toISOString();
  return {
    title: nameIssue(mentions),
    state: 'baru',
    stateAt: null,
    dueAt: null,
    mergedInto: null,
    topic: first?.topic ?? 'lainnya',
    agency: null,
    placeCode: null,
    placeName: null,
    attention: 'none',
    firstAt: at,
    lastAt: at,
    firstPublisher: first?.publisher ?? '',
    mentionCount: 0,
    negativeCount: 0,
    positiveCount: 0,
    sourceCount: 0,
    mediaCount: 0,
    accountCount: 0,
    commentCount: 0,
    hoaxCount: 0,
    updatedAt: now.toISOString(),
  };
}
