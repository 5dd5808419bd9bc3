/** Words of a mention that candidates are looked up by: the rarest carry the match. */
const lookupTerms = 12;
/** Newest texts looked at per word, so that a flood of posts on one matter stays affordable. */
const maxCandidates = 300;
/** Rarity is measured against at least this many texts: the first of a fresh installation must not look alike by chance. */
const minTexts = 50;

export type TermVector = ReadonlyMap<string, number>;

export interface TermIndex<T> {
  /** Counts a text's words once, before vectors are made of any text that holds them. */
  learn(terms: ReadonlyMap<string, number>): void;
  /** tf-idf, length 1. */
  vectorOf(terms: ReadonlyMap<string, number>): TermVector;
  add(vector: TermVector, item: T): void;
  /** Items that share one of the weightiest words, with their cosine. */
  similar(vector: TermVector): Map<T, number>;
}

/** Texts by their words, weighted by rarity in the texts seen so far. */
export function createTermIndex<T extends object>(): TermIndex<T> {
  const frequency = new Map<string, number>();
  const postings = new Map<string, T[]>();
  const vectors = new Map<T, TermVector>();
  let texts = 0;
  return {
    learn(terms) {
      texts += 1;
      for (const term of terms.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    },

    vectorOf(terms) {
      const vector = new Map<string, number>();
      let squares = 0;
      for (const [term, weight] of terms) {
        const value = weight * Math.log(1 + Math.max(texts, minTexts) / ((frequency.get(term) ?? 0) + 0.5));
        vector.set(term, value);
        squares += value * value;
      }
      const length = Math.sqrt(squares);
      for (const [term, value] of vector) vector.set(term, value / length);
      return vector;
    },

    add(vector, item) {
      vectors.set(item, vector);
      for (const term of vector.keys()) {
        const list = postings.get(term);
        if (list === undefined) postings.set(term, [item]);
        else list.push(item);
      }
    },

    similar(vector) {
      const weightiest = [...vector].sort((a, b) => b[1] - a[1]).slice(0, lookupTerms);
      const found = new Map<T, number>();
      for (const [term] of weightiest) {
        for (const item of (postings.get(term) ?? []).slice(-maxCandidates)) {
          if (!found.has(item)) found.set(item, cosine(vector, vectors.get(item) ?? new Map()));
        }
      }
      return found;
    },
  };
}

function cosine(a: TermVector, b: TermVector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, value] of small) sum += value * (large.get(term) ?? 0);
  return sum;
}
