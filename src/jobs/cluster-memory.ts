import { createMatcher, type Matcher } from '../issues/matcher.ts';
import type { IssueMember } from '../issues/member.ts';
import { namingMembers } from '../issues/name-issue.ts';
import { loadIssueDecisions } from '../store/issue-decisions.ts';
import { listIssueMemberIds } from '../store/issues.ts';
import { loadMentionViews } from '../store/mention-rows.ts';
import type { Db } from '../store/schema.ts';
import { toIssueMember } from './issue-member.ts';

/** The matcher with what it was built from. */
export interface ClusterMemory {
  readonly matcher: Matcher;
  /** Mentions that decide the name of each issue. */
  readonly names: Map<number, readonly IssueMember[]>;
  /** Mention → issue that a person has put it in. */
  readonly pins: ReadonlyMap<number, number>;
  /** Members published before this (ms) were not loaded. */
  readonly since: number;
  readonly builtAt: number;
  /** The last decision that it knows. */
  lastEventId: number;
}

const dayMs = 86_400_000;
/** How far back events reach, and how far copies and hoaxes that return. */
const eventMs = 3 * dayMs;
const copyMs = 10 * dayMs;
/** Members read at a time, so that other work comes between. */
const pageSize = 250;

/** Reads what mentions published from `oldest` (ms) on are compared with. */
export async function recallIssues(db: Db, oldest: number, now: number): Promise<ClusterMemory> {
  const since = new Date(oldest - copyMs).toISOString();
  // Decisions first: one that is made while the members are read shows itself when the run is saved.
  const decisions = await loadIssueDecisions(db, since);
  const matcher = createMatcher({ eventMs, copyMs, decisions });
  const names = new Map<number, readonly IssueMember[]>();
  const ids = await listIssueMemberIds(db, since);
  const members: IssueMember[] = [];
  for (let start = 0; start < ids.length; start += pageSize) {
    members.push(...(await loadMentionViews(db, ids.slice(start, start + pageSize))).map(toIssueMember));
    await new Promise((resolve) => setImmediate(resolve));
  }
  matcher.add(members);
  for (const [issueId, own] of byIssue(members)) names.set(issueId, namingMembers(own));
  const { pins, lastEventId } = decisions;
  return { matcher, names, pins, since: oldest, builtAt: now, lastEventId };
}

function byIssue(members: readonly IssueMember[]): ReadonlyMap<number, readonly IssueMember[]> {
  const groups = new Map<number, IssueMember[]>();
  for (const member of members) {
    if (member.issueId === null) continue;
    const own = groups.get(member.issueId);
    if (own === undefined) groups.set(member.issueId, [member]);
    else own.push(member);
  }
  return groups;
}
