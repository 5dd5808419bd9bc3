import { type Route, targetKey } from '../../core/dispatch.ts';
import type { DueNotice } from '../../core/dispatch-state.ts';
import type { NoticeDraft } from './plan-notices.ts';

/**
 * Who is told if nobody reacts, counted from when the first message about an alert was queued. Stored with that message; a later message
 * about the same alert finds them there. Escalations do not escalate further.
 */
export function planEscalations(
  entries: readonly DueNotice[],
  routes: ReadonlyMap<string, Route>,
  now: Date,
): readonly NoticeDraft[] {
  const drafts = new Map<string, NoticeDraft>();
  for (const { notice } of entries) {
    if (notice.purpose !== 'notify') continue;
    for (const { afterMs, targets } of routes.get(notice.routeId)?.escalations ?? []) {
      for (const target of targets) {
        const key = `${notice.alertId} ${targetKey(target)}`;
        if (drafts.has(key)) continue;
        drafts.set(key, {
          alertId: notice.alertId,
          target,
          routeId: notice.routeId,
          purpose: 'escalate',
          groupKey: `escalate:${notice.groupKey}`,
          state: 'waiting',
          dueAt: new Date(now.getTime() + afterMs).toISOString(),
          createdAt: now.toISOString(),
          reason: null,
        });
      }
    }
  }
  return [...drafts.values()];
}
