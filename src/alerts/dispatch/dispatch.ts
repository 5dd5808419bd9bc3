import type { DispatchInput, DueNotice } from '../../core/dispatch-state.ts';
import type { MessageOccasion } from '../../core/notification.ts';
import { acknowledge, escalateOnly } from './acknowledge.ts';
import { toGroups } from './group.ts';
import { handled } from './handled.ts';
import { inhibit } from './inhibit.ts';
import { holdInterval } from './interval.ts';
import { quietHours } from './quiet-hours.ts';
import { limitRate } from './rate.ts';
import { reachable } from './reachable.ts';
import { settle } from './settle.ts';
import { silence } from './silence.ts';
import type { Stage, Verdict } from './verdict.ts';

export interface PlannedMessage {
  readonly occasion: MessageOccasion;
  /** The most urgent first. */
  readonly entries: readonly DueNotice[];
}

/** What becomes of each due notice: it is in one message, or kept back with a reason. */
export interface DispatchPlan {
  readonly messages: readonly PlannedMessage[];
  readonly kept: readonly { readonly entry: DueNotice; readonly verdict: Verdict }[];
}

/** In this order: what is dropped for good first, so that no one holds what would never be sent. */
const stages: readonly Stage[] = [reachable, handled, acknowledge, escalateOnly, silence, inhibit, settle, quietHours];

/** Pure: decides on the due notices of one target. Looking at a notice too early does no harm: it is held again. */
export function dispatch(input: DispatchInput, now: Date): DispatchPlan {
  const looks = stages.map((stage) => stage(input, now));
  const kept: { entry: DueNotice; verdict: Verdict }[] = [];
  const passed: DueNotice[] = [];
  for (const entry of input.due) {
    const verdict = firstVerdict(looks, entry);
    if (verdict === null) passed.push(entry);
    else kept.push({ entry, verdict });
  }
  if (input.limits === null) return { messages: [], kept };
  const ready = toGroups(passed).filter((group) => {
    const verdict = holdInterval(group, input, now);
    if (verdict !== null) kept.push(...group.entries.map((entry) => ({ entry, verdict })));
    return verdict === null;
  });
  const { messages, held } = limitRate(ready, input, input.limits);
  kept.push(...held);
  return {
    messages: messages.map(({ entries, collected }) => ({ occasion: occasionOf(entries, collected), entries })),
    kept,
  };
}

function firstVerdict(looks: readonly ReturnType<Stage>[], entry: DueNotice): Verdict | null {
  for (const look of looks) {
    const verdict = look(entry);
    if (verdict !== null) return verdict;
  }
  return null;
}

function occasionOf(entries: readonly DueNotice[], collected: boolean): MessageOccasion {
  if (entries.every(({ notice }) => notice.purpose === 'escalate')) return 'escalation';
  return collected ? 'collected' : 'group';
}
