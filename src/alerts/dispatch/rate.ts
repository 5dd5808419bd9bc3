import type { RecipientLimits } from '../../core/dispatch.ts';
import type { DispatchInput, DueNotice } from '../../core/dispatch-state.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import { byUrgency, type Group, isCrisis } from './group.ts';
import type { Verdict } from './verdict.ts';

export interface RateResult {
  readonly messages: readonly { readonly entries: readonly DueNotice[]; readonly collected: boolean }[];
  readonly held: readonly { readonly entry: DueNotice; readonly verdict: Verdict }[];
}

/**
 * At most `maxMessages` in any span of `perMs`. When more groups are due than messages are left, the last of these tells of all that is
 * due. Where more than one message is allowed, one of them is kept for a crisis, which must not wait because others have just come.
 */
export function limitRate(groups: readonly Group[], input: DispatchInput, limits: RecipientLimits): RateResult {
  if (groups.length === 0) return { messages: [], held: [] };
  const { maxMessages, perMs } = limits;
  const { sent, zone } = input;
  const kept = maxMessages > 1 ? 1 : 0;
  const free = maxMessages - sent.length;
  const allowed = Math.max(free - kept, groups.some(isCrisis) ? Math.min(free, 1) : 0);
  if (allowed > 0) {
    if (groups.length <= allowed)
      return { messages: groups.map(({ entries }) => ({ entries, collected: false })), held: [] };
    const own = groups.slice(0, allowed - 1);
    const rest = groups.slice(allowed - 1).flatMap(({ entries }) => entries);
    return {
      messages: [
        ...own.map(({ entries }) => ({ entries, collected: false })),
        { entries: rest.sort(byUrgency), collected: true },
      ],
      held: [],
    };
  }
  // Crises wait for the first message to leave the span, others until there is one more than is kept.
  const usable = groups.some(isCrisis) ? maxMessages : maxMessages - kept;
  const oldest = sent[sent.length - usable] ?? sent[0] ?? '';
  const until = new Date(Date.parse(oldest) + perMs).toISOString();
  const detail = `batas ${formatNumber(maxMessages)} pesan per ${saySpan(perMs)} terpakai${kept > 0 ? ' (satu disisakan untuk krisis)' : ''}; digabung dan dikirim mulai ${formatDateTime(until, zone)}`;
  const verdict: Verdict = { outcome: 'held', reason: 'rate-limit', detail, until };
  return { messages: [], held: groups.flatMap(({ entries }) => entries.map((entry) => ({ entry, verdict }))) };
}

function saySpan(ms: number): string {
  return ms < 7_200_000 ? `${formatNumber(ms / 60_000)} menit` : `${formatNumber(ms / 3_600_000)} jam`;
}
