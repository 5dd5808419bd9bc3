import type { Instant } from '../core/mention.ts';
import { chunksOf, isIn } from './dialect.ts';
import type { Db } from './schema.ts';
import type { Period } from './stats.ts';

const hourMs = 3_600_000;
/** An hour as a key: the first 13 letters of its start, UTC. */
const keyOf = (ms: number): string => new Date(ms).toISOString().slice(0, 13);

const startOf = (hour: string): Instant => `${hour}:00:00.000Z`;

/** Hours whose kept counts are out of date. */
export interface StaleHours {
  /** The newest: few enough to be counted while somebody waits. */
  readonly anew: ReadonlySet<string>;
  /** The others: until the job has counted them they are given as they were. */
  readonly behind: readonly string[];
}

/** More than a day has: what is being collected can be counted at once, a change of all words cannot. */
const mostAnew = 30;

/** Hours that touch the period and changed since they were counted. */
export async function findStaleHours(db: Db, { from, to }: Period): Promise<StaleHours> {
  const rows = await db
    .selectFrom('staleHours')
    .select('hour')
    .where('hour', '>=', from.slice(0, 13))
    .where('hour', '<', to)
    .orderBy('hour', 'desc')
    .execute();
  const hours = rows.map(({ hour }) => hour).filter((hour) => startOf(hour) < to);
  return { anew: new Set(hours.slice(0, mostAnew)), behind: hours.slice(mostAnew) };
}

/** How a period is counted: hours from the kept counts, the rest from verdicts one by one. */
export interface CountPlan {
  /** First hour and the one after the last; null when the period holds no whole hour. */
  readonly kept: { readonly from: string; readonly to: string } | null;
  /** In time order; they neither touch nor overlap, and the kept counts of their hours are left out. */
  readonly spans: readonly Period[];
}

/** @param anew hours whose kept counts must not be used */
export function planCount({ from, to }: Period, anew: ReadonlySet<string>): CountPlan {
  const first = Math.ceil(Date.parse(from) / hourMs) * hourMs;
  const end = Math.floor(Date.parse(to) / hourMs) * hourMs;
  if (from >= to) return { kept: null, spans: [] };
  if (first >= end) return { kept: null, spans: [{ from, to }] };
  const spans: { from: Instant; to: Instant }[] = [];
  const add = (start: Instant, stop: Instant): void => {
    const last = spans.at(-1);
    if (start === stop) return;
    if (last?.to === start) last.to = stop;
    else spans.push({ from: start, to: stop });
  };
  const at = (ms: number): Instant => new Date(ms).toISOString();
  add(from, at(first));
  for (const hour of [...anew].sort()) {
    const start = Date.parse(startOf(hour));
    if (start >= first && start < end) add(at(start), at(start + hourMs));
  }
  add(at(end), to);
  return { kept: { from: keyOf(first), to: keyOf(end) }, spans };
}

export interface HourCount {
  readonly class: string;
  readonly kind: string;
  readonly label: string;
  readonly attention: string;
  readonly count: number;
}

/** Sums of the kept counts, but for the hours that are counted anew. */
export async function sumHours(
  db: Db,
  { from, to }: NonNullable<CountPlan['kept']>,
  about: string,
  anew: ReadonlySet<string>,
): Promise<readonly HourCount[]> {
  let select = db
    .selectFrom('hourCounts')
    .select(['class', 'kind', 'label', 'attention'])
    .select((eb) => eb.fn.sum<number | string>('count').as('count'))
    .where('hour', '>=', from)
    .where('hour', '<', to)
    .where('about', '=', about)
    .groupBy(['class', 'kind', 'label', 'attention']);
  if (anew.size > 0) select = select.where((eb) => eb.not(isIn(db, 'hourCounts.hour', [...anew])));
  // PostgreSQL sums whole numbers into text.
  return (await select.execute()).map((row) => ({ ...row, count: Number(row.count) }));
}

/** Counts of one hour as they are kept: by regency, who spoke, kind, label and attention. */
export type HourRow = HourCount & { readonly hour: string; readonly about: string };

/** Puts the counts of these hours in the place of what was kept of them. Only inside a write transaction. */
export async function saveHours(trx: Db, hours: readonly string[], rows: readonly HourRow[]): Promise<void> {
  await trx
    .deleteFrom('hourCounts')
    .where(isIn(trx, 'hourCounts.hour', hours))
    .execute();
  for (const chunk of chunksOf(rows, 7)) await trx.insertInto('hourCounts').values(chunk).execute();
}
