import type { Attention, Evidence, SentimentLabel, Target } from '../core/score.ts';
import type { Match } from '../text/match.ts';
import type { ReadDoc } from '../text/read.ts';
import type { Cues, SentimentCue } from './cue-index.ts';
import { evidenceOf, round } from './evidence.ts';
import type { LearnedReader, LearnedVerdict } from './learned/read-learned.ts';
import type { Shares } from './learned/shares.ts';
import { type Tilt, tilted, tiltOf } from './office-words.ts';
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
/** Where good and bad are this near to each other, neither is the verdict: the text is neutral, and the reason says so. */
const leastLead = 0.015;
const mostEvidence = 24;
const fewestEvidence = 3;

export interface SentimentVerdict {
  readonly label: SentimentLabel;
  /** Chance of positive minus chance of negative, −1 … 1: the sum of the evidence. */
  readonly value: number;
  /** Chance that the label is right, calibrated on texts that the model was not trained on. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly units: readonly SentimentUnit[];
  readonly target: Target;
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
 * What an office's own words find (`office`) tilts the chances last.
 */
export function createSentimentScorer(
  readLearned: LearnedReader,
): (doc: ReadDoc, cues: Cues, reading: Reading, office: readonly Match<SentimentCue>[]) => SentimentVerdict {
  return (doc, cues, reading, office) => {
    const units = toUnits(doc, cues, reading);
    const learned = readLearned(doc, cues, reading, units);
    if (doc.words < fewestWords && units.length === 0) return unscored('unscored-short', learned);
    if (!isReadable(reading.language, learned)) {
      return unscored(doc.words < fewestWords ? 'unscored-short' : 'unscored-language', learned);
    }
    const tilt = tiltOf(doc, cues, reading, office);
    const [negative, neutral, positive] = tilt.size === 0 ? learned.chances : tilted(learned.chances, tilt.size);
    const { label, confidence, unsure } = labelOf(negative, neutral, positive);
    const value = round(positive - negative);
    return {
      label,
      value,
      confidence,
      evidence: evidenceFor(doc, learned, units, value, tilt),
      units,
      target: learned.target,
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
  if (Math.abs(negative - positive) < leastLead) return { label: 'neutral', confidence: neutral, unsure: true };
  return { label: negative > positive ? 'negative' : 'positive', confidence: best, unsure: false };
}

/**
 * The largest shares as evidence, in the order of the text, scaled so that they add up to the value; what the others and the starting
 * point of the scale bring stands at the end as `rest`, with an empty span.
 */
function evidenceFor(
  doc: ReadDoc,
  { raw, shares, rest, steepness }: LearnedVerdict,
  units: readonly SentimentUnit[],
  value: number,
  tilt: Tilt,
): readonly Evidence[] {
  const tiltedRaw = raw + (2 * tilt.size) / steepness;
  const scale = tiltedRaw === 0 ? 0 : value / tiltedRaw;
  const shown: Evidence[] = [];
  let sum = 0;
  for (const at of strongest(shares)) {
    const first = shares.first[at] as number;
    const last = shares.last[at] as number;
    const rule = at < units.length ? (units[at] as SentimentUnit).rule : 'learned';
    const evidence = evidenceOf(doc, first, last, (shares.weight[at] as number) * scale, rule);
    shown.push(evidence);
    sum += evidence.weight;
  }
  for (const evidence of officeEvidence(doc, tilt, (scale * 2) / steepness)) {
    shown.push(evidence);
    sum += evidence.weight;
  }
  const left = round(value - sum);
  if (left !== 0 && (shares.count > 0 || rest !== 0)) {
    shown.push({ field: 'text', start: 0, end: 0, text: '', weight: left, rule: 'rest' });
  }
  return shown;
}

/** What each of the office's words has of the tilt, in its own lines: a word may also stand among the learned ones. */
function officeEvidence(doc: ReadDoc, { size, units }: Tilt, scale: number): readonly Evidence[] {
  const points = units.reduce((sum, { contribution }) => sum + contribution, 0);
  if (size === 0) return [];
  return units.map(({ cue, first, last, contribution }) =>
    evidenceOf(doc, first, last, ((contribution * size) / points) * scale, cue.rule),
  );
}

/** Shares of less than this part of all are not worth a line. */
const leastPart = 0.01;

/** Indices of the largest shares, in the order of the text. */
function strongest({ count, first, weight }: Shares): readonly number[] {
  let all = 0;
  for (let at = 0; at < count; at += 1) all += Math.abs(weight[at] as number);
  const least = all * leastPart;
  let kept: number[] = [];
  for (let at = 0; at < count; at += 1) if (Math.abs(weight[at] as number) >= least) kept.push(at);
  // In a long text no word may reach the least part; the largest are shown all the same.
  if (kept.length < fewestEvidence && count > kept.length) kept = Array.from({ length: count }, (_, at) => at);
  const most = kept.length > mostEvidence && least > 0 ? mostEvidence : kept.length;
  if (most < kept.length) {
    kept = kept.sort((a, b) => Math.abs(weight[b] as number) - Math.abs(weight[a] as number)).slice(0, most);
  }
  return sortByPlace(kept, first);
}

/** By insertion: they are few, and two sorted rows (units and other words) at most times. */
function sortByPlace(shares: number[], first: Int32Array): readonly number[] {
  for (let index = 1; index < shares.length; index += 1) {
    const share = shares[index] as number;
    const place = first[share] as number;
    let to = index;
    for (; to > 0 && (first[shares[to - 1] as number] as number) > place; to -= 1)
      shares[to] = shares[to - 1] as number;
    shares[to] = share;
  }
  return shares;
}

function unscored(reason: 'unscored-language' | 'unscored-short', learned: LearnedVerdict): SentimentVerdict {
  return {
    label: 'unscored',
    value: 0,
    confidence: 0,
    evidence: [],
    units: [],
    target: 'none',
    attention: 'none',
    topicScores: learned.topicScores,
    reason,
  };
}
