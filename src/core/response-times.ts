import type { IssueEvent } from './issue.ts';
import type { Instant } from './mention.ts';

/** How an agency dealt with an issue that was passed on to it. */
export interface AgencyResponse {
  readonly issueId: number;
  readonly agency: string;
  readonly passedAt: Instant;
  /** Until when it should have answered, as asked last; null when that is not known. */
  readonly dueAt: Instant | null;
  /** When the issue was first called answered, or done with, after that; null while it is waiting. */
  readonly answeredAt: Instant | null;
}

/**
 * Reads from the history of one issue to whom it was passed on, and when each answered. Passing it on to another agency ends the
 * waiting of the first without an answer, so nothing is said of the first; taking it back does too.
 * @param history of one issue, oldest first
 * @param agency the issue's agency now
 */
export function responsesOf(issueId: number, history: readonly IssueEvent[], agency: string | null): AgencyResponse[] {
  const responses: AgencyResponse[] = [];
  let open = null as { agency: string; passedAt: Instant; dueAt: Instant | null } | null;
  for (const [index, event] of history.entries()) {
    if (event.kind === 'due' && open !== null) open.dueAt = event.to;
    if (event.kind !== 'state') continue;
    if (event.to === 'diteruskan') {
      const whom = agencyAfter(history, index, agency);
      // Reminding the same agency does not start its time anew.
      if (whom !== open?.agency) open = whom === null ? null : { agency: whom, passedAt: event.at, dueAt: null };
    } else if (open !== null) {
      if (event.to === 'ditanggapi' || event.to === 'selesai') {
        responses.push({ issueId, ...open, answeredAt: event.at });
      }
      open = null;
    }
  }
  return open === null ? responses : [...responses, { issueId, ...open, answeredAt: null }];
}

/**
 * The agency that a step passed the issue on to: named in the same change when it differed from the one before, else what was known,
 * which is what the next change of agency replaced.
 */
function agencyAfter(history: readonly IssueEvent[], index: number, now: string | null): string | null {
  const step = history[index];
  const following = history.slice(index + 1).filter(({ kind }) => kind === 'agency');
  const named = following.find(({ at }) => at === step?.at);
  if (named !== undefined) return named.to;
  return following[0] === undefined ? now : following[0].from;
}

/** The value below which the share of the values lies, by the nearest rank; null without values. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
