/**
 * Learns an office's usage from its corrections: small weights on what the model already reads, added to the model's own.
 * Most of the freedom lies with words and pairs; what the word lists say and the starting point of the scale hardly move, because they
 * would move every text. Texts of general use (`anchors`) are asked to keep the chances that they have.
 */
import { createHash } from 'node:crypto';
import type { AdaptedColumn, Adapter } from './adapter.ts';
import { withAdapter } from './adapter.ts';
import { type Answers, type Correction, figuresOf, type Question, questions } from './corrections.ts';
import { type Change, type CorrectedText, type Freedom, folds, learn, type Moves, type ReadText } from './lesson.ts';
import { createSums, type ReadFeatures } from './text-features.ts';
import type { Models } from './word-weights.ts';

type PlainText = Pick<Correction, 'title' | 'text'>;

export interface AdaptParts {
  /** As they ship. */
  readonly models: Models;
  readonly readFeatures: ReadFeatures;
  /** Texts of all kinds that should be judged as before. */
  readonly anchors: readonly PlainText[];
  /** Labelled texts of all kinds that must not be judged worse. */
  readonly general: readonly Correction[];
  /** The whole scorer with other models; answers in the order of the texts. */
  readonly answersWith: (models: Models) => (texts: readonly PlainText[]) => readonly Answers[];
  readonly madeAt: string;
}

export interface Adaptation {
  /** Null when there is nothing to gain by one. */
  readonly adapter: Adapter | null;
  /** Why there is none. */
  readonly reason: 'too-few' | 'nothing-gained' | 'hurts-others' | null;
  /** On the corrections, five folds, by question: the model alone, and with what the other four folds teach. */
  readonly gained: readonly Change[];
  /** On the general texts, by the whole scorer. Empty when it was not reached. */
  readonly general: readonly Change[];
  /** What is left of the fitted weights after the general texts were heeded: 1, ½, ¼ … */
  readonly strength: number;
}

export const fewestCorrections = 20;
/** How far the macro-F1 of the general texts may fall. */
export const mostHarm = 0.005;
const mostHalvings = 6;
const questionNames = Object.keys(questions) as readonly Question[];

/** Ways to fit, from the freest: some usage takes little to learn, some only gets past the guard when others' texts are held fast. */
const fits: readonly Freedom[] = [
  { stiffness: 0.005, anchorWeight: 0.03 },
  { stiffness: 0.02, anchorWeight: 0.03 },
  { stiffness: 0.005, anchorWeight: 0.5 },
  { stiffness: 0.1, anchorWeight: 0.03 },
];

/**
 * Fits an adapter, unless cross-validation shows that it would not help. Of several fits the one is taken that helps most once the
 * general texts are heeded. The same corrections always give the same adapter.
 */
export function adapt(corrections: readonly Correction[], parts: AdaptParts): Adaptation {
  if (corrections.length < fewestCorrections) {
    return { adapter: null, reason: 'too-few', gained: [], general: [], strength: 0 };
  }
  const sumsOf = createSums(parts.models.feelings);
  const toText = ({ title, text }: PlainText): ReadText => {
    const features = parts.readFeatures(title, text);
    return { features, sums: sumsOf(features) };
  };
  const corrected = corrections.map((correction) => ({ ...toText(correction), correction, fold: foldOf(correction) }));
  const anchors = parts.anchors.map(toText);
  const before = parts.answersWith(parts.models)(parts.general);
  return fits
    .map((freedom) => adaptWith(freedom, corrected, anchors, before, parts))
    .reduce((best, next) => (worthOf(next) >= worthOf(best) ? next : best));
}

