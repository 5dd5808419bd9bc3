/** What a labelled set says, and what somebody answered. */
export interface Answer {
  readonly truth: string;
  readonly said: string;
}

export interface ClassFigures {
  /** Rows that the set gives this label. */
  readonly rows: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Shares are 0 … 1. */
export interface Measured {
  readonly rows: number;
  readonly accuracy: number;
  /** Mean F1 of the labels that occur in the set. */
  readonly macroF1: number;
  readonly byLabel: Readonly<Record<string, ClassFigures>>;
  /** By label of the set, then by answer: how many rows. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** @param order labels to list first, in this order; others that the set has follow by name */
export function measure(answers: readonly Answer[], order: readonly string[] = []): Measured {
  const confusion = new Map<string, Map<string, number>>();
  const saidCounts = new Map<string, number>();
  for (const { truth, said } of answers) {
    const row = confusion.get(truth) ?? new Map<string, number>();
    row.set(said, (row.get(said) ?? 0) + 1);
    confusion.set(truth, row);
    saidCounts.set(said, (saidCounts.get(said) ?? 0) + 1);
  }
  const others = [...confusion.keys()].filter((label) => !order.includes(label)).sort();
  const labels = [...order.filter((label) => confusion.has(label)), ...others];
  let right = 0;
  const byLabel = labels.map((label): readonly [string, ClassFigures] => {
    const row = confusion.get(label) as ReadonlyMap<string, number>;
    const rows = [...row.values()].reduce((sum, count) => sum + count, 0);
    const hits = row.get(label) ?? 0;
    const said = saidCounts.get(label) ?? 0;
    right += hits;
    return [label, { rows, precision: ratio(hits, said), recall: ratio(hits, rows), f1: ratio(2 * hits, rows + said) }];
  });
  return {
    rows: answers.length,
    accuracy: ratio(right, answers.length),
    macroF1: ratio(
      byLabel.reduce((sum, [, { f1 }]) => sum + f1, 0),
      labels.length,
    ),
    byLabel: Object.fromEntries(byLabel),
    confusion: Object.fromEntries(
      labels.map((label) => [label, Object.fromEntries(confusion.get(label) as ReadonlyMap<string, number>)]),
    ),
  };
}

/** The label that a set gives most often; what always answering it reaches is the least that a scorer must beat. */
export function commonestLabel(labels: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function ratio(part: number, all: number): number {
  return all === 0 ? 0 : part / all;
}
