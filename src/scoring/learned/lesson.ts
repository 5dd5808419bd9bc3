import {
  type Correction,
  type Figures,
  figuresOf,
  offsetsOf,
  type Question,
  questions,
  reachOf,
  scaleOf,
} from './corrections.ts';
import { createFeatureSpace, type FeatureSpace } from './feature-space.ts';
import { chancesOf, fitOffsets, type OffsetRow, scoresOf } from './fit-adapter.ts';
import type { Calibration } from './model.ts';
import type { TextFeatures } from './text-features.ts';

/** A text as the model reads it. */
export interface ReadText {
  readonly features: TextFeatures;
  readonly sums: Float64Array;
}
export interface CorrectedText extends ReadText {
  readonly correction: Correction;
  /** 0 … 4 */
  readonly fold: number;
}

export const folds = 5;
/** How freely weights move. */
export interface Freedom {
  /** See `createFeatureSpace`. */
  readonly stiffness: number;
  /** Of a text that should stay as it is, against one that was corrected. */
  readonly anchorWeight: number;
}

/** Weights by feature of a question's two columns, in the model's own measure. */
export interface Moves {
  readonly question: Question;
  readonly space: FeatureSpace;
  readonly weights: readonly [Float64Array, Float64Array];
}

/** The same question before and after. */
export interface Change {
  readonly question: Question;
  readonly before: Figures;
  readonly after: Figures;
}

/** What the corrections teach about a question. */
export interface Lesson {
  readonly question: Question;
  /** Cross-validated, with so much of the fitted weights. */
  readonly changeAt: (strength: number) => Change;
  /** Fits on all of them. */
  readonly fitAll: () => Moves;
}

/** Cross-validates what the corrections teach about a question. */
export function learn(
  question: Question,
  rows: readonly CorrectedText[],
  anchors: readonly ReadText[],
  calibration: Calibration,
  { stiffness, anchorWeight }: Freedom,
): Lesson {
  const { answers } = questions[question];
  const offsets = rows.map(({ sums }) => offsetsOf(question, sums, calibration));
  const truths = rows.map(({ correction }) => correction[question] as string);
  const answerAt = (index: number, first: number, second: number): string => {
    const chances = chancesOf(offsets[index] as readonly [number, number, number], first, second);
    return answers[chances.indexOf(Math.max(...chances))] as string;
  };
  const before = figuresOf(
    truths,
    rows.map((_, index) => answerAt(index, 0, 0)),
  );
  const reaching = (space: FeatureSpace, features: TextFeatures, sums: Float64Array) => {
    const { at, value } = space.rowOf(features);
    const reach = reachOf(question, sums, calibration);
    return { at, value: value.map((each) => each * reach) };
  };
  const fitOn = (taken: readonly CorrectedText[]) => {
    const space = createFeatureSpace(
      taken.map(({ features }) => features),
      stiffness,
    );
    const rowOf = ({ features, sums }: ReadText, wanted: readonly [number, number, number] | null): OffsetRow => {
      const own = offsetsOf(question, sums, calibration);
      const weight = wanted === null ? anchorWeight : 1;
      return { ...reaching(space, features, sums), offsets: own, wanted: wanted ?? chancesOf(own, 0, 0), weight };
    };
    const fitted = fitOffsets(
      [
        ...taken.map((each) => rowOf(each, certain(question, each.correction))),
        ...anchors.map((each) => rowOf(each, null)),
      ],
      space.stiffness,
    );
    return { space, fitted };
  };
  const shifts: (readonly [number, number])[] = new Array(rows.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const { space, fitted } = fitOn(rows.filter((each) => each.fold !== fold));
    for (const [index, each] of rows.entries()) {
      if (each.fold === fold) shifts[index] = scoresOf(fitted, reaching(space, each.features, each.sums));
    }
  }
  return {
    question,
    changeAt: (strength) => {
      const said = shifts.map(([first, second], index) => answerAt(index, first * strength, second * strength));
      return { question, before, after: figuresOf(truths, said) };
    },
    fitAll: () => {
      const { space, fitted } = fitOn(rows);
      const scale = scaleOf(question, calibration);
      const weights = [fitted[0].map((each) => each / scale), fitted[1].map((each) => each / scale)] as const;
      return { question, space, weights };
    },
  };
}

function certain(question: Question, correction: Correction): readonly [number, number, number] {
  const [first, second, third] = questions[question].answers.map((answer) => (answer === correction[question] ? 1 : 0));
  return [first ?? 0, second ?? 0, third ?? 0];
}
