import { findCandidates } from './candidates.ts';
import type { ReadableText } from './known-text.ts';
import { type Compared, createKnownTexts } from './known-texts.ts';
import type { IssueMember } from './member.ts';
import { createMergers, type IssueMerge } from './merging.ts';
import { createPlaceNames } from './place-names.ts';
import { addToProfile, createProfile, type IssueProfile, rootOf } from './profile.ts';
import { createRecentTalk } from './recent-talk.ts';
import { type Signature, signatureOf } from './signature.ts';

export interface Placement {
  /** Mention → its issue. Issues that are not stored yet have negative ids, the same in later batches until `rename`. */
  readonly issueOf: ReadonlyMap<number, number>;
  /** Stored issues that turned out to be one with another stored one. */
  readonly merges: readonly IssueMerge[];
}

/** What people have decided, which the matcher obeys. */
export interface Decisions {
  /** Mention → issue that it stays in. */
  readonly pins: ReadonlyMap<number, number>;
  /** Pairs of issues that must not be joined. */
  readonly apart: readonly (readonly [number, number])[];
  /** Issues that a person has taken in hand: others may be joined to them, they are not joined to others. */
  readonly held: ReadonlySet<number>;
}

export interface Matcher {
  /** Tells the matcher what belongs to stored issues already. Call before the first `place`. */
  add(members: readonly IssueMember[]): void;
  /** Remembers the issue of a mention without comparing others with it: of a parent that is older than what was added. */
  link(mentionId: number, issueId: number): void;
  /** Gives every mention of a batch an issue, in whatever order they come. One that already has an issue keeps it. */
  place(batch: readonly IssueMember[]): Placement;
  /** Tells the id that a new issue got in the store. */
  rename(temporaryId: number, issueId: number): void;
  /** Mentions published before this (ms) may belong to issues that are forgotten here. */
  reach(): number;
}

export interface MatcherOptions {
  /** Longest silence within one event. Default 3 days. */
  readonly eventMs?: number;
  /** Longest silence after which a copy, or any text about the same claim, still belongs to the issue. Default 10 days. */
  readonly copyMs?: number;
  readonly decisions?: Decisions;
}

const dayMs = 86_400_000;
/** Mentions come so late without a new memory having to be built. */
const lateMs = 4 * dayMs;
/** Issues of so few texts are looked at again when a text comes that is nearly like theirs; so many of them. */
const fewTexts = 3;
const fewIssues = 2;
const none: Decisions = { pins: new Map(), apart: [], held: new Set() };

