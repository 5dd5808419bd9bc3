import type { Agency } from '../core/region.ts';
import { type Topic, topics } from '../core/topics.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import type { Cues, TopicCue } from './cue-index.ts';
import type { Model } from './learned/model.ts';

/** Raise when the rules change. */
export const topicVersion = 2;

const titleFactor = 2;
const repeatShare = 0.35;
const derivedShare = 0.6;
/** More points than this say no more. */
const mostPoints = 6;
/** Naming the agency that is in charge of the topic counts as much as this many mentions. */
const inCharge = 1;
/** Offices that many texts name in passing: they are asked when they are in charge, or when nobody else is. */
const generalAgencies = new Set([
  'Bupati',
  'DPRD',
  'Diskominfo',
  'Kecamatan',
  'Kodim',
  'Pemdes',
  'Polres',
  'Sekretariat Daerah',
  'Setwan',
]);

export interface TopicVerdict {
  readonly topic: Topic;
  readonly agency: string | null;
}

/**
 * Makes the function that tells what a text is about and which agency is to be asked. Its words have learned weights for every topic;
 * the points that the listed terms give are features beside them.
 */
export function createTopicScorer(
  agencies: readonly Agency[],
  model: Model,
): (doc: ReadDoc, cues: Cues, scores: Float64Array) => TopicVerdict {
  const topicsOf = new Map(agencies.map((agency) => [agency.id, new Set(agency.topics)]));
  const firstFor = new Map<string, string>();
  for (const agency of agencies) {
    for (const topic of agency.topics) if (!firstFor.has(topic)) firstFor.set(topic, agency.id);
  }
  return (doc, cues, scores) => {
    const topic = topicOf(model, scores, topicFeatures(doc, cues));
    const named = namedAgencies(doc, cues, topic, topicsOf);
    return { topic, agency: named.special ?? firstFor.get(topic) ?? named.general };
  };
}

export interface TopicFeature {
  readonly name: string;
  readonly value: number;
}

/** What the listed terms say of each topic, 0 to 2, and that there is a text at all. */
export function topicFeatures(doc: ReadDoc, cues: Cues): readonly TopicFeature[] {
  const points = new Map<string, number>();
  const seen = new Set<TopicCue>();
  for (const { value, first, derived } of cues.topics) {
    const token = doc.tokens[first] as Token;
    if (token.aside) continue;
    const share = (seen.has(value) ? repeatShare : 1) * (derived ? derivedShare : 1);
    seen.add(value);
    const worth = value.weight * share * (token.field === 'title' ? titleFactor : 1);
    points.set(value.topic, (points.get(value.topic) ?? 0) + worth);
  }
  const features: TopicFeature[] = [{ name: 'bias', value: 1 }];
  for (const [name, found] of points) features.push({ name, value: Math.min(mostPoints, found) / 3 });
  return features;
}

function topicOf(model: Model, scores: Float64Array, features: readonly TopicFeature[]): Topic {
  let best: Topic = 'lainnya';
  let most = Number.NEGATIVE_INFINITY;
  for (const [column, topic] of topics.entries()) {
    let score = scores[column] as number;
    for (const { name, value } of features) score += value * (model.lexicon.get(name)?.[column] ?? 0);
    if (score <= most) continue;
    best = topic;
    most = score;
  }
  return best;
}

/** The agency named most, among those that are special or in charge of the topic, and among the others. */
function namedAgencies(
  doc: ReadDoc,
  cues: Cues,
  topic: Topic,
  topicsOf: ReadonlyMap<string, ReadonlySet<string>>,
): { readonly special: string | null; readonly general: string | null } {
  const points = new Map<string, number>();
  for (const { value, first } of cues.agencies) {
    const token = doc.tokens[first] as Token;
    if (token.aside) continue;
    const before = points.get(value);
    const worth = token.field === 'title' ? titleFactor : 1;
    points.set(value, before === undefined ? worth : before + worth * repeatShare);
  }
  const best = { special: null as string | null, general: null as string | null };
  const most = { special: 0, general: 0 };
  for (const [id, named] of points) {
    const isInCharge = topicsOf.get(id)?.has(topic) ?? false;
    const rank = isInCharge || !generalAgencies.has(id) ? 'special' : 'general';
    const found = named + (isInCharge ? inCharge : 0);
    if (found <= most[rank]) continue;
    best[rank] = id;
    most[rank] = found;
  }
  return best;
}
