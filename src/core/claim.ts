/** Something that was checked and found false or misleading: what its fact check says was spread. */
export interface Claim {
  readonly claimId: string;
  readonly title: string | null;
  readonly text: string;
  /** Where the answer stands. */
  readonly url: string | null;
}

/** What a fact check found, in one word. `unrated`: it says something that none of the others is. */
export const verdicts = ['false', 'misleading', 'scam', 'satire', 'true', 'unrated'] as const;
export type Verdict = (typeof verdicts)[number];

/** A fact check in data: schema.org ClaimReview, an API's answer, or a verdict that the publisher puts before the title. */
export interface ClaimReview {
  /** What was spread, in the checker's words; null when only the title says it. */
  readonly claimed: string | null;
  readonly verdict: Verdict;
  /** The rating as printed: `Salah`, `Sebagian Benar`. */
  readonly rating: string;
}

/** Known claims, as those who learn of them see them. */
export interface ClaimKeeper {
  /** Stores a claim; one of the same id is replaced. */
  readonly add: (claim: Claim) => void;
  readonly remove: (claimId: string) => void;
}

/** Longest beginning of a fact check that is read: what was claimed stands there. */
const claimTextLength = 4_000;

/**
 * The claim that a fact check answers: in the checker's words where the data has them, else its own text, which quotes the claim first.
 */
export function claimOfMention(
  mention: { readonly id: number; readonly title: string | null; readonly text: string; readonly url: string | null },
  claimed: string | null,
): Claim {
  const { id, title, text, url } = mention;
  return { claimId: claimIdOfMention(id), title, text: (claimed ?? text).slice(0, claimTextLength), url };
}

const mentionPrefix = 'mention:';

/** Id of the claim that a stored fact check makes. */
export function claimIdOfMention(mentionId: number | string): string {
  return `${mentionPrefix}${mentionId}`;
}

/** The mention whose fact check made the claim; null for a claim from elsewhere. */
export function findMentionOfClaim(claimId: string): string | null {
  const id = claimId.startsWith(mentionPrefix) ? claimId.slice(mentionPrefix.length) : '';
  return /^\d+$/.test(id) ? id : null;
}

const clarificationPrefix = 'klarifikasi:';

/** Id of the claim that one of the office's own clarifications answers. */
export function claimIdOfClarification(id: number): string {
  return `${clarificationPrefix}${id}`;
}

/** The clarification that made the claim; null for a claim from elsewhere. */
export function findClarificationOfClaim(claimId: string): number | null {
  const id = claimId.startsWith(clarificationPrefix) ? claimId.slice(clarificationPrefix.length) : '';
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
}

/** The claim that a clarification answers: what was spread where the office says so, else its own text, which quotes it. */
export function claimOfClarification(clarification: {
  readonly id: number;
  readonly title: string;
  readonly claimed: string | null;
  readonly text: string;
  readonly url: string | null;
}): Claim {
  const { id, title, claimed, text, url } = clarification;
  return { claimId: claimIdOfClarification(id), title, text: (claimed ?? text).slice(0, claimTextLength), url };
}
