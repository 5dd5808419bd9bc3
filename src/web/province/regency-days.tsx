import type { JSX } from 'preact';
import type { RegencyDay } from '../../core/province.ts';
import { formatNumber } from '../../core/time.ts';

const columns: readonly (readonly [name: string, pick: (day: RegencyDay) => number | null])[] = [
  ['Sebutan', (day) => day.mentions],
  ['Negatif', (day) => day.negatives],
  ['Potensi negatif', (day) => day.potentials],
  ['Netral', (day) => day.neutrals],
  ['Positif', (day) => day.positives],
  ['Tidak dinilai', (day) => day.unscored],
  ['Hoaks', (day) => day.hoaxes],
  ['Peringatan', (day) => day.alerts],
  ['Laporan', (day) => day.reports],
  ['Isu terbuka', (day) => day.openIssues],
  ['Sumber diam', (day) => day.silentSources],
];

/** What a regency counted, newest day first. */
export function RegencyDays({ days }: { days: readonly RegencyDay[] }): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide">
        <caption>Per hari</caption>
        <thead>
          <tr>
            <th scope="col">Hari</th>
            {columns.map(([name]) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...days].reverse().map((day) => (
            <tr key={day.day}>
              <th scope="row" class="main-cell">
                {day.day}
              </th>
              {columns.map(([name, pick]) => (
                <td key={name} data-name={name} class="number">
                  {sayCount(pick(day))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sayCount(count: number | null): string {
  return count === null ? '–' : formatNumber(count);
}
