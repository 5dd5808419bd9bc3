import { decideAttention } from '../core/attention.ts';
import type { ClaimReview } from '../core/claim.ts';
import type { HoaxClass, ScoredDoc } from '../core/score.ts';

export interface CheckContext {
  /** What the text checked, when its publisher says so in data. */
  readonly review: ClaimReview | null;
  /** It is published by a source that does nothing but check. */
  readonly isChecker: boolean;
  /** Code of the region that is listened for. */
  readonly region: string;
}

/** A message that is quoted is not the text's own (as in `scoreHoax`). */
const mostValue = 0.3;

/**
 * Whoever says in data what he has checked is no spreader, however much of the message he quotes: `fact-check`, never `claim`. What was
 * found true is no hoax: neither a claim nor the answer to one, only talk of it.
 */
export function withReview(scored: ScoredDoc, { review, isChecker, region }: CheckContext): ScoredDoc {
  if (review === null && !isChecker) return scored;
  const hoaxClass = classOf(scored.hoax.class, review);
  const others = scored.reasons.filter((reason) => !['hoax-claim', 'known-claim', 'fact-check'].includes(reason));
  const reasons = hoaxClass === 'fact-check' ? [...others, 'fact-check'] : others;
  const relevant = scored.relevance.about === region;
  const attention = decideAttention({ relevant, label: scored.sentiment.label, target: scored.target, reasons });
  const value = Math.min(mostValue, scored.hoax.value);
  return { ...scored, reasons, attention, hoax: { ...scored.hoax, class: hoaxClass, value, matches: [] } };
}

function classOf(read: HoaxClass, review: ClaimReview | null): HoaxClass {
  if (review?.verdict !== 'true') return 'fact-check';
  return read === 'none' ? 'none' : 'mention';
}
