import type { JSX } from 'preact';
import type { PageAnswer } from '../page.ts';

/** What a reader sees instead of a page that is not there or that failed. */
export function errorPage(status: number): PageAnswer {
  const missing = status < 500;
  const title = missing ? 'Halaman tidak ditemukan' : 'Ada yang tidak beres';
  return { title, section: '', body: <ErrorBody title={title} missing={missing} /> };
}

function ErrorBody({ title, missing }: { title: string; missing: boolean }): JSX.Element {
  return (
    <section class="error-page">
      <h1>{title}</h1>
      <p class="lead">
        {missing
          ? 'Alamatnya mungkin salah ketik, atau isinya sudah dihapus.'
          : 'Halaman ini gagal dibuat. Rinciannya ada di catatan (log) server; coba muat ulang sebentar lagi.'}
      </p>
      <p class="actions">
        <a class="button" href="/">
          Ke dasbor
        </a>
        <a class="button-quiet" href="/sebutan">
          Cari sebutan
        </a>
      </p>
    </section>
  );
}
