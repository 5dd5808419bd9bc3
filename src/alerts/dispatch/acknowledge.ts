import type { AcknowledgedLevel, AlertHead } from '../../core/dispatch-state.ts';
import { formatDateTime } from '../../core/time.ts';
import { rankOf } from './levels.ts';
import type { Stage } from './verdict.ts';

/**
 * Somebody sees to it: repeats stop until the acknowledgement ends, unless the level rises above what was acknowledged. Those who have
 * not yet been told of an alert that others have acknowledged are told.
 */
export const acknowledge: Stage = ({ acknowledgements, zone }, now) => {
  const at = now.toISOString();
  return ({ notice, alert }) => {
    if (notice.purpose === 'escalate') return null;
    if (alert.acknowledged !== null && alert.occasion !== 'repeat') return null;
    const known = strongest(acknowledgements.get(alert.subject), at);
    if (known === null || rankOf(known.level) < rankOf(alert.level)) return null;
    const until = formatDateTime(known.until, zone);
    return { outcome: 'dropped', reason: 'acknowledged', detail: `${sayWho(known, zone)}, berlaku sampai ${until}` };
  };
};

/**
 * Those above are told only while nobody reacts: not when the alert or its subject was acknowledged at this level, nor when somebody
 * has already moved the issue on.
 */
export const escalateOnly: Stage = ({ acknowledgements, issues, zone }, now) => {
  const at = now.toISOString();
  return ({ notice, alert }) => {
    if (notice.purpose !== 'escalate') return null;
    const known = alert.acknowledged ?? sameLevel(strongest(acknowledgements.get(alert.subject), at), alert);
    if (known !== null) return { outcome: 'dropped', reason: 'not-escalated', detail: sayWho(known, zone) };
    const issue = alert.issueId === null ? undefined : issues.get(alert.issueId);
    if (issue === undefined || issue.state === 'baru' || (issue.stateAt ?? '') < alert.firedAt) return null;
    const since = formatDateTime(issue.stateAt ?? alert.firedAt, zone);
    return { outcome: 'dropped', reason: 'not-escalated', detail: `isu sudah ${issue.state} sejak ${since}` };
  };
};

/** The acknowledgement in force that covers the highest level. */
function strongest(all: readonly AcknowledgedLevel[] | undefined, at: string): AcknowledgedLevel | null {
  let best: AcknowledgedLevel | null = null;
  for (const one of all ?? []) {
    if (one.until > at && (best === null || rankOf(one.level) > rankOf(best.level))) best = one;
  }
  return best;
}

function sameLevel(known: AcknowledgedLevel | null, alert: AlertHead): AcknowledgedLevel | null {
  return known !== null && rankOf(known.level) >= rankOf(alert.level) ? known : null;
}

function sayWho({ by, at, note }: Pick<AcknowledgedLevel, 'by' | 'at' | 'note'>, zone: string): string {
  return `ditangani ${by} sejak ${formatDateTime(at, zone)}${note === null ? '' : ` (${note})`}`;
}
