import type { Match } from '../text/match.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import type { ContrastCue, Cues, IntensifierCue, NegatorCue, SentimentCue } from './cue-index.ts';
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
  const { tokens } = doc;
  const chosen = withDirections(chooseCues(tokens, cues.sentiment, reading), pairDirections(tokens, cues.directions));
  if (chosen.length === 0) return [];
  const surroundings = surroundingsOf(doc, cues, reading, chosen);
  const units: SentimentUnit[] = [];
  for (const match of chosen) {
    if (Math.abs(match.value.weight) >= coverOnly) units.push(toUnit(match, units, surroundings));
  }
  return units;
}

/** What the rules look at beside the word itself. Tables are only made where there is something to put in. */
interface Surroundings {
  readonly doc: ReadDoc;
  readonly bodySentence: number;
  readonly chosen: readonly Match<SentimentCue>[];
  readonly negators: readonly Match<NegatorCue>[];
  /** By the token that they end (before) or start with (after). */
  readonly strengthsBefore: ReadonlyMap<number, Match<IntensifierCue>>;
  readonly strengthsAfter: ReadonlyMap<number, Match<IntensifierCue>>;
  readonly contrastsIn: ReadonlyMap<number, readonly Match<ContrastCue>[]>;
  /** By token, when there are contrasts: the last punctuation before it, −1 if none. */
  readonly lastBreak: Int32Array;
  /** By sentence: what answers in it multiply bad news with. */
  readonly softened: ReadonlyMap<number, number>;
  readonly ironic: boolean;
  readonly debunks: boolean;
}

function surroundingsOf(
  doc: ReadDoc,
  cues: Cues,
  reading: Reading,
  chosen: readonly Match<SentimentCue>[],
): Surroundings {
  return {
    doc,
    bodySentence: doc.tokens[doc.bodyStart]?.sentence ?? 0,
    chosen,
    negators: cues.negators.length === 0 ? [] : cues.negators.filter(({ value }) => isSpoken(value.language, reading)),
    strengthsBefore: strengthsOf(cues, 'before', ({ last }) => last),
    strengthsAfter: strengthsOf(cues, 'after', ({ first }) => first),
    contrastsIn: contrastsBySentence(doc.tokens, cues),
    lastBreak: cues.contrast.length === 0 ? noBreaks : lastBreaksOf(doc.tokens),
    softened: responsesBySentence(doc.tokens, cues),
    ironic: isIronic(doc, chosen, cues),
    debunks: reading.debunks,
  };
}

const nothing = new Map<number, never>();
const noContrasts: readonly Match<ContrastCue>[] = [];
const noBreaks = new Int32Array();

function strengthsOf(
  { intensifiers }: Cues,
  position: IntensifierCue['position'],
  placeOf: (match: Match<IntensifierCue>) => number,
): ReadonlyMap<number, Match<IntensifierCue>> {
  if (intensifiers.length === 0) return nothing;
  const found = new Map<number, Match<IntensifierCue>>();
  for (const each of intensifiers) if (each.value.position === position) found.set(placeOf(each), each);
  return found;
}

/** @param before the units of the text so far */
function toUnit(match: Match<SentimentCue>, before: readonly SentimentUnit[], around: Surroundings): SentimentUnit {
  const { tokens } = around.doc;
  const { value: cue, first, last } = match;
  const token = tokens[first] as Token;
  const { sentence } = token;
  let factor = repeatFactor(cue, before);
  let rule = cue.rule;
  factor *= token.field === 'title' ? titleFactor : placeFactor(sentence - around.bodySentence);
  if (token.part.elongated) factor *= elongatedFactor;

  const strengthBefore = around.strengthsBefore.get(first - 1);
  for (const strength of [strengthBefore, around.strengthsAfter.get(last + 1)]) {
    if (strength === undefined || isInside(around.chosen, strength.first)) continue;
    if (tokens[strength.first]?.sentence !== sentence) continue;
    factor *= strength.value.factor;
    rule = `intensifier:${strength.value.term}`;
  }
  const contrasts = around.contrastsIn.get(sentence) ?? noContrasts;
  const negator = negatorBefore(tokens, around.negators, match, around.chosen);
  if (negator !== null && !isTurned(negator, strengthBefore) && !isSplit(contrasts, negator.last, first)) {
    factor *= negationFactor(negator.value, cue.weight);
    rule = `negation:${negator.value.term}`;
  }
  factor *= contrastFactor(contrasts, first, around.lastBreak);
  if (around.ironic && cue.weight * factor > 0 && exclamations.has(cue.class)) {
    factor *= ironyFactor;
    rule = 'irony';
  }
  if (cue.weight * factor < 0) {
    factor *= around.softened.get(sentence) ?? 1;
    if (around.debunks) factor *= debunkedFactor;
  }
  return { cue, first, last, sentence, factor, contribution: cue.weight * factor, rule };
}

