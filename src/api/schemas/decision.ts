import { z } from 'zod';
import { channelIds, decisionReasons } from '../../core/dispatch.ts';
import { instant } from './common.ts';

const reason = z.enum(decisionReasons).nullable().describe('Why it is not (yet) a message.');

const targetFate = z
  .strictObject({
    recipient: z.string(),
    name: z.string(),
    channel: z.enum(channelIds),
    route: z.string(),
    purpose: z.enum(['notify', 'escalate']).describe('`escalate`: told because nobody reacted.'),
    state: z.enum(['waiting', 'held', 'queued', 'dropped']),
    reason,
    dueAt: instant.describe('When it is looked at next, while it waits or is held.'),
    summary: z.string().describe('What became of it, in Indonesian.'),
    message: z
      .strictObject({
        state: z.enum(['pending', 'sending', 'sent', 'dead']),
        attempts: z.int(),
        queuedAt: instant,
        nextAttemptAt: instant,
        sentAt: instant.nullable(),
        lastError: z.string().nullable(),
      })
      .nullable()
      .describe('Its message in the outbox; null while there is none.'),
  })
  .meta({ id: 'TargetFate' });

const decision = z
  .strictObject({
    at: instant,
    target: z.string().describe('`humas/email`; empty when it is about the alert as a whole.'),
    outcome: z.enum(['queued', 'held', 'dropped']),
    reason,
    detail: z.string().nullable().describe('What exactly, in Indonesian.'),
  })
  .meta({ id: 'Decision' });

export const alertFate = z
  .strictObject({
    alertId: z.int(),
    targets: z.array(targetFate),
    decisions: z.array(decision).describe('Oldest first.'),
  })
  .meta({ id: 'AlertFate' });
