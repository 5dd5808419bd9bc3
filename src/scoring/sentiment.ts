import Sentiment from 'sentiment';
import type { Evidence, SentimentLabel } from '../core/score.ts';
import type { ReadDoc } from '../text/read.ts';
import type { Cues, SentimentCue } from './cue-index.ts';
import { evidenceOf } from './evidence.ts';
import { type Reading, type SentimentUnit, toUnits } from './sentiment-units.ts';

/** Raise when the rules change: stored scores with another version are made again. */
export const sentimentVersion = 1;

/** Weight of evidence at which the value is half of what unanimous words would give. */
const halfEvidence = 2;
/** Values nearer to zero than this are neutral. */
const negativeBand = 0.12;
const positiveBand = 0.18;
/** Raw score that a text needs to leave the neutral band: nothing up to `shortText` words, then more by the word, up to `mostNeeded`. */
const shortText = 30;
const neededPerWord = 0.023;
const mostNeeded = 4;
/** Texts with fewer words are not judged. */
const fewestWords = 3;
const mostEvidence = 24;

export interface SentimentVerdict {
  readonly label: SentimentLabel;
  /** −1 … 1 */
  readonly value: number;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** Sum of the contributions of `units`. */
  readonly raw: number;
  readonly units: readonly SentimentUnit[];
  /** Why it was not judged: `unscored-language`, `unscored-short`. */
  readonly reason: string | null;
}

/**
 * Sentiment by word lists through the `sentiment` package: our lexicons are registered as one of its languages, every unit (a word,
 * a phrase or an emoji) is one of its tokens, and the scoring strategy applies what the unit's surroundings do to its weight.
 * The package adds up; its sum is the sum of our contributions.
 * @param languageCode name for the registration; the package keeps one registry per process, so it must differ between lexicons
 */
export function createSentimentScorer(
  sentimentCues: readonly SentimentCue[],
  languageCode: string,
): (doc: ReadDoc, cues: Cues, reading: Reading) => SentimentVerdict {
  const analyzer = new Sentiment();
  /** The document at hand; `analyze` is synchronous. */
  let units: readonly SentimentUnit[] = [];
  analyzer.registerLanguage(languageCode, {
    labels: Object.fromEntries(sentimentCues.map(({ label, weight }) => [label, weight])),
    scoringStrategy: { apply: (_tokens, cursor, weight) => weight * (units[cursor]?.factor ?? 1) },
  });
  const scorable = new Set(sentimentCues.map(({ language }) => language).filter((language) => language !== null));

  return (doc, cues, reading) => {
    if (doc.words < fewestWords && cues.sentiment.length === 0) return unscored('unscored-short');
    if (!scorable.has(reading.language))
      return unscored(doc.words < fewestWords ? 'unscored-short' : 'unscored-language');
    units = toUnits(doc, cues, reading);
    const raw =
      units.length === 0
        ? 0
        : analyzer.analyze(units.map(({ cue }) => cue.label).join(' '), { language: languageCode }).score;
    const amount = units.reduce((sum, unit) => sum + Math.abs(unit.contribution), 0);
    const value = settle(raw / (amount + halfEvidence), raw, doc.words);
    const label = value < -negativeBand ? 'negative' : value > positiveBand ? 'positive' : 'neutral';
    return {
      label,
      value,
      confidence: confidenceOf(label, value, amount, doc.words),
      evidence: strongest(units).map((unit) => evidenceOf(doc, unit.first, unit.last, unit.contribution, unit.rule)),
      raw,
      units,
      reason: null,
    };
  };
}

/** A single word in a long text does not make its mood: the value stays inside the neutral band. */
function settle(value: number, raw: number, words: number): number {
  const needed = Math.min(mostNeeded, Math.max(0, words - shortText) * neededPerWord);
  return Math.abs(raw) >= needed ? value : Math.min(positiveBand, Math.max(-negativeBand, value));
}

function unscored(reason: string): SentimentVerdict {
  return { label: 'unscored', value: 0, confidence: 0, evidence: [], raw: 0, units: [], reason };
}

/** More evidence that agrees is surer. A neutral verdict is sure when a long text has little of either, not when it has nothing to read. */
function confidenceOf(label: SentimentLabel, value: number, amount: number, words: number): number {
  if (label === 'neutral') return Math.min(0.9, (1 - Math.exp(-words / 25)) * (1 - Math.abs(value) * 2));
  return Math.min(0.99, (1 - Math.exp(-amount / 4)) * (0.5 + Math.abs(value) / 2));
}

function strongest(units: readonly SentimentUnit[]): readonly SentimentUnit[] {
  if (units.length <= mostEvidence) return units;
  const kept = new Set(
    [...units].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, mostEvidence),
  );
  return units.filter((unit) => kept.has(unit));
}