/** Every further mention of a word counts less. */
function repeatFactor(cue: SentimentCue, before: readonly SentimentUnit[]): number {
  let times = 0;
  for (let index = before.length - 1; index >= 0 && times < repeatFactors.length - 1; index -= 1) {
    if (before[index]?.cue.label === cue.label) times += 1;
  }
  return repeatFactors[times] as number;
}

/** "tidak terlalu bagus" stands in both lists: the reverser has turned it already. */
function isTurned(negator: Match<NegatorCue>, strength: Match<IntensifierCue> | undefined): boolean {
  return strength !== undefined && strength.value.factor < 0 && strength.first === negator.first;
}

/** Does a "but" stand between the two? */
function isSplit(contrasts: readonly Match<ContrastCue>[], from: number, to: number): boolean {
  return contrasts.some(({ first }) => first > from && first < to);
}

/** Is the token part of a cue? They do not overlap, so bisection finds the only one that may hold it. */
function isInside(chosen: readonly Match<SentimentCue>[], at: number): boolean {
  let low = 0;
  let high = chosen.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chosen[middle] as Match<SentimentCue>).first <= at) low = middle + 1;
    else high = middle;
  }
  const holder = chosen[low - 1];
  return holder !== undefined && holder.last >= at;
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
  chosen: readonly Match<SentimentCue>[],
): Match<NegatorCue> | null {
  if (negators.length === 0) return null;
  // The last negator before the unit, by bisection.
  let low = 0;
  let high = negators.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((negators[middle] as Match<NegatorCue>).last < unit.first) low = middle + 1;
    else high = middle;
  }
  const negator = negators[low - 1];
  if (negator === undefined || unit.first - negator.last > negator.value.scope || isInside(chosen, negator.first))
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
function contrastFactor(contrasts: readonly Match<ContrastCue>[], at: number, lastBreak: Int32Array): number {
  let factor = 1;
  for (const { value, first } of contrasts) {
    if (!value.although) factor = at < first ? contrastBefore : contrastAfter;
    else if (at > first && (lastBreak[at] as number) < first) factor = contrastBefore;
  }
  return factor;
}

function lastBreaksOf(tokens: readonly Token[]): Int32Array {
  const found = new Int32Array(tokens.length);
  let last = -1;
  for (let at = 0; at < tokens.length; at += 1) {
    found[at] = last;
    if ((tokens[at] as Token).kind === 'punctuation') last = at;
  }
  return found;
}

function contrastsBySentence(tokens: readonly Token[], cues: Cues): ReadonlyMap<number, readonly Match<ContrastCue>[]> {
  if (cues.contrast.length === 0) return nothing;
  const bySentence = new Map<number, Match<ContrastCue>[]>();
  for (const contrast of cues.contrast) {
    const { sentence } = tokens[contrast.first] as Token;
    const found = bySentence.get(sentence);
    if (found === undefined) bySentence.set(sentence, [contrast]);
    else found.push(contrast);
  }
  return bySentence;
}

/** Sentences in which somebody answers, denies or mends: the strongest softening of each. */
function responsesBySentence(tokens: readonly Token[], cues: Cues): ReadonlyMap<number, number> {
  if (cues.reporting.length === 0) return nothing;
  const softened = new Map<number, number>();
  for (const { value, first } of cues.reporting) {
    const sentence = (tokens[first] as Token).sentence;
    softened.set(sentence, Math.min(softened.get(sentence) ?? 1, responseFactors[value]));
  }
  return softened;
}
