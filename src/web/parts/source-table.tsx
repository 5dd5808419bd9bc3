import type { JSX } from 'preact';
import { type ManagedStatus, originOf, type SourceOverview } from '../../core/managed-source.ts';
import { pacedIntervalMs } from '../../core/source.ts';
import { formatNumber, localDate } from '../../core/time.ts';
import type { WebDeps } from '../deps.ts';
import { type ShownManagedSource, shownDays } from '../load-sources.ts';
import { dailyCost, eachDay } from '../source-costs.ts';
import { managedStatusMeanings, saySize } from '../source-wording.ts';
import { classNames, faultSentences, platformNames, saySpan } from '../wording.ts';
import { StatusBadge } from './badges.tsx';
import { DayBars } from './day-bars.tsx';
import { When } from './time.tsx';

export interface SourceTableProps {
  readonly rows: readonly ShownManagedSource[];
  readonly now: Date;
  readonly zone: string;
  readonly collectorTitles: WebDeps['collectorTitles'];
}

/** The registry: state in words, what came and when, what it costs. */
export function SourceTable({ rows, now, zone, collectorTitles }: SourceTableProps): JSX.Element {
  const today = localDate(now, zone);
  const when = (at: string | null, never: string) =>
    at === null ? <span class="quiet">{never}</span> : <When at={at} now={now} zone={zone} />;
  return (
    <div class="table-wrap card">
      <table class="wide" aria-label="Sumber, keadaannya, dan biayanya">
        <thead>
          <tr>
            <th scope="col">Keadaan</th>
            <th scope="col">Sumber</th>
            <th scope="col">Isi baru {shownDays} hari</th>
            <th scope="col">Terakhir berhasil</th>
            <th scope="col" class="number">
              Tersimpan
            </th>
            <th scope="col">Biaya sehari</th>
            <th scope="col">Diambil lagi</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ source, status, days }) => (
            <tr key={source.id}>
              <td data-name="Keadaan">
                <StatusBadge status={status} />
              </td>
              <td class="main-cell">
                <a href={`/sumber/${encodeURIComponent(source.id)}`}>{source.title}</a>
                <span class="quiet under">
                  {platformNames[source.platform]} · {classNames[source.class]} ·{' '}
                  {collectorTitles.get(source.collector) ?? source.collector}
                </span>
                <Remark source={source} status={status} />
              </td>
              <td data-name={`Isi baru ${shownDays} hari`}>
                <DayBars days={eachDay(days, today, shownDays)} />
              </td>
              <td data-name="Terakhir berhasil">
                {when(source.lastSuccessAt, 'belum pernah')}
                <span class="quiet under">isi baru: {when(source.lastNewItemAt, 'belum ada')}</span>
              </td>
              <td data-name="Tersimpan" class="number">
                {formatNumber(source.itemCount)}
              </td>
              <td data-name="Biaya sehari">
                {source.enabled ? <Cost row={{ source, status, days }} today={today} /> : <span class="quiet">–</span>}
              </td>
              <td data-name="Diambil lagi">
                {!source.enabled || status === 'gone' ? (
                  <span class="quiet">tidak</span>
                ) : (
                  <>
                    <When at={source.nextRunAt} now={now} zone={zone} />
                    <span class="quiet under">{sayPace(source)}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cost({ row, today }: { row: ShownManagedSource; today: string }): JSX.Element {
  const { requests, bytes, isEstimate } = dailyCost(row.source, row.days, today);
  return (
    <>
      {isEstimate ? '± ' : ''}
      {formatNumber(Math.round(requests))} permintaan
      {bytes === null ? null : <span class="quiet under">{saySize(bytes)}</span>}
      {row.source.credential === null ? null : (
        <span class="quiet under">
          kunci <a href="#kunci-dan-jatah">{row.source.credential}</a>
        </span>
      )}
    </>
  );
}

/** `tiap 22 menit`, with the reason when that is not what was set. */
export function sayPace(source: Pick<SourceOverview, 'intervalMs' | 'pace'>): string {
  const pace = pacedIntervalMs(source);
  const said = `tiap ${saySpan(pace)}`;
  if (pace > source.intervalMs) return `${said}, karena sepi`;
  return pace < source.intervalMs ? `${said}, karena ramai` : said;
}

/** Why a source is as it is, in a sentence and in the site's own words. */
export function Remark({ source, status }: { source: SourceOverview; status: ManagedStatus }): JSX.Element | null {
  if (status === 'paused' && source.paused !== null) {
    return (
      <span class="quiet under">
        Dijeda {source.paused.by}: {source.paused.reason}
      </span>
    );
  }
  if (status === 'disabled') {
    const said = originOf(source) === 'import' ? 'diisi lewat impor berkas' : 'tidak diambil menurut kentongan.yaml';
    return <span class="quiet under">{said}</span>;
  }
  if (status === 'quiet' || status === 'archived') {
    return <span class="quiet under">{managedStatusMeanings[status]}</span>;
  }
  if (status !== 'gone' && source.errorCount === 0) {
    return source.notice === null ? null : <span class="under">{source.notice}</span>;
  }
  const sentence = source.lastFault === null ? managedStatusMeanings[status] : faultSentences[source.lastFault];
  const times = source.errorCount > 1 ? ` Gagal ${formatNumber(source.errorCount)} kali berturut-turut.` : '';
  const technical = source.stoppedReason ?? source.lastError;
  return (
    <>
      <span class="trouble under">
        {sentence}
        {times}
      </span>
      {technical === null ? null : <code class="technical under">{technical}</code>}
    </>
  );
}
