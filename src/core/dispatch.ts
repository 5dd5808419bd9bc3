import type { AlertLevel } from './alert.ts';
import type { Instant } from './mention.ts';

export const channelIds = ['email', 'telegram', 'whatsapp', 'webhook'] as const;
export type ChannelId = (typeof channelIds)[number];

/** One way to reach one recipient. */
export interface Target {
  /** Id of the recipient or webhook in the configuration. */
  readonly recipient: string;
  readonly name: string;
  readonly channel: ChannelId;
  /** E-mail address, Telegram chat id, WhatsApp number, or webhook address. */
  readonly address: string;
}

/** `humas/email`, as routes and decisions name a target. */
export function targetKey({ recipient, channel }: Pick<Target, 'recipient' | 'channel'>): string {
  return `${recipient}/${channel}`;
}

/** What alerts can be told apart by, for routes and silences. Every list that is not empty must hold the alert's value. */
export interface Matchers {
  readonly levels: readonly AlertLevel[];
  readonly rules: readonly string[];
  readonly agencies: readonly string[];
  readonly topics: readonly string[];
  readonly places: readonly string[];
  readonly issues: readonly number[];
}

export const groupKeys = ['issue', 'topic', 'agency', 'place', 'rule'] as const;
export type GroupKey = (typeof groupKeys)[number];

/** Which alerts go to whom, and how they are put together. The first route that matches takes the alert, unless it says go on. */
export interface Route {
  readonly id: string;
  readonly match: Matchers;
  readonly targets: readonly Target[];
  /** Alerts that agree in all of these share a message. Empty: all of the route do. */
  readonly groupBy: readonly GroupKey[];
  /** How long the first alert of a group waits for others. */
  readonly waitMs: number;
  /** Least time between two messages about one group to one target. */
  readonly intervalMs: number;
  /** Later routes may take the alert too. */
  readonly goOn: boolean;
  readonly escalations: readonly Escalation[];
}

/** If nobody has acknowledged by then, these are told as well. */
export interface Escalation {
  readonly afterMs: number;
  readonly targets: readonly Target[];
}

/** Minutes of the day in the regency's zone; `from` later than `to` spans midnight. Alerts of these levels come through. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  readonly except: readonly AlertLevel[];
}

/** What a recipient can bear. */
export interface RecipientLimits {
  readonly quiet: QuietHours | null;
  /** Messages per target in any span of `perMs`; what is beyond waits and comes as one collected message. */
  readonly maxMessages: number;
  readonly perMs: number;
}

/** Nothing that it matches is sent while it holds. */
export interface Silence {
  readonly id: number;
  readonly match: Matchers;
  readonly reason: string;
  readonly author: string;
  readonly createdAt: Instant;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Ended early by somebody. */
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
}

/** waiting: looked at when due · held: the same, but something keeps it back · queued: its message is in the outbox · dropped: will not be sent. */
export type NoticeState = 'waiting' | 'held' | 'queued' | 'dropped';

/** One alert for one target: what the stages decide on. */
export interface Notice {
  readonly id: number;
  readonly alertId: number;
  readonly target: Target;
  readonly routeId: string;
  /** `notify` the route's own targets · `escalate` those who are told when nobody reacts. */
  readonly purpose: 'notify' | 'escalate';
  readonly groupKey: string;
  readonly state: NoticeState;
  readonly dueAt: Instant;
  readonly createdAt: Instant;
  readonly reason: DecisionReason | null;
  readonly outboxId: number | null;
}

/** Why a notice is not (yet) a message. A closed set: what exactly is said by the sentences in `alerts/dispatch/`. */
export const decisionReasons = [
  'group-wait',
  'group-interval',
  'silenced',
  'inhibited',
  'quiet-hours',
  'rate-limit',
  'acknowledged',
  'handled',
  'settled',
  'not-escalated',
  'no-route',
  'no-recipient',
  'no-channel',
] as const;
export type DecisionReason = (typeof decisionReasons)[number];

export const decisionReasonNames: Readonly<Record<DecisionReason, string>> = {
  'group-wait': 'menunggu peringatan sekelompok',
  'group-interval': 'jarak antarpesan',
  silenced: 'diredam',
  inhibited: 'diredam krisis',
  'quiet-hours': 'jam tenang',
  'rate-limit': 'batas pesan',
  acknowledged: 'sudah ada yang menangani',
  handled: 'isu sudah ditutup',
  settled: 'sudah reda',
  'not-escalated': 'tidak perlu dinaikkan',
  'no-route': 'tidak ada jalur',
  'no-recipient': 'tidak ada penerima',
  'no-channel': 'saluran belum siap',
};

/** How decisions name a silence: `peredaman #4`. What it muted is counted by it. */
export function silenceMark(id: number): string {
  return `peredaman #${id}`;
}

/** A line of the record "why was no mail sent?". */
export interface Decision {
  readonly alertId: number;
  /** `humas/email`; empty when it is about the alert as a whole. */
  readonly target: string;
  readonly outcome: 'queued' | 'held' | 'dropped';
  readonly reason: DecisionReason | null;
  /** What exactly: `peredaman #4 oleh Rina sampai 23 Nov 06.00`. */
  readonly detail: string | null;
  readonly at: Instant;
}
