import type { Alert } from '../../core/alert.ts';
import { type Decision, type GroupKey, type Notice, type Route, targetKey } from '../../core/dispatch.ts';
import { matches } from './matches.ts';

/** A notice that is not stored yet. */
export type NoticeDraft = Omit<Notice, 'id' | 'outboxId'>;

/** A crisis does not wait longer for company. */
const crisisWaitMs = 10_000;

/**
 * Who is to be told of a new alert, and when it is looked at first. The first route that matches takes it, unless that says go on.
 * A target that several routes name is told once, by the first of them. Empty: see `unroutedDecision`.
 */
export function planNotices(alert: Alert, routes: readonly Route[], now: Date): readonly NoticeDraft[] {
  const drafts = new Map<string, NoticeDraft>();
  for (const route of takingRoutes(alert, routes)) {
    const waitMs = alert.level === 'crisis' ? Math.min(route.waitMs, crisisWaitMs) : route.waitMs;
    for (const target of route.targets) {
      if (drafts.has(targetKey(target))) continue;
      drafts.set(targetKey(target), {
        alertId: alert.id,
        target,
        routeId: route.id,
        purpose: 'notify',
        groupKey: groupKeyOf(alert, route),
        state: 'waiting',
        dueAt: new Date(now.getTime() + waitMs).toISOString(),
        createdAt: now.toISOString(),
        reason: 'group-wait',
      });
    }
  }
  return [...drafts.values()];
}

/** The record of an alert that nobody is told of; null when `planNotices` found somebody. */
export function unroutedDecision(alert: Alert, routes: readonly Route[], now: Date): Decision | null {
  const taking = takingRoutes(alert, routes);
  if (taking.some(({ targets }) => targets.length > 0)) return null;
  const ids = taking.map(({ id }) => id).join(', ');
  return {
    alertId: alert.id,
    target: '',
    outcome: 'dropped',
    ...(taking.length === 0
      ? { reason: 'no-route', detail: 'tidak ada jalur (alerting.routes) yang cocok dengan peringatan ini' }
      : { reason: 'no-recipient', detail: `jalur ${ids} tidak punya penerima yang dapat dihubungi` }),
    at: now.toISOString(),
  };
}

function takingRoutes(alert: Alert, routes: readonly Route[]): readonly Route[] {
  const taking: Route[] = [];
  for (const route of routes) {
    if (!matches(route.match, alert)) continue;
    taking.push(route);
    if (!route.goOn) break;
  }
  return taking;
}

/** Alerts with the same key share a message. JSON, so that no value can look like two. */
function groupKeyOf(alert: Alert, route: Route): string {
  const values: Readonly<Record<GroupKey, string | number | null>> = {
    issue: alert.issueId ?? alert.subject,
    topic: alert.topic,
    agency: alert.agency,
    place: alert.placeCode,
    rule: alert.ruleId,
  };
  return JSON.stringify([route.id, ...route.groupBy.map((key) => values[key])]);
}
