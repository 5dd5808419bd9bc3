import type { JSX } from 'preact';
import { drawPicture, type PictureSize, pictureSizes } from '../../charts/picture.ts';
import { sayPercent, sumOf } from '../../charts/words.ts';
import { agencyScopeOf } from '../../core/access.ts';
import { totalOf } from '../../core/category.ts';
import type { Region } from '../../core/region.ts';
import { formatDate, formatNumber } from '../../core/time.ts';
import { topicNames, topics } from '../../core/topics.ts';
import { listStaleDays } from '../../store/day-counts.ts';
import type { Db } from '../../store/schema.ts';
import { type ChartQuery, daysBetween, readChartQuery, toApiSearch, toSearch } from '../chart-query.ts';
import type { WebDeps } from '../deps.ts';
import { type ChartData, type ChartId, chartIds, loadChart, planChart, topicName } from '../load-charts.ts';
import { choiceOf, notFound, type Page } from '../page.ts';
import { ChartFigure } from '../parts/chart-figure.tsx';
import { CountTable } from '../parts/count-table.tsx';
import { ChoiceField, DateField } from '../parts/fields.tsx';
import { StaleNotice } from '../parts/stale-notice.tsx';
import { createShortMemory, type ShortMemory } from '../short-memory.ts';

/** Pictures of the last minute, by database: a page with four of them opened by twenty people draws four. */
const drawn = new WeakMap<Db, ShortMemory<string>>();
const keptMs = 60_000;
const keptPictures = 100;

const titles: Readonly<Record<ChartId, string>> = {
  tren: 'Tren menurut sentimen',
  suara: 'Porsi suara menurut jenis sumber',
  'topik-opd': 'Topik dan OPD',
  banding: 'Perbandingan dua kurun',
};

/** What of the query each chart depends on. */
const parameters: Readonly<Record<ChartId, readonly (keyof ChartQuery)[]>> = {
  tren: ['from', 'to', 'agency', 'topic'],
  suara: ['from', 'to', 'agency'],
  'topik-opd': ['from', 'to', 'agency', 'topic'],
  banding: ['from', 'to', 'beforeFrom', 'beforeTo', 'agency', 'topic'],
};

function pictureAddress(id: ChartId, query: ChartQuery, size: PictureSize): string {
  return `/grafik/${id}.svg?${toSearch(query, parameters[id])}&ukuran=${size}`;
}

export const chartPages: readonly Page[] = [
  {
    path: '/grafik',
    access: 'read-agency',
    brief: true,
    async load({ query, actor }, deps) {
      const asked = readChartQuery(query, deps, actor);
      const charts: ChartData[] = [];
      for (const id of chartIds) charts.push(await loadChart(id, asked, deps));
      const stale = await listStaleDays(deps.db, asked.from, asked.to, deps.region.timezone);
      const days = daysBetween(asked.from, asked.to);
      const body = (
        <>
          <h1>Grafik</h1>
          <p class="lead">
            {formatDate(asked.from)} s.d. {formatDate(asked.to)} ({formatNumber(days)} hari)
            {asked.agency === null ? '' : `, OPD ${asked.agency}`}
            {asked.topic === null ? '' : `, topik ${topicNames[asked.topic]}`}.
          </p>
          <ChartForm query={asked} region={deps.region} fixed={agencyScopeOf(actor)} />
          <StaleNotice days={stale} />
          <div class="charts">
            {charts.map((chart) => (
              <Chart key={chart.id} chart={chart} query={asked} />
            ))}
          </div>
        </>
      );
      return { title: 'Grafik', section: '/grafik', body };
    },
  },
  {
    path: '/grafik/:nama',
    access: 'read-agency',
    async load({ params, query, actor }, deps) {
      const id = chartIds.find((known) => `${known}.svg` === params.nama);
      if (id === undefined) throw notFound();
      const asked = readChartQuery(query, deps, actor);
      const size = choiceOf(query, 'ukuran', pictureSizes) ?? 'wide';
      // The key holds the agency that the reader is kept to: nobody is given another's picture.
      const key = `${id} ${size} ${toSearch(asked, parameters[id])}`;
      const picture = await memoryOf(deps).get(key, deps.now(), async () =>
        drawPicture(planChart(await loadChart(id, asked, deps), size)),
      );
      return { picture };
    },
  },
];

function memoryOf({ db }: WebDeps): ShortMemory<string> {
  const known = drawn.get(db) ?? createShortMemory<string>(keptMs, keptPictures);
  drawn.set(db, known);
  return known;
}

