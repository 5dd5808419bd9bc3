import { setImmediate } from 'node:timers/promises';
import { type DispatchPlan, dispatch } from '../alerts/dispatch/dispatch.ts';
import { crashAt } from '../core/crash-point.ts';
import type { ChannelId, RecipientLimits, Route, Target } from '../core/dispatch.ts';
import type { DispatchInput } from '../core/dispatch-state.ts';
import type { Logger } from '../core/log.ts';
import type { MessageRenderer } from '../core/notification.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { loadTargetState } from '../store/dispatch-state.ts';
import { listDueTargets, nextNoticeAt } from '../store/notices.ts';
import type { Db } from '../store/schema.ts';
import type { MessageIdOf } from './outbox-drafts.ts';
import { saveKept, saveMessage } from './save-dispatch.ts';

export interface DispatchDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  /** IANA zone of the regency. */
  readonly zone: string;
  readonly routes: readonly Route[];
  /** By id of recipient or webhook. */
  readonly limits: ReadonlyMap<string, RecipientLimits>;
  readonly inhibitForMs: number;
  /** Channels that can send; what is for others is dropped, and recorded. */
  readonly channels: ReadonlySet<ChannelId>;
  readonly renderer: Pick<MessageRenderer, 'alerts'>;
  readonly messageIdOf: MessageIdOf;
}

export interface DispatchSummary {
  readonly messages: number;
  /** Notices that are in these messages. */
  readonly queued: number;
  readonly held: number;
  readonly dropped: number;
}

/** Notices of one target that are looked at in one transaction. */
const noticesPerLook = 10_000;
/** Messages written in one transaction: others must get their turn. */
const messagesPerLook = 20;
/** Looks at one target per call. */
const looksPerTarget = 50;

/**
 * Looks at the notices that are due, target by target, and puts messages into the outbox. Reading, deciding and writing are one
 * transaction: a silence or an acknowledgement given before it counts, another process cannot do the same, and a crash leaves either
 * nothing or everything of it. Cheap when nothing is due.
 */
export async function dispatchDue(deps: DispatchDeps): Promise<DispatchSummary> {
  const totals = { messages: 0, queued: 0, held: 0, dropped: 0 };
  const next = await nextNoticeAt(deps.db);
  if (next === null || next > deps.now().toISOString()) return totals;
  const failures: unknown[] = [];
  for (const target of await listDueTargets(deps.db, deps.now())) {
    try {
      for (let look = 0; look < looksPerTarget; look++) {
        const { plan, isDone } = await lookAt(deps, target);
        if (plan.messages.length > 0) crashAt('after-dispatch-commit');
        add(totals, plan);
        if (isDone) break;
        await setImmediate();
      }
    } catch (error) {
      // The others must still be told.
      deps.log.error(
        { recipient: target.recipient, channel: target.channel, err: error },
        'alerts could not be queued',
      );
      failures.push(error);
    }
    await setImmediate();
  }
  if (totals.messages + totals.held + totals.dropped > 0) deps.log.info(totals, 'alerts dispatched');
  if (failures.length > 0) throw failures[0];
  return totals;
}

async function lookAt(deps: DispatchDeps, target: Target): Promise<{ plan: DispatchPlan; isDone: boolean }> {
  const now = deps.now();
  return inWriteTransaction(deps.db, async (trx) => {
    const input = await loadInput(trx, deps, target, now);
    // Between the parts others get their turn: ten thousand notices are much work for one.
    await setImmediate();
    const whole = dispatch(input, now);
    await setImmediate();
    const plan = { ...whole, messages: whole.messages.slice(0, messagesPerLook) };
    for (const message of plan.messages) await saveMessage(trx, deps, { message, target, now });
    await saveKept(trx, plan.kept, now);
    if (plan.messages.length > 0) crashAt('before-dispatch-commit');
    const isDone = plan.messages.length === whole.messages.length && input.due.length < noticesPerLook;
    return { plan, isDone };
  });
}

async function loadInput(trx: Db, deps: DispatchDeps, target: Target, now: Date): Promise<DispatchInput> {
  const { routes, inhibitForMs, zone } = deps;
  const limits = deps.limits.get(target.recipient) ?? null;
  const query = {
    target,
    perMs: limits?.perMs ?? 0,
    intervalMs: Math.max(0, ...routes.map(({ intervalMs }) => intervalMs)),
    inhibitForMs,
    limit: noticesPerLook,
  };
  return {
    ...(await loadTargetState(trx, query, now)),
    target,
    limits,
    hasChannel: deps.channels.has(target.channel),
    routes: new Map(routes.map((route) => [route.id, route])),
    inhibitForMs,
    zone,
  };
}

type Totals = { -readonly [Key in keyof DispatchSummary]: DispatchSummary[Key] };

function add(totals: Totals, { messages, kept }: DispatchPlan): void {
  totals.messages += messages.length;
  for (const { entries } of messages) totals.queued += entries.length;
  for (const { verdict } of kept) totals[verdict.outcome] += 1;
}
