import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import type { Evidence } from '../../src/core/score.ts';
import { headlineToneOf, headlineVerdict, isHarsher, type ToldReport } from '../../src/issues/headline-tone.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { type Example, fitting, harsher } from './headline-examples.ts';

const title = 'Warga Geram Jalan Rusak';
const body = 'kata '.repeat(60);

function report(
  weights: readonly [field: 'title' | 'text', weight: number][],
  change: Partial<ToldReport> = {},
): ToldReport {
  const evidence = weights.map(
    ([field, weight]): Evidence => ({ field, start: 0, end: 1, text: 'k', weight, rule: 'learned' }),
  );
  const sentiment = { label: 'negative', value: 0, confidence: 1, evidence } as const;
  return { kind: 'article', sourceClass: 'online-media', title, text: body, score: { sentiment }, ...change };
}
const bad = report([
  ['title', -0.6],
  ['text', -0.4],
  ['text', 0.1],
]);
const calm = report([
  ['title', -0.6],
  ['text', 0.02],
  ['text', -0.05],
]);
const good = report([
  ['title', -0.4],
  ['text', 0.9],
  ['text', -0.2],
]);

describe('headline against body', () => {
  it.each([
    ['both bad', bad, { title: 'negative', body: 'negative' }],
    ['a bad headline over a calm text', calm, { title: 'negative', body: 'neutral' }],
    ['a bad headline over a good text', good, { title: 'negative', body: 'positive' }],
    [
      'mixed words in the text',
      report([
        ['title', -0.3],
        ['text', 0.5],
        ['text', -0.5],
      ]),
      { title: 'negative', body: 'negative' },
    ],
    [
      'a headline among many words',
      report([
        ['title', -0.1],
        ['text', 1],
        ['text', 0.3],
      ]),
      { title: 'neutral', body: 'positive' },
    ],
    [
      'both good',
      report([
        ['title', 0.5],
        ['text', 0.6],
      ]),
      { title: 'positive', body: 'positive' },
    ],
  ] as const)('%s', (_, given, verdict) => expect(headlineVerdict(given)).toEqual(verdict));

  it('looks at proportions: the same words weigh less in a text whose value is near zero', () => {
    const small = report([
      ['title', -0.06],
      ['text', 0.002],
      ['text', -0.005],
    ]);
    expect(headlineVerdict(small)).toEqual(headlineVerdict(calm));
  });

  it.each([
    ['no headline', { title: null }],
    ['a headline of two words', { title: 'Jalan Rusak' }],
    ['a cutting', { text: 'kata '.repeat(39) }],
    ['no verdict', { score: null }],
  ])('says nothing with %s', (_, change) => {
    expect(headlineVerdict({ ...calm, ...change })).toBeNull();
  });

  it('does not count what could not be given a place', () => {
    const rest: Evidence = { field: 'text', start: 0, end: 0, text: '', weight: -0.9, rule: 'rest' };
    const evidence = [...(calm.score?.sentiment.evidence ?? []), rest];
    const sentiment = { label: 'negative', value: 0, confidence: 1, evidence } as const;
    expect(isHarsher(headlineVerdict({ ...calm, score: { sentiment } }))).toBe(true);
  });
});

describe('an issue', () => {
  it('is flagged when a third of its reports are so', () => {
    expect(headlineToneOf([bad, bad, calm])).toEqual({
      title: 'negative',
      body: 'neutral',
      reports: 1,
      of: 3,
      example: title,
    });
    expect(headlineToneOf([bad, bad, bad, calm])).toBeNull();
    expect(headlineToneOf([good, good, calm])?.body).toBe('positive');
    expect(headlineToneOf([])).toBeNull();
  });

  it('looks at news reports only', () => {
    expect(
      headlineToneOf([
        { ...calm, sourceClass: 'community' },
        { ...calm, kind: 'comment' },
      ]),
    ).toBeNull();
  });
});

describe('with the shipped scorer', () => {
  const { lexicons, models, gazetteer } = loadKnowledge();
  const scorer = createScorer({ lexicons, models, region: null, otherRegencies: gazetteer });
  const isFlagged = (example: Example) => {
    const [score = null] = scorer.score([{ id: '1', ...example, publishedAt: null, platform: null }]);
    return isHarsher(headlineVerdict({ kind: 'article', sourceClass: 'online-media', ...example, score }));
  };

  it('finds most headlines that are harsher than their report', () => {
    expect(harsher.filter(isFlagged).length).toBeGreaterThanOrEqual(harsher.length - 1);
  });

  it('flags none that says what its report says', () => {
    expect(fitting.filter(isFlagged)).toEqual([]);
  });
});
