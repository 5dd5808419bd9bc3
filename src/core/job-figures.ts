import type { Instant } from './mention.ts';

/** How the runs of one job went in this process, since it began. */
export interface JobRuns {
  /** As the schedule names it: `collect`, `process`, `deliver-email`. */
  readonly job: string;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Milliseconds that all ended runs took together. */
  readonly busyMs: number;
  /** Milliseconds of the last run; null before its end. */
  readonly lastMs: number | null;
  readonly lastEndedAt: Instant | null;
  readonly lastSucceededAt: Instant | null;
}

/** What waits in one queue of the job engine, for one regency. */
export interface JobQueue {
  /** Kemendagri code, `35.16`; null for what belongs to the whole installation. */
  readonly regency: string | null;
  readonly queue: string;
  readonly waiting: number;
  readonly running: number;
  /** Since when the job that waits longest could have run; null when none is due. */
  readonly oldestDueAt: Instant | null;
  /** Given up after every retry; people can have them run again. */
  readonly dead: number;
}

/** What monitoring is told of the jobs. Whoever runs them implements it. */
export interface JobFigures {
  /** Of this process only; free of cost. */
  runs(): readonly JobRuns[];
  /** Of the whole installation, from the database; empty where there is no queue (SQLite). */
  queues(): Promise<readonly JobQueue[]>;
}