/** Decides which mentions are about one event. Deterministic for the same mentions in the same batches; no I/O. */
export function createMatcher(options: MatcherOptions = {}): Matcher {
  const eventMs = options.eventMs ?? 3 * dayMs;
  const copyMs = options.copyMs ?? 10 * dayMs;
  const decisions = options.decisions ?? none;
  const profiles = new Map<number, IssueProfile>();
  const issueOf = new Map<number, { readonly issue: IssueProfile; readonly at: number }>();
  const names = createPlaceNames();
  const talk = createRecentTalk(dayMs);
  const texts = createKnownTexts();
  const surroundings = { texts, talk, eventMs, copyMs };
  const mergers = createMergers(decisions.apart, (id) => {
    const known = profiles.get(id);
    return known === undefined ? undefined : rootOf(known);
  });
  /** Small issues near which a text has come in this batch, and which. */
  const doubtful = new Map<IssueProfile, number>();
  let temporaryId = 0;
  /** Around when the mentions of late were published, at the last sweep; and before when something was forgotten. */
  let sweptAt: number | null = null;
  let reach = Number.NEGATIVE_INFINITY;

  function profileOf(id: number, at: number): IssueProfile {
    const known = profiles.get(id);
    if (known !== undefined) return rootOf(known);
    const profile = createProfile(id, at, decisions.held.has(id));
    profiles.set(id, profile);
    return profile;
  }

  function record(text: ReadableText, issue: IssueProfile, found: readonly Compared[]): void {
    addToProfile(issue, text.signature, text.firstAt);
    texts.add(text, issue, found);
    talk.add(text.signature, issue, text.firstAt);
  }

  function placeOne(mention: IssueMember, signature: Signature | undefined): IssueProfile {
    const at = Date.parse(mention.publishedAt);
    const settled = decisions.pins.get(mention.id) ?? mention.issueId;
    if (settled !== null) return profileOf(settled, at);
    const parent = mention.parentId === null ? undefined : issueOf.get(mention.parentId);
    if (parent !== undefined) return rootOf(parent.issue);
    const text = texts.read(signature ?? signatureOf(mention, names), at);
    const candidates = findCandidates(text, surroundings);
    const own = candidates.filter(({ closeness }) => closeness > 0);
    const [best, ...others] = own;
    if (best === undefined) temporaryId -= 1;
    let issue = best?.issue ?? profileOf(temporaryId, at);
    for (const other of others) issue = mergers.join(issue, other, mention.id) ?? issue;
    record(text, issue, candidates);
    for (const near of candidates.slice(0, fewIssues)) doubtful.set(near.issue, mention.id);
    if (best !== undefined) doubtful.set(issue, mention.id);
    return rootOf(issue);
  }

  /** What is known of the neighbours of small issues has grown: would their texts still stand alone? */
  function lookAgain(): void {
    for (const [issue, mentionId] of doubtful) {
      if (issue.mergedInto !== null || issue.count > fewTexts) continue;
      for (const text of [...issue.texts]) {
        for (const other of findCandidates(text, surroundings)) {
          if (other.closeness <= 0) break;
          if (rootOf(other.issue) !== rootOf(issue)) mergers.join(issue, other, mentionId);
        }
      }
    }
    doubtful.clear();
  }

  /** Once a day of what is published, so that a year of mentions takes the memory of two weeks. */
  function forget(newest: number): void {
    sweptAt ??= newest;
    if (Math.abs(newest - sweptAt) < dayMs) return;
    sweptAt = newest;
    const oldest = newest - copyMs - lateMs;
    reach = Math.max(reach, oldest + copyMs);
    texts.forget(oldest);
    for (const [id, { at }] of issueOf) if (at < oldest) issueOf.delete(id);
    for (const [id, profile] of profiles) if (rootOf(profile).lastAt < oldest) profiles.delete(id);
    talk.forget(oldest);
  }

  return {
    add(members) {
      const own = members.filter((member) => member.issueId !== null);
      for (const { places } of own) names.learn(places);
      const signatures = own.map((member) => (isReply(member) ? null : signatureOf(member, names)));
      for (const signature of signatures) if (signature !== null) texts.learn(signature);
      for (const [index, member] of own.entries()) {
        const at = Date.parse(member.publishedAt);
        const issue = profileOf(member.issueId as number, at);
        issueOf.set(member.id, { issue, at });
        const signature = signatures[index];
        if (signature === null || signature === undefined) continue;
        record(texts.read(signature, at), issue, []);
      }
    },

    link(mentionId, issueId) {
      const at = sweptAt ?? 0;
      issueOf.set(mentionId, { issue: profileOf(issueId, at), at });
    },

    place(batch) {
      for (const { places } of batch) names.learn(places);
      const signatures = new Map<number, Signature>();
      for (const mention of batch) {
        if (isReply(mention)) continue;
        const signature = signatureOf(mention, names);
        signatures.set(mention.id, signature);
        texts.learn(signature);
      }
      const placed = new Map<number, IssueProfile>();
      let newest = Number.NEGATIVE_INFINITY;
      for (const mention of inOrder(batch)) {
        const issue = placeOne(mention, signatures.get(mention.id));
        const at = Date.parse(mention.publishedAt);
        placed.set(mention.id, issue);
        issueOf.set(mention.id, { issue, at });
        newest = Math.max(newest, at);
      }
      lookAgain();
      if (batch.length > 0) forget(newest);
      return {
        issueOf: new Map([...placed].map(([id, issue]) => [id, rootOf(issue).id])),
        merges: mergers.take(),
      };
    },

    rename(id, issueId) {
      const profile = profiles.get(id);
      if (profile === undefined) return;
      profile.id = issueId;
      profiles.delete(id);
      profiles.set(issueId, profile);
    },

    reach: () => reach,
  };
}

/** Comments follow their parent and are not compared themselves. */
function isReply(member: IssueMember): boolean {
  return member.kind === 'comment' && member.parentId !== null;
}

/** Oldest first; what answers another mention of the batch after that one, whatever their clocks said. */
function inOrder(batch: readonly IssueMember[]): readonly IssueMember[] {
  const byId = new Map(batch.map((member) => [member.id, member]));
  const depths = new Map<number, number>();
  const depthOf = (member: IssueMember): number => {
    let depth = 0;
    const seen = new Set<number>();
    for (let each: IssueMember | undefined = member; each !== undefined && !seen.has(each.id); depth += 1) {
      seen.add(each.id);
      each = each.parentId === null ? undefined : byId.get(each.parentId);
    }
    return depth;
  };
  for (const member of batch) depths.set(member.id, depthOf(member));
  return [...batch].sort(
    (a, b) =>
      (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0) ||
      (a.publishedAt < b.publishedAt ? -1 : a.publishedAt > b.publishedAt ? 1 : a.id - b.id),
  );
}
