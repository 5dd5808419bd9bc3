import type { Attention, Target } from '../../core/score.ts';
import type { ReadDoc, Token } from '../../text/read.ts';
import { emptyPart, type Part } from '../../text/vocabulary.ts';
import type { Cues } from '../cue-index.ts';
import type { Reading } from '../reading.ts';
import type { SentimentUnit } from '../sentiment-units.ts';
import type { FeatureRows } from './feature-rows.ts';
import { judge } from './judge.ts';
import { pairKey, sentenceStart } from './keys.ts';
import { columns, deniedAt, featureFactors, kindWords, pairAt, topicAt, topicColumns } from './layout.ts';
import { createLexiconSums } from './lexicon-sums.ts';
import { createShareReader, type ReadTokens, type Shares } from './shares.ts';
import { type TokenVisitor, walkTokens } from './walk.ts';
import type { WordRows } from './word-rows.ts';
import type { Models } from './word-weights.ts';

export interface LearnedVerdict {
  /** Chances of negative, neutral, positive; they add up to 1. */
  readonly chances: readonly [number, number, number];
  /** Positive minus negative score, calibrated, before they become chances (so of the value's sign): the sum of `shares` and `rest`. */
  readonly raw: number;
  /** What a unit of `raw` adds to the logarithm of the odds of positive against negative. */
  readonly steepness: number;
  /** Good until the next text. */
  readonly shares: Shares;
  /** What no single word made: the starting point of the scale, the length, the mix of offices named. */
  readonly rest: number;
  readonly target: Target;
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

/** What the walk notes of each token before anything is added up; used again for the next text. */
interface Walk extends ReadTokens {
  /** Numbers of the pairs that the tokens end, and where they were found. */
  keys: Int32Array;
  slots: Int32Array;
  known: number;
  /** Number of the word before. */
  before: number;
}

/**
 * Applies the learned model: one walk over the tokens, then the weights of their words and pairs are added up. Which kind of text it is
 * decides how far the weights of the training domains count beside the shared ones, so the shares of the words are known and add up.
 */
export function createLearnedReader(
  { feelings, topics }: Models,
  features: FeatureRows,
  words: WordRows,
): LearnedReader {
  const kinds = new Map<string, Part>(Object.values(kindWords).map((word) => [word, { ...emptyPart, word }]));
  // Told once: of a model that is read late they are asked for.
  const { weights } = feelings;
  const { weights: topicWeights } = topics;
  const walk: Walk = { ...newArrays(256), count: 0, known: 0, before: sentenceStart };
  const sums = new Float64Array(columns);
  const topicSums = new Float64Array(topicColumns);
  const lexicon = createLexiconSums(feelings);
  const { shares, read: readShares } = createShareReader(weights);
  let tokens: readonly Token[] = [];
  let rows = words.open(0);

  const noteToken: TokenVisitor = (at, kindWord, denied, joined) => {
    const row = words.rowOf(kindWord === null ? (tokens[at] as Token).part : (kinds.get(kindWord) as Part));
    const signed = rows[row + pairAt] as number;
    const number = Math.abs(signed);
    const index = walk.count;
    walk.places[index] = at;
    walk.rows[index] = row;
    walk.denied[index] = denied ? 1 : 0;
    walk.joined[index] = joined ? 1 : 0;
    walk.keys[index] = pairKey(joined ? walk.before : sentenceStart, number);
    walk.count = index + 1;
    walk.before = number;
    if (signed > 0) walk.known += 1;
  };

  const addWords = () => {
    for (let index = 0; index < walk.count; index += 1) {
      const row = walk.rows[index] as number;
      addRow(sums, rows, row);
      addRow(topicSums, rows, row + topicAt);
      if (walk.denied[index] === 1) addRow(sums, rows, row + deniedAt);
    }
  };

  const addPairs = () => {
    features.findAll(walk.keys, walk.count, walk.slots);
    for (let index = 0; index < walk.count; index += 1) {
      const slot = walk.slots[index] as number;
      const pair = slot < 0 ? -1 : features.first(slot);
      walk.pairs[index] = pair;
      if (pair >= 0) addWeights(sums, weights, pair * columns);
      const topicPair = slot < 0 ? -1 : features.second(slot);
      if (topicPair >= 0) addWeights(topicSums, topicWeights, topicPair * topicColumns);
    }
  };

  return (doc, cues, reading, units) => {
    if (walk.places.length < doc.tokens.length) Object.assign(walk, newArrays(doc.tokens.length * 2));
    walk.count = 0;
    walk.known = 0;
    walk.before = sentenceStart;
    sums.fill(0);
    topicSums.fill(0);
    tokens = doc.tokens;
    rows = words.open(tokens.length + kinds.size);
    const walked = walkTokens(doc, cues, reading, noteToken);
    addWords();
    addPairs();
    const share = 1 / Math.sqrt(Math.max(1, walked.tokens));
    scale(sums, share);
    scale(topicSums, share);
    lexicon.read(units, cues, walked, sums);
    const { mix, negative, positive, chances, target, attention } = judge(sums, feelings.calibration);
    readShares(tokens.length, walk, rows, units, mix, share);
    lexicon.giveBack(units, mix, shares);
    let total = 0;
    for (let index = 0; index < shares.count; index += 1) total += shares.weight[index] as number;
    const { scale: steepness, shifts } = feelings.calibration.feeling;
    const raw = positive - negative + (shifts[2] - shifts[0]) / steepness;
    return {
      chances,
      raw,
      steepness,
      shares,
      rest: raw - total,
      target,
      attention,
      tokens: walked.tokens,
      known: walk.known,
      topicScores: topicSums,
    };
  };
}

/** Room for so many tokens. */
function newArrays(size: number): Pick<Walk, 'places' | 'rows' | 'joined' | 'denied' | 'pairs' | 'keys' | 'slots'> {
  return {
    places: new Int32Array(size),
    rows: new Int32Array(size),
    joined: new Uint8Array(size),
    denied: new Uint8Array(size),
    pairs: new Int32Array(size),
    keys: new Int32Array(size),
    slots: new Int32Array(size),
  };
}

function scale(sums: Float64Array, factor: number): void {
  for (let column = 0; column < sums.length; column += 1) sums[column] = (sums[column] as number) * factor;
}

function addRow(sums: Float64Array, from: Float32Array, at: number): void {
  for (let column = 0; column < sums.length; column += 1) {
    sums[column] = (sums[column] as number) + (from[at + column] as number);
  }
}

/** Those of a pair. */
function addWeights(sums: Float64Array, from: Float32Array, at: number): void {
  for (let column = 0; column < sums.length; column += 1) {
    sums[column] = (sums[column] as number) + featureFactors.pair * (from[at + column] as number);
  }
}
