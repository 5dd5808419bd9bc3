import { z } from 'zod';
import { terms } from '../../core/collector.ts';
import { sourceFaults } from '../../core/errors.ts';
import { pacedIntervalMs, type SourceRow, sourceStatus, sourceStatuses } from '../../core/source.ts';
import { type Body, instant, platform, sourceClass } from './common.ts';

export const status = z.enum(sourceStatuses);

export const source = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    collector: z.string(),
    class: sourceClass,
    platform,
    status: status.describe(
      '`quiet`: runs succeed but nothing new came for long. `failing`: the last run failed, the next may succeed. `blocked`: the site refuses. `gone`: not asked again. `needs-credential`: no key, or one that is not accepted. `needs-attention`: will not get better by itself.',
    ),
    notice: z.string().nullable().describe('Why it waits although nothing is wrong, Indonesian.'),
    legal: z
      .strictObject({
        purpose: z.string(),
        basis: z.string(),
        terms: z.enum(terms),
        reference: z.string().nullable(),
      })
      .nullable()
      .describe('Why the office may read it; null only while it is disabled.'),
    credential: z.string().nullable().describe('Id of the key it is read with.'),
    intervalMs: z.int().describe('As configured.'),
    pacedIntervalMs: z.int().describe('At its present pace: quiet sources are read less often, busy ones more often.'),
    nextRunAt: instant,
    lastRunAt: instant.nullable(),
    lastSuccessAt: instant.nullable(),
    lastNewItemAt: instant.nullable(),
    errorCount: z.int().describe('Failed runs in a row.'),
    lastFault: z
      .enum([...sourceFaults, 'internal'])
      .nullable()
      .describe('What kind of fault the last failure was.'),
    lastError: z.string().nullable(),
    lastErrorAt: instant.nullable(),
    stoppedReason: z.string().nullable(),
    itemCount: z.int(),
    rejectedCount: z.int(),
  })
  .meta({ id: 'Source' });

/** Without options and cursor: they may hold paths of the operator's machine. */
export function toSourceBody(row: SourceRow, now: Date): Body<typeof source> {
  return {
    id: row.id,
    title: row.title,
    collector: row.collector,
    class: row.class,
    platform: row.platform,
    status: sourceStatus(row, now),
    notice: row.notice,
    legal: row.legal,
    credential: row.credential,
    intervalMs: row.intervalMs,
    pacedIntervalMs: Math.round(pacedIntervalMs(row)),
    nextRunAt: row.nextRunAt,
    lastRunAt: row.lastRunAt,
    lastSuccessAt: row.lastSuccessAt,
    lastNewItemAt: row.lastNewItemAt,
    errorCount: row.errorCount,
    lastFault: row.lastFault,
    lastError: row.lastError,
    lastErrorAt: row.lastErrorAt,
    stoppedReason: row.stoppedReason,
    itemCount: row.itemCount,
    rejectedCount: row.rejectedCount,
  };
}
