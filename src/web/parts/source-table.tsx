import type { JSX } from 'preact';
import { pacedIntervalMs, type SourceRow, type SourceStatus } from '../../core/source.ts';
import { formatNumber } from '../../core/time.ts';
import type { WebDeps } from '../deps.ts';
import { classNames, faultSentences, platformNames, saySpan, statusMeanings, termsNames } from '../wording.ts';
import { StatusBadge } from './badges.tsx';
import { When } from './time.tsx';

export interface SourceTableProps {
  readonly rows: readonly { readonly source: SourceRow; readonly status: SourceStatus }[];
  readonly now: Date;
  readonly zone: string;
  readonly collectorTitles: WebDeps['collectorTitles'];
}

export function SourceTable({ rows, now, zone, collectorTitles }: SourceTableProps): JSX.Element {
  const when = (at: string | null, never: string) =>
    at === null ? <span class="quiet">{never}</span> : <When at={at} now={now} zone={zone} />;
  return (
    <div class="table-wrap card">
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">Keadaan</th>
            <th scope="col">Sumber</th>
            <th scope="col">Terakhir dibaca</th>
            <th scope="col">Isi baru terakhir</th>
            <th scope="col" class="number">
              Tersimpan
            </th>
            <th scope="col" class="number">
              Ditolak
            </th>
            <th scope="col">Dibaca lagi</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ source, status }) => (
            <tr key={source.id}>
              <td data-name="Keadaan">
                <StatusBadge status={status} />
              </td>
              <td class="main-cell">
                {source.title}
                <span class="quiet under">
                  {platformNames[source.platform]} · {classNames[source.class]} ·{' '}
                  {collectorTitles.get(source.collector) ?? source.collector}
                </span>
                <Trouble source={source} status={status} />
                {source.notice === null || status === 'disabled' ? null : <span class="under">{source.notice}</span>}
                <Grounds source={source} />
              </td>
              <td data-name="Terakhir dibaca">{when(source.lastRunAt, 'belum pernah')}</td>
              <td data-name="Isi baru terakhir">{when(source.lastNewItemAt, 'belum ada')}</td>
              <td data-name="Tersimpan" class="number">
                {formatNumber(source.itemCount)}
              </td>
              <td data-name="Ditolak" class="number">
                {formatNumber(source.rejectedCount)}
              </td>
              <td data-name="Dibaca lagi">
                {status === 'gone' || status === 'disabled' ? (
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

/** `dibaca tiap 22 menit`, with the reason when that is not what was configured. */
function sayPace(source: SourceRow): string {
  const pace = pacedIntervalMs(source);
  const said = `dibaca tiap ${saySpan(pace)}`;
  if (pace > source.intervalMs) return `${said}, karena sepi`;
  return pace < source.intervalMs ? `${said}, karena ramai` : said;
}

function Trouble({ source, status }: { source: SourceRow; status: SourceStatus }): JSX.Element | null {
  if (status === 'disabled') {
    const isImport = source.id.startsWith('impor-');
    return (
      <span class="quiet under">
        {isImport ? 'diisi lewat impor berkas' : 'dimatikan atau tidak ada lagi di kentongan.yaml'}
      </span>
    );
  }
  if (status === 'quiet') return <span class="quiet under">{statusMeanings.quiet}</span>;
  if (status !== 'gone' && source.errorCount === 0) return null;
  const sentence = source.lastFault === null ? statusMeanings[status] : faultSentences[source.lastFault];
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

/** The law of a source and its key; folded, because it is asked for seldom. */
function Grounds({ source }: { source: SourceRow }): JSX.Element {
  const { legal, credential } = source;
  return (
    <details class="grounds">
      <summary>{legal === null ? 'Tanpa dasar hukum' : `Ketentuan: ${termsNames[legal.terms]}`}</summary>
      <dl>
        {legal === null ? null : (
          <>
            <dt>Tujuan</dt>
            <dd>{legal.purpose}</dd>
            <dt>Dasar hukum</dt>
            <dd>{legal.basis}</dd>
          </>
        )}
        {legal === null || legal.reference === null ? null : (
          <>
            <dt>Nomor kontrak atau izin</dt>
            <dd>{legal.reference}</dd>
          </>
        )}
        {credential === null ? null : (
          <>
            <dt>Kunci</dt>
            <dd>{credential}</dd>
          </>
        )}
        <dt>Jarak yang diatur</dt>
        <dd>{saySpan(source.intervalMs)}</dd>
      </dl>
    </details>
  );
}
