import { describe, expect, it } from 'vitest';
import { calibrationOf, coverageOf } from '../../scripts/evaluate/confidence.ts';
import { type EvaluationSet, question } from '../../scripts/evaluate/evaluation-set.ts';
import { figuresOf } from '../../scripts/evaluate/figures.ts';
import { readBlock, withBlock } from '../../scripts/evaluate/fill-block.ts';
import { agreementOf } from '../../scripts/evaluate/kappa.ts';

describe('agreementOf', () => {
  it("is Cohen's kappa of a toy example", () => {
    // 20 both yes, 5 first only, 10 second only, 15 both no: 0.7 agree, 0.5 by chance.
    const first = [...Array(25).fill('yes'), ...Array(25).fill('no')];
    const second = [
      ...Array(20).fill('yes'),
      ...Array(5).fill('no'),
      ...Array(10).fill('yes'),
      ...Array(15).fill('no'),
    ];
    const { rows, raw, kappa } = agreementOf(first, second);
    expect(rows).toBe(50);
    expect(raw).toBeCloseTo(0.7);
    expect(kappa).toBeCloseTo(0.4);
  });

  it('is 1 for the same labels, 0 for chance, and refuses rows that do not match', () => {
    expect(agreementOf(['a', 'b'], ['a', 'b']).kappa).toBeCloseTo(1);
    expect(agreementOf(['a', 'a', 'b', 'b'], ['a', 'b', 'a', 'b']).kappa).toBeCloseTo(0);
    expect(() => agreementOf(['a'], [])).toThrow();
  });
});

describe('calibrationOf', () => {
  it('weighs the distance of each bin by its rows', () => {
    const answers = [
      ...Array.from({ length: 8 }, (_, at) => ({ right: at < 4, confidence: 0.95 })),
      ...Array.from({ length: 2 }, () => ({ right: true, confidence: 0.55 })),
    ];
    const { error, bins, rows } = calibrationOf(answers);
    expect(rows).toBe(10);
    expect(error).toBeCloseTo(0.8 * 0.45 + 0.2 * 0.45);
    expect(bins.map(({ from, rows: count }) => [from, count])).toEqual([
      [0.5, 2],
      [0.9, 8],
    ]);
  });

  it('keeps confidence 1 in the last bin', () => {
    expect(calibrationOf([{ right: true, confidence: 1 }])).toMatchObject({ error: 0, bins: [{ from: 0.9 }] });
  });
});

describe('coverageOf', () => {
  it('is the accuracy of the surest', () => {
    const answers = Array.from({ length: 10 }, (_, at) => ({ right: at >= 4, confidence: at / 10 }));
    expect(coverageOf(answers).map(({ share, rows, accuracy }) => [share, rows, Math.round(accuracy * 100)])).toEqual([
      [1, 10, 60],
      [0.9, 9, 67],
      [0.8, 8, 75],
      [0.6, 6, 100],
    ]);
  });
});

describe('figuresOf', () => {
  const row = (id: string, language: string, truth: string, said: string, confidence: number) => ({
    piece: { id, title: null, text: id, language, kind: null },
    truth,
    said: { Kentongan: said, other: 'negative' },
    confidence,
  });
  const set: EvaluationSet = {
    name: 'toy',
    title: 'toy',
    questions: [
      question('sentiment', [
        row('1', 'id', 'negative', 'negative', 0.9),
        row('2', 'id', 'negative', 'positive', 0.6),
        row('3', 'jv', 'positive', 'positive', 0.8),
        row('4', 'jv', 'negative', 'unscored', 0),
      ]),
    ],
  };

  it('counts unscored as wrong but not as a confidence', () => {
    const [sentiment] = figuresOf(set).questions;
    expect(sentiment?.bySystem.Kentongan?.accuracy).toBeCloseTo(0.5);
    expect(sentiment?.bySystem.majority?.accuracy).toBeCloseTo(0.75);
    expect(sentiment?.byLanguage.jv).toMatchObject({ rows: 2, accuracy: 0.5 });
    expect(sentiment?.byKind).toEqual({});
    expect(sentiment?.calibration?.rows).toBe(3);
    expect(sentiment?.coverage[0]).toMatchObject({ rows: 4, accuracy: 0.5 });
  });
});

describe('withBlock', () => {
  it('replaces only what stands between the marks', () => {
    const page = 'a\n<!-- x -->\nold\n<!-- /x -->\nb\n';
    const filled = withBlock(page, 'x', 'new\n\n');
    expect(filled).toBe('a\n<!-- x -->\nnew\n<!-- /x -->\nb\n');
    expect(readBlock(filled, 'x')).toBe('new');
    expect(readBlock(filled, 'y')).toBeNull();
    expect(() => withBlock(page, 'y', 'new')).toThrow('no block');
  });
});
