import type { JSX } from 'preact';
import { countStatuses, isTroubled, type SourceRow, type SourceStatus } from '../../core/source.ts';
import { formatNumber } from '../../core/time.ts';
import type { ShownSource } from '../load-dashboard.ts';
import { shownStatuses, statusMeanings } from '../wording.ts';
import { StatusBadge } from './badges.tsx';
import { sayAge } from './time.tsx';

const maxTroubled = 5;

/** Whether what was read can be trusted: how many sources answer, and which do not. */
export function SourceSummary({ sources, now }: { sources: readonly ShownSource[]; now: Date }): JSX.Element {
  const counts = countStatuses(sources.map(({ status }) => status));
  const troubled = sources
    .filter(({ status }) => isTroubled(status))
    .sort((a, b) => shownStatuses.indexOf(a.status) - shownStatuses.indexOf(b.status));
  return (
    <section class="card" aria-labelledby="kesehatan-sumber">
      <h2 id="kesehatan-sumber">Kesehatan sumber</h2>
      {sources.length === 0 ? <p class="quiet">Belum ada sumber yang dipantau.</p> : null}
      <ul class="status-counts">
        {shownStatuses
          .filter((status) => counts[status] > 0)
          .map((status) => (
            <li key={status}>
              <strong>{formatNumber(counts[status])}</strong> <StatusBadge status={status} />
            </li>
          ))}
      </ul>
      {troubled.length === 0 ? null : (
        <ul class="plain-list">
          {troubled.slice(0, maxTroubled).map(({ source, status }) => (
            <li key={source.id}>
              {source.title} <span class="quiet">{sayTrouble(source, status, now)}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="more">
        <a href="/sumber">Semua sumber</a>
      </p>
    </section>
  );
}

function sayTrouble(source: SourceRow, status: SourceStatus, now: Date): string {
  if (status === 'failing') return `gagal ${formatNumber(source.errorCount)} kali berturut-turut`;
  if (status !== 'quiet') return statusMeanings[status];
  if (source.lastNewItemAt === null) return 'menjawab, tetapi belum pernah membawa isi';
  return `tanpa isi baru, terakhir ${sayAge(source.lastNewItemAt, now)}`;
}
