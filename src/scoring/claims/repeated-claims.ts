import { claimIdOfMention } from '../../core/claim.ts';
import type { HoaxClass, ScoredDoc } from '../../core/score.ts';
import type { ReadDoc } from '../../text/read.ts';
import { type ClaimIndex, matchFrom } from './claim-index.ts';

const mostMatches = 3;

/**
 * The known claims that a document repeats, for its score. A fact check repeats none: it answers them, and is one itself.
 * @param docId of a stored mention, its id: a mention that was a fact check before an edit does not match itself
 */
export function findRepeated(
  claims: ClaimIndex | null,
  doc: ReadDoc,
  docId: string,
  hoaxClass: HoaxClass,
): ScoredDoc['hoax']['matches'] {
  if (claims === null || hoaxClass === 'fact-check') return [];
  const own = claimIdOfMention(docId);
  return claims
    .find(doc, mostMatches + 1, matchFrom)
    .filter(({ claimId }) => claimId !== own)
    .slice(0, mostMatches)
    .map(({ claimId, similarity, url }) => ({ claimId, similarity, url }));
}

/** The reason for the desk to look: not for a text that speaks of a hoax, which names the claim without spreading it. */
export function withKnownClaim(
  reasons: readonly string[],
  hoax: Pick<ScoredDoc['hoax'], 'class' | 'matches'>,
): readonly string[] {
  return hoax.matches.length > 0 && hoax.class !== 'mention' ? [...reasons, 'known-claim'] : reasons;
}
