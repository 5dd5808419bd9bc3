import { sql } from 'kysely';
import type { SourceDay } from '../core/managed-source.ts';
import { addDays } from '../core/time.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** What a run asked of a site. */
export interface Traffic {
  /** Day of the regency's zone on which the run ended: `2026-11-22`. */
  readonly day: string;
  readonly requests: number;
  readonly bytes: number;
}

/** A row per source and day: a quarter of a year shows what a source costs and when it went quiet. */
const keptDays = 92;

/** Adds a run to its day, in the transaction that records the run. Nothing without `traffic`. */
export async function countDay(
  trx: Db,
  sourceId: string,
  traffic: Traffic | undefined,
  { stored, failed }: { readonly stored: number; readonly failed: boolean },
): Promise<void> {
  if (traffic === undefined) return;
  const { day, requests, bytes } = traffic;
  await trx
    .insertInto('sourceDays')
    .values({ sourceId, day, runs: 1, failures: failed ? 1 : 0, stored, requests, bytes })
    .onConflict((conflict) =>
      conflict.columns(['sourceId', 'day']).doUpdateSet({
        runs: sql`source_days.runs + 1`,
        failures: sql`source_days.failures + excluded.failures`,
        stored: sql`source_days.stored + excluded.stored`,
        requests: sql`source_days.requests + excluded.requests`,
        bytes: sql`source_days.bytes + excluded.bytes`,
      }),
    )
    .execute();
  await trx
    .deleteFrom('sourceDays')
    .where('sourceId', '=', sourceId)
    .where('day', '<', addDays(day, -keptDays))
    .execute();
}

/** By source, oldest day first; days without a run are left out. @param from first day that is wanted */
export async function listSourceDays(
  db: Db,
  sourceIds: readonly string[],
  from: string,
): Promise<ReadonlyMap<string, readonly SourceDay[]>> {
  const rows = await db
    .selectFrom('sourceDays')
    .selectAll()
    .where(isIn(db, 'sourceDays.sourceId', sourceIds))
    .where('day', '>=', from)
    .orderBy('sourceId')
    .orderBy('day')
    .execute();
  const days = new Map<string, SourceDay[]>();
  for (const { sourceId, ...day } of rows) {
    const known = days.get(sourceId);
    if (known === undefined) days.set(sourceId, [day]);
    else known.push(day);
  }
  return days;
}
