import type { Agency } from '../core/region.ts';
import type { Topic } from '../core/topics.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import type { Cues } from './cue-index.ts';

const titleFactor = 1.5;
const repeatShare = 0.35;
const derivedShare = 0.6;
/** What a name is worth; subjects (`agency-hints.tsv`) have weights of 0.5 to 3 of their own. */
const namedPoints = 2;
/** What the topic alone says for the agency that it is first put to, and for the others in charge of it. */
const firstInCharge = 1.5;
const alsoInCharge = 0.75;
/** Offices that many texts name in passing: their name counts only when they are in charge, or when nobody else is meant. */
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

/**
 * Makes the function that tells which agency is to be asked about a text: the one with most points from its names, its subjects
 * and the topic; of equal ones the one found first. Null when there is no topic with an agency, no name and no subject.
 */
export function createAgencyFinder(
  agencies: readonly Agency[],
): (doc: ReadDoc, cues: Cues, topic: Topic) => string | null {
  const topicsOf = new Map(agencies.map((agency) => [agency.id, new Set<string>(agency.topics)]));
  const firstFor = new Map<string, string>();
  for (const agency of agencies) {
    for (const topic of agency.topics) if (!firstFor.has(topic)) firstFor.set(topic, agency.id);
  }
  return (doc, cues, topic) => {
    const first = firstFor.get(topic) ?? null;
    if (cues.agencies.length === 0 && cues.agencyHints.length === 0) return first;
    const isInCharge = (id: string) => topicsOf.get(id)?.has(topic) ?? false;
    const passing = new Map<string, number>();
    const meant = new Map<string, number>();
    for (const { value, first: at } of cues.agencies) {
      const points = generalAgencies.has(value) && !isInCharge(value) ? passing : meant;
      addPoints(points, value, namedPoints * shareOf(doc.tokens[at] as Token));
    }
    for (const { value, first: at, derived } of cues.agencyHints) {
      const share = shareOf(doc.tokens[at] as Token) * (derived ? derivedShare : 1);
      addPoints(meant, value.agency, value.weight * share);
    }
    let best = first;
    let most = first === null ? 0 : firstInCharge + (meant.get(first) ?? 0);
    for (const [id, points] of meant) {
      if (id === first) continue;
      const found = points + (isInCharge(id) ? alsoInCharge : 0);
      if (found <= most) continue;
      best = id;
      most = found;
    }
    return best ?? mostOf(passing);
  };
}

/** What stands in a link to another item says nothing; a title says more than a text. */
function shareOf({ aside, field }: Token): number {
  if (aside) return 0;
  return field === 'title' ? titleFactor : 1;
}

/** The strongest sign counts whole, every further one a share of its worth. */
function addPoints(points: Map<string, number>, id: string, worth: number): void {
  if (worth === 0) return;
  const before = points.get(id);
  if (before === undefined) points.set(id, worth);
  else points.set(id, Math.max(before, worth) + Math.min(before, worth) * repeatShare);
}

function mostOf(points: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  let most = 0;
  for (const [id, found] of points) {
    if (found <= most) continue;
    best = id;
    most = found;
  }
  return best;
}
