import type { Reason } from './reasons.ts';
import type { Attention, ScoredDoc, SentimentLabel } from './score.ts';

/** What attention is decided from: all of it stands in a score line, so it can be decided again when relevance is filled in later. */
export type AttentionFacts = Pick<ScoredDoc, 'target' | 'reasons'> & {
  readonly relevant: boolean;
  readonly label: SentimentLabel;
};

/**
 * alert (merah): the learned part expects that the government has to answer (a complaint, an accusation, a denial, a rumour about it),
 * or a negative text about it, unless that tells of a hazard or a crime that is being dealt with. Rather one too many than one lost.
 * watch (kuning): worth following, but not (yet) aimed at the government: a hazard, a crime, a text that leans to the negative, a chain
 * message.
 */
export function decideAttention({ relevant, label, target, reasons }: AttentionFacts): Attention {
  if (!relevant) return 'none';
  const has = (...names: readonly Reason[]) => names.some((name) => reasons.includes(name));
  const aimed = target === 'government';
  if (has('needs-answer')) return 'alert';
  if (label === 'negative' && aimed) {
    const answered = has('hazard-with-response', 'crime-solved') && !has('complaint-about-service', 'corruption');
    return answered ? 'watch' : 'alert';
  }
  if (label === 'negative' && has('hazard', 'hazard-with-response', 'crime', 'crime-solved')) return 'watch';
  if (has('worth-watching', 'hoax-claim')) return 'watch';
  return aimed && has('weakly-negative', 'unsure') ? 'watch' : 'none';
}

/** A repeated claim about the region deserves at least `watch`. */
export function heedKnownClaim(attention: Attention, relevant: boolean, reasons: readonly string[]): Attention {
  return attention === 'none' && relevant && reasons.includes('known-claim') ? 'watch' : attention;
}
