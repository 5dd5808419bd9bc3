import { type Category, type CategoryCounts, noCounts, totalOf } from '../core/category.ts';
import { type DayCount, unknownAgency } from '../core/day-count.ts';
import type { SourceClass } from '../core/mention.ts';
import { addDays } from '../core/time.ts';
import { loadDayCounts } from './day-counts.ts';
import type { Db } from './schema.ts';

/** What the charts count: whole days of the regency's zone. Copies by mirrors are left out, except where voices are counted. */
export interface TrendQuery {
  readonly from: string;
  /** The last day, included. */
  readonly to: string;
  /** Null for all, known or not. */
  readonly agency: string | null;
  readonly topic: string | null;
}

export interface DayTrend {
  readonly day: string;
  readonly counts: CategoryCounts;
}

/** Mentions by category of each day of the period, also of days without any. */
export async function loadTrend(db: Db, query: TrendQuery): Promise<readonly DayTrend[]> {
  const rows = await loadCounts(db, query, ['day']);
  const byDay = groupCounts(rows, ({ day }) => day);
  const days: DayTrend[] = [];
  for (let day = query.from; day <= query.to; day = addDays(day, 1)) {
    days.push({ day, counts: byDay.get(day) ?? noCounts });
  }
  return days;
}

/** The whole period by category. */
export async function loadTotals(db: Db, query: TrendQuery): Promise<CategoryCounts> {
  return groupCounts(await loadCounts(db, query, []), () => '').get('') ?? noCounts;
}

/** With a topic from the subjects, else from the voices, which are fewer rows. */
async function loadCounts(db: Db, query: TrendQuery, by: readonly ['day'] | readonly []): Promise<readonly DayCount[]> {
  const { from, to, agency, topic } = query;
  const second = agency === null ? {} : { second: agency };
  if (topic !== null) return loadDayCounts(db, { facet: 'subject', from, to, first: topic, ...second, by });
  return loadDayCounts(db, { facet: 'voice', from, to, notFirst: 'mirror', ...second, by });
}

export interface VoiceShare {
  readonly sourceClass: SourceClass;
  readonly counts: CategoryCounts;
}

/** Who spoke, most first; mirrors too. */
export async function loadVoices(
  db: Db,
  { from, to, agency }: Omit<TrendQuery, 'topic'>,
): Promise<readonly VoiceShare[]> {
  const second = agency === null ? {} : { second: agency };
  const rows = await loadDayCounts(db, { facet: 'voice', from, to, ...second, by: ['first'] });
  return ranked(groupCounts(rows, ({ first }) => first)).map(([key, counts]) => ({
    sourceClass: key as SourceClass,
    counts,
  }));
}

export interface SubjectCount {
  readonly topic: string;
  /** Null: none was recognised. */
  readonly agency: string | null;
  readonly counts: CategoryCounts;
}

/** Topic by agency, most first. */
export async function loadSubjects(db: Db, { from, to, agency, topic }: TrendQuery): Promise<readonly SubjectCount[]> {
  const filter = { ...(topic === null ? {} : { first: topic }), ...(agency === null ? {} : { second: agency }) };
  const rows = await loadDayCounts(db, { facet: 'subject', from, to, ...filter, by: ['first', 'second'] });
  const groups = groupCounts(rows, ({ first, second }) => `${first}\n${second}`);
  return ranked(groups).map(([key, counts]) => {
    const [name = '', office = ''] = key.split('\n');
    return { topic: name, agency: office === unknownAgency ? null : office, counts };
  });
}

/** How often each topic was spoken of. */
export async function countTopics(
  db: Db,
  { from, to, agency, topic }: TrendQuery,
): Promise<ReadonlyMap<string, number>> {
  const filter = { ...(topic === null ? {} : { first: topic }), ...(agency === null ? {} : { second: agency }) };
  const rows = await loadDayCounts(db, { facet: 'subject', from, to, ...filter, by: ['first'] });
  return new Map([...groupCounts(rows, ({ first }) => first)].map(([key, counts]) => [key, totalOf(counts)]));
}

export interface PlaceCount {
  /** Kecamatan or desa, as named. */
  readonly code: string;
  readonly counts: CategoryCounts;
}

/** Places that were named, by code; a kecamatan's own count does not hold those of its desa. */
export async function loadPlaces(
  db: Db,
  { from, to, topic, place }: Omit<TrendQuery, 'agency'> & { readonly place: string | null },
): Promise<readonly PlaceCount[]> {
  const filter = { ...(place === null ? {} : { first: place }), ...(topic === null ? {} : { second: topic }) };
  const rows = await loadDayCounts(db, { facet: 'place', from, to, ...filter, by: ['first'] });
  return [...groupCounts(rows, ({ first }) => first)].map(([code, counts]) => ({ code, counts }));
}

function groupCounts(rows: readonly DayCount[], keyOf: (row: DayCount) => string): Map<string, CategoryCounts> {
  const groups = new Map<string, Record<Category, number>>();
  for (const row of rows) {
    const key = keyOf(row);
    const counts = groups.get(key) ?? { ...noCounts };
    counts[row.category] += row.count;
    groups.set(key, counts);
  }
  return groups;
}

function ranked(groups: ReadonlyMap<string, CategoryCounts>): readonly [string, CategoryCounts][] {
  return [...groups].sort((a, b) => totalOf(b[1]) - totalOf(a[1]) || (a[0] < b[0] ? -1 : 1));
}
