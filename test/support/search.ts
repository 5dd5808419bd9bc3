import type { SearchNode } from '../../src/core/search-plan.ts';
import { wordsOfStems } from '../../src/core/search-words.ts';

/** A search for texts that hold each of these stems. */
export function holding(...stems: readonly string[]): SearchNode {
  return {
    kind: 'and',
    parts: stems.flatMap((stem): SearchNode[] => {
      const words = wordsOfStems(stem);
      return words.length === 0 ? [] : [{ kind: 'phrase', words }];
    }),
  };
}
