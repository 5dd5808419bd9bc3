import type { Reason } from '../core/reasons.ts';
import type { Attention, HoaxClass, ScoredDoc, SentimentLabel, Target } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import type { Cues } from './cue-index.ts';
import type { SentimentUnit } from './sentiment-units.ts';

/** Raise when the rules change. */
export const attentionVersion = 1;

/** Feelings by what they speak of. */
const complaintClasses = new Set(['complaint', 'failure', 'anger', 'shortage', 'dirt']);
const hazardClasses = new Set(['disaster', 'danger']);
const praiseClasses = new Set(['praise', 'success', 'improvement', 'thanks', 'help']);
/** Topics that are a government's duty even when a text names no office. */
const dutyTopics: ReadonlySet<Topic> = new Set([
  'infrastruktur-jalan',
  'sampah-lingkungan',
  'kesehatan',
  'pendidikan',
  'bansos-sosial',
  'korupsi-hukum',
  'air-listrik',
  'pelayanan-publik',
  'tambang',
  'pemerintahan-seremonial',
] satisfies Topic[]);
/** Topics where offices act but are not what the text is aimed at. */
const sidelineTopics: ReadonlySet<Topic> = new Set([
  'kriminal',
  'olahraga-budaya-wisata',
  'agama',
  'lalu-lintas',
] satisfies Topic[]);
const governmentPoints = { official: 1, body: 1, service: 0.7, 'citizen-voice': 0.8, ceremony: 0.5 } as const;
const titleFactor = 2;

export interface Findings {
  readonly label: SentimentLabel;
  readonly value: number;
  readonly units: readonly SentimentUnit[];
  readonly unscoredReason: string | null;
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
  const target = targetOf(findings, tally);
  return { target, reasons: reasonsOf(findings, tally, target) };
}

interface Tally {
  /** Absolute contributions by class of the lexicon, of units that stayed negative or positive. */
  readonly bad: ReadonlyMap<string, number>;
  readonly good: ReadonlyMap<string, number>;
  readonly government: number;
  readonly officials: number;
  readonly officialsInTitle: number;
  readonly voices: number;
  readonly ceremony: number;
  readonly respondInTitle: boolean;
  readonly responses: number;
}

function tallyOf(doc: ReadDoc, cues: Cues, findings: Findings): Tally {
  const bad = new Map<string, number>();
  const good = new Map<string, number>();
  for (const { cue, contribution } of findings.units) {
    const side = contribution < 0 ? bad : good;
    side.set(cue.class, (side.get(cue.class) ?? 0) + Math.abs(contribution));
  }
  let government = 0;
  let officials = 0;
  let officialsInTitle = 0;
  let voices = 0;
  let ceremony = 0;
  for (const { value, first } of cues.government) {
    const token = doc.tokens[first] as Token;
    if (token.aside) continue;
    const points = governmentPoints[value] * (token.field === 'title' ? titleFactor : 1);
    if (value === 'ceremony') ceremony += points;
    else government += points;
    if (value === 'citizen-voice') voices += points;
    if (value === 'official' || value === 'body') {
      officials += points;
      if (token.field === 'title') officialsInTitle += points;
    }
  }
  for (const { first } of cues.agencies) {
    const token = doc.tokens[first] as Token;
    if (token.aside) continue;
    government += 0.5;
    officials += 0.5;
  }
  let responses = 0;
  let respondInTitle = false;
  for (const { first } of cues.reporting) {
    const token = doc.tokens[first] as Token;
    if (token.aside) continue;
    responses += 1;
    respondInTitle ||= token.field === 'title';
  }
  return { bad, good, government, officials, officialsInTitle, voices, ceremony, respondInTitle, responses };
}

function targetOf(findings: Findings, tally: Tally): Target {
  const { topic, units, label } = findings;
  const complaint = sumOf(tally.bad, complaintClasses) + (tally.bad.get('corruption') ?? 0);
  const voiced = complaint + tally.voices;
  const other: Target = units.length > 0 || tally.government > 0 ? 'other' : 'none';
  // Fact checks quote offices as witnesses; so do reports of a hazard that nobody complains about.
  if (findings.hoax === 'fact-check' && voiced < 1.5) return other;
  if (topic === 'banjir-bencana' && label === 'negative' && voiced < 1 && tally.officialsInTitle === 0) return other;
  if (sidelineTopics.has(topic)) {
    return tally.officials >= 3 && (label !== 'negative' || complaint >= 2) ? 'government' : other;
  }
  // A service alone (a school that wins, a road that is named) is not the government unless somebody complains of it.
  if (tally.government >= 1 && (tally.officials > 0 || (label === 'negative' && voiced > 0))) return 'government';
  if (label === 'negative' && dutyTopics.has(topic) && voiced > 0) return 'government';
  return other;
}

function reasonsOf(findings: Findings, tally: Tally, target: Target): readonly Reason[] {
  const reasons: Reason[] = [];
  const complaint = sumOf(tally.bad, complaintClasses) + tally.voices;
  const hazard = sumOf(tally.bad, hazardClasses);
  const crime = tally.bad.get('crime') ?? 0;
  const corruption = tally.bad.get('corruption') ?? 0;
  const praise = sumOf(tally.good, praiseClasses);
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
  if (findings.label === 'neutral' && findings.value < -0.04) reasons.push('weakly-negative');
  if (findings.unscoredReason === 'unscored-language' || findings.unscoredReason === 'unscored-short') {
    reasons.push(findings.unscoredReason);
  }
  return reasons;
}

/** What attention is decided from: all of it stands in a score line, so it can be decided again when relevance is filled in later. */
export type AttentionFacts = Pick<ScoredDoc, 'target' | 'reasons'> & {
  readonly relevant: boolean;
  readonly label: SentimentLabel;
};

/**
 * alert (merah): negative, aimed at government or a public service, about the region.
 * watch (kuning): a bad event that is being dealt with or is not aimed at government, a weakly negative text, a chain message.
 */
export function decideAttention({ relevant, label, target, reasons }: AttentionFacts): Attention {
  if (!relevant) return 'none';
  const has = (reason: Reason) => reasons.includes(reason);
  if (label === 'negative') {
    if (target !== 'government') return 'watch';
    if (has('complaint-about-service') || has('corruption')) return 'alert';
    if (has('hazard-with-response') || has('crime') || has('crime-solved') || has('fact-check')) return 'watch';
    return 'alert';
  }
  if (has('hoax-claim')) return 'watch';
  if (label === 'neutral' && (has('weakly-negative') || has('hazard') || has('crime'))) return 'watch';
  if (label === 'neutral' && target === 'government' && (has('complaint-about-service') || has('corruption')))
    return 'watch';
  return 'none';
}

function sumOf(points: ReadonlyMap<string, number>, classes: ReadonlySet<string>): number {
  let sum = 0;
  for (const [name, value] of points) if (classes.has(name)) sum += value;
  return sum;
}
