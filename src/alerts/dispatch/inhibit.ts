import type { AlertHead, KnownCrisis } from '../../core/dispatch-state.ts';
import { formatDateTime } from '../../core/time.ts';
import type { Stage } from './verdict.ts';

/**
 * A crisis mutes lesser alerts on its topic and agency, for those who know of the crisis, while its issue is open.
 */
export const inhibit: Stage = ({ crises, inhibitForMs, zone }, now) => {
  const newest = new Map<string, KnownCrisis>();
  for (const crisis of crises) {
    const key = keyOf(crisis);
    if (key === null || crisis.issueState === 'selesai' || crisis.issueState === 'bukan-isu') continue;
    if (crisis.firedAt > (newest.get(key)?.firedAt ?? '')) newest.set(key, crisis);
  }
  return ({ alert }) => {
    const key = keyOf(alert);
    const crisis = key === null || alert.level === 'crisis' ? undefined : newest.get(key);
    if (crisis === undefined) return null;
    const until = Date.parse(crisis.firedAt) + inhibitForMs;
    if (until <= now.getTime()) return null;
    const at = new Date(until).toISOString();
    const detail = `krisis #${crisis.id} “${crisis.title}” meredamnya sampai ${formatDateTime(at, zone)}`;
    return { outcome: 'held', reason: 'inhibited', detail, until: at };
  };
};

/** Null for what has neither: nothing in common is not the same. */
function keyOf({ topic, agency }: Pick<AlertHead, 'topic' | 'agency'>): string | null {
  return topic === null && agency === null ? null : JSON.stringify([topic, agency]);
}
