import type { Generated } from 'kysely';

export interface SourceTable {
  id: string;
  title: string;
  collector: string;
  class: string;
  platform: string;
  enabled: number;
  intervalMs: number;
  silentAfterMs: number;
  options: string;
  cursor: string | null;
  nextRunAt: string;
  lastRunAt: string | null;
  firstSuccessAt: string | null;
  lastSuccessAt: string | null;
  lastNewItemAt: string | null;
  errorCount: Generated<number>;
  lastError: string | null;
  lastErrorAt: string | null;
  itemCount: Generated<number>;
  setAsideCount: Generated<number>;
  rejectedCount: Generated<number>;
  stoppedReason: string | null;
  credential: string | null;
  /** core/source.ts Legal as JSON. */
  legal: string | null;
  lastFault: string | null;
  notice: string | null;
  pace: Generated<number>;
  /** Null unless it was added on the page. */
  madeBy: string | null;
  madeAt: string | null;
  pausedBy: string | null;
  pausedAt: string | null;
  pauseReason: string | null;
  archivedBy: string | null;
  archivedAt: string | null;
}

/** One row per run of a source: what it found. */
export interface RunTable {
  id: Generated<number>;
  sourceId: string;
  startedAt: string;
  endedAt: string;
  stored: number;
  repeats: number;
  edits: number;
  rejected: number;
  setAside: number;
  error: string | null;
}

export interface EvidenceTable {
  id: Generated<number>;
  sourceId: string;
  fetchedAt: string;
  url: string;
  contentType: string | null;
  sha256: string;
  /** Bytes before compression. */
  size: number;
  /** Compressed with gzip. */
  body: Uint8Array;
}

export interface CredentialTable {
  id: string;
  kind: string;
  /** Of the secret, to see that it was replaced; never the secret. */
  fingerprint: string | null;
  /** Why the platform no longer takes it; null while it does. */
  fault: string | null;
  faultAt: string | null;
  pausedUntil: string | null;
}

export interface AccountTable {
  id: Generated<number>;
  platform: string;
  /** Lower case, without `@`. */
  handle: string;
  name: string;
  class: string;
  agency: string | null;
  owner: string | null;
  contact: string | null;
  url: string | null;
  sourceId: string | null;
  note: string | null;
  active: Generated<number>;
  updatedAt: string;
}
