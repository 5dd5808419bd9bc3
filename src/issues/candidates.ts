import { closenessAtMost, closenessOf } from './closeness.ts';
import { distanceBetween, type ReadableText } from './known-text.ts';
import type { Compared, KnownTexts } from './known-texts.ts';
import { type Agreement, agreementOf, type IssueProfile, rootOf } from './profile.ts';
import type { RecentTalk } from './recent-talk.ts';

/** An issue that a text may belong to. */
export interface Candidate extends Compared {
  readonly issue: IssueProfile;
  /** Log odds. */
  readonly closeness: number;
}

export interface Surroundings {
  readonly texts: KnownTexts;
  readonly talk: RecentTalk;
  readonly eventMs: number;
  readonly copyMs: number;
}

/** What a copy counts, before how much of it was copied. */
const copyCloseness = 4;

/** Log odds from which on an issue is worth a second look. */
const nearMiss = -1;

/** The issues that a text belongs to (more than 0) or nearly does, the likeliest first. */
export function findCandidates(text: ReadableText, known: Surroundings): readonly Candidate[] {
  const { texts, talk, eventMs, copyMs } = known;
  const { signature } = text;
  const shares = talk.sharesOf(signature, text.firstAt);
  const mostTalk = Math.max(0, ...shares.values());
  const best = new Map<IssueProfile, Candidate>();
  const agreements = new Map<IssueProfile, Agreement>();
  for (const compared of texts.find(text, signature.isClaim ? copyMs : eventMs, copyMs)) {
    const { text: other, cosine, shared, copied } = compared;
    if (copied === null && closenessAtMost({ cosine, claim: signature.isClaim, talk: mostTalk }) <= nearMiss) continue;
    const issue = rootOf(other.issue);
    let agreement = agreements.get(issue);
    if (agreement === undefined) {
      agreement = agreementOf(signature, issue);
      agreements.set(issue, agreement);
    }
    // A claim that comes back is the old issue again, with its clarification, however it is worded this time.
    const claim = signature.isClaim && issue.claims > 0;
    const short = signature.isShort || other.signature.isShort;
    const distanceMs = distanceBetween(other, text);
    let closeness = Number.NEGATIVE_INFINITY;
    if (distanceMs <= (claim ? copyMs : eventMs)) {
      closeness = closenessOf({ cosine, shared, distanceMs, agreement, short, claim, talk: shares.get(issue) ?? 0 });
    }
    // Two short complaints from two districts can be alike word for word, names of places aside, and are still two events.
    if (copied !== null && !(short && agreement.otherDistrict)) {
      closeness = Math.max(closeness, copyCloseness + copied);
    }
    if (closeness > (best.get(issue)?.closeness ?? nearMiss)) {
      best.set(issue, { ...compared, issue, closeness });
    }
  }
  return [...best.values()].sort((a, b) => b.closeness - a.closeness || a.issue.firstAt - b.issue.firstAt);
}
