import type { Instant, Platform } from './mention.ts';
import type { Pseudonyms } from './pseudonym.ts';
import type { Retention } from './retention.ts';

/** What a person may ask of whoever holds data about them (UU 27/2022 art. 6–8, 11). */
export const subjectRequestKinds = ['access', 'correction', 'erase', 'restrict'] as const;
export type SubjectRequestKind = (typeof subjectRequestKinds)[number];

/** Time to answer: 3 × 24 hours (art. 30–32, 41). */
export const answerWithinMs = 3 * 24 * 3_600_000;

export interface SubjectRequest {
  readonly id: number;
  readonly kind: SubjectRequestKind;
  /** Who asks, as they gave it; blotted out when the request has ended in an erasure. */
  readonly requester: string;
  readonly contact: string | null;
  /** Of the account that they are; null for a request about single mentions. */
  readonly pseudonym: string | null;
  readonly platform: Platform | null;
  readonly mentionIds: readonly number[];
  readonly note: string | null;
  readonly receivedAt: Instant;
  readonly dueAt: Instant;
  readonly endedAt: Instant | null;
  readonly outcome: 'done' | 'refused' | null;
  /** Article that a refusal stands on. */
  readonly legalGround: string | null;
  /** What the person was told. */
  readonly answer: string | null;
  /** What was done, in counts; null for a request that changes nothing here. */
  readonly result: Readonly<Record<string, number>> | null;
  readonly createdBy: string;
  readonly endedBy: string | null;
}

/** What routes and pages need for the protection of personal data. */
export interface Privacy {
  readonly pseudonyms: Pseudonyms;
  readonly retention: Retention;
  /** The data protection officer; null when none is named. */
  readonly officer: string | null;
  /** File that remembers erasures; null for a database without one. */
  readonly erasures: string | null;
}
