import type { LiveEvent } from '../core/live.ts';
import { listOwnIssueIds } from '../store/agency-issues.ts';
import type { ApiDeps } from './deps.ts';

/** What an event says to an agency: of its own issues only. Null when it says nothing to it; what sources bring is no agency's matter. */
export async function narrowEvent(db: ApiDeps['db'], event: LiveEvent, agency: string): Promise<LiveEvent | null> {
  const named = event.type === 'issue' ? event.issueIds : event.type === 'alert' ? [event.issueId] : [];
  const ids = named.filter((id) => id !== null);
  const issueIds = ids.length === 0 ? [] : await listOwnIssueIds(db, ids, agency);
  // An alert is not for agencies to read: they learn that the issue has changed.
  return issueIds.length === 0 ? null : { type: 'issue', at: event.at, issueIds };
}