function ChartForm({ query, region, fixed }: { query: ChartQuery; region: Region; fixed: string | null }): JSX.Element {
  return (
    <search>
      <form class="filters card" method="get" action="/grafik">
        <DateField name="dari" label="Dari tanggal" value={query.from} />
        <DateField name="sampai" label="Sampai tanggal" value={query.to} />
        <DateField name="dari2" label="Bandingkan dari" value={query.beforeFrom} />
        <DateField name="sampai2" label="Bandingkan sampai" value={query.beforeTo} />
        <ChoiceField
          name="topik"
          label="Topik"
          value={query.topic}
          options={topics.map((id) => [id, topicNames[id]])}
        />
        {fixed === null ? (
          <ChoiceField
            name="opd"
            label="OPD"
            value={query.agency}
            options={region.agencies.map(({ id }) => [id, id])}
          />
        ) : null}
        <button type="submit">Tampilkan</button>
        <a class="button-quiet" href="/grafik">
          14 hari terakhir
        </a>
      </form>
    </search>
  );
}

/** A chart with its numbers. */
export function Chart({
  chart,
  query,
  size = 'wide',
}: {
  chart: ChartData;
  query: ChartQuery;
  size?: 'wide' | 'medium';
}): JSX.Element {
  const { id } = chart;
  const csv = {
    tren: `/api/v1/stats/days?${toApiSearch(query, ['agency', 'topic'])}`,
    suara: `/api/v1/stats/voices?${toApiSearch(query, ['agency'])}`,
    'topik-opd': `/api/v1/stats/subjects?${toApiSearch(query, ['agency', 'topic'])}`,
    banding: `/api/v1/stats/comparison?${toApiSearch(query, ['agency', 'topic'])}&from2=${query.beforeFrom}&to2=${query.beforeTo}`,
  }[id];
  return (
    <ChartFigure
      id={`grafik-${id}`}
      title={titles[id]}
      note={noteOf(chart, query)}
      addressOf={(own) => pictureAddress(id, query, own)}
      size={size}
      desk={planChart(chart, size)}
      phone={planChart(chart, 'narrow')}
      csv={csv}
    >
      <Numbers chart={chart} />
    </ChartFigure>
  );
}

function noteOf(chart: ChartData, query: ChartQuery): string {
  switch (chart.id) {
    case 'tren':
      return 'Sebutan per hari; situs penyalin tidak dihitung.';
    case 'suara':
      return `Siapa yang berbicara, dan dengan nada apa${query.topic === null ? '' : '; semua topik'}.`;
    case 'topik-opd':
      return 'Jumlah sebutan tiap pasangan; makin pekat makin banyak.';
    case 'banding':
      return `${chart.names[0]} dibandingkan dengan ${chart.names[1]}.`;
  }
}

function Numbers({ chart }: { chart: ChartData }): JSX.Element {
  switch (chart.id) {
    case 'tren': {
      const rows = chart.days.map(({ day, counts }) => ({ key: day, name: formatDate(day), counts }));
      return <CountTable caption="Sebutan per hari" head="Hari" rows={rows} />;
    }
    case 'suara': {
      const whole = sumOf(chart.voices.map(({ counts }) => counts));
      const rows = chart.voices.map(({ name, counts }) => ({
        ...{ key: name, counts },
        name: `${name} (${sayPercent(totalOf(counts), whole)})`,
      }));
      return <CountTable caption="Sebutan menurut jenis sumber" head="Jenis sumber" rows={rows} />;
    }
    case 'topik-opd': {
      const rows = chart.subjects.map(({ topic, agency, counts }) => ({
        ...{ key: `${topic} ${agency}`, counts },
        name: `${topicName(topic)}, ${agency ?? 'OPD belum dikenali'}`,
      }));
      return <CountTable caption="Sebutan menurut topik dan OPD" head="Topik dan OPD" rows={rows} />;
    }
    case 'banding':
      return (
        <table class="numbers">
          <caption>Sebutan dalam dua kurun</caption>
          <thead>
            <tr>
              <th scope="col">Yang dihitung</th>
              {[...chart.names, 'Selisih'].map((name) => (
                <th key={name} scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.rows.map(({ name, now, before }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{formatNumber(now)}</td>
                <td class="number">{formatNumber(before)}</td>
                <td class="number">{differences.format(now - before).replace('-', '−')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

const differences = new Intl.NumberFormat('id-ID', { signDisplay: 'exceptZero' });
