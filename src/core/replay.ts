import type { AlertDraft, RuleSetting } from './alert.ts';
import type { Instant } from './mention.ts';

/** What rules would have raised over the last days. */
export interface ReplayRequest {
  /** 1 … 90 */
  readonly days: number;
  /** The rules to run. */
  readonly settings: readonly RuleSetting[];
}

export interface ReplayedAlert
  extends Pick<AlertDraft, 'ruleId' | 'subject' | 'issueId' | 'level' | 'title' | 'reason' | 'occasion'> {
  readonly at: Instant;
  /** Outside of office hours: Monday to Friday 07.30 to 16.00 in the regency's zone. */
  readonly isOffHours: boolean;
  /** Who would have been told, as `humas/email`. */
  readonly targets: readonly string[];
  /** Of those, who would have been told only after their quiet hours. */
  readonly held: readonly string[];
}

export interface Replay {
  readonly from: Instant;
  readonly to: Instant;
  /** Ids of the rules that were run. */
  readonly rules: readonly string[];
  /** Rules whose past is not stored: those about sources. */
  readonly notReplayed: readonly string[];
  /** Oldest first. */
  readonly alerts: readonly ReplayedAlert[];
  readonly offHours: number;
  /** Days in the regency's zone on which something would have been raised. */
  readonly perDay: readonly { readonly date: string; readonly count: number }[];
  /** Before grouping, limits and silences: the most that could have been sent. */
  readonly perTarget: readonly { readonly target: string; readonly count: number; readonly held: number }[];
}
