import type { JSX } from 'preact';
import { formatNumber } from '../../core/time.ts';
import type { AgenciesQuery, AgencyRow, SortKey } from '../load-agencies.ts';
import { saySpan } from '../wording.ts';

interface Column {
  readonly key: SortKey;
  readonly name: string;
  readonly say: (row: AgencyRow) => string;
}

const columns: readonly Column[] = [
  { key: 'merah', name: 'Isu merah', say: ({ red }) => formatNumber(red) },
  { key: 'kuning', name: 'Isu kuning', say: ({ yellow }) => formatNumber(yellow) },
  { key: 'menunggu', name: 'Menunggu OPD', say: ({ waiting }) => formatNumber(waiting) },
  { key: 'lewat', name: 'Lewat batas', say: ({ overdue }) => formatNumber(overdue) },
  { key: 'median', name: 'Tanggap (median)', say: ({ times }) => sayMs(times?.medianMs ?? null) },
  { key: 'p90', name: 'Tanggap (p90)', say: ({ times }) => sayMs(times?.p90Ms ?? null) },
  {
    key: 'tanya',
    name: 'Pertanyaan',
    say: ({ questionsWaiting, questionsAnswered }) =>
      `${formatNumber(questionsWaiting)} menunggu\n${formatNumber(questionsAnswered)} dijawab`,
  },
  { key: 'akun', name: 'Akun aktif', say: sayAccounts },
];

/** The agencies side by side, sorted by whichever column is asked for. */
export function AgencyTable({ rows, query }: { rows: readonly AgencyRow[]; query: AgenciesQuery }): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide agency-table">
        <caption class="hidden">Perbandingan OPD dalam {query.days} hari terakhir</caption>
        <thead>
          <tr>
            <Head query={query} column={{ key: 'nama', name: 'OPD' }} />
            {columns.map((column) => (
              <Head key={column.key} query={query} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.agency}>
              <th scope="row" class="main-cell">
                <a href={`/opd/${encodeURIComponent(row.agency)}?hari=${query.days}`}>{row.name}</a>
                {row.name === row.agency ? null : <span class="quiet under">{row.agency}</span>}
              </th>
              {columns.map((column) => (
                <td key={column.key} data-name={column.name} class={classOf(column, row)}>
                  {column.say(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf({ key }: Column, row: AgencyRow): string {
  if (key === 'tanya') return 'number number-words';
  return key === 'lewat' && row.overdue > 0 ? 'number past-due' : 'number';
}

function Head({ query, column }: { query: AgenciesQuery; column: Pick<Column, 'key' | 'name'> }): JSX.Element {
  const isSorted = query.sort === column.key;
  const order = column.key === 'nama' ? 'ascending' : 'descending';
  return (
    <th scope="col" class={column.key === 'nama' ? undefined : 'number'} aria-sort={isSorted ? order : undefined}>
      <a href={`/opd?hari=${query.days}&urut=${column.key}`} class="sort">
        {column.name}
        {isSorted ? <span aria-hidden="true"> {order === 'ascending' ? '▲' : '▼'}</span> : null}
      </a>
    </th>
  );
}

/** `22 menit`; a dash for what is not known. */
export function sayMs(ms: number | null): string {
  return ms === null ? '–' : saySpan(ms);
}

function sayAccounts({ activity }: AgencyRow): string {
  if (activity === null) return '–';
  const known = activity.accounts.filter(({ state }) => state !== 'unmonitored');
  if (known.length === 0) return 'belum dipantau';
  return `${formatNumber(known.filter(({ state }) => state === 'active').length)} dari ${formatNumber(known.length)}`;
}
