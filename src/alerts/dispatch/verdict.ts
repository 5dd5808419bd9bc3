import type { DecisionReason } from '../../core/dispatch.ts';
import type { DispatchInput, DueNotice } from '../../core/dispatch-state.ts';
import type { Instant } from '../../core/mention.ts';

/** What keeps a notice from becoming a message. */
export type Verdict =
  | {
      readonly outcome: 'held';
      readonly reason: DecisionReason;
      readonly detail: string;
      /** When it is looked at again. */
      readonly until: Instant;
    }
  | { readonly outcome: 'dropped'; readonly reason: DecisionReason; readonly detail: string };

/** Looks at one notice after the other; null lets it pass. */
export type Stage = (input: DispatchInput, now: Date) => (entry: DueNotice) => Verdict | null;
