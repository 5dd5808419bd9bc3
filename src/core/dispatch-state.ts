import type { Acknowledgement, Alert, AlertLevel } from './alert.ts';
import type { Notice, RecipientLimits, Route, Silence, Target } from './dispatch.ts';
import type { IssueState } from './issue.ts';
import type { Instant } from './mention.ts';

/** What the stages need to know of an alert: without what the recipients are shown. */
export type AlertHead = Pick<
  Alert,
  | 'id'
  | 'ruleId'
  | 'subject'
  | 'issueId'
  | 'level'
  | 'title'
  | 'occasion'
  | 'topic'
  | 'agency'
  | 'placeCode'
  | 'firedAt'
  | 'acknowledged'
>;

export interface DueNotice {
  readonly notice: Notice;
  readonly alert: AlertHead;
  /** Of the last decision on this alert for this target; null for none. */
  readonly lastDetail: string | null;
}

export interface AcknowledgedLevel extends Acknowledgement {
  readonly level: AlertLevel;
}

/** A crisis that the target was told of, or will be. */
export interface KnownCrisis extends Pick<Alert, 'id' | 'title' | 'topic' | 'agency' | 'firedAt'> {
  /** Of its issue now; null for one that is about something else. */
  readonly issueState: IssueState | null;
}

/** What is stored now and matters for the due notices of one target. */
export interface TargetState {
  /** Those that are due, and those of the same groups that still wait for company. */
  readonly due: readonly DueNotice[];
  readonly silences: readonly Silence[];
  readonly crises: readonly KnownCrisis[];
  /** By subject. */
  readonly acknowledgements: ReadonlyMap<string, readonly AcknowledgedLevel[]>;
  /** By the id that alerts name; of an issue that was joined to another, the standing of that one. */
  readonly issues: ReadonlyMap<number, { readonly state: IssueState; readonly stateAt: Instant | null }>;
  /** By id of alert: when what was kept back by a silence or a crisis was last seen to go on. */
  readonly signs: ReadonlyMap<number, Instant>;
  /** When messages were queued for the target in the span of its limit, oldest first. */
  readonly sent: readonly Instant[];
  /** When the last message about each group was queued. */
  readonly lastOfGroup: ReadonlyMap<string, Instant>;
}

/** Everything that decides on the due notices of one target. */
export interface DispatchInput extends TargetState {
  readonly target: Target;
  /** Null for a recipient who is no longer in the configuration. */
  readonly limits: RecipientLimits | null;
  /** False while the channel is not set up. */
  readonly hasChannel: boolean;
  readonly routes: ReadonlyMap<string, Route>;
  /** How long a crisis mutes lesser alerts on its topic and agency. */
  readonly inhibitForMs: number;
  /** IANA zone of quiet hours and of the times in sentences. */
  readonly zone: string;
}
