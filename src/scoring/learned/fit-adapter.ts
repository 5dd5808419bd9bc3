/** Fits additive weights on labelled texts, starting from the scores that the model already gives them. */

/** A text as the fit sees it. */
export interface OffsetRow {
  /** Indices of its features and their values. */
  readonly at: Int32Array;
  readonly value: Float32Array;
  /** The model's log chances of the first class, the second, and the one that stands at zero; constants do not matter. */
  readonly offsets: readonly [number, number, number];
  /** Wanted chances of the classes: one of them 1 where the right one is known. */
  readonly wanted: readonly [number, number, number];
  /** How much it counts. */
  readonly weight: number;
}

/** Steps of the descent: the loss hardly moves after the first hundred. */
const steps = 100;

/**
 * Minimises  Σ rows log loss(offsets + δ·x) + ½ Σ features stiffness × |δ|²  by accelerated gradient descent (Nesterov, 1983) with a fixed
 * step, from zero: the same rows always give the same weights. The third class has no weights.
 * @param stiffness by feature: how hard it is to move
 * @returns δ of the first class, then δ of the second
 */
export function fitOffsets(rows: readonly OffsetRow[], stiffness: Float32Array): readonly [Float64Array, Float64Array] {
  const size = stiffness.length;
  // Scaled by √stiffness every feature is equally hard to move, which the descent likes.
  const ease = Float64Array.from(stiffness, (each) => 1 / Math.sqrt(each));
  const scaled = rows.map((row) => ({
    ...row,
    value: Float64Array.from(row.value, (value, each) => value * (ease[row.at[each] as number] as number)),
  }));
  const rate = 1 / (1 + curvatureOf(scaled, size));
  const weights = [new Float64Array(size), new Float64Array(size)] as const;
  const ahead = [new Float64Array(size), new Float64Array(size)] as const;
  const slopes = [new Float64Array(size), new Float64Array(size)] as const;
  let pace = 1;
  for (let step = 0; step < steps; step += 1) {
    for (const side of [0, 1] as const) slopes[side].set(ahead[side]);
    for (const { at, value, offsets, wanted, weight } of scaled) {
      const chances = chancesOf(offsets, dot(ahead[0], at, value), dot(ahead[1], at, value));
      for (const side of [0, 1] as const) {
        const wrong = weight * (chances[side] - wanted[side]);
        const slope = slopes[side];
        for (let each = 0; each < at.length; each += 1) {
          const feature = at[each] as number;
          slope[feature] = (slope[feature] as number) + wrong * (value[each] as number);
        }
      }
    }
    const nextPace = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2;
    const push = (pace - 1) / nextPace;
    pace = nextPace;
    for (const side of [0, 1] as const) {
      for (let feature = 0; feature < size; feature += 1) {
        const before = weights[side][feature] as number;
        const after = (ahead[side][feature] as number) - rate * (slopes[side][feature] as number);
        weights[side][feature] = after;
        ahead[side][feature] = after + push * (after - before);
      }
    }
  }
  return [
    weights[0].map((each, feature) => each * (ease[feature] as number)),
    weights[1].map((each, feature) => each * (ease[feature] as number)),
  ];
}

/** Chances of the three classes; the third score is as it was. */
export function chancesOf(
  offsets: readonly [number, number, number],
  first: number,
  second: number,
): readonly [number, number, number] {
  const a = offsets[0] + first;
  const b = offsets[1] + second;
  const c = offsets[2];
  const most = Math.max(a, b, c);
  const x = Math.exp(a - most);
  const y = Math.exp(b - most);
  const z = Math.exp(c - most);
  const all = x + y + z;
  return [x / all, y / all, z / all];
}

/** What the weights make of a row. */
export function scoresOf(
  weights: readonly [Float64Array, Float64Array],
  { at, value }: Pick<OffsetRow, 'at' | 'value'>,
): readonly [number, number] {
  return [dot(weights[0], at, value), dot(weights[1], at, value)];
}

function dot(weights: Float64Array, at: Int32Array, value: Float32Array | Float64Array): number {
  let sum = 0;
  for (let each = 0; each < at.length; each += 1) {
    sum += (weights[at[each] as number] as number) * (value[each] as number);
  }
  return sum;
}

/** A little more than the largest curvature of the loss: half the largest eigenvalue of the rows' squares, by power iteration. */
function curvatureOf(
  rows: readonly { readonly at: Int32Array; readonly value: Float64Array; readonly weight: number }[],
  size: number,
): number {
  let direction = new Float64Array(size).fill(1 / Math.sqrt(Math.max(1, size)));
  let largest = 0;
  for (let turn = 0; turn < 15; turn += 1) {
    const next = new Float64Array(size);
    for (const { at, value, weight } of rows) {
      const along = weight * dot(direction, at, value);
      for (let each = 0; each < at.length; each += 1) {
        const feature = at[each] as number;
        next[feature] = (next[feature] as number) + along * (value[each] as number);
      }
    }
    let square = 0;
    for (const each of next) square += each * each;
    largest = Math.sqrt(square);
    if (largest === 0) return 0;
    direction = next.map((each) => each / largest);
  }
  return 0.5 * 1.2 * largest;
}
