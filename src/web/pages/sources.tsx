import { countStatuses, sourceStatus } from '../../core/source.ts';
import { formatNumber } from '../../core/time.ts';
import { listSources } from '../../store/sources.ts';
import type { Page } from '../page.ts';
import { StatusBadge } from '../parts/badges.tsx';
import { CredentialCards, loadCredentials } from '../parts/credential-cards.tsx';
import { Empty, ProgressNotice } from '../parts/notices.tsx';
import { SourceTable } from '../parts/source-table.tsx';
import { shownStatuses as order, statusMeanings } from '../wording.ts';

export const sourcePages: readonly Page[] = [
  {
    path: '/sumber',
    access: 'read',
    async load(_request, deps) {
      const now = deps.now();
      const progress = deps.progress();
      const rows = (await listSources(deps.db))
        .map((source) => ({ source, status: sourceStatus(source, now) }))
        .sort(
          (a, b) =>
            order.indexOf(a.status) - order.indexOf(b.status) || a.source.title.localeCompare(b.source.title, 'id'),
        );
      const credentials = await loadCredentials(deps, now);
      const counts = countStatuses(rows.map(({ status }) => status));
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
              <SourceTable rows={rows} now={now} zone={deps.region.timezone} collectorTitles={deps.collectorTitles} />
            </>
          )}
          {credentials.length === 0 ? null : (
            <CredentialCards credentials={credentials} now={now} zone={deps.region.timezone} />
          )}
        </>
      );
      return { title: 'Sumber', section: '/sumber', live: true, body };
    },
  },
];
