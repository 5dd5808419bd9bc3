import type { Agency } from '../core/region.ts';
import { type Topic, topics } from '../core/topics.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import { createAgencyFinder } from './agency.ts';
import type { Cues, TopicCue } from './cue-index.ts';
import type { Model } from './learned/model.ts';

/** Raise when the rules change. */
export const topicVersion = 3;

const titleFactor = 2;
const repeatShare = 0.35;
const derivedShare = 0.6;
/** More points than this say no more. */
const mostPoints = 6;

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
  const agencyOf = createAgencyFinder(agencies);
  const chooseTopic = createTopicChooser(model);
  return (doc, cues, scores) => {
    const topic = chooseTopic(doc, cues, scores);
    return { topic, agency: agencyOf(doc, cues, topic) };
  };
}

export interface TopicFeature {
  readonly name: string;
  readonly value: number;
}

/** What the listed terms say of each topic, 0 to 2, and that there is a text at all. */
export function topicFeatures(doc: ReadDoc, cues: Cues): readonly TopicFeature[] {
  const features: TopicFeature[] = [{ name: 'bias', value: 1 }];
  const values = topicValues(doc, cues);
  for (const [column, name] of topics.entries()) {
    const value = values[column] as number;
    if (value > 0) features.push({ name, value });
  }
  return features;
}

const columnOf = new Map<string, number>(topics.map((topic, column) => [topic, column]));
const values = new Float64Array(topics.length);

/** By topic, in the order of `core/topics.ts`: what the listed terms say of it, 0 to 2. Good until the next text. */
function topicValues(doc: ReadDoc, { topics: matches }: Cues): Float64Array {
  values.fill(0);
  const seen = matches.length > 1 ? new Set<TopicCue>() : null;
  for (const { value, first, derived } of matches) {
    const token = doc.tokens[first] as Token;
    const column = columnOf.get(value.topic);
    if (token.aside || column === undefined) continue;
    const share = (seen?.has(value) ? repeatShare : 1) * (derived ? derivedShare : 1);
    seen?.add(value);
    values[column] = (values[column] as number) + value.weight * share * (token.field === 'title' ? titleFactor : 1);
  }
  for (let column = 0; column < values.length; column += 1) {
    values[column] = Math.min(mostPoints, values[column] as number) / 3;
  }
  return values;
}

/** Makes the function that adds the listed terms' points to the scores of the words and tells the best topic. */
function createTopicChooser({ lexicon, columns }: Model): (doc: ReadDoc, cues: Cues, scores: Float64Array) => Topic {
  const bias = lexicon.get('bias') ?? new Float32Array(columns);
  const weights = topics.map((name) => lexicon.get(name) ?? null);
  const sums = new Float64Array(columns);
  return (doc, cues, scores) => {
    for (let column = 0; column < columns; column += 1) {
      sums[column] = (scores[column] as number) + (bias[column] as number);
    }
    const said = cues.topics.length === 0 ? [] : topicValues(doc, cues);
    for (let topic = 0; topic < said.length; topic += 1) {
      const value = said[topic] as number;
      const row = weights[topic] ?? null;
      if (value === 0 || row === null) continue;
      for (let column = 0; column < columns; column += 1) {
        sums[column] = (sums[column] as number) + value * (row[column] as number);
      }
    }
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let column = 0; column < columns; column += 1) {
      const score = sums[column] as number;
      if (score <= most) continue;
      best = column;
      most = score;
    }
    return topics[best] ?? 'lainnya';
  };
}
