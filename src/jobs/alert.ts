import { runRules } from '../alerts/run-rules.ts';
import type { Alert, AlertDraft, AlertRule, FactMention, IssueFacts } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';
import type { LiveEvent } from '../core/live.ts';
import type { Logger } from '../core/log.ts';
import type { Instant } from '../core/mention.ts';
import type { MessageRenderer, Recipient } from '../core/notification.ts';
import type { Evidence } from '../core/score.ts';
import { insertAlertIfCurrent, lastAlertTimes } from '../store/alerts.ts';
import { listIssueMentions, listIssues } from '../store/issues.ts';
import type { MentionView } from '../store/mention-rows.ts';
import type { Page } from '../store/paging.ts';
import type { Db } from '../store/schema.ts';
import { countedMentions } from './counted-mentions.ts';
import { publisherOf } from './issue-member.ts';
import { type MessageIdOf, toOutboxDrafts } from './outbox-drafts.ts';

export interface AlertDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly rules: readonly AlertRule[];
  readonly recipients: readonly Recipient[];
  readonly renderer: MessageRenderer;
  readonly messageIdOf: MessageIdOf;
  readonly announce?: (event: LiveEvent) => void;
}

export interface AlertSummary {
  readonly alerts: readonly Alert[];
}

const pageSize = 100;
/** Mentions of one issue that rules look at, newest first. */
const maxMentions = 300;

/** Runs the rules over the issues that may fire, and stores each alert together with its mails, one transaction each. */
export async function raiseAlerts(deps: AlertDeps): Promise<AlertSummary> {
  const now = deps.now();
  const facts = await loadFacts(deps.db, deps.rules, now);
  const byIssue = new Map(facts.map((entry) => [entry.issue.id, entry]));
  const alerts: Alert[] = [];
  for (const draft of runRules(deps.rules, facts, now)) {
    const entry = byIssue.get(draft.issueId);
    if (entry === undefined) continue;
    const alert = await store(deps, draft, entry, now);
    if (alert === null) continue;
    alerts.push(alert);
    deps.log.info(
      { alert: alert.id, issue: alert.issueId, rule: alert.ruleId, occasion: alert.occasion },
      'alert raised',
    );
    deps.announce?.({ type: 'alert', at: alert.firedAt, alertId: alert.id, issueId: alert.issueId });
  }
  return { alerts };
}

function store(deps: AlertDeps, draft: AlertDraft, facts: IssueFacts, now: Date): Promise<Alert | null> {
  const { issue, mentions, lastAlertAt } = facts;
  const [knownLastAt = null] = Object.values(lastAlertAt).sort().reverse();
  const firedAt = now.toISOString();
  const shown = draft.mentionIds.flatMap((id) => mentions.find((mention) => mention.id === id) ?? []);
  const newAlert = {
    alert: { ...draft, firedAt, snapshot: { issue, mentions: shown } },
    messages: (alert: Alert) =>
      toOutboxDrafts({
        kind: 'alert',
        about: String(alert.id),
        message: deps.renderer.alert(alert),
        recipients: deps.recipients.filter(({ receives }) => receives.includes('alerts')),
        messageIdOf: deps.messageIdOf,
        createdAt: firedAt,
      }),
  };
  return insertAlertIfCurrent(deps.db, newAlert, knownLastAt);
}

/** Facts of the issues that some rule may fire on. Cheap when there are none, for it runs every second. */
async function loadFacts(db: Db, rules: readonly AlertRule[], now: Date): Promise<readonly IssueFacts[]> {
  const reachMs = Math.max(0, ...rules.map((rule) => rule.reachMs));
  const issues = await loadIssues(db, new Date(now.getTime() - reachMs).toISOString());
  const lastTimes = await lastAlertTimes(
    db,
    issues.map(({ id }) => id),
  );
  const facts: IssueFacts[] = [];
  for (const issue of issues) {
    const lastAlertAt = lastTimes.get(issue.id) ?? {};
    if (!rules.some((rule) => rule.couldFire(issue, lastAlertAt, now))) continue;
    const views = await listIssueMentions(db, issue.id, maxMentions);
    const mentions = countedMentions(views).map(toFactMention);
    facts.push({ issue, mentions, lastAlertAt });
  }
  return facts;
}

async function loadIssues(db: Db, from: Instant): Promise<readonly Issue[]> {
  const issues: Issue[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Issue> = await listIssues(db, { from, limit: pageSize, ...(cursor === null ? {} : { cursor }) });
    issues.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return issues;
}

/** Words of the lists say more to a reader than small words that examples taught. */
function rankOf({ rule }: Evidence): number {
  return rule === 'learned' ? 1 : 0;
}

function toFactMention(view: MentionView): FactMention {
  const { score } = view;
  const isBad = score?.sentiment.label === 'negative';
  const evidence = [
    ...(score?.sentiment.evidence ?? []).filter(({ text, weight }) => text !== '' && (weight < 0 || !isBad)),
    ...(score?.hoax.evidence ?? []),
  ];
  return {
    id: view.id,
    title: view.title,
    text: view.text,
    url: view.url,
    publisher: publisherOf(view),
    isOffice: view.kind !== 'comment' && (view.sourceClass === 'government' || view.sourceClass === 'village'),
    platform: view.platform,
    publishedAt: view.publishedAt,
    collectedAt: view.editedAt ?? view.collectedAt,
    label: score?.sentiment.label ?? 'unscored',
    value: score?.sentiment.value ?? 0,
    target: score?.target ?? 'none',
    attention: score?.attention ?? 'none',
    hoaxClass: score?.hoax.class ?? 'none',
    evidence: [
      ...new Set(
        evidence
          .sort((a, b) => rankOf(a) - rankOf(b) || Math.abs(b.weight) - Math.abs(a.weight))
          .map(({ text }) => text.toLowerCase()),
      ),
    ],
  };
}
