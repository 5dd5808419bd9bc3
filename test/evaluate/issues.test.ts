import { describe, expect, test } from 'vitest';
import { bCubed, pairAgreement } from '../../scripts/issues/b-cubed.ts';
import { byMinHash, bySameTitle } from '../../scripts/issues/baselines.ts';
import { groupInBatches } from '../../scripts/issues/group.ts';
import { loadOwnSets } from '../../scripts/issues/sets.ts';

describe('B-cubed', () => {
  const truth = new Map([...'aaabbc'].map((group, index) => [index, group]));
  test.each([
    ['the truth', 'xxxyyz', 1, 1],
    ['everything together', 'xxxxxx', (3 * (3 / 6) + 2 * (2 / 6) + 1 / 6) / 6, 1],
    ['everything alone', 'uvwxyz', 1, (3 * (1 / 3) + 2 * (1 / 2) + 1) / 6],
  ])('of %s', (_, said, precision, recall) => {
    const figures = bCubed(truth, new Map([...said].map((group, index) => [index, group])));
    expect(figures.precision).toBeCloseTo(precision);
    expect(figures.recall).toBeCloseTo(recall);
  });

  test('pairs on which two groupings agree', () => {
    const other = new Map([...'aabbbc'].map((group, index) => [index, group]));
    expect(pairAgreement(truth, truth)).toBe(1);
    expect(pairAgreement(truth, other)).toBeCloseTo(2 / 6);
  });
});

describe('data/gold/issues', () => {
  const sets = loadOwnSets();
  const all = sets.flatMap(({ mentions }) => mentions);

  test('has at least 300 mentions in 100 issues; no issue is in both halves, comments are in the issue of their post', () => {
    expect(all.length).toBeGreaterThanOrEqual(300);
    expect(new Set(all.map(({ issue }) => issue)).size).toBeGreaterThanOrEqual(100);
    expect(new Set(all.map(({ member }) => member.id)).size).toBe(all.length);
    const halves = sets.map(({ mentions }) => new Set(mentions.map(({ issue }) => issue)));
    expect([...(halves[0] ?? [])].filter((issue) => halves[1]?.has(issue))).toEqual([]);
    const issueOf = new Map(all.map(({ member, issue }) => [member.id, issue]));
    const strays = all.filter(
      ({ member, issue }) => member.parentId !== null && issueOf.get(member.parentId) !== issue,
    );
    expect(strays).toEqual([]);
  });

  test.each(sets.map((set) => [set.name, set] as const))(
    '%s comes together at 0.90 or better, unlike the baselines',
    (_, set) => {
      const members = set.mentions.map(({ member }) => member);
      const truth = new Map(set.mentions.map(({ member, issue }) => [member.id, issue]));
      expect(bCubed(truth, groupInBatches(members, 1_000).issueOf).f1).toBeGreaterThanOrEqual(0.9);
      for (const baseline of [bySameTitle, byMinHash]) expect(bCubed(truth, baseline(members)).f1).toBeLessThan(0.7);
    },
  );
});
