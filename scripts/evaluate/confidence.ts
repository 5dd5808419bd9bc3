/** How far a confidence can be believed. */
export interface Sure {
  readonly right: boolean;
  /** 0 … 1 */
  readonly confidence: number;
}

export interface Bin {
  readonly from: number;
  readonly rows: number;
  readonly confidence: number;
  readonly accuracy: number;
}

export interface Calibrated {
  readonly rows: number;
  /** Mean distance of confidence and accuracy over ten bins of equal width, weighed by rows (Guo et al., 2017). */
  readonly error: number;
  /** Bins that hold rows. */
  readonly bins: readonly Bin[];
}

const binCount = 10;

export function calibrationOf(answers: readonly Sure[]): Calibrated {
  const bins = Array.from({ length: binCount }, () => ({ rows: 0, right: 0, confidence: 0 }));
  for (const { right, confidence } of answers) {
    const bin = bins[Math.min(binCount - 1, Math.max(0, Math.floor(confidence * binCount)))];
    if (bin === undefined) continue;
    bin.rows += 1;
    bin.confidence += confidence;
    if (right) bin.right += 1;
  }
  let error = 0;
  const filled = bins.flatMap(({ rows, right, confidence }, index) => {
    if (rows === 0) return [];
    error += Math.abs(right - confidence) / answers.length;
    return [{ from: index / binCount, rows, confidence: confidence / rows, accuracy: right / rows }];
  });
  return { rows: answers.length, error, bins: filled };
}

export interface Coverage {
  /** Share of the answers that are kept: the surest. */
  readonly share: number;
  readonly rows: number;
  readonly accuracy: number;
  /** The least sure answer that is kept. */
  readonly from: number;
}

const shares = [1, 0.9, 0.8, 0.6] as const;

/** Accuracy of the surest answers; empty when there are none. */
export function coverageOf(answers: readonly Sure[]): readonly Coverage[] {
  if (answers.length === 0) return [];
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  return shares.map((share) => {
    const rows = Math.max(1, Math.round(sorted.length * share));
    const kept = sorted.slice(0, rows);
    const right = kept.filter((answer) => answer.right).length;
    return { share, rows, accuracy: right / rows, from: kept[rows - 1]?.confidence ?? 0 };
  });
}
