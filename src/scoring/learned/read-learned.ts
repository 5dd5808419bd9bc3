import type { Attention, Target } from '../../core/score.ts';
import type { ReadDoc, Token } from '../../text/read.ts';
import type { Cues } from '../cue-index.ts';
import type { Reading } from '../reading.ts';
import type { SentimentUnit } from '../sentiment-units.ts';
import type { FeatureRows } from './feature-rows.ts';
import { feelingOf, judge } from './judge.ts';
import { pairKey, sentenceStart } from './keys.ts';
import { columns, deniedAt, featureFactors, kindWords, knownAt, pairAt, topicAt, topicColumns } from './layout.ts';
import { createLexiconSums } from './lexicon-sums.ts';
import { type TokenVisitor, walkTokens } from './walk.ts';
import type { Models } from './word-weights.ts';

/** A token or unit and its share of a text's raw score. */
export interface Share {
  /** Token indices, both included. */
  readonly first: number;
  readonly last: number;
  weight: number;
  /** The unit of the lexicons that the span is, if any. */
  readonly unit: SentimentUnit | null;
}

export interface LearnedVerdict {
  /** Chances of negative, neutral, positive; they add up to 1. */
  readonly chances: readonly [number, number, number];
  /** Positive minus negative score before they become chances: the sum of `shares` and `rest`. */
  readonly raw: number;
  readonly shares: readonly Share[];
  /** What no single word made: the starting point of the scale, the length, the mix of offices named. */
  readonly rest: number;
  readonly target: Target;
  /** Of the target, 0 … 1. */
  readonly targetConfidence: number;
  readonly attention: Attention;
  /** Tokens that the model read, and how many of them are words it was trained on. */
  readonly tokens: number;
  readonly known: number;
  /** By topic, in the order of `core/topics.ts`: what the words make of it, without the word lists' points; good until the next text. */
  readonly topicScores: Float64Array;
}

export type LearnedReader = (
  doc: ReadDoc,
  cues: Cues,
  reading: Reading,
  units: readonly SentimentUnit[],
) => LearnedVerdict;

/** What is known of the tokens of the document at hand; the arrays are used again for the next one. */
interface Scratch {
  count: number;
  readonly rows: Float32Array[];
  /** Index among the document's tokens. */
  readonly places: number[];
  readonly denied: boolean[];
  /** Row of the pair that the token ends in the sentiment model, −1 if it has none. */
  readonly pairs: number[];
  known: number;
  before: number;
}

/**
 * Applies the learned model: one walk over the tokens that adds up what each brings. Which kind of text it is decides how far the
 * weights of the training domains count beside the shared ones, so the shares of the words are known and add up.
 * @param weightsOf what `Part.weights` was made with, for the tokens that stand for their kind
 */
export function createLearnedReader(
  { feelings, topics }: Models,
  featureRows: FeatureRows,
  weightsOf: (word: string) => Float32Array,
): LearnedReader {
  const kinds = new Map(Object.values(kindWords).map((word) => [word as string, weightsOf(word)]));
  const scratch: Scratch = { count: 0, rows: [], places: [], denied: [], pairs: [], known: 0, before: sentenceStart };
  const sums = new Float64Array(columns);
  const topicSums = new Float64Array(topicColumns);
  const lexicon = createLexiconSums(feelings);
  let tokens: readonly Token[] = [];

  const readToken: TokenVisitor = (at, kindWord, denied, joined) => {
    const row = kindWord === null ? (tokens[at] as Token).part.weights : (kinds.get(kindWord) ?? null);
    if (row === null) return;
    const number = row[pairAt] as number;
    const slot = featureRows.slotOf(pairKey(joined ? scratch.before : sentenceStart, number));
    const pair = slot < 0 ? -1 : featureRows.first(slot);
    const topicPair = slot < 0 ? -1 : featureRows.second(slot);
    const index = scratch.count;
    scratch.rows[index] = row;
    scratch.places[index] = at;
    scratch.denied[index] = denied;
    scratch.pairs[index] = pair;
    scratch.count += 1;
    scratch.known += row[knownAt] as number;
    scratch.before = number;
    addWeights(sums, row, 0, 1);
    addWeights(topicSums, row, topicAt, 1);
    if (denied) addWeights(sums, row, deniedAt, 1);
    if (pair >= 0) addWeights(sums, feelings.weights, pair * columns, featureFactors.pair);
    if (topicPair >= 0) addWeights(topicSums, topics.weights, topicPair * topicColumns, featureFactors.pair);
  };

  return (doc, cues, reading, units) => {
    scratch.count = 0;
    scratch.known = 0;
    scratch.before = sentenceStart;
    sums.fill(0);
    topicSums.fill(0);
    tokens = doc.tokens;
    const walked = walkTokens(doc, cues, reading, readToken);
    const share = 1 / Math.sqrt(Math.max(1, walked.tokens));
    scale(sums, share);
    scale(topicSums, share);
    lexicon.read(units, cues, walked, sums);
    const { mix, negative, positive, chances, target, targetConfidence, attention } = judge(sums, feelings.calibration);
    const shares = sharesOf(doc.tokens.length, scratch, units, feelings.weights, mix, share);
    lexicon.giveBack(units, mix, shares);
    let total = 0;
    for (const each of shares) total += each.weight;
    const raw = positive - negative;
    return {
      chances,
      raw,
      shares,
      rest: raw - total,
      target,
      targetConfidence,
      attention,
      tokens: walked.tokens,
      known: scratch.known,
      topicScores: topicSums,
    };
  };
}

let byToken = new Float64Array(1024);

/** The units' shares first, in their order, then those of the other tokens: what their words, pairs and letters bring. */
function sharesOf(
  tokens: number,
  { count, rows, places, denied, pairs }: Scratch,
  units: readonly SentimentUnit[],
  pairWeights: Float32Array,
  mix: Float64Array,
  share: number,
): Share[] {
  if (byToken.length < tokens) byToken = new Float64Array(tokens * 2);
  else byToken.fill(0, 0, tokens);
  for (let index = 0; index < count; index += 1) {
    const row = rows[index] as Float32Array;
    const at = places[index] as number;
    let own = feelingOf(row, 0, mix);
    if (denied[index]) own += feelingOf(row, deniedAt, mix);
    const pair = pairs[index] as number;
    if (pair >= 0) {
      // A pair belongs to both of its words.
      let both = featureFactors.pair * feelingOf(pairWeights, pair * columns, mix);
      if (index > 0) {
        both /= 2;
        const previous = places[index - 1] as number;
        byToken[previous] = (byToken[previous] as number) + both * share;
      }
      own += both;
    }
    byToken[at] = (byToken[at] as number) + own * share;
  }
  const shares: Share[] = [];
  for (const unit of units) {
    let weight = 0;
    for (let at = unit.first; at <= unit.last; at += 1) {
      weight += byToken[at] as number;
      byToken[at] = 0;
    }
    shares.push({ first: unit.first, last: unit.last, weight, unit });
  }
  for (let index = 0; index < count; index += 1) {
    const at = places[index] as number;
    const weight = byToken[at] as number;
    if (weight !== 0) shares.push({ first: at, last: at, weight, unit: null });
    byToken[at] = 0;
  }
  return shares;
}

function scale(sums: Float64Array, factor: number): void {
  for (let column = 0; column < sums.length; column += 1) sums[column] = (sums[column] as number) * factor;
}

function addWeights(sums: Float64Array, from: Float32Array, at: number, factor: number): void {
  for (let column = 0; column < sums.length; column += 1) {
    sums[column] = (sums[column] as number) + factor * (from[at + column] as number);
  }
}
