import { describe, expect, it } from 'vitest';
import { commonestLabel, measure } from '../../src/app/evaluation/measure.ts';

/** Rows of a confusion matrix as answers. */
const answers = (confusion: Readonly<Record<string, Readonly<Record<string, number>>>>) =>
  Object.entries(confusion).flatMap(([truth, row]) =>
    Object.entries(row).flatMap(([said, count]) => Array.from({ length: count }, () => ({ truth, said }))),
  );

describe('measure', () => {
  it('comes to what a hand-made matrix comes to', () => {
    const confusion = {
      negative: { negative: 6, neutral: 2 },
      neutral: { negative: 1, neutral: 3, unscored: 1 },
      positive: { negative: 2 },
    };
    const measured = measure(answers(confusion), ['negative', 'neutral', 'positive']);
    expect(measured.rows).toBe(15);
    expect(measured.accuracy).toBeCloseTo(9 / 15);
    expect(measured.byLabel.negative).toMatchObject({ rows: 8, precision: 6 / 9, recall: 6 / 8 });
    expect(measured.byLabel.negative?.f1).toBeCloseTo(12 / 17);
    expect(measured.byLabel.neutral?.f1).toBeCloseTo(6 / 10);
    expect(measured.byLabel.positive).toEqual({ rows: 2, precision: 0, recall: 0, f1: 0 });
    // `unscored` is an answer, not a label of the set: it lowers recall and is no class of the mean.
    expect(measured.macroF1).toBeCloseTo((12 / 17 + 6 / 10 + 0) / 3);
    expect(measured.confusion).toEqual(confusion);
    expect(Object.keys(measured.byLabel)).toEqual(['negative', 'neutral', 'positive']);
  });

  it('is 1 when everything is right and 0 when there is nothing', () => {
    expect(measure(answers({ a: { a: 2 }, b: { b: 1 } }))).toMatchObject({ accuracy: 1, macroF1: 1 });
    expect(measure([])).toMatchObject({ rows: 0, accuracy: 0, macroF1: 0 });
  });
});

describe('commonestLabel', () => {
  it('is the label that stands most often', () => {
    expect(commonestLabel(['a', 'b', 'b', 'c', 'b', 'a'])).toBe('b');
  });
});
