import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidatePairs, type Findable } from '../../src/issues/spreading/pairs.ts';

const keys = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 5 }).map((own) => new Set(own));
const card: fc.Arbitrary<Findable> = fc
  .record({
    ...{ regency: fc.constantFrom('35.16', '35.17', '35.18'), words: keys, copies: keys, urls: keys },
    ...{ first: fc.integer({ min: 0, max: 30 }), lasts: fc.integer({ min: 0, max: 9 }) },
  })
  .map(({ lasts, ...own }) => ({ ...own, last: own.first + lasts }));

/** The same by holding every card against every other. */
function pairsPlainly(cards: readonly Findable[], most: number, maxGapMs: number): string[] {
  const kinds = ['words', 'copies', 'urls'] as const;
  const isLookedUp = (kind: (typeof kinds)[number], key: number) =>
    cards.filter((own) => own[kind].has(key)).length <= most;
  return cards.flatMap((one, a) =>
    cards.flatMap((other, b) => {
      if (b <= a || one.regency === other.regency) return [];
      const shared = kinds.flatMap((kind) =>
        [...one[kind]].filter((key) => other[kind].has(key) && isLookedUp(kind, key)),
      );
      const gap = Math.max(one.first - other.last, other.first - one.last);
      return shared.length >= 2 && gap <= maxGapMs ? [`${a} ${b}`] : [];
    }),
  );
}

test('pairs are those that holding every card against every other finds, each once', () => {
  fc.assert(
    fc.property(fc.array(card, { maxLength: 14 }), fc.integer({ min: 1, max: 6 }), (cards, most) => {
      const found = [...candidatePairs(cards, { most, maxGapMs: 5 })].map(({ a, b }) => `${a} ${b}`);
      expect(found.sort()).toEqual(pairsPlainly(cards, most, 5).sort());
    }),
  );
});

test('a pair names the first key that both have, in the order in which the cards bring them', () => {
  const own = { first: 0, last: 1, copies: new Set<number>(), urls: new Set<number>() };
  const cards = [
    { ...own, regency: '35.16', words: new Set([9, 4, 7]) },
    { ...own, regency: '35.17', words: new Set([7, 4]) },
  ];
  expect([...candidatePairs(cards, { most: 40, maxGapMs: 5 })]).toEqual([{ a: 0, b: 1, key: 1 }]);
});
