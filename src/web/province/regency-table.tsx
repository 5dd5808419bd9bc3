import type { JSX } from 'preact';
import { leastScored, type RegencyRow } from '../../core/province-figures.ts';
import { formatNumber } from '../../core/time.ts';
import { sayWhen } from '../parts/time.tsx';
import { growthOf, type RegencySort } from './load.ts';

interface Column {
  readonly key: RegencySort;
  readonly name: string;
  readonly say: (row: RegencyRow) => string;
}

const columns: readonly Column[] = [
  {
    key: 'hari-ini',
    name: 'Hari ini',
    say: ({ today, state }) => (state === null ? '–' : formatNumber(today.mentions)),
  },
  { key: 'minggu', name: '7 hari', say: ({ week, state }) => (state === null ? '–' : formatNumber(week.mentions)) },
  { key: 'perubahan', name: 'Dibanding biasanya', say: sayGrowth },
  { key: 'negatif', name: 'Negatif per 1.000', say: sayRate },
  { key: 'isu', name: 'Isu terbuka', say: ({ state }) => sayIssues(state) },
  {
    key: 'peringatan',
    name: 'Peringatan sampai kini',
    say: ({ today, week, state }) => (state === null ? '–' : formatNumber(today.alerts + week.alerts)),
  },
  { key: 'diam', name: 'Sumber diam', say: ({ state }) => saySources(state) },
];

export interface RegencyTableProps {
  readonly rows: readonly RegencyRow[];
  readonly sort: RegencySort;
  readonly now: Date;
  readonly zone: string;
}

/** The regencies side by side, sorted by whichever column is asked for, without any script. */
export function RegencyTable({ rows, sort, now, zone }: RegencyTableProps): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide agency-table">
        <caption class="hidden">Perbandingan kabupaten/kota</caption>
        <thead>
          <tr>
            <Head sort={sort} column={{ key: 'nama', name: 'Kabupaten/kota' }} />
            {columns.map((column) => (
              <Head key={column.key} sort={sort} column={column} />
            ))}
            <Head sort={sort} column={{ key: 'data', name: 'Kabar terakhir' }} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.member.code}>
              <th scope="row" class="main-cell">
                <a href={`/provinsi/${row.member.code}`}>{row.member.name}</a>
                <span class="quiet under">{row.member.code}</span>
              </th>
              {columns.map(({ key, name, say }) => (
                <td key={key} data-name={name} class="number">
                  {say(row)}
                </td>
              ))}
              <td data-name="Kabar terakhir" class={row.isUnheard ? 'past-due' : undefined}>
                {row.state === null ? 'belum pernah' : sayWhen(row.state.publishedAt, now, zone)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({
  sort,
  column: { key, name },
}: {
  sort: RegencySort;
  column: Pick<Column, 'key' | 'name'>;
}): JSX.Element {
  const isSorted = sort === key;
  const order = key === 'nama' || key === 'data' ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      class={key === 'nama' || key === 'data' ? undefined : 'number'}
      aria-sort={isSorted ? order : undefined}
    >
      <a href={`/provinsi?urut=${key}`} class="sort">
        {name}
        {isSorted ? <span aria-hidden="true"> {order === 'ascending' ? '▲' : '▼'}</span> : null}
      </a>
    </th>
  );
}

/** `+24%`; what is not known yet is said to be so. */
export function sayGrowth(row: Pick<RegencyRow, 'week' | 'usual' | 'state'>): string {
  if (row.state === null) return '–';
  const growth = growthOf(row);
  if (growth === null) return 'belum diketahui';
  const percent = Math.round((growth - 1) * 100);
  return percent === 0 ? 'sama' : `${percent > 0 ? '+' : '−'}${formatNumber(Math.abs(percent))}%`;
}

export function sayRate({ negativesPerThousand, state }: Pick<RegencyRow, 'negativesPerThousand' | 'state'>): string {
  if (state === null) return '–';
  return negativesPerThousand === null
    ? `di bawah ${leastScored} sebutan`
    : formatNumber(Math.round(negativesPerThousand));
}

function sayIssues(state: RegencyRow['state']): string {
  if (state === null) return '–';
  return state.redIssues === 0
    ? formatNumber(state.openIssues)
    : `${formatNumber(state.openIssues)}\n${formatNumber(state.redIssues)} merah`;
}

function saySources(state: RegencyRow['state']): string {
  return state === null ? '–' : `${formatNumber(state.silentSources)} dari ${formatNumber(state.sources)}`;
}
