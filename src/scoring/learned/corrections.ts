import type { Attention, SentimentLabel, Target } from '../../core/score.ts';
import type { AdaptedColumn } from './adapter.ts';
import { judge } from './judge.ts';
import { Column, domains } from './layout.ts';
import type { Calibration } from './model.ts';

/** A text with the right answers. */
export interface Correction {
  readonly title: string | null;
  readonly text: string;
  readonly sentiment: Exclude<SentimentLabel, 'unscored'>;
  /** Null where nobody said. */
  readonly target: Target | null;
  readonly attention: Attention | null;
}

/** What a scorer says of a text. */
export interface Answers {
  readonly sentiment: SentimentLabel;
  readonly target: Target;
  readonly attention: Attention;
}

/** What can be corrected. Each has three answers; the last of them stands at zero in the model and has no column. */
export const questions = {
  sentiment: { answers: ['negative', 'positive', 'neutral'], columns: ['negative', 'positive'] },
  target: { answers: ['government', 'other', 'none'], columns: ['government', 'other'] },
  attention: { answers: ['alert', 'watch', 'none'], columns: ['alert', 'watch'] },
} as const satisfies Readonly<
  Record<string, { readonly answers: readonly string[]; readonly columns: readonly [AdaptedColumn, AdaptedColumn] }>
>;
export type Question = keyof typeof questions;

/** Log chances of a question's answers, up to a constant, as the model's sums of a text give them. */
export function offsetsOf(
  question: Question,
  sums: Float64Array,
  calibration: Calibration,
): readonly [number, number, number] {
  if (question === 'sentiment') {
    const { negative, positive } = judge(sums, calibration);
    const { scale, shifts } = calibration.feeling;
    return [scale * negative + shifts[0], scale * positive + shifts[2], shifts[1]];
  }
  const { scale, shifts } = calibration[question];
  const at = Column[question];
  return [scale * (sums[at] as number) + shifts[0], scale * (sums[at + 1] as number) + shifts[1], shifts[2]];
}

/** How far the question's columns count in a text, 0 … 1: those of feelings as far as it reads as talk about public matters. */
export function reachOf(question: Question, sums: Float64Array, calibration: Calibration): number {
  return question === 'sentiment' ? (judge(sums, calibration).mix[domains.indexOf('public')] as number) : 1;
}

/** By how much a unit of weight moves a log chance. */
export function scaleOf(question: Question, calibration: Calibration): number {
  return question === 'sentiment' ? calibration.feeling.scale : calibration[question].scale;
}

/** Shares are 0 … 1; F1 is the mean over the labels that occur. */
export interface Figures {
  readonly rows: number;
  readonly accuracy: number;
  readonly macroF1: number;
}

export function figuresOf(truths: readonly string[], said: readonly string[]): Figures {
  const labels = [...new Set(truths)];
  let right = 0;
  for (const [index, truth] of truths.entries()) if (said[index] === truth) right += 1;
  const f1 = labels.map((label) => {
    let hits = 0;
    let wrong = 0;
    for (const [index, truth] of truths.entries()) {
      if (truth === label && said[index] === label) hits += 1;
      else if (truth === label || said[index] === label) wrong += 1;
    }
    return hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong);
  });
  return {
    rows: truths.length,
    accuracy: right / Math.max(1, truths.length),
    macroF1: f1.reduce((sum, each) => sum + each, 0) / Math.max(1, labels.length),
  };
}
