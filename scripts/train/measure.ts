/** Accuracy, F1 by class and their mean, in percent where printed. */
export interface Measured {
  readonly rows: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly f1: readonly number[];
}

export function measure(truths: readonly number[], said: readonly number[], classes = 3): Measured {
  const f1: number[] = [];
  for (let label = 0; label < classes; label += 1) {
    let hits = 0;
    let wrong = 0;
    for (const [index, truth] of truths.entries()) {
      if (truth === label && said[index] === label) hits += 1;
      else if (truth === label || said[index] === label) wrong += 1;
    }
    f1.push(hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong));
  }
  const right = truths.filter((truth, index) => truth === said[index]).length;
  return {
    rows: truths.length,
    accuracy: right / Math.max(1, truths.length),
    macroF1: f1.reduce((sum, each) => sum + each, 0) / classes,
    f1,
  };
}

export function formatMeasured({ rows, accuracy, macroF1, f1 }: Measured): string {
  const percent = (value: number) => (value * 100).toFixed(1);
  return `n=${rows} acc ${percent(accuracy)} mF1 ${percent(macroF1)} (${f1.map(percent).join(' / ')})`;
}
