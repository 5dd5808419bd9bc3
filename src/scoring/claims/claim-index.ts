import type { ClaimKeeper } from '../../core/claim.ts';
import type { ReadDoc } from '../../text/read.ts';
import { createCandidateFinder } from './candidates.ts';
import { createQueryMaker } from './claim-query.ts';
import type { ClaimReader } from './claim-reader.ts';
import { canReach, createClaimComparer, similarityOf } from './claim-similarity.ts';
import { type ClaimStore, createClaimStore } from './claim-store.ts';

/** Raise when the rules change. */
export const claimsVersion = 1;

export interface ClaimMatch {
  readonly claimId: string;
  /** 0 … 1 */
  readonly similarity: number;
  readonly url: string | null;
  /** `match`: a probable repeat; `suggest`: worth a look by a person. */
  readonly kind: 'match' | 'suggest';
}

/** Stored claims, to be asked whether a text repeats one. */
export interface ClaimIndex extends ClaimKeeper {
  /**
   * The claims that a text repeats, most similar first; equal ones in the order of their ids.
   * @param from least similarity that is wanted; `suggestFrom` if absent
   */
  readonly find: (source: string | ReadDoc, limit: number, from?: number) => readonly ClaimMatch[];
  readonly size: () => number;
  /** Memory of the tables, without the strings. */
  readonly bytes: () => number;
}

/** Similarity from which a text is a probable repeat, and from which it is worth a look. */
export const matchFrom = 0.5;
export const suggestFrom = 0.005;

/** A text of fewer distinct content words says too little to be a repeat, or even worth a look. */
const leastToMatch = 4;
const leastToSuggest = 3;
/** Content words of a claim's text that are kept: a fact check quotes the claim first and explains it later. */
const claimWords = 80;
/** More than enough for so many words, or for all passages: the rest of a longer text is not read. */
const mostCharacters = 20_000;
/** A long text is compared passage by passage, so that a short claim is not found scattered over it. */
const passageWords = 56;
const passageStride = 40;
const mostPassages = 5;
const mostCandidates = 40;

export function createClaimIndex(reader: ClaimReader): ClaimIndex {
  let store = createClaimStore();
  const findCandidates = createCandidateFinder(mostCandidates);
  const toQuery = createQueryMaker();
  const overlapOf = createClaimComparer();
  return {
    add: ({ claimId, title, text, url }) => {
      store.drop(claimId);
      store = withoutGaps(store);
      const head = title === null ? [] : reader.keysOf(title.slice(0, mostCharacters));
      store.insert(
        claimId,
        url,
        head.slice(0, claimWords),
        reader.keysOf(text.slice(0, mostCharacters)).slice(0, claimWords),
      );
    },
    remove: (claimId) => {
      store.drop(claimId);
      store = withoutGaps(store);
    },
    find: (source, limit, from = suggestFrom) => {
      if (store.count() === 0) return [];
      const best = new Map<number, number>();
      for (const passage of passagesOf(reader, source)) {
        const words = new Set(passage).size;
        if (words < (from < matchFrom ? leastToSuggest : leastToMatch)) continue;
        const query = toQuery(store, passage);
        const reaches = (mass: number) => canReach(store, query, mass, from);
        for (const { slot, mostMass } of findCandidates(store, query, reaches)) {
          if (!reaches(mostMass)) continue;
          const similarity = similarityOf(overlapOf(store, query, slot));
          const bounded = words < leastToMatch ? Math.min(similarity, matchFrom - 0.001) : similarity;
          if (bounded >= from && bounded > (best.get(slot) ?? 0)) best.set(slot, bounded);
        }
      }
      return [...best]
        .map(([slot, similarity]) => ({ claimId: store.idOf(slot), similarity, url: store.urlOf(slot) }))
        .sort((a, b) => b.similarity - a.similarity || (a.claimId < b.claimId ? -1 : 1))
        .slice(0, limit)
        .map(({ claimId, similarity, url }) => ({
          claimId,
          similarity: Math.round(similarity * 1000) / 1000,
          url,
          kind: similarity >= matchFrom ? 'match' : 'suggest',
        }));
    },
    size: () => store.count(),
    bytes: () => store.bytes(),
  };
}

/** The title by itself, and the whole text, in parts that overlap when it is long. */
function passagesOf(reader: ClaimReader, source: string | ReadDoc): readonly (readonly string[])[] {
  const keys = reader.keysOf(typeof source === 'string' ? source.slice(0, mostCharacters) : source);
  const passages: (readonly string[])[] = [];
  if (typeof source !== 'string' && source.bodyStart > 0 && source.bodyStart < source.tokens.length) {
    passages.push(reader.keysOf({ ...source, tokens: source.tokens.slice(0, source.bodyStart) }));
  }
  for (let at = 0; at === 0 || at + passageStride / 2 < keys.length; at += passageStride) {
    if (passages.length >= mostPassages) break;
    passages.push(keys.slice(at, at + passageWords));
  }
  return passages;
}

/** A store without the empty slots, once they are more than the claims. */
function withoutGaps(store: ClaimStore): ClaimStore {
  if (store.slots() < 2 * store.count() + 1000) return store;
  const fresh = createClaimStore();
  const keysOf = (from: number, to: number) =>
    Array.from(store.sequence().subarray(from, to), (term) => store.terms.keyOf(term < 0 ? ~term : term));
  for (let slot = 0; slot < store.slots(); slot += 1) {
    if (!store.isAlive(slot)) continue;
    const titleEnd = store.titleEnd(slot);
    fresh.insert(
      store.idOf(slot),
      store.urlOf(slot),
      keysOf(store.start(slot), titleEnd),
      keysOf(titleEnd, store.end(slot)),
      store.wordsOf(slot),
    );
  }
  return fresh;
}
