import type { Agency } from '../core/region.ts';
import { type Topic, topics } from '../core/topics.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import type { Cues, TopicCue } from './cue-index.ts';

/** Raise when the rules change. */
export const topicVersion = 1;

const titleFactor = 2;
const repeatShare = 0.35;
const derivedShare = 0.6;
/** Points below which a text has no topic of the list. */
const fewestPoints = 1.5;
/** Naming the agency that is in charge of the topic counts as much as this many mentions. */
const inCharge = 1;
/** Topics that speak of how something is done rather than of what: a more special topic beats them. */
const generalTopics: Partial<Record<Topic, number>> = { 'pemerintahan-seremonial': 0.6, 'pelayanan-publik': 0.7 };
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

/** Makes the function that tells what a text is about and which agency is to be asked. */
export function createTopicScorer(agencies: readonly Agency[]): (doc: ReadDoc, cues: Cues) => TopicVerdict {
  const topicsOf = new Map(agencies.map((agency) => [agency.id, new Set(agency.topics)]));
  const firstFor = new Map<string, string>();
  for (const agency of agencies) {
    for (const topic of agency.topics) if (!firstFor.has(topic)) firstFor.set(topic, agency.id);
  }
  return (doc, cues) => {
    const topic = topicOf(doc, cues);
    const named = namedAgencies(doc, cues, topic, topicsOf);
    return { topic, agency: named.special ?? firstFor.get(topic) ?? named.general };
  };
}

function topicOf(doc: ReadDoc, cues: Cues): Topic {
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
  let best: Topic = 'lainnya';
  let most = fewestPoints;
  for (const topic of topics) {
    const found = (points.get(topic) ?? 0) * (generalTopics[topic] ?? 1);
    if (found > most || (found === most && best === 'lainnya')) {
      best = topic;
      most = found;
    }
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
