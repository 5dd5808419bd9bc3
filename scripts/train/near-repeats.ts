/** Runs of eight letters and digits: what a near repeat shares, whatever its spelling and punctuation. */
function shinglesOf(text: string): ReadonlySet<string> {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const found = new Set<string>();
  for (let at = 0; at + 8 <= plain.length; at += 1) found.add(plain.slice(at, at + 8));
  return found;
}

/**
 * Finds the texts that nearly repeat one of the others: Jaccard similarity of their 8-grams of at least one half.
 * @returns by index of `texts`: the index of the nearest of `others`
 */
export function findNearRepeats(texts: readonly string[], others: readonly string[]): ReadonlyMap<number, number> {
  const byShingle = new Map<string, number[]>();
  const sizes = others.map((other, index) => {
    const shingles = shinglesOf(other);
    for (const shingle of shingles) {
      const known = byShingle.get(shingle);
      if (known === undefined) byShingle.set(shingle, [index]);
      else known.push(index);
    }
    return shingles.size;
  });
  const found = new Map<number, number>();
  for (const [index, text] of texts.entries()) {
    const shingles = shinglesOf(text);
    const shared = new Map<number, number>();
    for (const shingle of shingles) {
      for (const other of byShingle.get(shingle) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    let most = 0.5;
    for (const [other, both] of shared) {
      const likeness = both / (shingles.size + (sizes[other] as number) - both);
      if (likeness < most) continue;
      most = likeness;
      found.set(index, other);
    }
  }
  return found;
}
