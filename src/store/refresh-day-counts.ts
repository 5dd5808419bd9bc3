import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { categoryOf } from '../core/category.ts';
import { type DayCount, type DayFacet, unknownAgency } from '../core/day-count.ts';
import type { Attention, SentimentLabel } from '../core/score.ts';
import { addDays, instantAt, localDate } from '../core/time.ts';
import { chunksOf, inWriteTransaction } from './dialect.ts';
import { type HourCount, type HourRow, saveHours } from './hour-counts.ts';
import { loadRegionCode } from './meta.ts';
import type { Db } from './schema.ts';
import type { Period } from './stats.ts';

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
 * Counts the days, and their hours, anew in which a verdict came, changed or went since they were counted. Hour by hour, so that a day of a hundred
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
    const counts = new Counter(day, region);
    for (const span of spansOf(day, zone)) {
      for (const row of await countHour(db, span)) counts.add(span.from.slice(0, 13), row);
      await turn();
    }
    await saveDay(db, day, counts, hours);
  }
  return { days: Math.min(maxDays, byDay.size), left: Math.max(0, byDay.size - maxDays) };
}

/** The day in hours; zones of Indonesia are whole hours from UTC. */
function spansOf(day: string, zone: string): Period[] {
  const from = Date.parse(instantAt(day, 0, zone));
  const to = Date.parse(instantAt(addDays(day, 1), 0, zone));
  const hourMs = 3_600_000;
  return Array.from({ length: Math.ceil((to - from) / hourMs) }, (_, index) => ({
    from: new Date(from + index * hourMs).toISOString(),
    to: new Date(Math.min(to, from + (index + 1) * hourMs)).toISOString(),
  }));
}

type VerdictCount = HourCount & {
  readonly about: string;
  readonly topic: string;
  readonly agency: string | null;
  readonly placeCode: string | null;
};

function countHour(db: Db, { from, to }: Period): Promise<VerdictCount[]> {
  const voice = sql<string>`coalesce(mentions.voice_class, sources.class)`;
  const by = ['scores.about', 'scores.label', 'scores.attention', 'scores.topic', 'scores.agency'] as const;
  return db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select([...by, 'scores.placeCode', 'mentions.kind', voice.as('class')])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scores.about', 'is not', null)
    .where('scores.publishedAt', '>=', from)
    .where('scores.publishedAt', '<', to)
    .groupBy([...by, 'scores.placeCode', 'mentions.kind', voice])
    .$narrowType<{ about: string }>()
    .execute();
}

/** What is kept of a day: its facets for charts, and its hours for statistics. */
class Counter {
  readonly days = new Map<string, DayCount & { readonly facet: DayFacet }>();
  readonly hours = new Map<string, HourRow>();
  readonly #day: string;
  readonly #region: string;
  constructor(day: string, region: string) {
    this.#day = day;
    this.#region = region;
  }
  add(
    hour: string,
    { about, class: voice, kind, label, attention, topic, agency, placeCode, count }: VerdictCount,
  ): void {
    const row = { hour, about, class: voice, kind, label, attention };
    const key = JSON.stringify(row);
    this.hours.set(key, { ...row, count: (this.hours.get(key)?.count ?? 0) + count });
    if (about !== this.#region) return;
    const category = categoryOf(label as SentimentLabel, attention as Attention);
    this.#addToDay('voice', voice, agency ?? unknownAgency, category, count);
    // Who only copies is no further voice on a subject.
    if (voice === 'mirror') return;
    this.#addToDay('subject', topic, agency ?? unknownAgency, category, count);
    if (placeCode !== null) this.#addToDay('place', placeCode, topic, category, count);
  }
  #addToDay(facet: DayFacet, first: string, second: string, category: DayCount['category'], count: number): void {
    const key = JSON.stringify([facet, first, second, category]);
    const known = this.days.get(key)?.count ?? 0;
    this.days.set(key, { facet, day: this.#day, first, second, category, count: known + count });
  }
}

/** Of the hours those that were stale: the others are as they were, or hold what has been deleted since for its age. */
function saveDay(db: Db, day: string, counts: Counter, stale: readonly StaleHour[]): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    await trx
      .deleteFrom('dayCounts')
      .where('facet', 'in', ['voice', 'subject', 'place'])
      .where('day', '=', day)
      .execute();
    for (const chunk of chunksOf([...counts.days.values()], 6)) {
      await trx.insertInto('dayCounts').values(chunk).execute();
    }
    const hours = new Set(stale.map(({ hour }) => hour));
    await saveHours(
      trx,
      [...hours],
      [...counts.hours.values()].filter(({ hour }) => hours.has(hour)),
    );
    for (const { hour, version } of stale) {
      await trx.deleteFrom('staleHours').where('hour', '=', hour).where('version', '=', version).execute();
    }
  });
}
