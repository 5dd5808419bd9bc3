import { z } from 'zod';
import { channelIds } from '../../core/dispatch.ts';
import { instant } from './common.ts';

export const outboxState = z.enum(['pending', 'sending', 'sent', 'dead']);

export const outboxEntry = z.object({
  id: z.int(),
  kind: z.enum(['alert', 'digest', 'operations']),
  about: z
    .string()
    .describe('First notice of the message (`n12`), report date, or what an operations message is about.'),
  channel: z.enum(channelIds),
  recipient: z.string().describe('Name as configured; addresses are not told.'),
  subject: z.string(),
  messageId: z.string(),
  state: outboxState.describe(
    'pending waits · sending is under way · sent was accepted · dead was given up, see `lastError`.',
  ),
  attempts: z.int(),
  createdAt: instant,
  nextAttemptAt: instant,
  sentAt: instant.nullable(),
  lastError: z.string().nullable().describe('What the other side said last, without addresses.'),
  lastErrorAt: instant.nullable(),
});

export const retryBody = z
  .strictObject({
    ids: z.array(z.int().min(1)).min(1).max(1_000).optional().describe('Messages that were given up.'),
    all: z.literal(true).optional().describe('All that were given up.'),
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), { error: 'isi salah satu: ids atau all' });

export const retryResult = z.object({ retried: z.array(z.int()).describe('Those that will be tried at once.') });
