import type { Category } from '../core/category.ts';
import type { DayCount, DayFacet } from '../core/day-count.ts';
import { addDays, localDate } from '../core/time.ts';
import type { Db } from './schema.ts';

export interface DayCountQuery {
  readonly facet: DayFacet;
  /** First and last calendar day in the regency's zone. */
  readonly from: string;
  readonly to: string;
  /** Only this class, topic or place (a kecamatan with its desa), by facet. */
  readonly first?: string;
  /** All but this class or topic. */
  readonly notFirst?: string;
  /** Only this agency, agency or topic, by facet. */
  readonly second?: string;
}

export type DayDimension = 'day' | 'first' | 'second';

/** Counts of the period by category and by the named dimensions (the others are empty), as they were when the days were last counted. */
export async function loadDayCounts(
  db: Db,
  query: DayCountQuery & { readonly by: readonly DayDimension[] },
): Promise<DayCount[]> {
  const { facet, from, to, first, notFirst, second, by } = query;
  const groups = ['category', ...by] as const;
  let select = db
    .selectFrom('dayCounts')
    .select(groups)
    .select((eb) => eb.fn.sum<number | string>('count').as('count'))
    .where('facet', '=', facet)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(groups);
  if (first !== undefined) {
    select =
      facet === 'place'
        ? select.where((eb) =>
            // '/' follows '.': everything that begins with `35.16.15.`
            eb.or([eb('first', '=', first), eb.and([eb('first', '>', `${first}.`), eb('first', '<', `${first}/`)])]),
          )
        : select.where('first', '=', first);
  }
  if (notFirst !== undefined) select = select.where('first', '<>', notFirst);
  if (second !== undefined) select = select.where('second', '=', second);
  const rows = (await select.execute()) as readonly Partial<DayCount>[];
  return rows.map(({ day = '', first: one = '', second: two = '', category, count }) => ({
    ...{ day, first: one, second: two, category: category as Category },
    // PostgreSQL sums whole numbers into text.
    count: Number(count),
  }));
}

/** Days of the period whose counts are out of date: a change since has not been counted yet. */
export async function listStaleDays(db: Db, from: string, to: string, zone: string): Promise<string[]> {
  const rows = await db.selectFrom('staleHours').select('hour').where('hour', '>=', addDays(from, -1)).execute();
  const days = new Set(rows.map(({ hour }) => localDate(new Date(`${hour}:00:00.000Z`), zone)));
  return [...days].filter((day) => day >= from && day <= to).sort();
}
