/** Shares of the union of both texts' 4-word shingles; they sum up to 1 unless both texts are empty. */
export interface Overlap {
  readonly shared: number;
  readonly missed: number;
  readonly added: number;
}

const size = 4;

/** As article-extraction-benchmark counts: shingles as a bag, and each page weighs the same however long it is. */
export function compareTexts(gold: string, found: string): Overlap {
  const wanted = shingles(gold);
  const had = shingles(found);
  let shared = 0;
  let missed = 0;
  let added = 0;
  for (const key of new Set([...wanted.keys(), ...had.keys()])) {
    const [want, have] = [wanted.get(key) ?? 0, had.get(key) ?? 0];
    shared += Math.min(want, have);
    missed += Math.max(0, want - have);
    added += Math.max(0, have - want);
  }
  const total = shared + missed + added || 1;
  return { shared: shared / total, missed: missed / total, added: added / total };
}

export function fOne(overlaps: readonly Overlap[]): { precision: number; recall: number; f1: number } {
  const found = overlaps.filter(({ shared, added }) => shared + added > 0);
  const wanted = overlaps.filter(({ shared, missed }) => shared + missed > 0);
  const precision = mean(found.map(({ shared, added }) => shared / (shared + added)));
  const recall = mean(wanted.map(({ shared, missed }) => shared / (shared + missed)));
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) };
}

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  const last = Math.max(words.length - size, words.length === 0 ? -1 : 0);
  for (let start = 0; start <= last; start++) {
    const key = words.slice(start, start + size).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
