import type { Claim } from '../../core/claim.ts';
import type { OfficeEntry, OfficeLexicon } from '../../core/office-lexicon.ts';
import type { Region } from '../../core/region.ts';
import type { Doc, ScoredDoc } from '../../core/score.ts';
import type { AdapterOwner } from '../adaptation/adapter-files.ts';

/** What a thread scores by. It reads word lists, models and the gazetteer itself, and must come to the same stamp. */
export interface RescoreWorkerData {
  readonly stamp: string;
  readonly region: Region;
  /** Whose adapter judges; null for the models as they ship. */
  readonly adapter: AdapterOwner | null;
  readonly office: OfficeLexicon;
  readonly claims: readonly Claim[];
  /** Whether all else goes first where cores are few. */
  readonly isPatient: boolean;
  readonly before: readonly {
    /** Packed; null for those that the thread reads itself. */
    readonly lists: string | null;
    readonly office: readonly OfficeEntry[];
  }[];
}

export interface LookedAt {
  readonly id: number;
  readonly title: string | null;
  readonly text: string;
}

export type ClaimNews = { readonly add: Claim } | { readonly remove: string };

/** Answered in the order of asking, but for news. */
export type RescoreTask =
  | { readonly texts: readonly LookedAt[] }
  | { readonly docs: readonly Doc[] }
  | { readonly news: readonly ClaimNews[] };

export type RescoreAnswer =
  | { readonly ready: true }
  | { readonly touched: readonly number[] }
  | { readonly scored: readonly ScoredDoc[] }
  | { readonly error: Error };
