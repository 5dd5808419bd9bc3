import type { Instant } from './mention.ts';
import { type SourceRow, type SourceStatus, type StatusFact, sourceStatus } from './source.ts';

/** Who did something with a source, and when. */
export interface ByHand {
  readonly by: string;
  readonly at: Instant;
}

/** What people did with a source on the page. All null: it comes from the configuration and nobody has touched it. */
export interface SourceHands {
  /** Null for a source of `kentongan.yaml`, and for those that imports fill. */
  readonly made: ByHand | null;
  /** Not read until somebody lets it go on; holds for both kinds and survives restarts. */
  readonly paused: (ByHand & { readonly reason: string }) | null;
  /** Removed from the registry; its mentions stay, and its id stays taken. */
  readonly archived: ByHand | null;
}

/** What a list of sources shows of one: without options and cursor, which may be long. */
export type SourceOverview = Omit<SourceRow, 'options' | 'cursor'> & SourceHands;

export type ManagedSource = SourceRow & SourceHands;

/** As much of a source as it takes to filter and sort thousands of them. */
export type SourceSketch = Pick<SourceRow, StatusFact | 'id' | 'title' | 'class' | 'platform' | 'itemCount'> & {
  readonly isPaused: boolean;
  readonly isArchived: boolean;
};

export type ManagedStatus = SourceStatus | 'paused' | 'archived';

/** Health in one word; what a person decided comes before what the site does. */
export function managedStatus(source: SourceOverview, now: Date): ManagedStatus {
  return sketchStatus({ ...source, isPaused: source.paused !== null, isArchived: source.archived !== null }, now);
}

export function sketchStatus(
  source: Pick<SourceSketch, StatusFact | 'isPaused' | 'isArchived'>,
  now: Date,
): ManagedStatus {
  if (source.isArchived) return 'archived';
  return source.isPaused ? 'paused' : sourceStatus(source, now);
}

/** Where a source is looked after: in the file, on the page, or nowhere because imports fill it. */
export function originOf({ id, made }: Pick<SourceOverview, 'id' | 'made'>): 'file' | 'page' | 'import' {
  if (made !== null) return 'page';
  return id.startsWith('impor-') ? 'import' : 'file';
}

/** What a source did on one day of the regency's zone. */
export interface SourceDay {
  /** `2026-11-22` */
  readonly day: string;
  readonly runs: number;
  readonly failures: number;
  /** New items. */
  readonly stored: number;
  /** Requests to the site or platform, without those for robots.txt. */
  readonly requests: number;
  /** Bytes of their answers, unpacked. */
  readonly bytes: number;
}
