import type { Generated } from 'kysely';

/** One row per source and day of the regency's zone. */
export interface SourceDayTable {
  sourceId: string;
  day: string;
  runs: number;
  failures: number;
  stored: number;
  requests: number;
  bytes: number;
}

export interface SourceTrialTable {
  id: Generated<number>;
  who: string;
  at: string;
  sourceId: string | null;
  /** core/source-desk.ts SourceTrial without what stands in the other columns, as JSON. */
  data: string;
}

export interface ImportTable {
  id: Generated<number>;
  name: string;
  /** In bytes. */
  size: number;
  sha256: string;
  basis: string;
  /** core/source-desk.ts ImportSettings as JSON. */
  settings: string;
  who: string;
  at: string;
  state: string;
  /** core/source-desk.ts ImportPreview as JSON. */
  preview: string;
  /** core/source-desk.ts ImportCounts as JSON; null until it has ended. */
  result: string | null;
  /** Rejected lines as JSON. */
  rejected: string | null;
  fault: string | null;
  endedAt: string | null;
}
