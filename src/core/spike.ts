import type { Instant } from './mention.ts';

export const spikeDimensions = ['topic', 'agency', 'place', 'keyword'] as const;
export type SpikeDimension = (typeof spikeDimensions)[number];

/**
 * Much more of something than usual. Social: the last hour against the 12 before. News: the last day against the 14 before.
 */
export interface Spike {
  /** `social:topic:air-listrik`, `news:place:35.16.15`: stable while it lasts. */
  readonly key: string;
  readonly dimension: SpikeDimension;
  readonly value: string;
  readonly channel: 'social' | 'news';
  readonly from: Instant;
  readonly to: Instant;
  /** Negative mentions in the span, those of sources that are too new to compare left out. */
  readonly count: number;
  /** What would have been usual: robust to single peaks and to the day of the week. */
  readonly expected: number;
  /** How unusual: deviations above the usual, by a robust measure; the explanation names counts, not this. */
  readonly score: number;
  readonly sources: number;
  readonly topic: string | null;
  readonly agency: string | null;
  readonly placeCode: string | null;
  readonly placeName: string | null;
  /** The issue that most of these mentions belong to; null when none does. */
  readonly issueId: number | null;
  readonly mentionIds: readonly number[];
  /** `+340% keluhan air PDAM di Kemlagi, 3 sumber` */
  readonly sentence: string;
}
