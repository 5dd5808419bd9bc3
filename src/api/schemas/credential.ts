import { z } from 'zod';
import { credentialStatuses } from '../../core/credential.ts';
import { type Body, instant } from './common.ts';

const window = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('calendar'), unit: z.enum(['hour', 'day', 'month']), zone: z.string() }),
  z.strictObject({ kind: z.literal('rolling'), ms: z.int() }),
]);

const budget = z.strictObject({
  name: z.string(),
  title: z.string(),
  limit: z.number(),
  used: z.number().describe('In the window that runs now.'),
  distinct: z.boolean().describe('Counts different keys (hashtags) instead of requests.'),
  window: window.describe('`calendar`: begins anew in the zone. `rolling`: any stretch of this length.'),
  renewsAt: instant
    .nullable()
    .describe('When it begins anew, or the first of what is used comes back; null while nothing of a rolling one is.'),
});

export const credential = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    status: z
      .enum(credentialStatuses)
      .describe('`refused`: the platform does not take it. `paused`: it asked us to wait. `expiring`: within 14 days.'),
    expires: z.iso.date().nullable(),
    fault: z.string().nullable(),
    faultAt: instant.nullable(),
    pausedUntil: instant.nullable(),
    sources: z.array(z.string()).describe('Ids of the enabled sources that use it.'),
    budgets: z.array(budget),
  })
  .meta({ id: 'Credential' });

export type CredentialBody = Body<typeof credential>;
