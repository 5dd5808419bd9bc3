import type { Match } from '../text/match.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import type { ContrastCue, Cues, NegatorCue, SentimentCue } from './cue-index.ts';
import { pairDirections, withDirections } from './directions.ts';
import { isSpoken, type Reading } from './reading.ts';

/** A word or phrase with a feeling, and what its surroundings make of it. */
export interface SentimentUnit {
  readonly cue: SentimentCue;
  readonly first: number;
  readonly last: number;
  readonly sentence: number;
  /** What the weight is multiplied with; negative when turned round. */
  readonly factor: number;
  /** `cue.weight * factor`: the contributions of a text add up to its raw score. */
  readonly contribution: number;
  /** The lexicon, and the words that changed the weight: `lexicon:id-core`, `negation:tidak`, `intensifier:sangat`. */
  readonly rule: string;
}

/** Terms this weak stand in the lexicons only to cover the words inside them (`rumah sakit`). */
const coverOnly = 0.11;
const titleFactor = 1.8;
/** Later sentences of an article matter less, down to this. */
const tailFactor = 0.6;
const repeatFactors = [1, 0.6, 0.4, 0.25];
const elongatedFactor = 1.25;
const contrastBefore = 0.5;
const contrastAfter = 1.6;
const debunkedFactor = 0.2;
const responseFactors = { respond: 0.8, deny: 0.55, fix: 0.5, stop: 0.7 } as const;

/** Feelings that a service causes, and the exclamations of praise that people turn round about it. */
const serviceTroubles = new Set(['complaint', 'failure', 'shortage', 'disaster', 'dirt', 'harm', 'anger']);
const exclamations = new Set(['praise', 'thanks', 'joy', 'success']);
/** Longer texts that praise and complain mean both. */
const mostIronicWords = 30;
const ironyFactor = -0.5;

/** Finds the units of a document, with all rules applied. */
export function toUnits(doc: ReadDoc, cues: Cues, reading: Reading): readonly SentimentUnit[] {
  const chosen = withDirections(
    chooseCues(doc.tokens, cues.sentiment, reading),
    pairDirections(doc.tokens, cues.directions),
  );
  const covered = new Set<number>();
  for (const { first, last } of chosen) for (let at = first; at <= last; at += 1) covered.add(at);
  const softened = responsesBySentence(doc.tokens, cues);
  const repeats = new Map<string, number>();
  const bodySentence = doc.tokens[doc.bodyStart]?.sentence ?? 0;

  const negators = cues.negators.filter(({ value }) => isSpoken(value.language, reading));
  const strengths = {
    before: new Map(
      cues.intensifiers.filter(({ value }) => value.position === 'before').map((each) => [each.last, each]),
    ),
    after: new Map(
      cues.intensifiers.filter(({ value }) => value.position === 'after').map((each) => [each.first, each]),
    ),
  };
  const contrastsIn = contrastsBySentence(doc.tokens, cues);
  const ironic = isIronic(doc, chosen, cues);

  const units: SentimentUnit[] = [];
  for (const match of chosen) {
    const cue = match.value;
    if (Math.abs(cue.weight) < coverOnly) continue;
    const token = doc.tokens[match.first] as Token;
    let factor = 1;
    let rule = cue.rule;
    const apply = (times: number, name: string | null) => {
      factor *= times;
      if (name !== null) rule = name;
    };

    const before = repeats.get(cue.label) ?? 0;
    repeats.set(cue.label, before + 1);
    apply(repeatFactors[Math.min(before, repeatFactors.length - 1)] as number, null);
    apply(token.field === 'title' ? titleFactor : placeFactor(token.sentence - bodySentence), null);
    if (token.part.elongated) apply(elongatedFactor, null);

    const beside = [strengths.before.get(match.first - 1), strengths.after.get(match.last + 1)];
    for (const strength of beside) {
      if (strength === undefined || covered.has(strength.first)) continue;
      if (doc.tokens[strength.first]?.sentence !== token.sentence) continue;
      apply(strength.value.factor, `intensifier:${strength.value.term}`);
    }
    const negator = negatorBefore(doc.tokens, negators, match, covered);
    // "tidak terlalu bagus" stands in both lists: the reverser has turned it already.
    const turned = beside[0] !== undefined && beside[0].value.factor < 0 && beside[0].first === negator?.first;
    const contrasts = contrastsIn.get(token.sentence) ?? [];
    if (negator !== null && !turned && !contrasts.some(({ first }) => first > negator.last && first < match.first)) {
      apply(negationFactor(negator.value, cue.weight), `negation:${negator.value.term}`);
    }
    apply(contrastFactor(doc.tokens, contrasts, match.first), null);
    if (ironic && cue.weight * factor > 0 && exclamations.has(cue.class)) apply(ironyFactor, 'irony');
    if (cue.weight * factor < 0) {
      const soft = softened.get(token.sentence);
      if (soft !== undefined) apply(soft, null);
      if (reading.debunks) apply(debunkedFactor, null);
    }
    units.push({
      cue,
      first: match.first,
      last: match.last,
      sentence: token.sentence,
      factor,
      contribution: cue.weight * factor,
      rule,
    });
  }
  return units;
}

