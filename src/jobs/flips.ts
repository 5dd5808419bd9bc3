import type { Attention, SentimentLabel } from '../core/score.ts';

export interface FlippedMention {
  readonly id: number;
  readonly title: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly before: SentimentLabel;
  readonly after: SentimentLabel;
}

/** What a new scorer changes. */
export interface Tally {
  /** Changes of the label, by old and new one, most frequent first. */
  readonly flips: readonly {
    readonly before: SentimentLabel;
    readonly after: SentimentLabel;
    readonly count: number;
  }[];
  /** Mentions whose attention changed. */
  readonly attention: readonly { readonly before: Attention; readonly after: Attention; readonly count: number }[];
  readonly examples: readonly FlippedMention[];
}

export interface FlipTally {
  readonly label: (mention: FlippedMention) => void;
  readonly attention: (before: Attention, after: Attention) => void;
  readonly summary: () => Tally;
}

/** @param mostExamples of the newest flips */
export function createTally(mostExamples: number): FlipTally {
  const flips = createCounts<SentimentLabel>();
  const attention = createCounts<Attention>();
  const examples: FlippedMention[] = [];
  return {
    label: (mention) => {
      if (!flips.add(mention.before, mention.after)) return;
      examples.push(mention);
      if (examples.length > mostExamples) examples.shift();
    },
    attention: (before, after) => void attention.add(before, after),
    summary: () => ({ flips: flips.list(), attention: attention.list(), examples: examples.toReversed() }),
  };
}

/** Counts changes from one value to another. */
function createCounts<T extends string>() {
  const counts = new Map<string, { before: T; after: T; count: number }>();
  return {
    /** @returns whether it is a change */
    add(before: T, after: T): boolean {
      if (before === after) return false;
      const key = `${before} ${after}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { before, after, count: 1 });
      else known.count += 1;
      return true;
    },
    list: () => [...counts.values()].sort((a, b) => b.count - a.count),
  };
}
