/** A text this short in shingles is a copy only if nearly all of it agrees. */
const shortCount = 8;
/** Share of the shorter text found in the other one: a cut press release, a post that quotes a whole chain message. */
const minContained = 0.5;
/** Share of all shingles of both that they have in common. */
const minJaccard = 0.4;
const minJaccardShort = 0.7;
/** Texts kept per shingle: more than this is a set phrase of a site, not a sign of copying. */
const maxPostings = 64;

interface Posting {
  readonly issueId: number;
  readonly size: number;
  readonly at: number;
}

export interface CopyIndex {
  add(shingles: ReadonlySet<number>, issueId: number, at: number): void;
  /** The issue of the closest copy that is at most `withinMs` away in time, or null. */
  find(shingles: ReadonlySet<number>, at: number, withinMs: number): number | null;
}

/** Finds near-copies by shared shingles, exactly (no sketching): a few days of a regency's texts fit in memory. */
export function createCopyIndex(): CopyIndex {
  const postings = new Map<number, Posting[]>();
  return {
    add(shingles, issueId, at) {
      const posting: Posting = { issueId, size: shingles.size, at };
      for (const shingle of shingles) {
        const list = postings.get(shingle);
        if (list === undefined) postings.set(shingle, [posting]);
        else if (list.length < maxPostings) list.push(posting);
      }
    },

    find(shingles, at, withinMs) {
      const shared = new Map<Posting, number>();
      for (const shingle of shingles) {
        for (const posting of postings.get(shingle) ?? []) {
          if (Math.abs(at - posting.at) <= withinMs) shared.set(posting, (shared.get(posting) ?? 0) + 1);
        }
      }
      let best: { issueId: number; score: number } | null = null;
      for (const [posting, count] of shared) {
        const smaller = Math.min(shingles.size, posting.size);
        const jaccard = count / (shingles.size + posting.size - count);
        const contained = count / smaller;
        const isCopy =
          smaller < shortCount ? jaccard >= minJaccardShort : jaccard >= minJaccard || contained >= minContained;
        const score = jaccard + contained;
        if (isCopy && (best === null || score > best.score)) best = { issueId: posting.issueId, score };
      }
      return best?.issueId ?? null;
    },
  };
}
