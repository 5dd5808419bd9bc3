import type { Attention, Evidence, SentimentLabel, Target } from '../core/score.ts';
import type { ReadDoc } from '../text/read.ts';
import type { Cues } from './cue-index.ts';
import { evidenceOf, round } from './evidence.ts';
import type { LearnedReader, LearnedVerdict, Share } from './learned/read-learned.ts';
import type { Reading } from './reading.ts';
import { type SentimentUnit, toUnits } from './sentiment-units.ts';

/** Raise when the rules change: stored scores with another version are made again. */
export const sentimentVersion = 2;

/** Texts with fewer words and no word of feeling are not judged. */
const fewestWords = 3;
/** Languages that the model was trained on. */
const readLanguages = new Set(['id', 'jv', 'su', 'mad', 'bug']);
/** A text in no language that we know is judged when at least this share of its words is the model's. */
const knownShare = 0.6;
/** A verdict that leads the next one by less is none: the text is neutral, and the reason says so. */
const leastLead = 0.04;
const mostEvidence = 24;

export interface SentimentVerdict {
  readonly label: SentimentLabel;
  /** Chance of positive minus chance of negative, −1 … 1: the sum of the evidence. */
  readonly value: number;
  /** Chance that the label is right, calibrated on texts that the model was not trained on. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly units: readonly SentimentUnit[];
  readonly target: Target;
  readonly targetConfidence: number;
  /** What it would deserve if it is about the own regency. */
  readonly attention: Attention;
  /** See `LearnedVerdict.topicScores`. */
  readonly topicScores: Float64Array;
  /** Why it was not judged (`unscored-language`, `unscored-short`) or judged neutral (`unsure`). */
  readonly reason: 'unscored-language' | 'unscored-short' | 'unsure' | null;
}

/**
 * Sentiment by a linear model over words, pairs of words, denied words, groups of letters and what the word lists say of the text.
 * Every word's share of the value is known; the evidence names the largest and adds up to the value.
 */
export function createSentimentScorer(
  readLearned: LearnedReader,
): (doc: ReadDoc, cues: Cues, reading: Reading) => SentimentVerdict {
  return (doc, cues, reading) => {
    const units = toUnits(doc, cues, reading);
    const learned = readLearned(doc, cues, reading, units);
    if (doc.words < fewestWords && units.length === 0) return unscored('unscored-short', learned);
    if (!isReadable(reading.language, learned)) {
      return unscored(doc.words < fewestWords ? 'unscored-short' : 'unscored-language', learned);
    }
    const [negative, neutral, positive] = learned.chances;
    const { label, confidence, unsure } = labelOf(negative, neutral, positive);
    const value = round(positive - negative);
    return {
      label,
      value,
      confidence,
      evidence: evidenceFor(doc, learned, value),
      units,
      target: learned.target,
      targetConfidence: learned.targetConfidence,
      attention: learned.attention,
      topicScores: learned.topicScores,
      reason: unsure ? 'unsure' : null,
    };
  };
}

function isReadable(language: string, { tokens, known }: LearnedVerdict): boolean {
  if (readLanguages.has(language)) return true;
  return (language === 'und' || language === 'ms') && known > 0 && known >= tokens * knownShare;
}

function labelOf(
  negative: number,
  neutral: number,
  positive: number,
): { readonly label: SentimentLabel; readonly confidence: number; readonly unsure: boolean } {
  if (neutral >= negative && neutral >= positive) return { label: 'neutral', confidence: neutral, unsure: false };
  const best = Math.max(negative, positive);
  const second = Math.max(neutral, Math.min(negative, positive));
  if (best - second < leastLead) return { label: 'neutral', confidence: neutral, unsure: true };
  return { label: negative > positive ? 'negative' : 'positive', confidence: best, unsure: false };
}

/**
 * The largest shares as evidence, in the order of the text, scaled so that they add up to the value; what the others and the starting
 * point of the scale bring stands at the end as `rest`, with an empty span.
 */
function evidenceFor(doc: ReadDoc, { raw, shares, rest }: LearnedVerdict, value: number): readonly Evidence[] {
  const scale = raw === 0 ? 0 : value / raw;
  const shown = strongest(shares).map((share) =>
    evidenceOf(doc, share.first, share.last, share.weight * scale, share.unit?.rule ?? 'learned'),
  );
  const left = round(value - shown.reduce((sum, { weight }) => sum + weight, 0));
  if (left === 0 || (shares.length === 0 && rest === 0)) return shown;
  return [...shown, { field: 'text', start: 0, end: 0, text: '', weight: left, rule: 'rest' }];
}

/** Shares of less than this part of all are not worth a line. */
const leastPart = 0.01;

function strongest(shares: readonly Share[]): readonly Share[] {
  let all = 0;
  for (const { weight } of shares) all += Math.abs(weight);
  let kept = shares.filter(({ weight }) => Math.abs(weight) >= all * leastPart);
  if (kept.length > mostEvidence) {
    kept = kept.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, mostEvidence);
  }
  return kept.sort((a, b) => a.first - b.first);
}

function unscored(reason: 'unscored-language' | 'unscored-short', learned: LearnedVerdict): SentimentVerdict {
  return {
    label: 'unscored',
    value: 0,
    confidence: 0,
    evidence: [],
    units: [],
    target: 'none',
    targetConfidence: 0,
    attention: 'none',
    topicScores: learned.topicScores,
    reason,
  };
}
