import type { Evidence } from '../../core/score.ts';
import type { HoaxCueClass } from '../../text/lexicon.ts';
import type { Match } from '../../text/match.ts';
import type { ReadDoc } from '../../text/read.ts';
import type { HoaxCue } from '../cue-index.ts';
import { findOddLink } from './links.ts';
import { findShouts } from './shouts.ts';

/** What a class of cues adds at most: a message is told by several kinds of cues, not by many of one. */
const mostPoints: Partial<Record<HoaxCueClass, number>> = {
  spread: 4,
  bait: 5,
  ask: 4,
  alarm: 4,
  hearsay: 4,
  secret: 4,
  cure: 4,
};
/** A class counts as a kind of cue from this many points. */
const kindPoints = 1;
/** Points from which a text is a chain message. */
const textPoints = 4;
/** News has a title and a body, and quotes the messages that it reports: it must say more. */
const articlePoints = 7;
/** Capitals and addresses are only looked at beside other cues. */
const worthALook = 2;
/** Points of frightening cues beside which shouting is a kind of its own. */
const loudAlarm = 4;
const repeatFactor = 0.3;
/** "Kirim ke 10 grup": asking for a number of readers. */
const numberPoints = 1.5;

export interface ChainReading {
  readonly found: boolean;
  readonly points: number;
  /** 0 … 1 */
  readonly value: number;
  /** Capitals, exclamation marks and odd addresses that were counted. */
  readonly signs: readonly Evidence[];
}

/**
 * Looks for what chain messages do: ask to be passed on, bait, ask for secrets or money, frighten, name an unnamed witness, tell of a
 * cover-up, promise a cure. Two kinds make one; frightening alone is how news is written, and a plea to share alone is a neighbour's.
 */
export function readChain(doc: ReadDoc, matches: readonly Match<HoaxCue>[]): ChainReading {
  const points = new Map<HoaxCueClass, number>();
  const seen = new Set<HoaxCue>();
  for (const { value, last } of matches) {
    if (mostPoints[value.class] === undefined) continue;
    let weight = value.weight * (seen.has(value) ? repeatFactor : 1);
    if (value.class === 'spread' && doc.tokens[last + 1]?.kind === 'number') weight += numberPoints;
    points.set(value.class, (points.get(value.class) ?? 0) + weight);
    seen.add(value);
  }
  if (points.size === 0) return { found: false, points: 0, value: 0, signs: [] };
  let sum = 0;
  let kinds = 0;
  for (const [kind, value] of points) {
    sum += Math.min(mostPoints[kind] as number, value);
    if (value >= kindPoints) kinds += 1;
  }
  const signs: Evidence[] = [];
  if (sum >= worthALook) {
    const link = findOddLink(doc);
    if (link !== null) {
      signs.push(link);
      kinds += 1;
    }
    const shouts = findShouts(doc);
    signs.push(...shouts);
    if (shouts.length > 0 && (points.get('alarm') ?? 0) >= loudAlarm) kinds += 1;
  }
  for (const { weight } of signs) sum += weight;
  const isArticle = doc.bodyStart > 0 && doc.tokens.length > doc.bodyStart;
  const enough = sum >= (isArticle ? articlePoints : textPoints);
  return {
    found: enough && kinds >= 2 && (!isArticle || (points.get('spread') ?? 0) >= 2),
    points: sum,
    value: 1 - Math.exp(-sum / 6),
    signs,
  };
}
