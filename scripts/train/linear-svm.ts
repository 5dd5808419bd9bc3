/** Rows of a sparse matrix. */
export interface SparseRow {
  readonly at: Int32Array;
  readonly value: Float32Array;
}

/**
 * L2-regularised linear SVM with squared hinge loss, by dual coordinate descent (Hsieh et al., 2008, the solver of LIBLINEAR).
 * @param sides 1, −1, or 0 for a row that takes no part
 * @param costs C of each row
 */
export function trainSvm(
  rows: readonly SparseRow[],
  sides: Int8Array,
  costs: Float32Array,
  size: number,
  { epochs = 30, seed = 1 } = {},
): Float32Array {
  const weights = new Float32Array(size);
  const alpha = new Float32Array(rows.length);
  const order = Int32Array.from(rows, (_, index) => index).filter((index) => sides[index] !== 0);
  const curvature = Float32Array.from(rows, ({ value }, index) => {
    let square = 0;
    for (const each of value) square += each * each;
    return square + 0.5 / (costs[index] as number);
  });
  const random = createRandom(seed);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    let furthest = 0;
    for (const index of order) {
      const { at, value } = rows[index] as SparseRow;
      const side = sides[index] as number;
      let margin = 0;
      for (let each = 0; each < at.length; each += 1) {
        margin += (weights[at[each] as number] as number) * (value[each] as number);
      }
      const before = alpha[index] as number;
      const gradient = side * margin - 1 + (before * 0.5) / (costs[index] as number);
      const step = before === 0 ? Math.min(0, gradient) : gradient;
      furthest = Math.max(furthest, Math.abs(step));
      if (step === 0) continue;
      const after = Math.max(0, before - gradient / (curvature[index] as number));
      alpha[index] = after;
      const change = (after - before) * side;
      for (let each = 0; each < at.length; each += 1) {
        const column = at[each] as number;
        weights[column] = (weights[column] as number) + change * (value[each] as number);
      }
    }
    if (furthest < 0.01) break;
  }
  return weights;
}

/** A linear congruential generator: the same seed gives the same training. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] as number;
    order[at] = order[other] as number;
    order[other] = kept;
  }
}
