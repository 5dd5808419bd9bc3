import { type ComparedRow, comparisonChart } from '../charts/comparison.ts';
import { type HeatTable, heatChart } from '../charts/heat.ts';
import type { ChartPlan, PictureSize } from '../charts/picture.ts';
import { trendChart } from '../charts/trend.ts';
import { type NamedCounts, voicesChart } from '../charts/voices.ts';
import { shortDay } from '../charts/words.ts';
import { categories, totalOf } from '../core/category.ts';
import { topicNames, topics } from '../core/topics.ts';
import { comparePeriods } from '../store/compare.ts';
import type { Db } from '../store/schema.ts';
import { type DayTrend, loadSubjects, loadTrend, loadVoices, type SubjectCount } from '../store/trends.ts';
import type { ChartQuery } from './chart-query.ts';
import type { WebDeps } from './deps.ts';
import { createShortMemory, type ShortMemory } from './short-memory.ts';
import { categoryNames, classNames } from './wording.ts';

export const chartIds = ['tren', 'suara', 'topik-opd', 'banding'] as const;
export type ChartId = (typeof chartIds)[number];

/** One chart with the numbers that it shows. */
export type ChartData =
  | { readonly id: 'tren'; readonly days: readonly DayTrend[] }
  | { readonly id: 'suara'; readonly voices: readonly NamedCounts[] }
  | { readonly id: 'topik-opd'; readonly subjects: readonly SubjectCount[]; readonly table: HeatTable }
  | { readonly id: 'banding'; readonly rows: readonly ComparedRow[]; readonly names: readonly [string, string] };

const maxTopics = 12;
const maxAgencies = 12;
const maxCompared = 8;
const noAgency = 'Belum dikenali';

/** Numbers of the last minute, by database: the page and its pictures ask for the same. */
const loaded = new WeakMap<Db, ShortMemory<ChartData>>();
const keptMs = 60_000;
const keptCharts = 200;

/** The numbers of a chart, a minute old at most. */
export function loadChart(
  id: ChartId,
  query: ChartQuery,
  { db, now }: Pick<WebDeps, 'db' | 'now'>,
): Promise<ChartData> {
  const known = loaded.get(db) ?? createShortMemory<ChartData>(keptMs, keptCharts);
  loaded.set(db, known);
  // The key holds the agency that the reader is kept to: nobody is given another's numbers.
  return known.get(`${id} ${JSON.stringify(query)}`, now(), () => countChart(id, query, db));
}

async function countChart(id: ChartId, query: ChartQuery, db: Db): Promise<ChartData> {
  switch (id) {
    case 'tren':
      return { id, days: await loadTrend(db, query) };
    case 'suara': {
      const voices = await loadVoices(db, query);
      return { id, voices: voices.map(({ sourceClass, counts }) => ({ name: classNames[sourceClass], counts })) };
    }
    case 'topik-opd': {
      const subjects = await loadSubjects(db, query);
      return { id, subjects, table: toTable(subjects) };
    }
    case 'banding':
      return { id, rows: await loadComparison(db, query), names: sayPeriods(query) };
  }
}

export function planChart(data: ChartData, size: PictureSize): ChartPlan {
  switch (data.id) {
    case 'tren':
      return trendChart(data.days, size);
    case 'suara':
      return voicesChart(data.voices, size);
    case 'topik-opd':
      return heatChart(data.table, size);
    case 'banding':
      return comparisonChart(data.rows, data.names, size);
  }
}

/** The topics and agencies that are spoken of most, most first; every pair of them has a cell. */
function toTable(subjects: readonly SubjectCount[]): HeatTable {
  const rows = largest(subjects, ({ topic }) => topic, maxTopics);
  const columns = largest(subjects, ({ agency }) => agency ?? noAgency, maxAgencies);
  const cells = rows.flatMap((row) =>
    columns.map((column) => {
      const found = subjects.find(({ topic, agency }) => topic === row && (agency ?? noAgency) === column);
      return { row: topicName(row), column, value: found === undefined ? 0 : totalOf(found.counts) };
    }),
  );
  return { rows: rows.map(topicName), columns, cells };
}

function largest(subjects: readonly SubjectCount[], keyOf: (subject: SubjectCount) => string, count: number): string[] {
  const sums = new Map<string, number>();
  for (const subject of subjects) {
    const key = keyOf(subject);
    sums.set(key, (sums.get(key) ?? 0) + totalOf(subject.counts));
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([key]) => key);
}

export function topicName(topic: string): string {
  return topics.find((known) => known === topic) === undefined ? topic : topicNames[topic as keyof typeof topicNames];
}

/** All mentions, the sentiments, and the topics that differ most between the two periods. */
async function loadComparison(db: Db, query: ChartQuery): Promise<ComparedRow[]> {
  const {
    now,
    before,
    topics: changed,
  } = await comparePeriods(db, query, { from: query.beforeFrom, to: query.beforeTo });
  return [
    { name: 'Semua sebutan', now: totalOf(now), before: totalOf(before) },
    ...categories
      .map((category) => ({ name: categoryNames[category], now: now[category], before: before[category] }))
      .filter((row) => row.now + row.before > 0),
    ...(query.topic === null ? changed : [])
      .slice(0, maxCompared)
      .map(({ topic, ...counts }) => ({ name: topicName(topic), ...counts })),
  ];
}

/** `9 Nov–22 Nov` of both periods, with the year where it is another. */
export function sayPeriods({ from, to, beforeFrom, beforeTo }: ChartQuery): readonly [string, string] {
  const isSameYear = to.slice(0, 4) === beforeFrom.slice(0, 4);
  const say = (first: string, last: string): string =>
    `${shortDay(first)}–${shortDay(last)}${isSameYear ? '' : ` ${last.slice(0, 4)}`}`;
  return [say(from, to), say(beforeFrom, beforeTo)];
}
