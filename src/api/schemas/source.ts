import { z } from 'zod';
import { type SourceRow, sourceStatus } from '../../core/source.ts';
import { type Body, instant, platform, sourceClass } from './common.ts';

export const status = z.enum(['ok', 'failing', 'silent', 'never-run', 'stopped']);

export const source = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    collector: z.string(),
    class: sourceClass,
    platform,
    status: status.describe('`failing`: the last run failed. `silent`: runs succeed but nothing new came for long.'),
    intervalMs: z.int(),
    nextRunAt: instant,
    lastRunAt: instant.nullable(),
    lastSuccessAt: instant.nullable(),
    lastNewItemAt: instant.nullable(),
    errorCount: z.int().describe('Failed runs in a row.'),
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
    intervalMs: row.intervalMs,
    nextRunAt: row.nextRunAt,
    lastRunAt: row.lastRunAt,
    lastSuccessAt: row.lastSuccessAt,
    lastNewItemAt: row.lastNewItemAt,
    errorCount: row.errorCount,
    lastError: row.lastError,
    lastErrorAt: row.lastErrorAt,
    stoppedReason: row.stoppedReason,
    itemCount: row.itemCount,
    rejectedCount: row.rejectedCount,
  };
}
