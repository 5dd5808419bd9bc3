import type { Selectable } from 'kysely';
import type { Instant } from '../core/mention.ts';
import type { SourceTrial } from '../core/source-desk.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** Trials are looked at at once, or not at all. */
const keptMs = 7 * 86_400_000;

/** Keeps what a trial came to, says so on the audit trail, and drops those of more than a week ago. */
export function saveTrial(db: Db, trial: Omit<SourceTrial, 'id'>): Promise<SourceTrial> {
  const { who, at, sourceId, ...data } = trial;
  return inWriteTransaction(db, async (trx) => {
    const { id } = await trx
      .insertInto('sourceTrials')
      .values({ who, at, sourceId, data: JSON.stringify(data) })
      .returning('id')
      .executeTakeFirstOrThrow();
    const before = new Date(Date.parse(at) - keptMs).toISOString();
    await trx.deleteFrom('sourceTrials').where('at', '<', before).execute();
    const object = sourceId === null ? `source-trial:${id}` : `source:${sourceId}`;
    const detail = { input: data.input, items: data.reading?.items ?? null, fault: data.fault?.reason ?? null };
    await writeAudit(trx, { at, who, action: 'source.try', object, detail });
    return { id, ...trial };
  });
}

/** How many trials somebody has made since then. */
export async function countTrialsOf(db: Db, who: string, since: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('sourceTrials')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('who', '=', who)
    .where('at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findTrial(db: Db, id: number): Promise<SourceTrial | null> {
  const row = await db.selectFrom('sourceTrials').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toTrial(row);
}

/** The newest of a source; null when it was not tried lately. */
export async function findLastTrial(db: Db, sourceId: string): Promise<SourceTrial | null> {
  const row = await db
    .selectFrom('sourceTrials')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toTrial(row);
}

function toTrial({ data, ...row }: Selectable<Tables['sourceTrials']>): SourceTrial {
  return { ...row, ...(JSON.parse(data) as Omit<SourceTrial, 'id' | 'who' | 'at' | 'sourceId'>) };
}