/**
 * Of several lexicons that know a term, the one of the text's language speaks. Words of another language count only where that
 * language is mixed in: Sundanese `era` (shame) is Indonesian for "era". Asides do not count.
 */
function chooseCues(
  tokens: readonly Token[],
  matches: readonly Match<SentimentCue>[],
  reading: Reading,
): readonly Match<SentimentCue>[] {
  const chosen: Match<SentimentCue>[] = [];
  for (const match of matches) {
    if ((tokens[match.first] as Token).aside || reading.isPlace(match.first)) continue;
    if (match.value.language !== 'id' && !isSpoken(match.value.language, reading)) continue;
    const previous = chosen[chosen.length - 1];
    if (previous?.first !== match.first) chosen.push(match);
    else if (match.value.language === reading.language) chosen[chosen.length - 1] = match;
  }
  return chosen;
}

/**
 * "Mantap PDAM, mati terus bayar jalan terus 👏": a short post that opens with praise or applauds, and tells of trouble with a
 * service. A "but" between the two means that the praise is meant.
 */
function isIronic(doc: ReadDoc, chosen: readonly Match<SentimentCue>[], cues: Cues): boolean {
  if (doc.title !== '' || doc.words > mostIronicWords || cues.contrast.length > 0) return false;
  const isPraise = ({ first, value }: Match<SentimentCue>) =>
    value.weight > 0 && exclamations.has(value.class) && (first === 0 || doc.tokens[first]?.kind === 'emoji');
  const isTrouble = ({ value }: Match<SentimentCue>) => value.weight < -coverOnly && serviceTroubles.has(value.class);
  return chosen.some(isPraise) && chosen.some(isTrouble);
}

function placeFactor(sentence: number): number {
  return sentence <= 4 ? 1 : Math.max(tailFactor, 1 - (sentence - 4) * 0.05);
}

/** The nearest negator whose reach covers the unit, in the same sentence and with no punctuation between. */
function negatorBefore(
  tokens: readonly Token[],
  negators: readonly Match<NegatorCue>[],
  unit: Match<SentimentCue>,
  covered: ReadonlySet<number>,
): Match<NegatorCue> | null {
  // The last negator before the unit, by bisection.
  let low = 0;
  let high = negators.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((negators[middle] as Match<NegatorCue>).last < unit.first) low = middle + 1;
    else high = middle;
  }
  const negator = negators[low - 1];
  if (negator === undefined || unit.first - negator.last > negator.value.scope || covered.has(negator.first))
    return null;
  if (tokens[negator.first]?.sentence !== tokens[unit.first]?.sentence) return null;
  for (let at = negator.last + 1; at < unit.first; at += 1) if (tokens[at]?.kind === 'punctuation') return null;
  return negator;
}

/** Denying something good is bad; denying something bad is only mildly good; "not yet" and "don't" leave the subject standing. */
function negationFactor(negator: NegatorCue, weight: number): number {
  const term = negator.term;
  if (weight > 0) return term.startsWith('belum') ? -0.6 : -0.8;
  if (term.startsWith('jangan') || term.startsWith('belum')) return 0.3;
  return -0.4;
}

/** In a sentence with "but", what follows weighs more; with "although", what the word opens weighs less. */
function contrastFactor(tokens: readonly Token[], contrasts: readonly Match<ContrastCue>[], at: number): number {
  let factor = 1;
  for (const { value, first } of contrasts) {
    if (!value.although) factor = at < first ? contrastBefore : contrastAfter;
    else if (at > first && !commaBetween(tokens, first, at)) factor = contrastBefore;
  }
  return factor;
}

function contrastsBySentence(tokens: readonly Token[], cues: Cues): ReadonlyMap<number, readonly Match<ContrastCue>[]> {
  const bySentence = new Map<number, Match<ContrastCue>[]>();
  for (const contrast of cues.contrast) {
    const { sentence } = tokens[contrast.first] as Token;
    const found = bySentence.get(sentence);
    if (found === undefined) bySentence.set(sentence, [contrast]);
    else found.push(contrast);
  }
  return bySentence;
}

function commaBetween(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from + 1; at < to; at += 1) if (tokens[at]?.kind === 'punctuation') return true;
  return false;
}

/** Sentences in which somebody answers, denies or mends: the strongest softening of each. */
function responsesBySentence(tokens: readonly Token[], cues: Cues): ReadonlyMap<number, number> {
  const softened = new Map<number, number>();
  for (const { value, first } of cues.reporting) {
    const sentence = (tokens[first] as Token).sentence;
    softened.set(sentence, Math.min(softened.get(sentence) ?? 1, responseFactors[value]));
  }
  return softened;
}
