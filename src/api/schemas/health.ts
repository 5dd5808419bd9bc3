import { z } from 'zod';
import { channelIds } from '../../core/dispatch.ts';
import { instant } from './common.ts';
import { status } from './source.ts';

const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({
    ok: z.boolean(),
    /** Indonesian, for the operator; null when all is well. */
    problem: z.string().nullable(),
    ...shape,
  });

export const health = z
  .strictObject({
    status: z.enum(['ok', 'failing']),
    failing: z.array(z.string()).describe('Names of the parts that fail.'),
    checkedAt: instant,
    version: z.string(),
    demo: z.boolean(),
    parts: z.strictObject({
      database: part({}),
      scheduler: part({
        lagMs: z.int().nullable().describe('How late the longest overdue source is.'),
        lastRunAt: instant.nullable(),
      }),
      sources: part({
        total: z.int(),
        byStatus: z.record(status, z.int()),
      }),
      credentials: part({
        refused: z.int().describe('Without a secret, expired, or not accepted by the platform.'),
        expiring: z.int().describe('Within 14 days.'),
        spent: z.int().describe('Budgets that are used up now.'),
      }),
      outbox: part({
        pending: z.int(),
        dead: z.int().describe('Given up, all time.'),
        oldestPendingAgeMs: z.int().nullable(),
      }),
      channels: part({ stopped: z.array(z.enum(channelIds)).describe('Channels by which nothing can be sent now.') }),
      mail: part({ configured: z.boolean() }),
      reports: part({ held: z.array(z.string()).describe('Reports that wait for somebody to approve them.') }),
    }),
  })
  .meta({ id: 'Health' });
