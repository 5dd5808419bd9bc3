/** Where the weights of a feature stand in each of two models. */
export interface FeatureRows {
  /** Slot of a feature's number, −1 if neither model knows it. */
  readonly slotOf: (key: number) => number;
  /** By slot: the row in the first and in the second model, −1 if it has none. */
  readonly first: (slot: number) => number;
  readonly second: (slot: number) => number;
}

/** Numbers beside each other in one table, so that a look-up for both models touches one cache line: key, first row, second row. */
const width = 3;

export function createFeatureRows(firstKeys: Uint32Array, secondKeys: Uint32Array): FeatureRows {
  let bits = 4;
  while (1 << bits < (firstKeys.length + secondKeys.length) * 2) bits += 1;
  const mask = (1 << bits) - 1;
  const table = new Int32Array(width << bits).fill(-1);
  const slotFor = (key: number) => {
    let slot = key & mask;
    for (;;) {
      const at = slot * width;
      if ((table[at + 1] === -1 && table[at + 2] === -1) || table[at] === (key | 0)) return at;
      slot = (slot + 1) & mask;
    }
  };
  const fill = (keys: Uint32Array, column: 1 | 2) => {
    for (let row = 0; row < keys.length; row += 1) {
      const at = slotFor(keys[row] as number);
      table[at] = keys[row] as number;
      table[at + column] = row;
    }
  };
  fill(firstKeys, 1);
  fill(secondKeys, 2);
  return {
    slotOf: (key) => {
      const at = slotFor(key);
      return table[at + 1] === -1 && table[at + 2] === -1 ? -1 : at;
    },
    first: (slot) => table[slot + 1] as number,
    second: (slot) => table[slot + 2] as number,
  };
}
