import type { KeywordHit, PackCandidate } from '../core/keyword-pack.ts';
import type { Evidence, ScoredDoc } from '../core/score.ts';
import type { CandidateName } from './term-tree.ts';

type Direction = KeywordHit['candidates'][number]['direction'];

/** What a verdict says that tells for whom or against whom a text speaks. */
export type Verdict = Pick<ScoredDoc, 'sentiment'> & { readonly hoax: Pick<ScoredDoc['hoax'], 'class'> };

/** A weighted word counts for the candidate named nearest, and only so near. */
const reach = 160;
/** Sum of weights from which a direction is said, either way. */
const leastWeight = 0.5;
const leastConfidence = 0.5;

/**
 * Whether a text speaks for or against each candidate that it names; the same rules and thresholds for all of them, so that a text in
 * which two candidates change places counts the other way round.
 *
 * A text that names one candidate says what its sentiment says. Of one that names several, each weighted word counts for the one named
 * nearest in its field, for nobody when two are equally near. Unsure is `neither`: a verdict below 0.5 confidence, weights that
 * sum up to less than 0.5, no verdict at all, and fact checks, which repeat what they refute.
 */
export function directionsOf(
  candidates: readonly PackCandidate[],
  names: readonly CandidateName[],
  verdict: Verdict,
): KeywordHit['candidates'] {
  const named = candidates.filter(({ id }) => names.some((name) => name.id === id));
  const decide = directionBy(named.length, names, verdict);
  return named.map(({ id }) => ({ id, direction: decide(id) }));
}

function directionBy(named: number, names: readonly CandidateName[], verdict: Verdict): (id: string) => Direction {
  const { label, confidence, evidence } = verdict.sentiment;
  const unsure = label === 'unscored' || confidence < leastConfidence || verdict.hoax.class === 'fact-check';
  if (unsure) return () => 'neither';
  if (named === 1) return () => (label === 'positive' ? 'for' : label === 'negative' ? 'against' : 'neither');
  const sums = new Map<string, number>();
  for (const each of evidence) {
    const id = nearestCandidate(each, names);
    if (id !== null) sums.set(id, (sums.get(id) ?? 0) + each.weight);
  }
  return (id) => {
    const sum = sums.get(id) ?? 0;
    return sum >= leastWeight ? 'for' : sum <= -leastWeight ? 'against' : 'neither';
  };
}

/**
 * The gap between a word and the nearest name on either side holds no other name, so the length of names changes nothing.
 */
function nearestCandidate(word: Evidence, names: readonly CandidateName[]): string | null {
  if (word.end <= word.start) return null;
  let nearest: string | null = null;
  let least = reach + 1;
  for (const { id, field, start, end } of names) {
    if (field !== word.field) continue;
    // A weighted word inside a name says nothing of anybody.
    if (start < word.end && word.start < end) return null;
    const gap = start >= word.end ? start - word.end : word.start - end;
    if (gap < least) {
      least = gap;
      nearest = id;
    } else if (gap === least && id !== nearest) nearest = null;
  }
  return nearest;
}
