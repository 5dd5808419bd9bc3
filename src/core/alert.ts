import type { Issue } from './issue.ts';
import type { KeywordHit } from './keyword-pack.ts';
import type { Instant } from './mention.ts';
import type { SourceRow, SourceStatus } from './source.ts';
import type { Spike } from './spike.ts';

/** watch kuning · alert merah · crisis: red, and its reach or speed asks for everybody at once. In rising order. */
export const alertLevels = ['watch', 'alert', 'crisis'] as const;
export type AlertLevel = (typeof alertLevels)[number];

/** What a rule looks at. */
export type AlertSubject = 'issue' | 'spike' | 'source' | 'search';

/** A kind of alert rule: one file in `alerts/rules/`, listed in its `index.ts`. */
export interface AlertRuleType {
  readonly id: string;
  /** Indonesian, shown with the alert. */
  readonly title: string;
  readonly about: AlertSubject;
  readonly example: unknown;
  /** JSON Schema of the options, with Indonesian descriptions: what a form for them is made from. */
  readonly options: OptionSchema;
  /** Validates the options. @throws ConfigError */
  configure(options: unknown): AlertRule;
}

/** As much of JSON Schema as options of rules are described by. */
export interface OptionSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly enum?: readonly string[];
  readonly items?: OptionSchema;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
}

export type AlertRule = IssueRule | SpikeRule | SourceRule | SearchRule;

/** Pure: facts in, judgement out. */
export interface IssueRule {
  readonly about: 'issue';
  readonly id: string;
  /** Mentions published longer ago than this never matter to it: issues silent for longer need not be given. */
  readonly reachMs: number;
  /** How many days back it wants to know of earlier issues on the same theme; 0 when it does not ask. */
  readonly themeDays: number;
  /** A cheap look before the mentions are loaded: false means that `judge` would not fire for this issue now. */
  couldFire(issue: Issue, last: LastAlert | null, now: Date): boolean;
  judge(facts: IssueFacts, now: Date): Judgement;
}

export interface SpikeRule {
  readonly about: 'spike';
  readonly id: string;
  judge(facts: SpikeFacts, now: Date): Judgement;
}

export interface SourceRule {
  readonly about: 'source';
  readonly id: string;
  judge(facts: SourceFacts, now: Date): Judgement;
}

/** Looks at what a search for mentions finds. */
export interface SearchRule {
  readonly about: 'search';
  readonly id: string;
  readonly watch: SearchWatch;
  judge(facts: SearchFacts, now: Date): Judgement;
}

export interface SearchWatch {
  /** In the language of the search for mentions. */
  readonly query: string;
  /** Also what is not about this regency. */
  readonly everywhere: boolean;
  /** How far back. */
  readonly windowMs: number;
}

/** A rule's answer, with the reason when it does not fire: "why was no alert raised?" must have an answer. */
export type Judgement =
  | { readonly fires: true; readonly draft: AlertDraft }
  /** One Indonesian sentence. */
  | { readonly fires: false; readonly why: string };

/** The last alert on a subject by any rule; of an issue, also those of issues that were joined to it. */
export interface LastAlert {
  readonly at: Instant;
  /** The highest level told in the day before it and with it: a calmer repeat in between does not make the next alert a rise. */
  readonly level: AlertLevel;
}

/** What a rule may know of an issue. Mention lists hold only relevant mentions, newest first, mirrors left out. */
export interface IssueFacts {
  readonly issue: Issue;
  readonly mentions: readonly FactMention[];
  readonly last: LastAlert | null;
  /** Earlier negative issues on the same theme (topic and agency, or place) in the days that rules look back. Newest first. */
  readonly sameTheme: readonly Issue[];
  /** What the keyword packs in force found in the mentions. */
  readonly hits: readonly KeywordHit[];
  /** Known fact checks and clarifications that the mentions repeat, most similar first. */
  readonly answers: readonly KnownAnswer[];
}

export interface SpikeFacts {
  readonly spike: Spike;
  readonly mentions: readonly FactMention[];
  /** On the spike, or on the issue that most of it belongs to. */
  readonly last: LastAlert | null;
}

