import type { Alert, AlertLevel } from '../core/alert.ts';
import { toWebLink } from '../core/link.ts';
import type { Instant } from '../core/mention.ts';
import type { MessageOccasion, Notification } from '../core/notification.ts';
import { type AlertContext, pageLink, spreadOf, toAlertContent } from './alert-content.ts';

/** The body of a webhook about alerts, in the envelope of Standard Webhooks. Keys are only ever added. */
export interface AlertPayload {
  readonly type: 'alert.fired';
  /** When the first of the alerts fired. */
  readonly timestamp: Instant;
  readonly data: {
    readonly region: string;
    readonly demo: boolean;
    readonly occasion: MessageOccasion;
    /** Alerts in all; `alerts` holds the most urgent of them. */
    readonly count: number;
    readonly alerts: readonly PayloadAlert[];
  };
}

export interface PayloadAlert {
  readonly id: number;
  readonly issueId: number | null;
  readonly rule: string;
  /** `issue:12`, `spike:social:topic:air-listrik`, `source:radar`: the same for all alerts on one thing. */
  readonly subject: string;
  readonly level: AlertLevel;
  readonly occasion: Alert['occasion'];
  readonly title: string;
  readonly reason: string;
  readonly topic: string | null;
  readonly agency: string | null;
  readonly place: { readonly code: string | null; readonly name: string } | null;
  readonly firedAt: Instant;
  readonly firstAt: Instant | null;
  /** Null for what is not an issue. */
  readonly counts: {
    readonly mentions: number;
    readonly negative: number;
    readonly media: number;
    readonly accounts: number;
    readonly comments: number;
    readonly hoax: number;
    /** `12 media, 3 grup/akun, 1.240 komentar` */
    readonly spread: string;
  } | null;
  readonly answers: readonly { readonly url: string | null; readonly similarity: number; readonly kind: string }[];
  /** Never names or handles of citizens. */
  readonly mentions: readonly {
    readonly publisher: string;
    readonly publishedAt: Instant;
    readonly excerpt: string | null;
    readonly url: string | null;
  }[];
  readonly links: { readonly alert: string | null; readonly issue: string | null };
}

/** @param alerts those that are told in full; `count` says how many there are */
export function alertPayload(
  alerts: readonly Alert[],
  count: number,
  occasion: MessageOccasion,
  context: AlertContext,
): AlertPayload {
  return {
    type: 'alert.fired',
    timestamp: alerts.map(({ firedAt }) => firedAt).sort()[0] ?? '',
    data: {
      region: context.regionName,
      demo: context.demo,
      occasion,
      count,
      alerts: alerts.map((alert) => toPayloadAlert(alert, context)),
    },
  };
}

function toPayloadAlert(alert: Alert, context: AlertContext): PayloadAlert {
  const { issue, mentions, answers } = alert.snapshot;
  const content = toAlertContent(alert, context);
  return {
    id: alert.id,
    issueId: alert.issueId,
    rule: alert.ruleId,
    subject: alert.subject,
    level: alert.level,
    occasion: alert.occasion,
    title: content.title,
    reason: content.reason,
    topic: alert.topic,
    agency: alert.agency,
    place: alert.placeName === null ? null : { code: alert.placeCode, name: alert.placeName },
    firedAt: alert.firedAt,
    firstAt: issue?.firstAt ?? null,
    counts:
      issue === null
        ? null
        : {
            mentions: issue.mentionCount,
            negative: issue.negativeCount,
            media: issue.mediaCount,
            accounts: issue.accountCount,
            comments: issue.commentCount,
            hoax: issue.hoaxCount,
            spread: spreadOf(issue),
          },
    answers: answers.map(({ url, similarity, kind }) => ({ url: toWebLink(url)?.href ?? null, similarity, kind })),
    mentions: content.quotes.map(({ publisher, excerpt, link }, index) => ({
      publisher,
      publishedAt: mentions[index]?.publishedAt ?? alert.firedAt,
      excerpt,
      url: link?.href ?? null,
    })),
    links: { alert: content.alertLink?.href ?? null, issue: pageOfIssue(alert, context) },
  };
}

function pageOfIssue({ issueId }: Alert, context: AlertContext): string | null {
  return issueId === null ? null : (pageLink(context, `/isu/${issueId}`)?.href ?? null);
}

/** The body for a message that is not about alerts: `operations.message`, `digest.message`. */
export function plainPayload({ kind, about, message, createdAt }: Notification): string {
  return JSON.stringify({
    type: `${kind}.message`,
    timestamp: createdAt,
    data: { about, subject: message.subject, text: message.text },
  });
}
