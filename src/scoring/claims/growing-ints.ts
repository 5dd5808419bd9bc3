/** A list of 32-bit integers that doubles as it grows. */
export interface GrowingInts {
  readonly push: (value: number) => void;
  readonly length: () => number;
  /** The backing array, longer than the list; another one after a `push`. */
  readonly items: () => Int32Array;
}

export function createGrowingInts(): GrowingInts {
  let items = new Int32Array(256);
  let length = 0;
  return {
    push: (value) => {
      if (length === items.length) {
        const larger = new Int32Array(length * 2);
        larger.set(items);
        items = larger;
      }
      items[length] = value;
      length += 1;
    },
    length: () => length,
    items: () => items,
  };
}
