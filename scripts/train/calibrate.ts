/** Turns scores into chances, on scores of texts that the weights had not seen. */
import { judge } from '../../src/scoring/learned/judge.ts';
import { Column } from '../../src/scoring/learned/layout.ts';
import type { Calibration, Softmax } from '../../src/scoring/learned/model.ts';

export interface Held {
  readonly sums: Float64Array;
  readonly label: 0 | 1 | 2;
  readonly target: 0 | 1 | 2 | null;
  readonly attention: 0 | 1 | 2 | null;
  readonly weight: number;
}

const plain: Softmax = { scale: 1.5, shifts: [0, 0, 0] };
/** Scores as they are: what calibration starts from. */
const uncalibrated: Calibration = { feeling: plain, gateScale: 3, target: plain, attention: plain };

/** Fits scales and shifts by gradient descent on the log loss. */
export function calibrate(held: readonly Held[]): Calibration {
  const feelings = held.map(({ sums, label, weight }): Scored => {
    const { negative, positive } = judge(sums, uncalibrated);
    return { scores: [negative, 0, positive], truth: label, weight };
  });
  const scored = (column: number, truthOf: (each: Held) => 0 | 1 | 2 | null) =>
    held.flatMap((each): readonly Scored[] => {
      const truth = truthOf(each);
      const { sums, weight } = each;
      return truth === null ? [] : [{ scores: [sums[column] ?? 0, sums[column + 1] ?? 0, 0], truth, weight }];
    });
  return {
    feeling: neutralAtZero(fitSoftmax(feelings)),
    gateScale: uncalibrated.gateScale,
    target: fitSoftmax(scored(Column.target, ({ target }) => target)),
    attention: fitSoftmax(scored(Column.attention, ({ attention }) => attention)),
  };
}

interface Scored {
  readonly scores: readonly [number, number, number];
  readonly truth: 0 | 1 | 2;
  readonly weight: number;
}

function fitSoftmax(rows: readonly Scored[]): Softmax {
  if (rows.length === 0) return plain;
  let scale = 1.5;
  const shifts: [number, number, number] = [0, 0, 0];
  const all = rows.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 0; step < 400; step += 1) {
    let scaleSlope = 0;
    const slopes = [0, 0, 0];
    for (const { scores, truth, weight } of rows) {
      const powers = scores.map((score, at) => Math.exp(scale * score + (shifts[at] as number)));
      const sum = powers.reduce((a, b) => a + b, 0);
      for (let at = 0; at < 3; at += 1) {
        const wrong = ((powers[at] as number) / sum - (at === truth ? 1 : 0)) * weight;
        scaleSlope += wrong * (scores[at] as number);
        slopes[at] = (slopes[at] as number) + wrong;
      }
    }
    const rate = 1.2;
    scale -= (rate * scaleSlope) / all;
    for (let at = 0; at < 3; at += 1) shifts[at] = (shifts[at] as number) - (rate * (slopes[at] as number)) / all;
  }
  return { scale, shifts };
}

function neutralAtZero({ scale, shifts: [negative, neutral, positive] }: Softmax): Softmax {
  return { scale, shifts: [negative - neutral, 0, positive - neutral] };
}
