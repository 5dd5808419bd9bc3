import type { DirectionKind } from '../text/lexicon.ts';
import type { Match } from '../text/match.ts';
import type { Token } from '../text/read.ts';
import type { SentimentCue } from './cue-index.ts';

/** Most tokens between what moves and the word that moves it. */
const reach = 3;
const weight = 1.8;

const cueFor = (good: boolean): SentimentCue => ({
  label: good ? 'better' : 'worse',
  term: good ? 'membaik' : 'memburuk',
  weight: good ? weight : -weight,
  class: 'trend',
  rule: 'direction',
  language: null,
});
const none: readonly Match<SentimentCue>[] = [];
const better = cueFor(true);
const worse = cueFor(false);

/**
 * "Peningkatan stunting", "kemiskinan menurun": neither word alone says whether it is good news. A word for more or less is paired with
 * the nearest matter in its sentence, and the pair is one cue.
 */
export function pairDirections(
  tokens: readonly Token[],
  directions: readonly Match<DirectionKind>[],
): readonly Match<SentimentCue>[] {
  if (directions.length < 2) return none;
  const pairs: Match<SentimentCue>[] = [];
  let free = 0;
  for (let index = 0; index < directions.length; index += 1) {
    const found = directions[index] as Match<DirectionKind>;
    const next = directions[index + 1];
    if (next === undefined || found.first < free) continue;
    if (isMover(found.value) === isMover(next.value) || !areNear(tokens, found, next)) continue;
    const mover = isMover(found.value) ? found.value : next.value;
    const matter = isMover(found.value) ? next.value : found.value;
    const good = (mover === 'up') === (matter === 'good-when-up');
    pairs.push({ value: good ? better : worse, first: found.first, last: next.last, derived: false });
    free = next.last + 1;
  }
  return pairs;
}

/** A phrase of the lists that covers a pair knows better; otherwise the pair stands for the words inside it. Sorted by position. */
export function withDirections(
  cues: readonly Match<SentimentCue>[],
  pairs: readonly Match<SentimentCue>[],
): readonly Match<SentimentCue>[] {
  if (pairs.length === 0) return cues;
  const kept = pairs.filter((pair) => !cues.some(({ first, last }) => first <= pair.first && last >= pair.last));
  const isInside = ({ first, last }: Match<SentimentCue>) =>
    kept.some((pair) => first <= pair.last && last >= pair.first);
  return [...cues.filter((cue) => !isInside(cue)), ...kept].sort((a, b) => a.first - b.first);
}

function isMover(kind: DirectionKind): boolean {
  return kind === 'up' || kind === 'down';
}

function areNear(tokens: readonly Token[], one: Match<unknown>, other: Match<unknown>): boolean {
  if (other.first - one.last > reach + 1) return false;
  const { sentence } = tokens[one.first] as Token;
  for (let at = one.last + 1; at <= other.first; at += 1) {
    const token = tokens[at] as Token;
    if (token.kind === 'punctuation' || token.sentence !== sentence) return false;
  }
  return true;
}
