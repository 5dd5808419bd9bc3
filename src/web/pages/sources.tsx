import type { JSX } from 'preact';
import { type SourceRow, type SourceStatus, sourceStatus } from '../../core/source.ts';
import { formatNumber } from '../../core/time.ts';
import { listSources } from '../../store/sources.ts';
import type { Page } from '../page.ts';
import { StatusBadge } from '../parts/badges.tsx';
import { Empty, ProgressNotice } from '../parts/notices.tsx';
import { When } from '../parts/time.tsx';
import { countStatuses } from '../situation.ts';
import { classNames, statusMeanings, statusNames } from '../wording.ts';

/** Troubled ones first. */
const order: readonly SourceStatus[] = ['failing', 'silent', 'never-run', 'ok', 'stopped'];

export const sourcePages: readonly Page[] = [
  {
    path: '/sumber',
    async load(_request, deps) {
      const now = deps.now();
      const progress = deps.progress();
      const rows = (await listSources(deps.db))
        .map((source) => ({ source, status: sourceStatus(source, now) }))
        .sort(
          (a, b) =>
            order.indexOf(a.status) - order.indexOf(b.status) || a.source.title.localeCompare(b.source.title, 'id'),
        );
      const counts = countStatuses(rows);
      const body = (
        <>
          <h1>Sumber</h1>
          <p class="lead">
            Tanpa sumber yang sehat, “tidak ada isu” belum tentu benar. Yang bermasalah ditampilkan lebih dulu.
          </p>
          {progress.running ? <ProgressNotice progress={progress} /> : null}
          {rows.length === 0 ? (
            <Empty title="Belum ada sumber">
              Isi bagian <code>sources</code> di <code>kentongan.yaml</code>; setiap sumber beserta keadaannya tampil di
              sini.
            </Empty>
          ) : (
            <>
              <ul class="status-legend">
                {order
                  .filter((status) => counts[status] > 0)
                  .map((status) => (
                    <li key={status}>
                      <StatusBadge status={status} /> <strong>{formatNumber(counts[status])}</strong>{' '}
                      <span class="quiet">{statusMeanings[status]}</span>
                    </li>
                  ))}
              </ul>
              <SourceTable rows={rows} now={now} zone={deps.region.timezone} />
            </>
          )}
        </>
      );
      return { title: 'Sumber', section: '/sumber', live: true, body };
    },
  },
];

function SourceTable({
  rows,
  now,
  zone,
}: {
  rows: readonly { source: SourceRow; status: SourceStatus }[];
  now: Date;
  zone: string;
}): JSX.Element {
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
                  {classNames[source.class]} · {source.collector}
                </span>
                <Trouble source={source} status={status} />
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
                {status === 'stopped' ? (
                  <span class="quiet">tidak</span>
                ) : (
                  <When at={source.nextRunAt} now={now} zone={zone} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Trouble({ source, status }: { source: SourceRow; status: SourceStatus }): JSX.Element | null {
  if (status === 'stopped') {
    if (source.stoppedReason === null) return <span class="quiet under">dimatikan di kentongan.yaml</span>;
    return <span class="trouble under">{source.stoppedReason}</span>;
  }
  if (status !== 'failing') return null;
  return (
    <span class="trouble under">
      {statusNames.failing} {formatNumber(source.errorCount)} kali berturut-turut:{' '}
      {source.lastError ?? 'sebab tidak tercatat'}
    </span>
  );
}
