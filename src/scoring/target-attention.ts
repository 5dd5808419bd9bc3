import type { Reason } from '../core/reasons.ts';
import type { Attention, HoaxClass, SentimentLabel, Target } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import type { Cues } from './cue-index.ts';
import type { SentimentUnit } from './sentiment-units.ts';

/** Raise when the rules change. */
export const attentionVersion = 3;

/** Feelings by what they speak of. */
const complaintClasses = new Set(['complaint', 'failure', 'anger', 'shortage', 'dirt']);
const hazardClasses = new Set(['disaster', 'danger']);
const praiseClasses = new Set(['praise', 'success', 'improvement', 'thanks', 'help']);
const voicePoints = 0.8;
const ceremonyPoints = 0.5;
const titleFactor = 2;

export interface Findings {
  readonly label: SentimentLabel;
  readonly value: number;
  readonly units: readonly SentimentUnit[];
  readonly sentimentReason: 'unscored-language' | 'unscored-short' | 'unsure' | null;
  /** What the learned part makes of whom it is about. */
  readonly likely: { readonly target: Target; readonly attention: Attention };
  readonly topic: Topic;
  readonly hoax: HoaxClass;
}

export interface TargetVerdict {
  readonly target: Target;
  readonly reasons: readonly Reason[];
}

/** Whom a text is aimed at, and what kind of event it tells. Independent of the place. */
export function judgeTarget(doc: ReadDoc, cues: Cues, findings: Findings): TargetVerdict {
  const tally = tallyOf(doc, cues, findings);
  const { target } = findings.likely;
  return { target, reasons: reasonsOf(findings, tally, target) };
}

/** Sums of absolute contributions of units that stayed bad or good, by what they speak of, and what the lists of words found. */
interface Tally {
  complaint: number;
  hazard: number;
  crime: number;
  corruption: number;
  praise: number;
  voices: number;
  ceremony: number;
  respondInTitle: boolean;
  responses: number;
}

function tallyOf(doc: ReadDoc, cues: Cues, findings: Findings): Tally {
  const tally: Tally = {
    complaint: 0,
    hazard: 0,
    crime: 0,
    corruption: 0,
    praise: 0,
    voices: 0,
    ceremony: 0,
    respondInTitle: false,
    responses: 0,
  };
  for (const { cue, contribution } of findings.units) {
    if (contribution >= 0) {
      if (praiseClasses.has(cue.class)) tally.praise += contribution;
    } else if (complaintClasses.has(cue.class)) tally.complaint -= contribution;
    else if (hazardClasses.has(cue.class)) tally.hazard -= contribution;
    else if (cue.class === 'crime') tally.crime -= contribution;
    else if (cue.class === 'corruption') tally.corruption -= contribution;
  }
  for (const { value, first } of cues.government) {
    const token = doc.tokens[first] as Token;
    if (token.aside) continue;
    const points = token.field === 'title' ? titleFactor : 1;
    if (value === 'ceremony') tally.ceremony += points * ceremonyPoints;
    if (value === 'citizen-voice') tally.voices += points * voicePoints;
  }
  for (const { first } of cues.reporting) {
    const token = doc.tokens[first] as Token;
    if (token.aside) continue;
    tally.responses += 1;
    tally.respondInTitle ||= token.field === 'title';
  }
  return tally;
}

function reasonsOf(findings: Findings, tally: Tally, target: Target): readonly Reason[] {
  const reasons: Reason[] = [];
  const { hazard, crime, corruption, praise } = tally;
  const complaint = tally.complaint + tally.voices;
  const answered = tally.respondInTitle || tally.responses >= 3;
  if (findings.label === 'negative' || findings.label === 'neutral') {
    if (complaint >= 1.5 && target === 'government') reasons.push('complaint-about-service');
    if (corruption >= 1.5) reasons.push('corruption');
    if (hazard >= 1.5 || (findings.topic === 'banjir-bencana' && findings.label === 'negative')) {
      reasons.push(answered && complaint < hazard ? 'hazard-with-response' : 'hazard');
    }
    if (findings.topic === 'kriminal' && crime > 0) reasons.push(answered ? 'crime-solved' : 'crime');
  }
  if (tally.respondInTitle && target === 'government' && findings.label !== 'positive')
    reasons.push('official-response');
  if (findings.label === 'positive' && praise > 0) reasons.push('praise');
  if (findings.topic === 'pemerintahan-seremonial' || tally.ceremony >= 1) {
    if (findings.label !== 'negative') reasons.push('ceremony');
  }
  if (findings.hoax === 'claim') reasons.push('hoax-claim');
  if (findings.hoax === 'fact-check') reasons.push('fact-check');
  if (findings.label === 'neutral' && findings.value < -0.2) reasons.push('weakly-negative');
  if (findings.likely.attention === 'alert' && mayNeedAnswer(findings, tally)) reasons.push('needs-answer');
  if (findings.likely.attention === 'watch') reasons.push('worth-watching');
  if (findings.sentimentReason !== null) reasons.push(findings.sentimentReason);
  return reasons;
}

/** Good news needs no answer; what is neither good nor bad does when it denies, debunks or spreads something, or leans to the bad. */
function mayNeedAnswer({ label, value, hoax }: Findings, { responses }: Tally): boolean {
  if (label === 'neutral') return hoax !== 'none' || responses > 0 || value < -0.1;
  return label === 'negative';
}
