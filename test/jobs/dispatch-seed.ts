import { planNotices, unroutedDecision } from '../../src/alerts/dispatch/plan-notices.ts';
import type { Alert } from '../../src/core/alert.ts';
import type { Matchers, QuietHours, RecipientLimits, Route, Target } from '../../src/core/dispatch.ts';
import type { Issue } from '../../src/core/issue.ts';
import { silentLog } from '../../src/core/log.ts';
import type { MessageOccasion } from '../../src/core/notification.ts';
import type { DispatchDeps } from '../../src/jobs/dispatch.ts';
import { insertAlerts, type NewAlert } from '../../src/store/alerts.ts';
import type { Db } from '../../src/store/schema.ts';
import { makeIssue } from '../support/make.ts';

export const second = 1_000;
export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;
/** A Sunday, 10.00 WIB. */
export const start = new Date('2026-11-22T03:00:00.000Z');

export const anything: Matchers = { levels: [], rules: [], agencies: [], topics: [], places: [], issues: [] };

export function makeTarget(recipient: string, channel: Target['channel'] = 'email'): Target {
  return { recipient, name: recipient.toUpperCase(), channel, address: `${recipient}@${channel}.test` };
}

export function makeRoute(overrides: Partial<Route> = {}): Route {
  return {
    id: 'semua',
    match: anything,
    targets: [makeTarget('humas')],
    groupBy: ['topic', 'agency'],
    waitMs: 30 * second,
    intervalMs: 5 * minute,
    goOn: false,
    escalations: [],
    ...overrides,
  };
}

export function makeLimits(overrides: Partial<RecipientLimits> = {}): RecipientLimits {
  return { quiet: null, maxMessages: 2, perMs: 5 * minute, ...overrides };
}

/** 21.00 to 05.00, but for crises. */
export const night: QuietHours = { from: 21 * 60, to: 5 * 60, except: ['crisis'] };

export type AlertOverrides = Partial<Omit<Alert, 'id' | 'acknowledged' | 'snapshot' | 'firedAt'>>;

export function makeNewAlert(overrides: AlertOverrides, routes: readonly Route[], now: Date): NewAlert {
  const issueId = overrides.issueId ?? null;
  return {
    alert: {
      ruleId: 'negative-issue',
      subject: issueId === null ? 'spike:topic:air-listrik' : `issue:${issueId}`,
      issueId,
      level: 'alert',
      title: 'Air mati di Lembah Asri',
      reason: 'Keluhan beredar.',
      occasion: 'first',
      topic: 'air-listrik',
      agency: 'PDAM',
      placeCode: null,
      placeName: null,
      mentionIds: [],
      ...overrides,
      firedAt: now.toISOString(),
      snapshot: { issue: null, mentions: [], answers: [] },
    },
    notices: (alert) => planNotices(alert, routes, now),
    decision: (alert) => unroutedDecision(alert, routes, now),
  };
}

export async function addAlert(db: Db, deps: DispatchDeps, overrides: AlertOverrides = {}): Promise<Alert> {
  const [alert] = await insertAlerts(db, [makeNewAlert(overrides, deps.routes, deps.now())]);
  if (alert === undefined) throw new Error('no alert was stored');
  return alert;
}

export async function addIssue(db: Db, overrides: Partial<Omit<Issue, 'id'>> = {}): Promise<number> {
  const { id } = await db.insertInto('issues').values(makeIssue(overrides)).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** One more mention of the issue, stored at that time. */
export async function addMention(db: Db, issueId: number, at: Date): Promise<void> {
  await db
    .insertInto('sources')
    .values({
      id: 'kabar-uji',
      title: 'Kabar Uji',
      collector: 'feed',
      class: 'online-media',
      platform: 'web',
      enabled: 1,
      intervalMs: 900_000,
      silentAfterMs: day,
      options: '{}',
      cursor: null,
      nextRunAt: at.toISOString(),
      lastRunAt: null,
      firstSuccessAt: null,
      lastSuccessAt: null,
      lastNewItemAt: null,
      lastError: null,
      lastErrorAt: null,
      stoppedReason: null,
      credential: null,
      legal: null,
      lastFault: null,
      notice: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('mentions')
    .values({
      sourceId: 'kabar-uji',
      parentId: null,
      parentKey: null,
      issueId,
      kind: 'article',
      platform: 'web',
      publishedAt: at.toISOString(),
      precision: 'exact',
      language: 'id',
      contentHash: 'x',
      setAside: null,
      collectedAt: at.toISOString(),
      editedAt: null,
      author: null,
      publisher: null,
      url: null,
      title: 'Air masih mati',
      text: 'Air masih mati.',
      authorHandle: null,
      voiceClass: null,
    })
    .execute();
}

/** What a message of these tests says: how it came, and the alerts in it. */
export function renderIds(alerts: readonly Alert[], target: Target, occasion: MessageOccasion) {
  const ids = alerts.map(({ id }) => id).join(',');
  return { subject: occasion, text: ids, html: `<p>${target.recipient}</p>`, payload: null };
}

export interface Clock {
  at: Date;
  pass(ms: number): void;
}

export function makeClock(at: Date = start): Clock {
  const clock = {
    at,
    pass: (ms: number) => {
      clock.at = new Date(clock.at.getTime() + ms);
    },
  };
  return clock;
}

export function makeDispatchDeps(db: Db, clock: Clock, overrides: Partial<DispatchDeps> = {}): DispatchDeps {
  return {
    db,
    now: () => clock.at,
    log: silentLog,
    zone: 'Asia/Jakarta',
    routes: [makeRoute()],
    limits: new Map(['humas', 'camat', 'sekda'].map((id) => [id, makeLimits()])),
    inhibitForMs: 3 * hour,
    channels: new Set(['email', 'telegram', 'whatsapp', 'webhook']),
    renderer: { alerts: renderIds },
    messageIdOf: (kind, about, address) => `<${kind}-${about}.${address}>`,
    ...overrides,
  };
}

export interface Sent {
  readonly to: string;
  readonly at: string;
  readonly occasion: string;
  readonly alerts: readonly number[];
}

/** The outbox in the order in which it was filled. */
export async function listSent(db: Db): Promise<readonly Sent[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['address', 'createdAt', 'subject', 'text'])
    .where('kind', '=', 'alert')
    .orderBy('id')
    .execute();
  return rows.map(({ address, createdAt, subject, text }) => ({
    to: address.split('@')[0] ?? '',
    at: createdAt,
    occasion: subject,
    alerts: text.split(',').map(Number),
  }));
}

/** `held quiet-hours`, in order, of one alert. */
export async function listReasons(db: Db, alertId: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('decisions')
    .select(['outcome', 'reason', 'target'])
    .where('alertId', '=', alertId)
    .orderBy('id')
    .execute();
  return rows.map(({ outcome, reason, target }) => [target, outcome, reason].filter(Boolean).join(' '));
}
