/** Fits the model's columns on labelled documents and measures the fit on others. */
import { topics } from '../../src/core/topics.ts';
import { judge } from '../../src/scoring/learned/judge.ts';
import { Column, columns, domains } from '../../src/scoring/learned/layout.ts';
import type { Calibration } from '../../src/scoring/learned/model.ts';
import type { Example } from './datasets.ts';
import { createFeatureSpace, type DocFeatures, type FeatureSpace } from './featurize.ts';
import { type SparseRow, trainSvm } from './linear-svm.ts';

export interface Sample
  extends Pick<Example, 'label' | 'domain' | 'target' | 'attention' | 'topic' | 'language' | 'id'> {
  readonly features: DocFeatures;
  /** How much it counts beside others. */
  readonly weight: number;
}

export interface Fitted {
  readonly space: FeatureSpace;
  /** By column: a weight for every feature of the space. */
  readonly columns: readonly Float32Array[];
}

export interface FitOptions {
  readonly cost: number;
  /** Neutral texts are few and dull: they count this much more in "neutral or not". */
  readonly neutralCost: number;
  readonly gateCost: number;
  readonly targetCost: number;
}

export const fitOptions: FitOptions = { cost: 0.08, neutralCost: 1.5, gateCost: 0.05, targetCost: 0.05 };

export function fitColumns(samples: readonly Sample[], options: FitOptions = fitOptions): Fitted {
  const space = createFeatureSpace(
    samples.map(({ features }) => features),
    'lexicon',
  );
  const rows = samples.map(({ features }) => space.rowOf(features));
  const { size } = space;
  const sideOf = (is: (sample: Sample) => boolean | null) =>
    Int8Array.from(samples, (sample) => {
      const answer = is(sample);
      return answer === null ? 0 : answer ? 1 : -1;
    });
  const costOf = (cost: number) => Float32Array.from(samples, ({ weight }) => cost * weight);

  // Every feature stands once for all texts and once for those of its domain (Daumé III, 2007).
  const doubled = rows.map((row, index) => withDomain(row, size, domains.indexOf((samples[index] as Sample).domain)));
  const wide = size * (1 + domains.length);
  const feelings = ([0, 1, 2] as const).map((label) =>
    trainSvm(
      doubled,
      sideOf((sample) => sample.label === label),
      Float32Array.from(
        samples,
        (sample) => options.cost * sample.weight * (label === 1 && sample.label === 1 ? options.neutralCost : 1),
      ),
      wide,
    ),
  );
  const gates = domains.map((domain) =>
    trainSvm(
      rows,
      sideOf((sample) => sample.domain === domain),
      costOf(options.gateCost),
      size,
    ),
  );
  const threeSides = (answer: (sample: Sample) => 0 | 1 | 2 | null) =>
    ([0, 1, 2] as const).map((side) =>
      trainSvm(
        rows,
        sideOf((sample) => (answer(sample) === null ? null : answer(sample) === side)),
        costOf(options.targetCost),
        size,
      ),
    ) as [Float32Array, Float32Array, Float32Array];

  const result: Float32Array[] = new Array(columns);
  const [negative, neutral, positive] = feelings as [Float32Array, Float32Array, Float32Array];
  for (let part = 0; part <= domains.length; part += 1) {
    const at = part === 0 ? Column.shared : Column.domain + 2 * (part - 1);
    result[at] = difference(negative, neutral, part * size, size);
    result[at + 1] = difference(positive, neutral, part * size, size);
  }
  for (const [index, gate] of gates.entries()) result[Column.gate + index] = gate;
  const sides = [
    [Column.target, threeSides(({ target }) => target)],
    [Column.attention, threeSides(({ attention }) => attention)],
  ] as const;
  for (const [at, [first, second, none]] of sides) {
    result[at] = difference(first, none, 0, size);
    result[at + 1] = difference(second, none, 0, size);
  }
  return { space, columns: result };
}

/** One column a topic, from the samples that have one. */
export function fitTopics(samples: readonly Sample[], cost: number): Fitted {
  const labelled = samples.filter(({ topic }) => topic !== null);
  const space = createFeatureSpace(
    labelled.map(({ features }) => features),
    'topics',
  );
  const rows = labelled.map(({ features }) => space.rowOf(features));
  const costs = new Float32Array(labelled.length).fill(cost);
  return {
    space,
    columns: topics.map((_, index) =>
      trainSvm(
        rows,
        Int8Array.from(labelled, ({ topic }) => (topic === index ? 1 : -1)),
        costs,
        space.size,
      ),
    ),
  };
}

export function topicOf(fitted: Fitted, features: DocFeatures): number {
  const sums = sumsOf(fitted, features);
  return sums.indexOf(Math.max(...sums));
}

/** The columns' sums of a document. */
export function sumsOf(fitted: Fitted, features: DocFeatures): Float64Array {
  const { at, value } = fitted.space.rowOf(features);
  const sums = new Float64Array(fitted.columns.length);
  for (let column = 0; column < sums.length; column += 1) {
    const weights = fitted.columns[column] as Float32Array;
    let sum = 0;
    for (let each = 0; each < at.length; each += 1) {
      sum += (weights[at[each] as number] as number) * (value[each] as number);
    }
    sums[column] = sum;
  }
  return sums;
}

export function labelOf(sums: Float64Array, calibration: Calibration): 0 | 1 | 2 {
  const { chances } = judge(sums, calibration);
  const best = Math.max(...chances);
  return best === chances[0] ? 0 : best === chances[1] ? 1 : 2;
}

function withDomain({ at, value }: SparseRow, size: number, domain: number): SparseRow {
  const both = new Int32Array(at.length * 2);
  const values = new Float32Array(at.length * 2);
  both.set(at);
  values.set(value);
  for (let each = 0; each < at.length; each += 1) both[at.length + each] = (at[each] as number) + size * (1 + domain);
  values.set(value, at.length);
  return { at: both, value: values };
}

function difference(from: Float32Array, less: Float32Array, at: number, size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, index) => (from[at + index] as number) - (less[at + index] as number));
}
