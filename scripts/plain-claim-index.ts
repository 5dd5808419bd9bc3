import type { Claim } from '../src/core/claim.ts';
import type { ClaimMatch } from '../src/scoring/claims/claim-index.ts';

/** The baseline of `evaluate-claims.ts`: cosine of TF-IDF over lower-cased words as they stand, and nothing else. */
export interface PlainIndex {
  add(claim: Claim): void;
  /** Call once after the last claim. */
  close(): void;
  find(text: string, limit: number): readonly ClaimMatch[];
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export function createPlainIndex(): PlainIndex {
  const claims: Claim[] = [];
  const postings = new Map<string, [claim: number, count: number][]>();
  let norms = new Float64Array(0);
  const weightOf = (word: string) => Math.log((claims.length + 1) / ((postings.get(word)?.length ?? 0) + 1));
  const countsOf = (text: string) => {
    const counts = new Map<string, number>();
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  };
  return {
    add: (claim) => {
      for (const [word, count] of countsOf(`${claim.title ?? ''} ${claim.text}`)) {
        const list = postings.get(word);
        if (list === undefined) postings.set(word, [[claims.length, count]]);
        else list.push([claims.length, count]);
      }
      claims.push(claim);
    },
    close: () => {
      norms = new Float64Array(claims.length);
      for (const [word, list] of postings) {
        const weight = weightOf(word);
        for (const [claim, count] of list) norms[claim] = (norms[claim] ?? 0) + (count * weight) ** 2;
      }
    },
    find: (text, limit) => {
      const sums = new Map<number, number>();
      let norm = 0;
      for (const [word, count] of countsOf(text)) {
        const weight = weightOf(word);
        norm += (count * weight) ** 2;
        for (const [claim, times] of postings.get(word) ?? []) {
          sums.set(claim, (sums.get(claim) ?? 0) + count * weight * times * weight);
        }
      }
      return [...sums]
        .map(([claim, sum]) => ({
          claimId: claims[claim]?.claimId ?? '',
          similarity: sum / (Math.sqrt(norm * (norms[claim] ?? 0)) || 1),
          url: null,
          kind: 'match' as const,
        }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit);
    },
  };
}
