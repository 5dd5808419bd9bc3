import { createCopyIndex } from './copy-index.ts';
import type { IssueMember } from './member.ts';
import { type Agreement, addToProfile, agreementOf, createProfile, type IssueProfile } from './profile.ts';
import { createRecentTalk } from './recent-talk.ts';
import { type Signature, signatureOf } from './signature.ts';
import { createTermIndex, type TermVector } from './term-index.ts';

/**
 * `new` carries a temporary negative id: later mentions of the same batch are assigned to it, and whoever stores the batch
 * puts the real id in its place.
 */
export interface Assignment {
  readonly kind: 'existing' | 'new';
  readonly issueId: number;
}

export interface Matcher {
  /** Tells the matcher what belongs to stored issues already. Call before the first `assign`. */
  add(members: readonly IssueMember[]): void;
  /** Remembers the issue of a mention without comparing others with it: of a parent that is older than what was added. */
  link(mentionId: number, issueId: number): void;
  /** Counts the words of mentions that will be assigned, so that rare words weigh right from the first one on. */
  learn(mentions: readonly IssueMember[]): void;
  /** Mentions must come oldest first. One that already has an issue keeps it. */
  assign(mention: IssueMember): Assignment;
}

export interface MatcherOptions {
  /** Longest silence within one event. Default 3 days. */
  readonly eventMs?: number;
  /** Longest silence after which a copy, or any text about the same claim, still belongs to the issue. Default 10 days. */
  readonly copyMs?: number;
}

const dayMs = 86_400_000;

/**
 * Cosine of the words that a mention and the closest text of an issue must reach, by what else agrees: the more agrees, the less
 * the words must. Set by hand on the story lines of the demo archive, and checked on labelled items about five regencies.
 */
const needed = {
  topicAndPlace: 0.15,
  topic: 0.25,
  place: 0.2,
  wordsOnly: 0.38,
  otherPlaceSameAgency: 0.45,
  otherPlace: 0.5,
};
/** How much of that is waived for the issue that nearly all recent texts of the same topic and agency are about. */
const waived = { agreeing: 0.6 };
/** Texts of fewer distinct words agree by chance more easily. */
const shortTerms = 12;
const shortExtra = 0.06;

/** Decides which mentions are about one event. Deterministic for the same mentions in the same order; no I/O. */
export function createMatcher(options: MatcherOptions = {}): Matcher {
  const eventMs = options.eventMs ?? 3 * dayMs;
  const copyMs = options.copyMs ?? 10 * dayMs;
  const issueOf = new Map<number, number>();
  const profiles = new Map<number, IssueProfile>();
  const copies = createCopyIndex();
  const terms = createTermIndex<{ readonly issueId: number }>();
  const talk = createRecentTalk(dayMs);
  let temporaryId = 0;

  function record(member: IssueMember, issueId: number, signature: Signature, vector: TermVector): void {
    const at = Date.parse(member.publishedAt);
    let profile = profiles.get(issueId);
    if (profile === undefined) {
      profile = createProfile(issueId, at);
      profiles.set(issueId, profile);
    }
    addToProfile(profile, member, signature, at);
    copies.add(signature.shingles, issueId, at);
    terms.add(vector, { issueId });
    talk.add(member, issueId, at);
  }

  function findByWords(member: IssueMember, signature: Signature, vector: TermVector): number | null {
    const at = Date.parse(member.publishedAt);
    const closest = new Map<number, number>();
    for (const [text, cosine] of terms.similar(vector)) {
      closest.set(text.issueId, Math.max(cosine, closest.get(text.issueId) ?? 0));
    }
    const shares = talk.sharesOf(member, at);
    let best: { issueId: number; margin: number } | null = null;
    for (const [issueId, cosine] of closest) {
      const profile = profiles.get(issueId);
      if (profile === undefined) continue;
      // A claim that comes back is the old issue again, with its clarification, however it is worded this time.
      const reachMs = member.hoaxClass !== 'none' && profile.hoaxes > 0 ? copyMs : eventMs;
      if (at < profile.firstAt - reachMs || at > profile.lastAt + reachMs) continue;
      const agreement = agreementOf(member, signature, profile);
      const margin = cosine - requirement(agreement, shares.get(issueId) ?? 0, signature);
      if (margin < 0) continue;
      if (best === null || margin > best.margin || (margin === best.margin && issueId < best.issueId)) {
        best = { issueId, margin };
      }
    }
    return best?.issueId ?? null;
  }

  /** Two short complaints from two districts can be alike word for word, names of places aside, and are still two events. */
  function isOtherPlace(member: IssueMember, signature: Signature, issueId: number): boolean {
    const profile = profiles.get(issueId);
    return (
      profile !== undefined &&
      signature.terms.size < shortTerms &&
      agreementOf(member, signature, profile).placeConflict
    );
  }

  return {
    add(members) {
      const texts = members
        .filter((member) => !isReply(member))
        .map((member) => ({ member, signature: signatureOf(member) }));
      for (const { signature } of texts) terms.learn(signature.terms);
      for (const member of members) if (member.issueId !== null) issueOf.set(member.id, member.issueId);
      for (const { member, signature } of texts) {
        if (member.issueId !== null) record(member, member.issueId, signature, terms.vectorOf(signature.terms));
      }
    },

    link(mentionId, issueId) {
      issueOf.set(mentionId, issueId);
    },

    learn(mentions) {
      for (const mention of mentions) if (!isReply(mention)) terms.learn(signatureOf(mention).terms);
    },

    assign(mention) {
      if (mention.issueId !== null) {
        issueOf.set(mention.id, mention.issueId);
        return { kind: 'existing', issueId: mention.issueId };
      }
      const parentIssue = mention.parentId === null ? undefined : issueOf.get(mention.parentId);
      if (parentIssue !== undefined) {
        issueOf.set(mention.id, parentIssue);
        return { kind: 'existing', issueId: parentIssue };
      }
      const signature = signatureOf(mention);
      const vector = terms.vectorOf(signature.terms);
      const copyOf = copies.find(signature.shingles, Date.parse(mention.publishedAt), copyMs);
      const found =
        copyOf !== null && !isOtherPlace(mention, signature, copyOf) ? copyOf : findByWords(mention, signature, vector);
      if (found === null) temporaryId -= 1;
      const issueId = found ?? temporaryId;
      issueOf.set(mention.id, issueId);
      record(mention, issueId, signature, vector);
      return { kind: found === null ? 'new' : 'existing', issueId };
    },
  };
}

/** Comments follow their parent and are not compared themselves. */
function isReply(member: IssueMember): boolean {
  return member.kind === 'comment' && member.parentId !== null;
}

/** The cosine to reach. `share` is the issue's part in what is said of the mention's topic and agency these days. */
function requirement(agreement: Agreement, share: number, signature: Signature): number {
  const { topic, agency, place, placeConflict } = agreement;
  const short = signature.terms.size < shortTerms ? shortExtra : 0;
  if (placeConflict) {
    // Roads that are broken in two districts are two issues, however alike they are told.
    // A short text is alike, names of places aside, to any other complaint of its kind: its place decides.
    if (short > 0) return Number.POSITIVE_INFINITY;
    return topic && agency ? needed.otherPlaceSameAgency : needed.otherPlace;
  }
  if (topic && (place || agency)) return (needed.topicAndPlace + short) * (1 - waived.agreeing * share);
  if (topic) return needed.topic + short;
  return (place || agency ? needed.place : needed.wordsOnly) + short;
}
