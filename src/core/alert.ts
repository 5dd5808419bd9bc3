import type { Issue } from './issue.ts';
import type { Instant } from './mention.ts';

/** A kind of alert rule: one file in `alerts/rules/`, listed in its `index.ts`. */
export interface AlertRuleType {
  readonly id: string;
  /** Indonesian, shown with the alert. */
  readonly title: string;
  readonly example: unknown;
  /** Validates the options. @throws ConfigError */
  configure(options: unknown): AlertRule;
}

/** Pure: facts in, drafts out. */
export interface AlertRule {
  readonly id: string;
  /** Mentions published longer ago than this never matter to it: issues silent for longer need not be given. */
  readonly reachMs: number;
  /** A cheap look before the mentions are loaded: false means that `evaluate` would give nothing for this issue now. */
  couldFire(issue: Issue, lastAlertAt: IssueFacts['lastAlertAt'], now: Date): boolean;
  evaluate(facts: readonly IssueFacts[], now: Date): readonly AlertDraft[];
}

/** What a rule may know of an issue. Mention lists hold only relevant mentions, newest first, mirrors left out. */
export interface IssueFacts {
  readonly issue: Issue;
  readonly mentions: readonly FactMention[];
  /** When this rule last fired on the issue, by rule id. */
  readonly lastAlertAt: Readonly<Record<string, Instant>>;
}

export interface FactMention {
  readonly id: number;
  readonly title: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly publisher: string;
  /** An office's or village's own statement: it may need bad words, but it is no complaint against itself. */
  readonly isOffice: boolean;
  readonly platform: string;
  readonly publishedAt: Instant;
  /** When we first saw it: what makes a mention "new since the last alert". */
  /** When it was stored, or its text last edited: only what came since the last alert makes a new one. */
  readonly collectedAt: Instant;
  readonly label: string;
  readonly value: number;
  readonly target: string;
  readonly attention: string;
  readonly hoaxClass: string;
  /** Words that made the verdict, strongest first. */
  readonly evidence: readonly string[];
}

export interface AlertDraft {
  readonly ruleId: string;
  readonly issueId: number;
  readonly level: 'watch' | 'alert';
  /** One Indonesian sentence: why it fired. */
  readonly reason: string;
  /** Why now: `first`, or `repeat` after the repeat interval with new mentions. */
  readonly occasion: 'first' | 'repeat';
  /** Ids of the mentions shown as evidence, strongest first, at most 5. */
  readonly mentionIds: readonly number[];
}

/** A stored alert. `snapshot` is what the recipients were told, so that it can be shown later as it was. */
export interface Alert extends AlertDraft {
  readonly id: number;
  readonly firedAt: Instant;
  readonly snapshot: AlertSnapshot;
}

export interface AlertSnapshot {
  readonly issue: Issue;
  readonly mentions: readonly FactMention[];
}
