import { setImmediate as turn } from 'node:timers/promises';
import { categoryOf } from '../core/category.ts';
import { type DayCount, type DayFacet, unknownAgency } from '../core/day-count.ts';
import type { Instant } from '../core/mention.ts';
import type { Attention, SentimentLabel } from '../core/score.ts';
import { addDays, instantAt, localDate } from '../core/time.ts';
import { chunksOf, inWriteTransaction } from './dialect.ts';
import { loadRegionCode } from './meta.ts';
import type { Db } from './schema.ts';

export interface RefreshOptions {
  /** IANA zone whose days are counted; the same one always. */
  readonly zone: string;
  /** At most so many days at a time, the newest first. */
  readonly maxDays: number;
}

interface StaleHour {
  readonly hour: string;
  readonly version: number;
}

/**
 * Counts the days anew in which a verdict came, changed or went since they were counted. Hour by hour, so that a day of a hundred
 * thousand mentions holds nothing up; what changes meanwhile stays marked.
 * @returns how many days, and how many are left
 */
export async function refreshDayCounts(
  db: Db,
  { zone, maxDays }: RefreshOptions,
): Promise<{ readonly days: number; readonly left: number }> {
  const stale = await db.selectFrom('staleHours').selectAll().orderBy('hour', 'desc').execute();
  const byDay = new Map<string, StaleHour[]>();
  for (const entry of stale) {
    const day = localDate(new Date(`${entry.hour}:00:00.000Z`), zone);
    byDay.set(day, [...(byDay.get(day) ?? []), entry]);
  }
  const region = await loadRegionCode(db);
  for (const [day, hours] of [...byDay].slice(0, maxDays)) {
    const counts = new Counter(day);
    for (const { from, to } of spansOf(day, zone)) {
      await addSpan(db, counts, region, from, to);
      await turn();
    }
    await saveDay(db, day, counts, hours);
  }
  return { days: Math.min(maxDays, byDay.size), left: Math.max(0, byDay.size - maxDays) };
}

/** The day in hours. */
function spansOf(day: string, zone: string): { readonly from: Instant; readonly to: Instant }[] {
  const from = Date.parse(instantAt(day, 0, zone));
  const to = Date.parse(instantAt(addDays(day, 1), 0, zone));
  const hourMs = 3_600_000;
  return Array.from({ length: Math.ceil((to - from) / hourMs) }, (_, index) => ({
    from: new Date(from + index * hourMs).toISOString(),
    to: new Date(Math.min(to, from + (index + 1) * hourMs)).toISOString(),
  }));
}

async function addSpan(db: Db, counts: Counter, region: string, from: Instant, to: Instant): Promise<void> {
  const rows = await db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select(['scores.label', 'scores.attention', 'scores.topic', 'scores.agency', 'scores.placeCode'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('voice'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scores.about', '=', region)
    .where('scores.publishedAt', '>=', from)
    .where('scores.publishedAt', '<', to)
    .groupBy(['scores.label', 'scores.attention', 'scores.topic', 'scores.agency', 'scores.placeCode'])
    .groupBy((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class'))
    .execute();
  for (const { label, attention, topic, agency, placeCode, voice, count } of rows) {
    const category = categoryOf(label as SentimentLabel, attention as Attention);
    counts.add('voice', voice, agency ?? unknownAgency, category, count);
    // Who only copies is no further voice on a subject.
    if (voice === 'mirror') continue;
    counts.add('subject', topic, agency ?? unknownAgency, category, count);
    if (placeCode !== null) counts.add('place', placeCode, topic, category, count);
  }
}

class Counter {
  readonly rows = new Map<string, DayCount & { readonly facet: DayFacet }>();
  readonly #day: string;
  constructor(day: string) {
    this.#day = day;
  }
  add(facet: DayFacet, first: string, second: string, category: DayCount['category'], count: number): void {
    const key = JSON.stringify([facet, first, second, category]);
    const known = this.rows.get(key)?.count ?? 0;
    this.rows.set(key, { facet, day: this.#day, first, second, category, count: known + count });
  }
}

function saveDay(db: Db, day: string, counts: Counter, hours: readonly StaleHour[]): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    await trx
      .deleteFrom('dayCounts')
      .where('facet', 'in', ['voice', 'subject', 'place'])
      .where('day', '=', day)
      .execute();
    for (const chunk of chunksOf([...counts.rows.values()], 6)) {
      await trx.insertInto('dayCounts').values(chunk).execute();
    }
    for (const { hour, version } of hours) {
      await trx.deleteFrom('staleHours').where('hour', '=', hour).where('version', '=', version).execute();
    }
  });
}
