import type { Topic } from './topics.ts';

/** What a scorer reads. */
export interface Doc {
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
  readonly publishedAt: string | null;
  readonly platform: string | null;
}

/** A span of the text that made the verdict. Offsets are UTF-16 units into `field`; `text` is exactly that slice. */
export interface Evidence {
  readonly field: 'title' | 'text';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly weight: number;
  /** What matched: `lexicon:id-core`, `negation:tidak`, `intensifier:sangat`. */
  readonly rule: string;
}

export type SentimentLabel = 'negative' | 'neutral' | 'positive' | 'unscored';
/** none hijau · watch kuning, "berpotensi negatif" · alert merah */
export type Attention = 'none' | 'watch' | 'alert';
export type Target = 'government' | 'other' | 'none';
export type HoaxClass = 'none' | 'claim' | 'fact-check' | 'mention';

export interface PlaceHit {
  readonly code: string;
  readonly name: string;
  readonly field: 'title' | 'text';
  readonly start: number;
  readonly end: number;
}

/** One line of `kentongan score`, and what is stored with a mention. Key order is part of the contract. */
export interface ScoredDoc {
  readonly id: string;
  readonly language: string;
  readonly relevance: {
    readonly about: string | null;
    readonly level: 'regency' | 'city' | 'elsewhere';
    readonly confidence: number;
    readonly why: readonly string[];
  };
  readonly sentiment: {
    readonly label: SentimentLabel;
    /** −1 … 1 */
    readonly value: number;
    /** 0 … 1; low means not enough signal, not neutral. */
    readonly confidence: number;
    readonly evidence: readonly Evidence[];
  };
  readonly target: Target;
  readonly attention: Attention;
  readonly reasons: readonly string[];
  readonly hoax: {
    readonly class: HoaxClass;
    /** 0 … 1 */
    readonly value: number;
    readonly evidence: readonly Evidence[];
    /** Known claims it repeats; filled by claim matching. */
    readonly matches: readonly { readonly claimId: string; readonly similarity: number; readonly url: string | null }[];
  };
  readonly topic: Topic;
  readonly agency: string | null;
  readonly places: readonly PlaceHit[];
  readonly versions: { readonly sentiment: number; readonly lexicon: string };
}

/** Scores documents: same length, same order, deterministic. Made by `createScorer` in `scoring/`. */
export interface Scorer {
  /** Changes when any scorer version or lexicon changes: rows with another stamp are scored again. */
  readonly stamp: string;
  score(docs: readonly Doc[]): readonly ScoredDoc[];
}
