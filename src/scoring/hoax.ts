import type { Evidence, HoaxClass } from '../core/score.ts';
import type { HoaxCueClass } from '../text/lexicon.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import type { Cues, HoaxCue } from './cue-index.ts';
import { evidenceOf, round } from './evidence.ts';

/** Raise when the rules change. */
export const hoaxVersion = 1;

const titleFactor = 1.5;
/** Points from which a chain message, a fact check or talk about hoaxes is called one. */
const claimPoints = 3;
const checkPoints = 3;
const mentionPoints = 2;
const mostEvidence = 8;

export interface HoaxVerdict {
  readonly class: HoaxClass;
  readonly value: number;
  readonly evidence: readonly Evidence[];
}

/**
 * Tells by listed cues whether a text spreads a chain message (claim), checks one (fact-check) or speaks of hoaxes (mention).
 * It does not say what is true: the value is how much a text looks like a chain message.
 */
export function scoreHoax(doc: ReadDoc, cues: Cues): HoaxVerdict {
  if (cues.hoax.length === 0) return { class: 'none', value: 0, evidence: [] };
  const points: Record<HoaxCueClass, number> = { spread: 0, bait: 0, alarm: 0, debunk: 0, mention: 0 };
  const seen = new Set<HoaxCue>();
  /** The word hoax itself, or a fact-checker's stamp such as [SALAH]. */
  let namesHoax = false;
  let debunksInTitle = false;
  let urges = 0;
  const evidence: Evidence[] = [];
  for (const { value, first, last } of cues.hoax) {
    const token = doc.tokens[first] as Token;
    if (token.aside) continue;
    const inTitle = token.field === 'title';
    const isBareWord = first === last && isHoaxWord(token.part.word);
    if (!seen.has(value) && (value.class === 'spread' || value.class === 'bait')) urges += 1;
    points[value.class] += value.weight * (seen.has(value) ? 0.3 : 1) * (inTitle && !isBareWord ? titleFactor : 1);
    seen.add(value);
    debunksInTitle ||= inTitle && value.class === 'debunk' && value.weight >= 2;
    for (let at = first; at <= last; at += 1) namesHoax ||= isHoaxWord((doc.tokens[at] as Token).part.word);
    namesHoax ||= value.class === 'debunk' && isStamp(doc, first, last);
    if (evidence.length < mostEvidence)
      evidence.push(evidenceOf(doc, first, last, value.weight, `hoax:${value.class}`));
  }
  // Alarm alone is how news is written; it counts once a text also asks to be passed on or baits.
  const urging = points.spread + points.bait;
  const claim = urging + (urging > 0 ? Math.min(points.alarm, 4) * 0.5 : 0);
  const likeness = 1 - Math.exp(-claim / 5);
  const verdict = (kind: HoaxClass, value: number): HoaxVerdict => ({
    class: kind,
    value: round(value),
    evidence: kind === 'none' ? [] : evidence,
  });
  const isCheck = points.debunk >= checkPoints && (namesHoax || points.debunk >= checkPoints * 2);
  if (isCheck && points.debunk >= points.mention && (debunksInTitle || points.debunk >= claim)) {
    return verdict('fact-check', Math.min(0.3, likeness));
  }
  // One urging phrase can stand in any text; a chain message has two, or one that only chain messages have.
  if ((urges >= 2 || points.spread >= claimPoints) && claim >= claimPoints && points.debunk < claim) {
    return verdict('claim', likeness);
  }
  if (points.mention >= mentionPoints || namesHoax || points.debunk >= checkPoints) {
    return verdict('mention', Math.min(0.3, likeness));
  }
  return verdict('none', Math.min(0.4, likeness * 0.5 + Math.min(points.alarm, 4) * 0.01));
}

/** `[SALAH]`, `cek fakta`, `begini faktanya`: how fact-checkers and police title their findings. */
function isStamp(doc: ReadDoc, first: number, last: number): boolean {
  if (doc.tokens[first]?.kind === 'punctuation') return true;
  return doc.tokens[last]?.field === 'title' && /^fakta/.test(doc.tokens[last]?.part.word ?? '');
}

function isHoaxWord(word: string): boolean {
  return word === 'hoaks' || word === 'hoax' || word === 'disinformasi';
}
