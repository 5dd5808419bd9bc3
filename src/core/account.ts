import type { Instant, Platform, SourceClass } from './mention.ts';

/** An account or site that the office knows by name: its own, an influencer's, a medium's. */
export interface AccountDraft {
  readonly platform: Platform;
  /** What the platform knows it by, lower case, without `@`; a site's host for `web`. */
  readonly handle: string;
  readonly name: string;
  /** Who speaks: `government` for official accounts, `mirror` for sites that only copy. */
  readonly class: SourceClass;
  /** Short name of the agency it belongs to: `Dinkes`. */
  readonly agency: string | null;
  /** Who runs it. */
  readonly owner: string | null;
  readonly contact: string | null;
  readonly url: string | null;
  /** Source that collects what it publishes; null when none does. */
  readonly sourceId: string | null;
  readonly note: string | null;
  /** False for an account that is kept on the list although it is no longer used. */
  readonly active: boolean;
}

export interface Account extends AccountDraft {
  readonly id: number;
  readonly updatedAt: Instant;
}

/**
 * `active` at least one post a week · `rare` fewer, but some · `silent` none in the period · `unmonitored` nothing collects it, so
 * nothing can be said.
 */
export const activityStates = ['active', 'rare', 'silent', 'unmonitored'] as const;
export type ActivityState = (typeof activityStates)[number];

export interface AccountActivity {
  readonly account: Account;
  readonly state: ActivityState;
  /** Posts in the period. */
  readonly posts: number;
  readonly postsPerWeek: number;
  /** Last post that was ever collected. */
  readonly lastPostAt: Instant | null;
  /** Likes, comments and shares of the period's posts as last counted; null when the platform counted none of them. */
  readonly interactions: number | null;
  readonly interactionsPerPost: number | null;
  readonly views: number | null;
  /** Questions under the period's posts, and how many of them the account has not answered. */
  readonly questions: number;
  readonly unanswered: readonly UnansweredQuestion[];
  readonly unansweredCount: number;
}

export interface UnansweredQuestion {
  readonly mentionId: number;
  readonly text: string;
  readonly url: string | null;
  readonly askedAt: Instant;
}

/** How the official accounts of a regency did in one month. */
export interface ActivityReport {
  readonly regionName: string;
  /** `2026-10` */
  readonly month: string;
  /** First moment of the month, and of the one after it; or now, while it lasts. */
  readonly from: Instant;
  readonly to: Instant;
  readonly madeAt: Instant;
  readonly demo: boolean;
  readonly agencies: readonly AgencyActivity[];
  /** Agencies whose accounts are read and none of which is active. */
  readonly agenciesWithoutActive: readonly string[];
  /** Agencies with accounts of which none is read: nothing can be said of them. */
  readonly agenciesUnmonitored: readonly string[];
  /** Agencies of which the list knows no account; whether they have one is not known. */
  readonly agenciesWithoutAccount: readonly string[];
}

export interface AgencyActivity {
  /** Short name; null for accounts of the regency as a whole. */
  readonly agency: string | null;
  readonly agencyName: string;
  readonly accounts: readonly AccountActivity[];
}
