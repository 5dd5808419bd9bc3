import type { Instant, Platform, SourceClass } from './mention.ts';

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
  /** Silent when no new item came for this long. */
  readonly silentAfterMs: number;
  readonly options: unknown;
}

/** What is known of a source at run time: the schedule is these columns, so a restart loses nothing. */
export interface SourceState {
  readonly id: string;
  readonly cursor: string | null;
  readonly nextRunAt: Instant;
  readonly lastRunAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  readonly lastNewItemAt: Instant | null;
  readonly errorCount: number;
  readonly lastError: string | null;
  readonly lastErrorAt: Instant | null;
  readonly itemCount: number;
  /** How many of them are spam that is kept but not counted. */
  readonly setAsideCount: number;
  readonly rejectedCount: number;
  /** Set when the site answered 410 or an operator paused it: not asked again until cleared. */
  readonly stoppedReason: string | null;
}

export type SourceRow = SourceConfig & SourceState;
export type SourceStatus = 'ok' | 'failing' | 'silent' | 'never-run' | 'stopped';

/**
 * Health in one word. `failing` = the last run failed; `silent` = runs succeed but nothing new came for `silentAfterMs`.
 */
export function sourceStatus(source: SourceRow, now: Date): SourceStatus {
  if (source.stoppedReason !== null || !source.enabled) return 'stopped';
  if (source.errorCount > 0) return 'failing';
  if (source.lastSuccessAt === null) return 'never-run';
  const last = source.lastNewItemAt ?? source.lastSuccessAt;
  return now.getTime() - Date.parse(last) > source.silentAfterMs ? 'silent' : 'ok';
}
