import type { Instant, MentionDraft, Metrics } from '../core/mention.ts';
import { chunksOf } from './dialect.ts';
import { isAmong, kept } from './kept.ts';
import type { Db } from './schema.ts';

/** What people had done with a mention at one time. */
export interface MetricSnapshot extends Metrics {
  readonly at: Instant;
}

interface MetricRow {
  readonly at: string;
  readonly likes: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
  readonly views: number | null;
  readonly others: string;
}

const columns = ['at', 'likes', 'comments', 'shares', 'views', 'others'] as const;

/** Every count of a mention that differed from the one before, oldest first. */
export async function listMetrics(db: Db, mentionId: number): Promise<MetricSnapshot[]> {
  const rows = await db
    .selectFrom('metricSnapshots')
    .select(columns)
    .where('mentionId', '=', mentionId)
    .orderBy('at')
    .execute();
  return rows.map(toSnapshot);
}

/** The latest count of each of these mentions that has one. */
export async function loadMetrics(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, MetricSnapshot>> {
  const rows = await loadLatest(db, ids, null);
  return new Map([...rows].map(([id, row]) => [id, toSnapshot(row)]));
}

/**
 * Stores what was counted at `at` where it differs from the count before it.
 * @param sightings in order; of one mention the last one counts
 * @param fresh ids of mentions that are new and so have none yet
 */
export async function saveMetrics(
  trx: Db,
  sightings: readonly { readonly mentionId: number; readonly draft: MentionDraft }[],
  fresh: ReadonlySet<number>,
  at: Instant,
): Promise<void> {
  const counted = new Map<number, MetricRow>();
  for (const { mentionId, draft } of sightings) {
    if (draft.metrics !== null) counted.set(mentionId, toRow(draft.metrics, at));
  }
  const before = await loadLatest(
    trx,
    [...counted.keys()].filter((id) => !fresh.has(id)),
    at,
  );
  const changed = [...counted].filter(([id, row]) => !isSame(row, before.get(id)));
  const rows = changed.map(([mentionId, row]) => ({ mentionId, ...row }));
  for (const chunk of chunksOf(rows, 7)) {
    await trx
      .insertInto('metricSnapshots')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['mentionId', 'at']).doUpdateSet((eb) => ({
          likes: eb.ref('excluded.likes'),
          comments: eb.ref('excluded.comments'),
          shares: eb.ref('excluded.shares'),
          views: eb.ref('excluded.views'),
          others: eb.ref('excluded.others'),
        })),
      )
      .execute();
  }
}

/** @param until only counts up to then; null for all */
async function loadLatest(db: Db, ids: readonly number[], until: Instant | null): Promise<Map<number, MetricRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('metricSnapshots as current')
    .select('current.mentionId')
    .select(columns.map((column) => `current.${column}` as const))
    .where(isAmong(db, 'current.mentionId', ids))
    .where('current.at', '=', (eb) => {
      const newest = eb
        .selectFrom('metricSnapshots as other')
        .select((select) => select.fn.max('other.at').as('at'))
        .whereRef('other.mentionId', '=', 'current.mentionId');
      return until === null ? newest : newest.where('other.at', '<=', until);
    })
    .modifyEnd(kept)
    .execute();
  return new Map(rows.map(({ mentionId, ...row }) => [mentionId, row]));
}

function isSame(row: MetricRow, before: MetricRow | undefined): boolean {
  return (
    before !== undefined &&
    (['likes', 'comments', 'shares', 'views', 'others'] as const).every((column) => row[column] === before[column])
  );
}

/** Keys in order, so that equal counts are equal texts. */
function toRow({ likes, comments, shares, views, others }: Metrics, at: Instant): MetricRow {
  const sorted = Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1));
  return { at, likes, comments, shares, views, others: JSON.stringify(Object.fromEntries(sorted)) };
}

function toSnapshot({ others, ...row }: MetricRow): MetricSnapshot {
  return { ...row, others: JSON.parse(others) as Record<string, number> };
}
