import type { AlertLevel } from './alert.ts';
import type { DecisionReason } from './dispatch.ts';
import type { Issue, IssueState, ResponseEffect } from './issue.ts';
import type { Instant, SourceClass } from './mention.ts';
import type { SourceStatus } from './source.ts';
import type { Spike } from './spike.ts';

/** Counts of one column of the sentiment table. `potential` is "berpotensi negatif" (attention `watch`). */
export interface SentimentCounts {
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  readonly potential: number;
  readonly unscored: number;
}

/** `media` = news media, print, broadcast, government; `social` = community, comments, social platforms. */
export interface SentimentTable {
  readonly media: SentimentCounts;
  readonly social: SentimentCounts;
}

export interface DigestIssue {
  readonly issue: Issue;
  /** Two or three sentences taken from the mentions themselves. */
  readonly substance: string;
  readonly spread: { readonly media: number; readonly accounts: number; readonly comments: number };
  readonly places: readonly string[];
  /** Mentions in the period, and in the period before it. */
  readonly count: number;
  readonly countBefore: number;
  readonly links: readonly { readonly publisher: string; readonly title: string; readonly url: string | null }[];
  readonly isNew: boolean;
  /** Headlines against what the texts say; null when they agree. */
  readonly headline: HeadlineTone | null;
  /** Earlier issues on the same theme in the configured days; empty when it is the first. */
  readonly recurring: readonly { readonly id: number; readonly title: string; readonly firstAt: Instant }[];
  /** What an analyst wrote beside it; null for most. */
  readonly note: string | null;
}

/** "Judul negatif, isi netral": what a leader who reads only headlines should be told. */
export interface HeadlineTone {
  readonly title: 'negative' | 'neutral' | 'positive';
  readonly body: 'negative' | 'neutral' | 'positive';
  /** How many of the issue's reports are so, of how many with headline and body. */
  readonly reports: number;
  readonly of: number;
  readonly example: string;
}

/** A claim that is going round, and what is known of it. */
export interface DigestHoax {
  readonly entry: DigestIssue;
  /** Whether anything published answers it. */
  readonly status: 'answered' | 'suggested' | 'unanswered' | 'fact-check-only';
  readonly answer: { readonly title: string | null; readonly url: string | null; readonly similarity: number } | null;
}

/** An issue of an earlier report: what became of it. */
export interface DigestFollowUp {
  readonly entry: DigestIssue;
  readonly state: IssueState;
  readonly stateAt: Instant | null;
  readonly agency: string | null;
  readonly dueAt: Instant | null;
  readonly isOverdue: boolean;
  /** From the issue's first mention to the office's answer; null while there is none. */
  readonly responseMs: number | null;
  readonly effect: ResponseEffect | null;
}

/** A line of section 4 (telaah) or the reason for one of section 5. Sentences are made from counts, or written by an analyst. */
export interface DigestNote {
  readonly issueId: number | null;
  readonly text: string;
}

export interface DigestAction {
  readonly issueId: number | null;
  readonly action: string;
  /** Who should do it: an agency's short name, or an office. */
  readonly responsible: string;
  readonly dueAt: Instant | null;
}

export interface DigestQuestions {
  readonly agency: string | null;
  readonly asked: number;
  readonly waiting: number;
  readonly oldestWaitingAt: Instant | null;
  readonly examples: readonly {
    readonly mentionId: number;
    readonly text: string;
    readonly at: Instant;
    readonly url: string | null;
  }[];
}

