import { decideAttention, heedKnownClaim } from './attention.ts';
import type { Instant } from './mention.ts';
import type { Attention, ScoredDoc, SentimentLabel } from './score.ts';

/** What a person may say of a mention. `irrelevant`: not about the own regency. `correct`: as the program says. */
export const verdicts = ['negative', 'neutral', 'positive', 'irrelevant', 'correct'] as const;
export type Verdict = (typeof verdicts)[number];

/** What the program said when the person looked. */
export interface MachineSaid {
  readonly label: SentimentLabel;
  readonly value: number;
  readonly attention: Attention;
  readonly about: string | null;
  readonly stamp: string;
}

/** A person's verdict on a mention, as lists show it. */
export interface MentionCorrection {
  readonly verdict: Verdict;
  readonly note: string | null;
  readonly who: string;
  readonly at: Instant;
  /** Null when the program had not said anything yet. */
  readonly said: MachineSaid | null;
}

/** A score as it is stored: a person's verdict may lie over it. */
export interface StoredScore extends ScoredDoc {
  /** Only where a person has judged it: who and when, and what the program says there, so that it can be shown and given back. */
  readonly corrected?: {
    readonly verdict: Verdict;
    readonly who: string;
    readonly at: Instant;
    readonly machine: {
      readonly label: SentimentLabel;
      readonly attention: Attention;
      readonly relevance: ScoredDoc['relevance'];
      readonly reasons: readonly string[];
    };
  };
}

const lostRemark = 'judged-before-edit';

/** What the program itself said of it. */
export function machineOf({ corrected, ...shown }: StoredScore): ScoredDoc {
  if (corrected === undefined) return { ...shown, reasons: shown.reasons.filter((reason) => reason !== lostRemark) };
  const { label, attention, relevance, reasons } = corrected.machine;
  return { ...shown, relevance, sentiment: { ...shown.sentiment, label }, attention, reasons };
}

/** Reasons that speak of the program's own doubt about the feeling, and those that it guessed from a bad one. */
const doubts = new Set(['weakly-negative', 'unsure', 'unscored-language', 'unscored-short', 'scorer-failed']);
const guesses = new Set(['needs-answer', 'worth-watching']);

/**
 * Lays a person's verdict over the program's. Value, confidence and evidence stay the program's: they say how it read the text.
 *
 * - `irrelevant`: about no regency, so it counts nowhere and belongs to no issue.
 * - `correct`: label and attention stay as the person saw them, whatever a later scorer says.
 * - a feeling: the label is the person's. Where it is another than the program's, the attention is decided again by the program's own
 *   rule; a bad feeling deserves at least `watch` when nobody knows whom the text is aimed at.
 *
 * @param regionCode the own regency
 */
export function withCorrection(
  machine: ScoredDoc,
  { verdict, who, at, said }: Omit<MentionCorrection, 'note'>,
  regionCode: string,
): StoredScore {
  const { relevance, attention, reasons } = machine;
  const { label } = machine.sentiment;
  const corrected = { verdict, who, at, machine: { label, attention, relevance, reasons } };
  const judged = [...reasons, 'judged-by-person'];
  if (verdict === 'irrelevant') {
    return { ...machine, relevance: notAboutUs, attention: 'none', reasons: judged, corrected };
  }
  const relevant = relevance.about === regionCode;
  if (verdict === 'correct') {
    if (said === null || said.label === label) return { ...machine, reasons: judged, corrected };
    const kept = relevant ? said.attention : 'none';
    return {
      ...machine,
      sentiment: { ...machine.sentiment, label: said.label },
      attention: kept,
      reasons: judged,
      corrected,
    };
  }
  if (verdict === label) return { ...machine, reasons: judged, corrected };
  const left = judged.filter((reason) => !doubts.has(reason) && (verdict === 'negative' || !guesses.has(reason)));
  const decided = heedKnownClaim(
    decideAttention({ relevant, label: verdict, target: machine.target, reasons: left }),
    relevant,
    left,
  );
  const isAimless = verdict === 'negative' && relevant && machine.target === 'none';
  return {
    ...machine,
    sentiment: { ...machine.sentiment, label: verdict },
    attention: isAimless && decided === 'none' ? 'watch' : decided,
    reasons: left,
    corrected,
  };
}

const notAboutUs: ScoredDoc['relevance'] = {
  about: null,
  level: 'elsewhere',
  confidence: 1,
  why: ['dinyatakan tidak terkait oleh petugas'],
};

/** The remark on a text that a person judged before it was edited: that verdict does not hold any more. */
export function withLostCorrection(machine: ScoredDoc): ScoredDoc {
  return { ...machine, reasons: [...machine.reasons, lostRemark] };
}
