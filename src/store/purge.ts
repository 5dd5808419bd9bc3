import { sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import type { Purge, PurgeCounts } from '../core/retention.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { deleteMentions } from './erasure-mentions.ts';
import type { Db } from './schema.ts';

/** Mentions deleted at a time: other writers wait no longer than that. */
const stepSize = 100;

export interface PurgeStep {
  readonly deleted: number;
  /** Issues that lost words with them. */
  readonly issues: number;
  readonly more: boolean;
}

/** One bounded step of deleting what was kept for long enough. @param citizen whether of citizens, or of offices and media */
export function purgeMentions(db: Db, citizen: boolean, before: Instant, at: Instant): Promise<PurgeStep> {
  return inWriteTransaction(db, async (trx) => {
    const old = await trx
      .selectFrom('mentions')
      .select('id')
      .where('citizen', '=', citizen ? 1 : 0)
      .where('collectedAt', '<', before)
      .orderBy('collectedAt')
      .orderBy('id')
      .limit(stepSize)
      .execute();
    if (old.length === 0) return { deleted: 0, issues: 0, more: false };
    const ids = old.map(({ id }) => id);
    // What was counted by day stays counted: the deletion must not make those days be counted again, without them.
    const hours = await hoursOf(trx, ids);
    const waiting = await staleHours(trx, hours);
    const { mentions, issues } = await deleteMentions(trx, ids, at, (issueIds) =>
      listNotYetRid(trx, issueIds, citizen, before),
    );
    await trx
      .deleteFrom('staleHours')
      .where(
        isIn(
          trx,
          'staleHours.hour',
          hours.filter((hour) => !waiting.has(hour)),
        ),
      )
      .execute();
    return { deleted: mentions, issues, more: old.length === stepSize };
  });
}

/**
 * Issues that the next steps take more mentions from: recounting an issue reads all its members, and one of ten thousand would be read
 * hundreds of times. The step that takes the last of them recounts it, the next night's if this one is cut off.
 */
async function listNotYetRid(
  trx: Db,
  issueIds: readonly number[],
  citizen: boolean,
  before: Instant,
): Promise<ReadonlySet<number>> {
  const rows = await trx
    .selectFrom('issues')
    .select('issues.id')
    .where(isIn(trx, 'issues.id', issueIds))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('mentions')
          .select('mentions.id')
          .whereRef('mentions.issueId', '=', 'issues.id')
          .where('mentions.collectedAt', '<', before)
          // With a plus: SQLite must walk the issue, oldest first, and not everything that is old.
          .where(sql<number>`+mentions.citizen`, '=', citizen ? 1 : 0),
      ),
    )
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function hoursOf(trx: Db, ids: readonly number[]): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('mentions')
    .select(sql<string>`substr(published_at, 1, 13)`.as('hour'))
    .distinct()
    .where(isIn(trx, 'mentions.id', ids))
    .execute();
  return rows.map(({ hour }) => hour);
}

async function staleHours(trx: Db, hours: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('staleHours')
    .select('hour')
    .where(isIn(trx, 'staleHours.hour', hours))
    .execute();
  return new Set(rows.map(({ hour }) => hour));
}

/** Alerts with what became of them, a step at a time; messages as well. */
export function purgeAlerts(db: Db, before: Instant): Promise<{ readonly deleted: number; readonly more: boolean }> {
  return inWriteTransaction(db, async (trx) => {
    const alerts = await trx
      .selectFrom('alerts')
      .select('id')
      .where('firedAt', '<', before)
      .orderBy('firedAt')
      .limit(stepSize)
      .execute();
    await trx
      .deleteFrom('alerts')
      .where(
        isIn(
          trx,
          'alerts.id',
          alerts.map(({ id }) => id),
        ),
      )
      .execute();
    const messages = await trx
      .selectFrom('outbox')
      .select('id')
      .where('state', 'in', ['sent', 'dead'])
      .where('createdAt', '<', before)
      .orderBy('id')
      .limit(stepSize)
      .execute();
    await trx
      .deleteFrom('outbox')
      .where(
        isIn(
          trx,
          'outbox.id',
          messages.map(({ id }) => id),
        ),
      )
      .execute();
    return { deleted: alerts.length, more: alerts.length === stepSize || messages.length === stepSize };
  });
}

export async function savePurge(db: Db, { at, tookMs, counts }: Purge): Promise<void> {
  await inWriteTransaction(db, (trx) =>
    trx
      .insertInto('purges')
      .values({ at, tookMs, counts: JSON.stringify(counts) })
      .execute(),
  );
}

/** Newest first. */
export async function listPurges(db: Db, limit: number): Promise<Purge[]> {
  const rows = await db.selectFrom('purges').selectAll().orderBy('id', 'desc').limit(limit).execute();
  return rows.map(({ at, tookMs, counts }) => ({ at, tookMs, counts: JSON.parse(counts) as PurgeCounts }));
}
