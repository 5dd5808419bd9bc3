import { formatDateTime } from '../../core/time.ts';
import type { Stage } from './verdict.ts';

/**
 * Nobody is told of an issue that a person has closed. What fired after it was closed as done has come back, and is told;
 * what is no issue stays none.
 */
export const handled: Stage =
  ({ issues, zone }) =>
  ({ alert }) => {
    const issue = alert.issueId === null ? undefined : issues.get(alert.issueId);
    if (issue === undefined) return null;
    const { state, stateAt } = issue;
    const since = stateAt === null ? '' : ` sejak ${formatDateTime(stateAt, zone)}`;
    if (state === 'bukan-isu') return { outcome: 'dropped', reason: 'handled', detail: `dinyatakan bukan isu${since}` };
    if (state === 'selesai' && (stateAt ?? '') >= alert.firedAt)
      return { outcome: 'dropped', reason: 'handled', detail: `isu dinyatakan selesai${since}` };
    return null;
  };
