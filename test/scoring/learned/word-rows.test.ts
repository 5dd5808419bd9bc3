import { describe, expect, it } from 'vitest';
import { createFeatureRows } from '../../../src/scoring/learned/feature-rows.ts';
import { keyOf, letterKeys, pairNumberOf } from '../../../src/scoring/learned/keys.ts';
import { columns, featureFactors, pairAt, topicColumns } from '../../../src/scoring/learned/layout.ts';
import type { Model } from '../../../src/scoring/learned/model.ts';
import { createWordRows } from '../../../src/scoring/learned/word-rows.ts';

const modelOf = (keys: readonly number[], width: number): Model => ({
  version: 'test',
  columns: width,
  keys: Uint32Array.from(keys),
  weights: Float32Array.from({ length: keys.length * width }, (_, at) => (at % width === 0 ? 1 + at / width : 0)),
  lexicon: new Map(),
  calibration: {
    feeling: { scale: 1, shifts: [0, 0, 0] },
    gateScale: 1,
    target: { scale: 1, shifts: [0, 0, 0] },
    attention: { scale: 1, shifts: [0, 0, 0] },
  },
});
const letters = letterKeys('jalan');
const feelings = modelOf([keyOf('w', 'jalan'), letters[0] as number], columns);
const models = { feelings, topics: modelOf([], topicColumns) };
const create = () =>
  createWordRows(models, createFeatureRows(feelings.keys, models.topics.keys), new Map([['dalan', 'jalan']]));

describe('the row of a word', () => {
  it('adds the word and its letters, tells its number, and that the model knows it', () => {
    const words = create();
    const rows = words.open(1);
    const at = words.rowOf({ word: 'jalan', slot: -1 });
    expect(rows[at]).toBeCloseTo(featureFactors.word + (2 * featureFactors.letters) / Math.sqrt(letters.length), 6);
    expect(rows[at + pairAt]).toBe(pairNumberOf('jalan'));
  });

  it('has the Indonesian word too, but is not one that the model knows', () => {
    const words = create();
    const rows = words.open(1);
    const at = words.rowOf({ word: 'dalan', slot: -1 });
    expect(rows[at]).toBeCloseTo(featureFactors.word, 6);
    expect(rows[at + pairAt]).toBe(-pairNumberOf('dalan'));
  });

  it('is made once, and again when all were forgotten for want of room', () => {
    const words = create();
    const part = { word: 'jalan', slot: -1 };
    const other = { word: 'warga', slot: -1 };
    words.open(2);
    words.rowOf(other);
    const at = words.rowOf(part);
    expect(words.rowOf(part)).toBe(at);
    const rows = words.open(100_000);
    const again = words.rowOf(part);
    expect(again).toBe(0);
    expect(rows[again]).toBeGreaterThan(0);
    expect(rows[words.rowOf(other) + pairAt]).toBe(-pairNumberOf('warga'));
  });
});
