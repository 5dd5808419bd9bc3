import type { JSX } from 'preact';
import { isAllowed } from '../../core/access.ts';
import { platforms, sourceClasses } from '../../core/mention.ts';
import { provinceCode } from '../../core/province.ts';
import { formatNumber } from '../../core/time.ts';
import {
  loadSourceList,
  type SourceFilters,
  type SourceList,
  type SourceOrder,
  sourceOrders,
} from '../load-sources.ts';
import type { Page, PageRequest } from '../page.ts';
import { StatusBadge } from '../parts/badges.tsx';
import { CredentialCards, loadCredentials } from '../parts/credential-cards.tsx';
import { ChoiceField, TextField } from '../parts/fields.tsx';
import { Empty, ProgressNotice } from '../parts/notices.tsx';
import { addressOf } from '../parts/pager.tsx';
import { SourceTable } from '../parts/source-table.tsx';
import { AskForm } from '../parts/trial-result.tsx';
import { managedStatuses, managedStatusMeanings, managedStatusNames } from '../source-wording.ts';
import { classNames, platformNames } from '../wording.ts';
import { sourceAddPages } from './source-add.tsx';
import { sourceDetailPages } from './source-detail.tsx';

const section = '/sumber';

const orderNames: Readonly<Record<SourceOrder, string>> = {
  keadaan: 'yang bermasalah dahulu',
  nama: 'nama',
  'isi-terbaru': 'isi terbaru',
  tersimpan: 'terbanyak tersimpan',
  gagal: 'paling sering gagal',
};

export const sourcePages: readonly Page[] = [
  {
    path: section,
    access: 'read',
    brief: true,
    async load({ query, actor }, deps) {
      const now = deps.now();
      const zone = deps.region.timezone;
      const progress = deps.progress();
      const list = await loadSourceList(deps, query);
      const credentials = await loadCredentials(deps, now);
      const isEmpty = [...list.counts.values()].every((count) => count === 0);
      const body = (
        <>
          <h1>Sumber</h1>
          <p class="lead">
            Tanpa sumber yang sehat, “tidak ada isu” belum tentu benar. Yang bermasalah ditampilkan lebih dulu.
          </p>
          {progress.running ? <ProgressNotice progress={progress} /> : null}
          {isAllowed(actor, 'sources') ? (
            <section class="card work" aria-labelledby="tambah-sumber">
              <h2 id="tambah-sumber">Tambah sumber</h2>
              <AskForm value={null} />
              {deps.province?.self === provinceCode ? null : (
                <p class="more">
                  <a href="/sumber/impor">Impor berkas (CSV, Excel, NDJSON)</a>
                </p>
              )}
            </section>
          ) : null}
          {isEmpty ? (
            <Empty title="Belum ada sumber">
              Tempel alamat sebuah situs di atas, atau isi bagian <code>sources</code> di <code>kentongan.yaml</code>.
            </Empty>
          ) : (
            <>
              <Legend counts={list.counts} />
              <Filters filters={list.filters} />
              {list.rows.length === 0 ? (
                <Empty title="Tidak ada yang cocok">Longgarkan saringannya.</Empty>
              ) : (
                <SourceTable rows={list.rows} now={now} zone={zone} collectorTitles={deps.collectorTitles} />
              )}
              <Pages list={list} query={query} />
            </>
          )}
          {credentials.length === 0 ? null : <CredentialCards credentials={credentials} now={now} zone={zone} />}
        </>
      );
      return { title: 'Sumber', section, live: true, body };
    },
  },
  ...sourceAddPages,
  // Last, because any word is an id.
  ...sourceDetailPages,
];

function Legend({ counts }: { counts: SourceList['counts'] }): JSX.Element {
  return (
    <ul class="status-legend">
      {managedStatuses
        .filter((status) => (counts.get(status) ?? 0) > 0)
        .map((status) => (
          <li key={status}>
            <a href={`/sumber?keadaan=${status}`}>
              <StatusBadge status={status} /> <strong>{formatNumber(counts.get(status) ?? 0)}</strong>
            </a>{' '}
            <span class="quiet">{managedStatusMeanings[status]}</span>
          </li>
        ))}
    </ul>
  );
}

function Filters({ filters }: { filters: SourceFilters }): JSX.Element {
  return (
    <form method="get" action={section} class="filters card">
      <TextField name="cari" label="Cari nama" value={filters.words} />
      <ChoiceField
        name="keadaan"
        label="Keadaan"
        value={filters.status}
        options={managedStatuses.map((status) => [status, managedStatusNames[status]])}
      />
      <ChoiceField
        name="jenis"
        label="Jenis"
        value={filters.class}
        options={sourceClasses.map((kind) => [kind, classNames[kind]])}
      />
      <ChoiceField
        name="platform"
        label="Platform"
        value={filters.platform}
        options={platforms.map((platform) => [platform, platformNames[platform]])}
      />
      <ChoiceField
        name="urut"
        label="Urutan"
        value={filters.order}
        any="Biasa"
        options={sourceOrders.map((order) => [order, orderNames[order]])}
      />
      <button type="submit">Tampilkan</button>
    </form>
  );
}

function Pages({ list, query }: { list: SourceList; query: PageRequest['query'] }): JSX.Element | null {
  const { page, pages, matching } = list;
  if (pages === 1) return null;
  const to = (number: number) => addressOf(section, { ...query, halaman: String(number) }, null);
  return (
    <nav class="pager" aria-label="Halaman">
      {page === 1 ? <span /> : <a href={to(page - 1)}>← Sebelumnya</a>}
      <span class="quiet">
        Halaman {formatNumber(page)} dari {formatNumber(pages)}, {formatNumber(matching)} sumber
      </span>
      {page === pages ? <span /> : <a href={to(page + 1)}>Berikutnya →</a>}
    </nav>
  );
}
