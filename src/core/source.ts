import type { Terms } from './collector.ts';
import type { SourceFault } from './errors.ts';
import type { Instant, Platform, SourceClass } from './mention.ts';

/** Why the office may read a source. A source without it cannot be enabled. */
export interface Legal {
  /** What it is read for. */
  readonly purpose: string;
  /** The law, decree or agreement that allows it. */
  readonly basis: string;
  readonly terms: Terms;
  /** Number of the contract or letter of permission; null where none is needed. */
  readonly reference: string | null;
}

/** A place items come from, as configured. */
export interface SourceConfig {
  /** kebab-case, unique in the installation. */
  readonly id: string;
  readonly title: string;
  readonly collector: string;
  readonly class: SourceClass;
  readonly platform: Platform;
  readonly enabled: boolean;
  readonly intervalMs: number;
  /** Quiet when no new item came for this long. */
  readonly silentAfterMs: number;
  readonly options: unknown;
  /** Id of the key it is read with; null when it needs none. */
  readonly credential: string | null;
  /** Null only while it is disabled. */
  readonly legal: Legal | null;
}

/** What is known of a source at run time: the schedule is these columns, so a restart loses nothing. */
export interface SourceState {
  readonly id: string;
  readonly cursor: string | null;
  readonly nextRunAt: Instant;
  readonly lastRunAt: Instant | null;
  /** Null also for a source that answered before this was written down; its next success counts. */
  readonly firstSuccessAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  readonly lastNewItemAt: Instant | null;
  readonly errorCount: number;
  /** What kind of fault the last failure was; `internal` for a bug of ours. Null after a run that went well. */
  readonly lastFault: SourceFault | 'internal' | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Instant | null;
  /** Why it waits although nothing is wrong (its budget is used up until then); null otherwise. */
  readonly notice: string | null;
  /** How many times its interval it is left alone: above 1 when it is quiet, below when it is busy. */
  readonly pace: number;
  readonly itemCount: number;
  /** How many of them are spam that is kept but not counted. */
  readonly setAsideCount: number;
  readonly rejectedCount: number;
  /** Set when the site answered 410 or an operator paused it: not asked again until cleared. */
  readonly stoppedReason: string | null;
}

export type SourceRow = SourceConfig & SourceState;
export const sourceStatuses = [
  'ok',
  'quiet',
  'failing',
  'blocked',
  'gone',
  'needs-credential',
  'needs-attention',
  'never-run',
  'disabled',
] as const;
export type SourceStatus = (typeof sourceStatuses)[number];

/** Longest pause of a quiet source whose interval is shorter: when news breaks at last it must not be found half a day later. */
const maxQuietMs = 2 * 3_600_000;

/** How often a source is asked at its present pace, in milliseconds. */
export function pacedIntervalMs({ intervalMs, pace }: Pick<SourceRow, 'intervalMs' | 'pace'>): number {
  return Math.min(intervalMs * pace, Math.max(maxQuietMs, intervalMs));
}

/** Failures in a row from which an answer that cannot be read is no hiccup but work for a person. */
const attentionAfter = 3;

/** What its health follows from. */
export type StatusFact =
  | 'enabled'
  | 'silentAfterMs'
  | 'firstSuccessAt'
  | 'lastSuccessAt'
  | 'lastNewItemAt'
  | 'errorCount'
  | 'lastFault'
  | 'stoppedReason';

/**
 * Health in one word. `quiet` = runs succeed but nothing new came for `silentAfterMs`, be it since the first; `failing` = the last run failed and the next
 * may well succeed; `blocked` = the site refuses us; `gone` = not asked again; `needs-credential` = no key, or one that is not accepted;
 * `needs-attention` = it will not get better by itself: a permission is missing, the question is wrong, the page has changed.
 */
export function sourceStatus(source: Pick<SourceRow, StatusFact>, now: Date): SourceStatus {
  if (source.stoppedReason !== null) return 'gone';
  if (!source.enabled) return 'disabled';
  if (source.errorCount > 0) return statusOfFault(source);
  if (source.lastSuccessAt === null) return 'never-run';
  const last = source.lastNewItemAt ?? source.firstSuccessAt ?? source.lastSuccessAt;
  return now.getTime() - Date.parse(last) > source.silentAfterMs ? 'quiet' : 'ok';
}

function statusOfFault({ lastFault, errorCount }: Pick<SourceRow, 'lastFault' | 'errorCount'>): SourceStatus {
  switch (lastFault) {
    case 'credential':
      return 'needs-credential';
    case 'permission':
    case 'query':
    case 'internal':
      return 'needs-attention';
    case 'blocked':
      return 'blocked';
    case 'changed':
    case 'too-large':
      return errorCount >= attentionAfter ? 'needs-attention' : 'failing';
    default:
      return 'failing';
  }
}

export function countStatuses(statuses: Iterable<SourceStatus>): Record<SourceStatus, number> {
  const counts = Object.fromEntries(sourceStatuses.map((status) => [status, 0])) as Record<SourceStatus, number>;
  for (const status of statuses) counts[status] += 1;
  return counts;
}

/** States in which nothing comes from a source although something should. */
export function isTroubled(status: SourceStatus): boolean {
  return !['ok', 'never-run', 'disabled'].includes(status);
}