function adaptWith(
  freedom: Freedom,
  corrected: readonly CorrectedText[],
  anchors: readonly ReadText[],
  before: readonly Answers[],
  parts: AdaptParts,
): Adaptation {
  const { models, general } = parts;
  const nothing = { adapter: null, general: [], strength: 0 } as const;
  const lessons = questionNames.flatMap((question) => {
    const rows = corrected.filter(({ correction }) => correction[question] !== null);
    if (rows.length < fewestCorrections) return [];
    return [learn(question, rows, anchors, models.feelings.calibration, freedom)];
  });
  const gainedAt = (strength: number) => lessons.map(({ changeAt }) => changeAt(strength));
  const helpful = lessons.filter(({ changeAt }) => isGain(changeAt(1)));
  if (helpful.length === 0) return { ...nothing, gained: gainedAt(1), reason: 'nothing-gained' };

  const moves = helpful.map(({ fitAll }) => fitAll());
  let strength = 1;
  for (let halvings = 0; halvings <= mostHalvings; halvings += 1) {
    if (!helpful.some(({ changeAt }) => isGain(changeAt(strength)))) break;
    const adapter = toAdapter(moves, strength, corrected.length, parts);
    const after = parts.answersWith(withAdapter(models, adapter))(general);
    const changes = questionNames.flatMap((question) => changeOf(question, general, before, after));
    if (changes.every((change) => change.before.macroF1 - change.after.macroF1 <= mostHarm)) {
      return { adapter, reason: null, gained: gainedAt(strength), general: changes, strength };
    }
    strength /= 2;
  }
  return { ...nothing, gained: gainedAt(1), reason: 'hurts-others' };
}

/** Points of macro-F1 that the questions win together; an adapter that harms is still nearer to one than nothing learned. */
function worthOf({ adapter, reason, gained }: Adaptation): number {
  if (adapter === null) return reason === 'hurts-others' ? -1 : -2;
  return gained.reduce((sum, { question, before, after }) => {
    const isAdapted = adapter.columns.includes(questions[question].columns[0]);
    return isAdapted ? sum + after.macroF1 - before.macroF1 : sum;
  }, 0);
}

function isGain({ before, after }: Change): boolean {
  return after.macroF1 > before.macroF1 && after.accuracy > before.accuracy;
}

function changeOf(
  question: Question,
  general: readonly Correction[],
  before: readonly Answers[],
  after: readonly Answers[],
): readonly Change[] {
  const labelled = general.flatMap((each, index) => (each[question] === null ? [] : [index]));
  if (labelled.length === 0) return [];
  const truths = labelled.map((index) => general[index]?.[question] as string);
  const figures = (said: readonly Answers[]) =>
    figuresOf(
      truths,
      labelled.map((index) => said[index]?.[question] as string),
    );
  return [{ question, before: figures(before), after: figures(after) }];
}

/** Weights of less than this do not move any verdict. */
const decimals = 10_000;

function toAdapter(
  moves: readonly Moves[],
  strength: number,
  corrections: number,
  { models, madeAt }: AdaptParts,
): Adapter {
  const columns = moves.flatMap(({ question }): readonly AdaptedColumn[] => questions[question].columns);
  const features: Record<string, number[]> = {};
  const lexicon: Record<string, number[]> = {};
  for (const [index, { space, weights }] of moves.entries()) {
    for (const [side, column] of weights.entries()) {
      const add = (rows: Record<string, number[]>, name: string, at: number) => {
        const delta = Math.round((column[at] as number) * strength * decimals) / decimals;
        if (delta === 0) return;
        rows[name] ??= new Array<number>(columns.length).fill(0);
        rows[name][index * 2 + side] = delta;
      };
      for (const [at, key] of space.keys.entries()) add(features, String(key), at);
      for (const [at, name] of space.names.entries()) add(lexicon, name, space.keys.length + at);
    }
  }
  return {
    format: 'kentongan-adapter',
    version: 1,
    madeAt,
    corrections,
    model: models.feelings.version,
    columns,
    features,
    lexicon,
  };
}

/** By the text alone: a text that stands twice is never on both sides. */
function foldOf({ title, text }: Correction): number {
  return (
    createHash('sha256')
      .update(`${title ?? ''}\n${text}`)
      .digest()
      .readUInt32LE(0) % folds
  );
}
