import type { JSX } from 'preact';
import { stepOf } from '../../charts/heat.ts';
import { totalOf } from '../../core/category.ts';
import { formatDate, formatNumber } from '../../core/time.ts';
import { topicNames, topics } from '../../core/topics.ts';
import { loadMap, type MapData, type MapQuery, type PlaceNumbers, readMapQuery } from '../load-map.ts';
import type { Page } from '../page.ts';
import { ChoiceField, DateField } from '../parts/fields.tsx';
import { Empty } from '../parts/notices.tsx';
import { StaleNotice } from '../parts/stale-notice.tsx';
import { TileMap } from '../parts/tile-map.tsx';

export const mapPages: readonly Page[] = [
  {
    path: '/peta',
    access: 'read',
    brief: true,
    async load({ query }, deps) {
      const asked = readMapQuery(query, deps);
      const data = await loadMap(asked, deps);
      return { title: 'Peta', section: '/peta', body: <MapBody query={asked} data={data} /> };
    },
  },
];

function MapBody({ query, data }: { query: MapQuery; data: MapData }): JSX.Element {
  const { districts, villages } = data;
  return (
    <>
      <h1>Peta kecamatan</h1>
      <p class="lead">{sayMap(query, districts)}</p>
      <MapForm query={query} />
      <StaleNotice days={data.staleDays} />
      {districts.length === 0 ? (
        <Empty title="Belum ada kecamatan">Daftar kecamatan daerah ini belum tersedia.</Empty>
      ) : (
        <>
          <section class="card map" aria-labelledby="peta">
            <h2 id="peta">
              {titleOf(query)} per kecamatan{' '}
              <span class="quiet">
                {formatDate(query.from)} s.d. {formatDate(query.to)}
              </span>
            </h2>
            <TileMap
              places={districts}
              chosen={query.district}
              noun={nounOf(query)}
              linkOf={({ code }) => addressOf(query, { district: code })}
            />
            <Legend most={Math.max(0, ...districts.map(({ value }) => value))} noun={nounOf(query)} />
            <p class="quiet">
              Petak disusun menurut urutan kode wilayah, bukan letak sebenarnya: batas kecamatan dengan lisensi yang
              jelas belum tersedia.
            </p>
          </section>
          {villages === null ? null : <Villages villages={villages} query={query} />}
          <section aria-labelledby="angka">
            <h2 id="angka">Angka sebagai tabel</h2>
            <PlaceTable places={districts} head="Kecamatan" query={query} />
            <p class="more">
              <a href={csvOf(query)}>Unduh CSV</a> <span class="quiet">(kecamatan dan desa)</span>
            </p>
          </section>
        </>
      )}
    </>
  );
}

function sayMap(query: MapQuery, districts: readonly PlaceNumbers[]): string {
  const [first, second] = [...districts].sort((a, b) => b.value - a.value);
  const noun = nounOf(query);
  if (first === undefined || first.value === 0) return `Tidak ada ${noun} yang menyebut kecamatan dalam kurun ini.`;
  const quiet = districts.filter(({ value }) => value === 0).length;
  const next =
    second === undefined || second.value === 0 ? '' : `, lalu ${second.name} (${formatNumber(second.value)})`;
  const rest = quiet === 0 ? '' : ` ${formatNumber(quiet)} kecamatan tanpa ${noun}.`;
  return `Terbanyak di ${first.name}: ${formatNumber(first.value)} ${noun}${next}.${rest}`;
}

function nounOf({ subject, level }: MapQuery): string {
  if (subject === 'semua') return 'sebutan';
  if (subject === 'negatif') return 'sebutan negatif';
  if (level === null) return 'isu merah atau kuning';
  return { alert: 'isu merah', watch: 'isu kuning', none: 'isu hijau' }[level];
}

function titleOf(query: MapQuery): string {
  const noun = nounOf(query);
  return `${noun[0]?.toUpperCase()}${noun.slice(1)}`;
}

function MapForm({ query }: { query: MapQuery }): JSX.Element {
  return (
    <search>
      <form class="filters card" method="get" action="/peta">
        <DateField name="dari" label="Dari tanggal" value={query.from} />
        <DateField name="sampai" label="Sampai tanggal" value={query.to} />
        <ChoiceField
          name="hitung"
          label="Yang dihitung"
          value={query.subject === 'negatif' ? null : query.subject}
          any="Sebutan negatif"
          options={[
            ['semua', 'Semua sebutan'],
            ['isu', 'Isu'],
          ]}
        />
        <ChoiceField
          name="tingkat"
          label="Tingkat isu"
          value={query.level}
          any="Merah dan kuning"
          options={[
            ['alert', 'Merah'],
            ['watch', 'Kuning'],
            ['none', 'Hijau'],
          ]}
        />
        <ChoiceField
          name="topik"
          label="Topik"
          value={query.topic}
          options={topics.map((id) => [id, topicNames[id]])}
        />
        {query.district === null ? null : <input type="hidden" name="kecamatan" value={query.district} />}
        <button type="submit">Tampilkan</button>
        <a class="button-quiet" href="/peta">
          30 hari terakhir
        </a>
      </form>
    </search>
  );
}

