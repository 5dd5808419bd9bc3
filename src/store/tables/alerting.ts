import type { Generated } from 'kysely';

export interface AlertTable {
  id: Generated<number>;
  ruleId: string;
  subject: string;
  issueId: number | null;
  level: string;
  title: string;
  reason: string;
  occasion: string;
  topic: string | null;
  agency: string | null;
  placeCode: string | null;
  placeName: string | null;
  mentionIds: string;
  snapshot: string;
  firedAt: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  acknowledgedNote: string | null;
  acknowledgedUntil: string | null;
}

export interface SilenceTable {
  id: Generated<number>;
  /** core/dispatch.ts Matchers as JSON. */
  matchers: string;
  reason: string;
  author: string;
  createdAt: string;
  startsAt: string;
  endsAt: string;
  endedAt: string | null;
  endedBy: string | null;
}

export interface NoticeTable {
  id: Generated<number>;
  alertId: number;
  recipient: string;
  name: string;
  channel: string;
  address: string;
  routeId: string;
  purpose: string;
  groupKey: string;
  state: string;
  dueAt: string;
  reason: string | null;
  outboxId: number | null;
  createdAt: string;
}

export interface DecisionTable {
  id: Generated<number>;
  alertId: number;
  target: string;
  outcome: string;
  reason: string | null;
  detail: string | null;
  at: string;
}

export interface OutboxTable {
  id: Generated<number>;
  kind: string;
  about: string;
  channel: string;
  recipientName: string;
  /** E-mail address, chat id, number or web address, by channel. */
  address: string;
  messageId: string;
  subject: string;
  text: string;
  html: string;
  /** JSON for channels that do not send text. */
  payload: string | null;
  /** pending → sending → sent, or dead. */
  state: string;
  attempts: Generated<number>;
  nextAttemptAt: string;
  leaseUntil: string | null;
  lastError: string | null;
  lastErrorAt: string | null;
  sentAt: string | null;
  createdAt: string;
}
