/** Something that was checked and found false or misleading: what its fact check says was spread. */
export interface Claim {
  readonly claimId: string;
  readonly title: string | null;
  readonly text: string;
  /** Where the answer stands. */
  readonly url: string | null;
}

/** Known claims, as those who learn of them see them. */
export interface ClaimKeeper {
  /** Stores a claim; one of the same id is replaced. */
  readonly add: (claim: Claim) => void;
  readonly remove: (claimId: string) => void;
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