export interface SourceFacts {
  readonly source: SourceRow;
  readonly status: SourceStatus;
  readonly last: LastAlert | null;
  /** All sources, itself among them. */
  readonly all: readonly Pick<SourceFacts, 'source' | 'status'>[];
  /** The last alert that most sources are silent (`source:*`). */
  readonly lastOfAll: LastAlert | null;
}

export interface SearchFacts {
  /** The rule that these are for. */
  readonly ruleId: string;
  /** Hits in the window, counted up to a bound. */
  readonly count: number;
  /** The newest of them, newest first. */
  readonly mentions: readonly FactMention[];
  /** What was left out of the query because it is not understood; empty when nothing. */
  readonly problems: readonly string[];
  readonly last: LastAlert | null;
}

export interface FactMention {
  readonly id: number;
  readonly title: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly publisher: string;
  /** An office's or village's own statement: it may need bad words, but it is no complaint against itself. */
  readonly isOffice: boolean;
  /** A newsroom's or office's report: it tells of a matter and names what others claim. */
  readonly isReport: boolean;
  readonly platform: string;
  readonly publishedAt: Instant;
  /** When it was stored, or its text last edited: only what came since the last alert makes a new one. */
  readonly collectedAt: Instant;
  readonly label: string;
  readonly value: number;
  readonly target: string;
  readonly attention: string;
  readonly hoaxClass: string;
  readonly agency: string | null;
  /** Words that made the verdict, strongest first. */
  readonly evidence: readonly string[];
}

/** A stored fact check or clarification that a mention seems to repeat. */
export interface KnownAnswer {
  readonly claimId: string;
  readonly mentionId: number;
  readonly title: string | null;
  /** Where the answer stands. */
  readonly url: string | null;
  /** 0 … 1 */
  readonly similarity: number;
  /** `match`: a likely repeat; `suggest`: worth a look by a person. */
  readonly kind: 'match' | 'suggest';
}

export interface AlertDraft {
  readonly ruleId: string;
  /** `issue:12`, `spike:topic:air-listrik`, `source:radar-banyuraga`: repeats are counted per subject. */
  readonly subject: string;
  readonly issueId: number | null;
  readonly level: AlertLevel;
  /** The issue's title, or what the spike or source is called. */
  readonly title: string;
  /** One or more Indonesian sentences: why it fired. */
  readonly reason: string;
  /** Why now: `first`, `repeat` after the repeat interval with new mentions, or `rise` to a higher level at once. */
  readonly occasion: 'first' | 'repeat' | 'rise';
  readonly topic: string | null;
  readonly agency: string | null;
  readonly placeCode: string | null;
  readonly placeName: string | null;
  /** Ids of the mentions shown as evidence, strongest first, at most 5. */
  readonly mentionIds: readonly number[];
}

/** A stored alert. `snapshot` is what the recipients were told, so that it can be shown later as it was. */
export interface Alert extends AlertDraft {
  readonly id: number;
  readonly firedAt: Instant;
  readonly snapshot: AlertSnapshot;
  readonly acknowledged: Acknowledgement | null;
}

/** Somebody has seen it and sees to it: no repeats on its subject and no escalation until `until`, unless the level rises. */
export interface Acknowledgement {
  readonly by: string;
  readonly at: Instant;
  readonly note: string | null;
  readonly until: Instant;
}

export interface AlertSnapshot {
  /** Null for an alert that is not about an issue. */
  readonly issue: Issue | null;
  readonly mentions: readonly FactMention[];
  readonly answers: readonly KnownAnswer[];
}

/** A rule with its settings, as an office wants it; from the configuration or made through the API. */
export interface RuleSetting {
  /** What its alerts carry as `ruleId`. */
  readonly id: string;
  /** Id of the kind of rule. */
  readonly rule: string;
  readonly options: unknown;
}

/** What a rule says of an issue now: the answer to "why was no alert raised?". */
export interface RuleVerdict {
  readonly ruleId: string;
  /** Indonesian title of the kind of rule. */
  readonly title: string;
  readonly fires: boolean;
  /** Of the alert, when it fires. */
  readonly level: AlertLevel | null;
  /** Why it fires, or why not: Indonesian. */
  readonly why: string;
}

/** Why an issue has, or has not, raised an alert now. */
export interface IssueExplanation {
  readonly issueId: number;
  readonly last: LastAlert | null;
  readonly rules: readonly RuleVerdict[];
}