/** Coverage and tone of an agency or programme (citra), with the period before. */
export interface DigestImage {
  readonly name: string;
  readonly counts: SentimentCounts;
  readonly before: SentimentCounts;
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
  /** Field of government that reports sort by. */
  readonly field: 'kesra' | 'ekuin' | 'polhukam';
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

/** `mentions` = `counted` + `copies` + `notRelevant` + `waiting`, and `counted` is the sum of the sentiment table. */
export interface DigestCoverage {
  readonly sources: readonly DigestSource[];
  /** Published in the period, without those set aside. */
  readonly mentions: number;
  readonly counted: number;
  /** Copies by mirrors, and pointers to articles that are there themselves: collected, relevant, not counted. */
  readonly copies: number;
  readonly notRelevant: number;
  /** Not judged yet when the report was made. */
  readonly waiting: number;
  /** Of the counted ones, in a language or a brevity that nothing can be said of. */
  readonly unscored: number;
  /** Gambling spam: kept, counted nowhere. */
  readonly setAside: number;
  /** Seen by the period's runs: known already, or nothing that could be stored. */
  readonly repeats: number;
  readonly rejected: number;
}

/** What became of the period's alerts: also those that were kept back, and why. */
export interface DigestAlerts {
  readonly raised: Readonly<Record<AlertLevel, number>>;
  readonly acknowledged: number;
  readonly sent: number;
  readonly waiting: number;
  readonly failed: number;
  readonly keptBack: readonly { readonly reason: DecisionReason; readonly count: number }[];
  /** Silences that were in force in the period. */
  readonly silences: readonly {
    readonly id: number;
    readonly reason: string;
    readonly author: string;
    readonly endsAt: Instant;
    readonly muted: number;
  }[];
}

/** What a person has made of the report. */
export interface DigestEditorial {
  readonly editedBy: string | null;
  readonly editedAt: Instant | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  /** Entries left out by hand. */
  readonly excludedIssues: readonly number[];
  /** 0 for the report as first sent, 1 for "koreksi ke-1", and so on. */
  readonly correction: number;
}

/** How many there are of what the lists show only the largest of: a list is complete when it is as long. */
export interface DigestTotals {
  readonly negative: number;
  /** Of the negative issues, those first mentioned in the period. */
  readonly negativeNew: number;
  readonly potential: number;
  readonly hoaxes: number;
  readonly followUps: number;
  readonly positive: number;
  readonly clippings: number;
}

export const reportPeriods = ['day', 'week', 'month'] as const;
export type ReportPeriod = (typeof reportPeriods)[number];

/**
 * The report (laporan monitoring isu) of a day, week or month. Day D: the 24 hours from D 06.00 to D+1 06.00 in the regency's zone,
 * made at D+1 06.00; weeks begin on Monday, months on the first, at the same hour.
 * Data only; `reports/` turns it into HTML, PDF, DOCX, WhatsApp text and JSON.
 */
export interface Digest {
  readonly period: ReportPeriod;
  /** `2026-11-21`, `2026-W47` or `2026-11`. */
  readonly date: string;
  readonly regionName: string;
  readonly timezone: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly madeAt: Instant;
  /** False while the period has not ended. */
  readonly complete: boolean;
  /** True for a past period whose report was never stored: made on view, from what is known now and not from what was known then. */
  readonly afterwards: boolean;
  readonly demo: boolean;
  readonly preparedBy: string;
  readonly addressedTo: readonly string[];
  /** Stamp of scorers and lexicons, and the version of the program that made the report. */
  readonly lexicon: string;
  readonly program: string;
  readonly editorial: DigestEditorial;

  /** One sentence each: what was said, then the main issues with their state. An analyst may replace them. */
  readonly summary: readonly string[];
  /** Whether the numbers can be trusted: which sources failed or went silent. Null when all were read. Never replaced. */
  readonly trust: string | null;
  readonly sentiment: SentimentTable;
  readonly sentimentBefore: SentimentTable;
  /** The same day a week earlier; null for weeks and months, and before a week was collected. */
  readonly sentimentWeekAgo: SentimentTable | null;
  /** The hour (day) or day (week, month) with most mentions. */
  readonly peak: {
    readonly from: Instant;
    readonly to: Instant;
    readonly count: number;
    readonly negative: number;
    readonly title: string | null;
  } | null;
  /** Counts per hour (day) or day (week, month) for the charts, oldest first, empty ones too. `at` is where the span begins. */
  readonly trend: readonly { readonly at: Instant; readonly counts: SentimentCounts }[];
  readonly topics: readonly { readonly topic: string; readonly count: number; readonly negative: number }[];
  /** Words that stand out, by how many mentions say them, most first. */
  readonly topWords: readonly { readonly word: string; readonly count: number }[];
  /** The words are counted in so many mentions, evenly drawn when there are more: counts are of these. */
  readonly wordSample: { readonly read: number; readonly of: number };
  readonly totals: DigestTotals;
  readonly negative: readonly DigestIssue[];
  readonly analysis: readonly DigestNote[];
  readonly recommendations: readonly DigestAction[];
  readonly potential: readonly DigestIssue[];
  readonly spikes: readonly Spike[];
  readonly hoaxes: readonly DigestHoax[];
  readonly followUps: readonly DigestFollowUp[];
  readonly questions: readonly DigestQuestions[];
  readonly positive: readonly DigestIssue[];
  readonly image: readonly DigestImage[];
  readonly clippings: readonly DigestClipping[];
  readonly alerts: DigestAlerts;
  readonly coverage: DigestCoverage;
}
