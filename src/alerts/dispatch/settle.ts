import type { Stage } from './verdict.ts';

/** What a silence or a crisis has kept back is told afterwards if it went on meanwhile. A crisis is told in any case. */
export const settle: Stage =
  ({ signs }) =>
  ({ notice, alert }) => {
    if (notice.reason !== 'silenced' && notice.reason !== 'inhibited') return null;
    if (alert.level === 'crisis' || (signs.get(alert.id) ?? '') > alert.firedAt) return null;
    return { outcome: 'dropped', reason: 'settled', detail: 'tidak ada kelanjutan selama peringatan ini diredam' };
  };
