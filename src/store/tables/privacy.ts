import type { Generated } from 'kysely';

export interface AuthorSealTable {
  pseudonym: string;
  platform: string;
  sealed: string;
  /** When the newest mention of this author was collected. */
  lastSeenAt: string;
}

export interface ErasureTable {
  /** `person` with a pseudonym, or `item` with the hash of an identity key. */
  kind: string;
  key: string;
  /** What was published later is another matter. */
  until: string;
}

export interface SubjectRequestTable {
  id: Generated<number>;
  kind: string;
  /** Blotted out when the request has ended in an erasure. */
  requester: string;
  contact: string | null;
  pseudonym: string | null;
  platform: string | null;
  /** JSON list. */
  mentionIds: string;
  note: string | null;
  receivedAt: string;
  dueAt: string;
  endedAt: string | null;
  outcome: string | null;
  legalGround: string | null;
  answer: string | null;
  /** Counts as JSON. */
  result: string | null;
  createdBy: string;
  endedBy: string | null;
}

export interface RestrictedMentionTable {
  mentionId: number;
  requestId: number;
  /** Why it was set aside before. */
  was: string | null;
  at: string;
}

export interface PurgeTable {
  id: Generated<number>;
  at: string;
  tookMs: number;
  /** Counts as JSON. */
  counts: string;
}
