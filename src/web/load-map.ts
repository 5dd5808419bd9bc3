import { type CategoryCounts, categories, noCounts, totalOf } from '../core/category.ts';
import type { Attention } from '../core/score.ts';
import { addDays, instantAt, localDate } from '../core/time.ts';
import { type Topic, topics } from '../core/topics.ts';
import { listStaleDays } from '../store/day-counts.ts';
import { countSeenIssues } from '../store/overview.ts';
import { loadPlaces } from '../store/trends.ts';
import { dateOf, daysBetween, maxDays } from './chart-query.ts';
import type { WebDeps } from './deps.ts';
import { choiceOf, type PageRequest } from './page.ts';

/** What the map counts. */
export const mapSubjects = ['negatif', 'semua', 'isu'] as const;
export type MapSubject = (typeof mapSubjects)[number];

export interface MapQuery {
  readonly from: string;
  readonly to: string;
  readonly topic: Topic | null;
  readonly subject: MapSubject;
  /** Only issues of this level; null for red and yellow. */
  readonly level: Attention | null;
  /** Kecamatan whose desa are shown. */
  readonly district: string | null;
}

/** A kecamatan or desa with what was said of it. */
export interface PlaceNumbers {
  readonly code: string;
  readonly name: string;
  readonly counts: CategoryCounts;
  readonly red: number;
  readonly yellow: number;
  readonly green: number;
  /** What the tile shows. */
  readonly value: number;
}

export interface MapData {
  readonly districts: readonly PlaceNumbers[];
  /** Of the chosen kecamatan, most first; null while none is chosen. */
  readonly villages: { readonly name: string; readonly places: readonly PlaceNumbers[] } | null;
  readonly staleDays: readonly string[];
}

const levels: readonly Attention[] = ['alert', 'watch', 'none'];

export function readMapQuery(query: PageRequest['query'], deps: WebDeps): MapQuery {
  const today = localDate(deps.now(), deps.region.timezone);
  const to = dateOf(query, 'sampai') ?? today;
  const asked = dateOf(query, 'dari') ?? addDays(to, -29);
  const from = asked > to ? addDays(to, -29) : asked;
  return {
    ...{ from: daysBetween(from, to) > maxDays ? addDays(to, 1 - maxDays) : from, to },
    topic: choiceOf(query, 'topik', topics),
    subject: choiceOf(query, 'hitung', mapSubjects) ?? 'negatif',
    level: choiceOf(query, 'tingkat', levels),
    district: choiceOf(
      query,
      'kecamatan',
      deps.region.districts.map(({ code }) => code),
    ),
  };
}

export async function loadMap(query: MapQuery, { db, region }: WebDeps): Promise<MapData> {
  const { from, to, topic } = query;
  const zone = region.timezone;
  const places = new Map(
    (await loadPlaces(db, { from, to, topic, place: null })).map(({ code, counts }) => [code, counts]),
  );
  const period = { from: instantAt(from, 0, zone), to: instantAt(addDays(to, 1), 0, zone) };
  const issues = await countSeenIssues(db, 'placeCode', { ...period, topic, open: false });
  const numbersOf = (code: string, name: string): PlaceNumbers => {
    const counts = sumOf([...places].filter(([place]) => isWithin(place, code)).map(([, own]) => own));
    const own = issues.filter(({ key }) => isWithin(key ?? '', code));
    const count = (attention: Attention): number =>
      own.reduce((sum, row) => sum + (row.attention === attention ? row.count : 0), 0);
    const levelCounts = { red: count('alert'), yellow: count('watch'), green: count('none') };
    return { code, name, counts, ...levelCounts, value: tileValue(query, counts, levelCounts) };
  };
  const district = region.districts.find(({ code }) => code === query.district);
  return {
    districts: region.districts.map(({ code, name }) => numbersOf(code, name)),
    villages:
      district === undefined
        ? null
        : {
            name: district.name,
            places: district.villages
              .flatMap(({ code, name }) => (code === null ? [] : [numbersOf(code, name)]))
              .sort((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1)),
          },
    staleDays: await listStaleDays(db, from, to, zone),
  };
}

/** A kecamatan holds its desa: `35.16.15` holds `35.16.15.2001`. */
function isWithin(place: string, code: string): boolean {
  return place === code || place.startsWith(`${code}.`);
}

function sumOf(all: readonly CategoryCounts[]): CategoryCounts {
  const sums = { ...noCounts };
  for (const counts of all) for (const category of categories) sums[category] += counts[category];
  return sums;
}

/** The number on the tile. */
function tileValue(
  { subject, level }: MapQuery,
  counts: CategoryCounts,
  { red, yellow, green }: { readonly red: number; readonly yellow: number; readonly green: number },
): number {
  if (subject === 'semua') return totalOf(counts);
  if (subject === 'negatif') return counts.negative + counts.potential;
  if (level === null) return red + yellow;
  return { alert: red, watch: yellow, none: green }[level];
}