/** What the shades mean, from none to most. */
function Legend({ most, noun }: { most: number; noun: string }): JSX.Element | null {
  if (most === 0) return null;
  const bounds = [0, 1, 2, 3, 4].map((step) => (step === 0 ? 0 : Math.floor(most * (step / 4) ** 2)));
  const shown = [1, 2, 3, 4].filter((step) => stepOf(bounds[step] ?? 0, most) === step);
  return (
    <ul class="heat-legend" aria-hidden="true">
      <li>
        <span class="heat heat-0" /> 0
      </li>
      {shown.map((step) => (
        <li key={step}>
          <span class={`heat heat-${step}`} /> sampai {formatNumber(bounds[step] ?? 0)}
        </li>
      ))}
      <li>{noun}</li>
    </ul>
  );
}

function PlaceTable(props: { places: readonly PlaceNumbers[]; head: string; query: MapQuery }): JSX.Element {
  const { places, head, query } = props;
  return (
    <div class="table-wrap card">
      <table class="wide place-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {['Sebutan', 'Negatif', 'Berpotensi negatif', 'Positif', 'Isu merah', 'Isu kuning'].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.code}>
              <th scope="row" class="main-cell">
                <a
                  href={
                    head === 'Kecamatan' ? addressOf(query, { district: place.code }) : mentionsOf(query, place.code)
                  }
                >
                  {place.name}
                </a>
              </th>
              <td class="number" data-name="Sebutan">
                <a href={mentionsOf(query, place.code)}>{formatNumber(totalOf(place.counts))}</a>
              </td>
              <td class="number" data-name="Negatif">
                {formatNumber(place.counts.negative)}
              </td>
              <td class="number" data-name="Berpotensi negatif">
                {formatNumber(place.counts.potential)}
              </td>
              <td class="number" data-name="Positif">
                {formatNumber(place.counts.positive)}
              </td>
              <td class="number" data-name="Isu merah">
                {formatNumber(place.red)}
              </td>
              <td class="number" data-name="Isu kuning">
                {formatNumber(place.yellow)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Villages({ villages, query }: { villages: NonNullable<MapData['villages']>; query: MapQuery }): JSX.Element {
  const said = villages.places.filter((place) => totalOf(place.counts) + place.red + place.yellow > 0);
  return (
    <section aria-labelledby="desa">
      <h2 id="desa">Desa dan kelurahan di {villages.name}</h2>
      <p class="quiet">
        <a href={mentionsOf(query, query.district ?? '')}>Semua sebutan tentang {villages.name}</a> ·{' '}
        <a href={addressOf(query, { district: null })}>Tutup daftar desa</a>
      </p>
      {said.length === 0 ? (
        <Empty title="Tidak ada desa yang disebut">
          Sebutan tentang kecamatan ini tidak menyebut nama desa atau kelurahan dalam kurun ini.
        </Empty>
      ) : (
        <PlaceTable places={said} head="Desa atau kelurahan" query={query} />
      )}
    </section>
  );
}

function addressOf(query: MapQuery, change: Partial<MapQuery>): string {
  const { from, to, topic, subject, level, district } = { ...query, ...change };
  const search = new URLSearchParams({ dari: from, sampai: to });
  if (subject !== 'negatif') search.set('hitung', subject);
  if (level !== null) search.set('tingkat', level);
  if (topic !== null) search.set('topik', topic);
  if (district !== null) search.set('kecamatan', district);
  return `/peta?${search}${district === null ? '' : '#desa'}`;
}

/** The mentions that a number counts. */
function mentionsOf({ from, to, topic, subject }: MapQuery, code: string): string {
  const search = new URLSearchParams({ kecamatan: code, dari: from, sampai: to });
  if (topic !== null) search.set('topik', topic);
  if (subject === 'negatif') search.set('nada', 'negative');
  return `/sebutan?${search}`;
}

function csvOf({ from, to, topic }: MapQuery): string {
  const search = new URLSearchParams({ from, to, ...(topic === null ? {} : { topic }), format: 'csv' });
  return `/api/v1/stats/places?${search}`;
}
