import type { Category } from './category.ts';

/**
 * Ways in which the mentions about the regency are counted by day. `voice`: who spoke (class of the account or source, mirrors too) and
 * the agency meant. `subject`: topic and agency. `place`: kecamatan or desa, and topic; only of mentions that name one. Copies by
 * mirrors count in `voice` alone.
 */
export type DayFacet = 'voice' | 'subject' | 'place';

/** Stands for no agency: nobody speaks for it. */
export const unknownAgency = '?';

/** Mentions of one kind on one day. */
export interface DayCount {
  /** Calendar day in the regency's zone: `2026-11-21`. */
  readonly day: string;
  /** Class of source, topic, or place code, by facet. */
  readonly first: string;
  /** Agency or `unknownAgency`, the same, or topic, by facet. */
  readonly second: string;
  readonly category: Category;
  readonly count: number;
}
