import type { Issue } from './issue.ts';
import type { Instant, SourceClass } from './mention.ts';
import type { SourceStatus } from './source.ts';

/** Counts of one column of the sentiment table. `potential` is "berpotensi negatif" (attention `watch`). */
export interface SentimentCounts {
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  readonly potential: number;
  readonly unscored: number;
}

export interface DigestIssue {
  readonly issue: Issue;
  /** Two or three sentences taken from the mentions themselves. */
  readonly substance: string;
  readonly spread: { readonly media: number; readonly accounts: number; readonly comments: number };
  readonly places: readonly string[];
  /** Mentions in the period, and in the 24 h before it. */
  readonly count: number;
  readonly countBefore: number;
  readonly links: readonly { readonly publisher: string; readonly title: string; readonly url: string | null }[];
  readonly isNew: boolean;
}

export interface DigestClipping {
  readonly at: Instant;
  /** False when only the day is known, or the time of collection stands in: then no hour is printed. */
  readonly hasTime: boolean;
  readonly publisher: string;
  readonly sourceClass: SourceClass;
  readonly title: string;
  readonly label: string;
  readonly topic: string;
  readonly agency: string | null;
  readonly url: string | null;
}

export interface DigestSource {
  readonly id: string;
  readonly title: string;
  readonly status: SourceStatus;
  readonly lastError: string | null;
  readonly lastNewItemAt: Instant | null;
}

/**
 * The daily report (laporan harian) for date D: the 24 hours from D 06.00 to D+1 06.00 in the regency's zone, made at D+1 06.00.
 * Data only; `reports/` turns it into HTML, WhatsApp text and JSON.
 */
export interface Digest {
  /** `2026-11-21` */
  readonly date: string;
  readonly regionName: string;
  readonly timezone: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly madeAt: Instant;
  /** False while the period has not ended. */
  readonly complete: boolean;
  readonly demo: boolean;
  readonly lexicon: string;
  /** `media` = news media, print, broadcast, government; `social` = community, comments, social platforms. */
  readonly sentiment: { readonly media: SentimentCounts; readonly social: SentimentCounts };
  readonly sentimentBefore: { readonly media: SentimentCounts; readonly social: SentimentCounts };
  readonly topWords: readonly { readonly word: string; readonly count: number }[];
  readonly negative: readonly DigestIssue[];
  readonly potential: readonly DigestIssue[];
  readonly hoaxes: readonly DigestIssue[];
  readonly followUps: readonly DigestIssue[];
  readonly positive: readonly DigestIssue[];
  readonly clippings: readonly DigestClipping[];
  readonly coverage: {
    readonly sources: readonly DigestSource[];
    readonly mentions: number;
    readonly repeats: number;
    readonly rejected: number;
    readonly unscored: number;
    readonly setAside: number;
    readonly notRelevant: number;
  };
}
