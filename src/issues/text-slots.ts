import type { KnownText } from './known-text.ts';

const minuteMs = 60_000;
/** What ended before time began is around no time. */
const never = -(2 ** 31);

/**
 * What a search touches of every text it passes, in arrays of numbers by slot: a thousand texts are passed for each that is compared,
 * and reading them from objects took most of the time.
 */
export interface TextSlots {
  /** Gives a text its slot. */
  take(text: KnownText): number;
  /** The times of the text have changed, or it is forgotten. */
  update(text: KnownText): void;
  /** For slots whose texts are forgotten and in no list any more. */
  release(slot: number): void;
  isForgotten(slot: number): boolean;
  /** Begins a search for texts around a time (ms). */
  begin(from: number, to: number): void;
  /** Adds to the sum of a text in this search, unless it is forgotten or of another time. */
  count(slot: number, amount: number): void;
  /** The texts with the largest sums in this search. */
  likeliest(count: number): readonly KnownText[];
}

export function createTextSlots(): TextSlots {
  let size = 1_024;
  let first = new Int32Array(size);
  let last = new Int32Array(size);
  let marks = new Int32Array(size);
  let sums = new Float32Array(size);
  const texts: KnownText[] = [];
  const free: number[] = [];
  let search = 0;
  let [fromMinute, toMinute] = [0, 0];
  let found: number[] = [];

  function grow(): void {
    size *= 2;
    const larger = <T extends Int32Array | Float32Array>(array: T, copy: T): T => {
      copy.set(array);
      return copy;
    };
    first = larger(first, new Int32Array(size));
    last = larger(last, new Int32Array(size));
    marks = larger(marks, new Int32Array(size));
    sums = larger(sums, new Float32Array(size));
  }

  function write(slot: number, text: KnownText): void {
    first[slot] = Math.floor(text.firstAt / minuteMs);
    last[slot] = text.forgotten ? never : Math.floor(text.lastAt / minuteMs);
  }

  return {
    take(text) {
      const slot = free.pop() ?? texts.length;
      if (slot >= size) grow();
      texts[slot] = text;
      marks[slot] = 0;
      write(slot, text);
      return slot;
    },

    update(text) {
      write(text.slot, text);
    },

    release(slot) {
      free.push(slot);
    },

    isForgotten: (slot) => last[slot] === never,

    begin(from, to) {
      search += 1;
      fromMinute = Math.floor(from / minuteMs);
      toMinute = Math.floor(to / minuteMs);
      found = [];
    },

    count(slot, amount) {
      if ((last[slot] as number) < fromMinute || (first[slot] as number) > toMinute) return;
      if (marks[slot] !== search) {
        marks[slot] = search;
        sums[slot] = 0;
        found.push(slot);
      }
      sums[slot] = (sums[slot] as number) + amount;
    },

    likeliest(count) {
      if (found.length <= count) return found.map((slot) => texts[slot] as KnownText);
      const kept: number[] = [];
      for (const slot of found) {
        const sum = sums[slot] as number;
        if (kept.length === count && sum <= (sums[kept[count - 1] as number] as number)) continue;
        let at = Math.min(kept.length, count - 1);
        for (; at > 0 && (sums[kept[at - 1] as number] as number) < sum; at -= 1) kept[at] = kept[at - 1] as number;
        kept[at] = slot;
      }
      return kept.map((slot) => texts[slot] as KnownText);
    },
  };
}

/** Takes the slots of forgotten texts out of a list. */
export function keepKnown(list: number[], slots: TextSlots): void {
  let kept = 0;
  for (const slot of list) {
    if (slots.isForgotten(slot)) continue;
    list[kept] = slot;
    kept += 1;
  }
  list.length = kept;
}
