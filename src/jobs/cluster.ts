import type { Issue } from '../core/issue.ts';
import type { LiveEvent } from '../core/live.ts';
import { createMatcher, type Matcher } from '../issues/matcher.ts';
import type { IssueMember } from '../issues/member.ts';
import { nameIssue, namingMembers } from '../issues/name-issue.ts';
import { listIssueMembers, listUnclustered } from '../store/issues.ts';
import { loadMentionViews, type MentionView } from '../store/mention-rows.ts';
import { type Clustering, saveClusteringIfCurrent } from '../store/save-clustering.ts';
import type { Db } from '../store/schema.ts';
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
}

export interface Clusterer {
  /**
   * Puts every relevant mention that has a new verdict into an issue: one it belongs to, or a new one. Batches are transactions.
   * Calls must not overlap.
   */
  clusterPending(): Promise<ClusterSummary>;
}

const dayMs = 86_400_000;
const batchSize = 1_000;
/** How far back events reach, and how far hoaxes that return. */
const eventMs = 3 * dayMs;
const hoaxMs = 10 * dayMs;
/** An archive from years ago must not load every issue since: what is older than this is compared within its batch only. */
const oldestMs = 30 * dayMs;
/** The matcher is built anew after this time, which forgets old mentions and takes in what others changed. */
const keepMs = 30 * 60_000;

/** The matcher with what it was built from. */
interface Memory {
  readonly matcher: Matcher;
  /** Mentions that decide the name of each issue. */
  readonly names: Map<number, readonly IssueMember[]>;
  /** Temporary id of this matcher → id in the store. */
  readonly storedIds: Map<number, number>;
  readonly since: number;
  readonly builtAt: number;
}

/** Remembers the mentions of the last days between calls, so that a call costs what is new and not what is known. */
export function createClusterer(deps: ClusterDeps): Clusterer {
  const { db } = deps;
  let memory: Memory | null = null;

  async function recall(batch: readonly IssueMember[]): Promise<Memory> {
    const now = deps.now().getTime();
    const oldest = Math.max(Math.min(...batch.map(({ publishedAt }) => Date.parse(publishedAt))), now - oldestMs);
    const since = oldest - eventMs;
    const age = memory === null ? keepMs : now - memory.builtAt;
    if (memory !== null && age >= 0 && age < keepMs && since >= memory.since) return memory;
    const hoaxSince = new Date(oldest - hoaxMs).toISOString();
    const known = (await listIssueMembers(db, new Date(since).toISOString(), hoaxSince)).map(toIssueMember);
    const matcher = createMatcher({ eventMs, copyMs: hoaxMs });
    matcher.add(known);
    return { matcher, names: namesOf(known), storedIds: new Map(), since, builtAt: now };
  }

  async function clusterBatch(batch: readonly IssueMember[]): Promise<ClusterSummary> {
    const current = await recall(batch);
    // What the matcher records and the store then refuses would be wrong ever after: it is kept only when the batch is saved.
    memory = null;
    const { matcher, names, storedIds } = current;
    for (const parent of await loadParents(db, batch)) {
      if (parent.issueId !== null) matcher.link(parent.id, parent.issueId);
    }
    matcher.learn(batch);
    const joins = new Map<number, IssueMember[]>();
    for (const mention of batch) {
      const { issueId } = matcher.assign(mention);
      const id = storedIds.get(issueId) ?? issueId;
      const list = joins.get(id);
      if (list === undefined) joins.set(id, [mention]);
      else list.push(mention);
    }
    const { clustering, temporaryIds } = toClustering(joins, names, batch, deps.now());
    const created = await saveClusteringIfCurrent(db, clustering);
    if (created === null) {
      // Another process was at it: what is remembered here is no longer true.
      memory = null;
      return { clustered: 0, newIssues: 0 };
    }
    for (const [index, temporaryId] of temporaryIds.entries())
      storedIds.set(temporaryId, created[index] ?? temporaryId);
    for (const [issueId, mentions] of joins) {
      const id = storedIds.get(issueId) ?? issueId;
      names.set(id, namingMembers([...(names.get(id) ?? []), ...mentions]));
    }
    memory = current;
    const issueIds = [...joins.keys()].map((id) => storedIds.get(id) ?? id);
    deps.announce?.({ type: 'issue', at: deps.now().toISOString(), issueIds });
    return { clustered: batch.length, newIssues: created.length };
  }

  return {
    async clusterPending() {
      let clustered = 0;
      let newIssues = 0;
      while (!deps.signal.aborted) {
        const batch = (await listUnclustered(db, batchSize)).map(toIssueMember);
        if (batch.length === 0) break;
        const result = await clusterBatch(batch);
        clustered += result.clustered;
        newIssues += result.newIssues;
        await new Promise((resolve) => setImmediate(resolve));
      }
      return { clustered, newIssues };
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

function namesOf(members: readonly IssueMember[]): Map<number, readonly IssueMember[]> {
  const byIssue = new Map<number, IssueMember[]>();
  for (const member of members) {
    if (member.issueId === null) continue;
    const list = byIssue.get(member.issueId);
    if (list === undefined) byIssue.set(member.issueId, [member]);
    else list.push(member);
  }
  return new Map([...byIssue].map(([issueId, own]) => [issueId, namingMembers(own)]));
}

/** What to store: joins of issues that exist, new issues (negative ids), and better names. */
function toClustering(
  joins: ReadonlyMap<number, readonly IssueMember[]>,
  names: ReadonlyMap<number, readonly IssueMember[]>,
  batch: readonly IssueMember[],
  now: Date,
): { clustering: Clustering; temporaryIds: readonly number[] } {
  const temporaryIds = [...joins.keys()].filter((issueId) => issueId < 0);
  const existing = [...joins].filter(([issueId]) => issueId >= 0);
  return {
    temporaryIds,
    clustering: {
      create: temporaryIds.map((issueId) => {
        const mentions = joins.get(issueId) ?? [];
        return { issue: newIssue(mentions, now), mentionIds: mentions.map(({ id }) => id) };
      }),
      assign: existing.flatMap(([issueId, mentions]) => mentions.map(({ id }) => ({ mentionId: id, issueId }))),
      rename: existing.flatMap(([issueId, mentions]) => {
        const known = names.get(issueId) ?? [];
        const title = nameIssue([...known, ...mentions]);
        return known.length === 0 || title === nameIssue(known) ? [] : [{ issueId, title }];
      }),
      refresh: [],
      clusteredMentionIds: batch.map(({ id }) => id),
      now,
    },
  };
}

/** The store counts the members; only the name is ours to give. */
function newIssue(mentions: readonly IssueMember[], now: Date): Omit<Issue, 'id'> {
  const [first] = mentions;
  const at = first?.publishedAt ?? now.toISOString();
  return {
    title: nameIssue(mentions),
    state: 'baru',
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
    hoaxCount: 0,
    updatedAt: now.toISOString(),
  };
}
