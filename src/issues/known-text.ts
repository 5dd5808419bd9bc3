import type { IssueProfile } from './profile.ts';
import type { Signature } from './signature.ts';

/** A text as it is compared: its words have become a vector. */
export interface ReadableText {
  readonly signature: Omit<Signature, 'stems'>;
  /** When it was published, and when last again word for word, in ms. */
  firstAt: number;
  lastAt: number;
  /** Numbers of its words in the index. */
  readonly terms: Int32Array;
  /** tf-idf of `terms`, length 1. */
  readonly weights: Float32Array;
}

/** A text of an issue, which later mentions are compared with. */
export interface KnownText extends ReadableText {
  issue: IssueProfile;
  /** No longer compared: too old, or the issue has newer ones. */
  forgotten: boolean;
  slot: number;
}

type Span = Pick<ReadableText, 'firstAt' | 'lastAt'>;

/** Between two texts, in ms; 0 when their times overlap. */
export function distanceBetween(a: Span, b: Span): number {
  return Math.max(0, a.firstAt - b.lastAt, b.firstAt - a.lastAt);
}
