/** Extrinsic measure of a grouping (Bagga and Baldwin 1998): per mention, how much of its group belongs with it, and how much of what belongs is there. */
export interface BCubed {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** @param truth and said: mention → group, for the same mentions */
export function bCubed(truth: ReadonlyMap<number, unknown>, said: ReadonlyMap<number, unknown>): BCubed {
  const both = new Map<string, number>();
  const trueSizes = new Map<unknown, number>();
  const saidSizes = new Map<unknown, number>();
  const numbers = new Map<unknown, number>();
  const numberOf = (group: unknown): number => {
    const known = numbers.get(group);
    if (known !== undefined) return known;
    numbers.set(group, numbers.size);
    return numbers.size - 1;
  };
  const keyOf = (id: number): string => `${numberOf(truth.get(id))}/${numberOf(said.get(id))}`;
  for (const id of truth.keys()) {
    both.set(keyOf(id), (both.get(keyOf(id)) ?? 0) + 1);
    trueSizes.set(truth.get(id), (trueSizes.get(truth.get(id)) ?? 0) + 1);
    saidSizes.set(said.get(id), (saidSizes.get(said.get(id)) ?? 0) + 1);
  }
  let precision = 0;
  let recall = 0;
  for (const id of truth.keys()) {
    const together = both.get(keyOf(id)) ?? 0;
    precision += together / (saidSizes.get(said.get(id)) ?? 1) / truth.size;
    recall += together / (trueSizes.get(truth.get(id)) ?? 1) / truth.size;
  }
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** Share of the pairs that either grouping puts together and both do (Jaccard of pairs); 1 for two groupings without pairs. */
export function pairAgreement(a: ReadonlyMap<number, unknown>, b: ReadonlyMap<number, unknown>): number {
  const ids = [...a.keys()];
  let both = 0;
  let either = 0;
  for (const [index, one] of ids.entries()) {
    for (const other of ids.slice(index + 1)) {
      const inA = a.get(one) === a.get(other);
      const inB = b.get(one) === b.get(other);
      if (inA && inB) both += 1;
      if (inA || inB) either += 1;
    }
  }
  return either === 0 ? 1 : both / either;
}
