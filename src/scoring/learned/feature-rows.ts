/** Where the weights of a feature stand in each of two models. */
export interface FeatureRows {
  /** Slot of a feature's number, −1 if neither model knows it. */
  readonly slotOf: (key: number) => number;
  /** The same for the first `count` numbers of `keys`, written to `slots`. */
  readonly findAll: (keys: Int32Array, count: number, slots: Int32Array) => void;
  /** By slot: the row in the first and in the second model, −1 if it has none. */
  readonly first: (slot: number) => number;
  readonly second: (slot: number) => number;
}

/** Numbers beside each other in one table, so that a look-up for both models touches one cache line: key, first row, second row. */
const width = 3;
/** Bits of the filter for each feature: one in eight unknown numbers passes at most. */
const filterBits = 8;

export function createFeatureRows(firstKeys: Uint32Array, secondKeys: Uint32Array): FeatureRows {
  const count = firstKeys.length + secondKeys.length;
  const mask = powerOfTwo(count * 2) - 1;
  const table = new Int32Array(width * (mask + 1)).fill(-1);
  const slotFor = (key: number) => {
    let slot = key & mask;
    for (;;) {
      const at = slot * width;
      if ((table[at + 1] === -1 && table[at + 2] === -1) || table[at] === (key | 0)) return at;
      slot = (slot + 1) & mask;
    }
  };
  // The table does not fit into the processor's nearest caches, but a bit for each number does: half of a text's pairs are unknown.
  const filterMask = powerOfTwo(count * filterBits) / 32 - 1;
  const filter = new Int32Array(filterMask + 1);
  const fill = (keys: Uint32Array, column: 1 | 2) => {
    for (let row = 0; row < keys.length; row += 1) {
      const key = keys[row] as number;
      const at = slotFor(key);
      table[at] = key;
      table[at + column] = row;
      const word = (key >>> 5) & filterMask;
      filter[word] = (filter[word] as number) | (1 << (key & 31));
    }
  };
  fill(firstKeys, 1);
  fill(secondKeys, 2);
  const slotOf = (key: number) => {
    const at = slotFor(key);
    return table[at + 1] === -1 && table[at + 2] === -1 ? -1 : at;
  };
  let passed = new Int32Array(256);
  return {
    slotOf,
    // The first pass has no branch on what it reads, so that the processor fetches for many numbers at once instead of waiting for each.
    findAll: (keys, asked, slots) => {
      if (passed.length <= asked) passed = new Int32Array(asked * 2);
      let passes = 0;
      for (let index = 0; index < asked; index += 1) {
        const key = keys[index] as number;
        slots[index] = -1;
        passed[passes] = index;
        passes += ((filter[(key >>> 5) & filterMask] as number) >>> (key & 31)) & 1;
      }
      for (let each = 0; each < passes; each += 1) {
        const index = passed[each] as number;
        slots[index] = slotOf(keys[index] as number);
      }
    },
    first: (slot) => table[slot + 1] as number,
    second: (slot) => table[slot + 2] as number,
  };
}

/** The smallest one that is not less. */
function powerOfTwo(least: number): number {
  let found = 32;
  while (found < least) found *= 2;
  return found;
}
