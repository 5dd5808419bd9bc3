import type { DispatchInput } from '../../core/dispatch-state.ts';
import { formatDateTime } from '../../core/time.ts';
import { type Group, isCrisis } from './group.ts';
import type { Verdict } from './verdict.ts';

/** Of a route that is no longer in the configuration. */
const defaultIntervalMs = 300_000;

/** Least time between two messages about one group. A crisis does not wait for it. */
export function holdInterval(group: Group, { lastOfGroup, routes, zone }: DispatchInput, now: Date): Verdict | null {
  const last = lastOfGroup.get(group.key);
  if (last === undefined || isCrisis(group)) return null;
  const route = routes.get(group.entries[0]?.notice.routeId ?? '');
  const until = Date.parse(last) + (route?.intervalMs ?? defaultIntervalMs);
  if (until <= now.getTime()) return null;
  const detail = `pesan terakhir tentang kelompok ini ${formatDateTime(last, zone)}; yang berikutnya paling cepat ${formatDateTime(new Date(until), zone)}`;
  return { outcome: 'held', reason: 'group-interval', detail, until: new Date(until).toISOString() };
}
