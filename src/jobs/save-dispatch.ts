import { setImmediate } from 'node:timers/promises';
import type { DispatchPlan, PlannedMessage } from '../alerts/dispatch/dispatch.ts';
import { planEscalations } from '../alerts/dispatch/escalate.ts';
import { sayMessage } from '../alerts/dispatch/say-message.ts';
import { type Decision, type Target, targetKey } from '../core/dispatch.ts';
import type { DueNotice } from '../core/dispatch-state.ts';
import { insertDecisions } from '../store/decisions.ts';
import { insertNotices, markDropped, markHeld, markQueued } from '../store/notices.ts';
import { insertNotifications } from '../store/outbox.ts';
import type { Db } from '../store/schema.ts';
import { loadToldAlerts } from '../store/told-alerts.ts';
import type { DispatchDeps } from './dispatch.ts';
import { toOutboxDraft } from './outbox-drafts.ts';

/** Renders a message and puts it into the outbox, with its notices, the record, and who is told if nobody reacts. */
export async function saveMessage(
  trx: Db,
  deps: Pick<DispatchDeps, 'routes' | 'renderer' | 'messageIdOf' | 'zone'>,
  { message, target, now }: { readonly message: PlannedMessage; readonly target: Target; readonly now: Date },
): Promise<void> {
  const { entries, occasion } = message;
  const at = now.toISOString();
  // Told to one target by two routes or as an escalation, an alert is still one.
  const alerts = await loadToldAlerts(trx, [...new Set(entries.map(({ alert }) => alert.id))]);
  const noticeIds = entries.map(({ notice }) => notice.id);
  const about = `n${noticeIds.reduce((least, id) => Math.min(least, id))}`;
  const draft = toOutboxDraft(
    {
      kind: 'alert',
      about,
      message: deps.renderer.alerts(alerts, target, occasion),
      messageIdOf: deps.messageIdOf,
      createdAt: at,
    },
    target,
  );
  await insertNotifications(trx, [draft]);
  await markQueued(trx, noticeIds, draft);
  await setImmediate();
  const detail = sayMessage(occasion, alerts.length);
  await insertDecisions(
    trx,
    entries.map(
      ({ notice }): Decision => ({
        alertId: notice.alertId,
        target: targetKey(target),
        outcome: 'queued',
        reason: null,
        detail,
        at,
      }),
    ),
  );
  await setImmediate();
  await insertNotices(trx, planEscalations(entries, new Map(deps.routes.map((route) => [route.id, route])), now));
}

/** What is not sent now, with the reason; said once, however often it is looked at for the same reason. */
export async function saveKept(trx: Db, kept: DispatchPlan['kept'], now: Date): Promise<void> {
  const at = now.toISOString();
  const byFate = new Map<string, (typeof kept)[number][]>();
  for (const one of kept) {
    const { verdict } = one;
    const key = verdict.outcome === 'held' ? `${verdict.reason} ${verdict.until}` : verdict.reason;
    const same = byFate.get(key);
    if (same === undefined) byFate.set(key, [one]);
    else same.push(one);
  }
  for (const same of byFate.values()) {
    const ids = same.map(({ entry }) => entry.notice.id);
    const verdict = same[0]?.verdict;
    if (verdict?.outcome === 'held') await markHeld(trx, ids, verdict.reason, verdict.until);
    else if (verdict !== undefined) await markDropped(trx, ids, verdict.reason);
  }
  await insertDecisions(
    trx,
    kept.flatMap(({ entry, verdict }): Decision[] => {
      const { outcome, reason, detail } = verdict;
      if (outcome === 'held' && isSaid(entry, reason, detail)) return [];
      return [{ alertId: entry.notice.alertId, target: targetKey(entry.notice.target), outcome, reason, detail, at }];
    }),
  );
}

function isSaid({ notice, lastDetail }: DueNotice, reason: string, detail: string): boolean {
  return notice.state === 'held' && notice.reason === reason && lastDetail === detail;
}
