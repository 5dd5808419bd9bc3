import type { JSX } from 'preact';
import type { RequestError } from '../../core/errors.ts';
import type { SentForm } from '../../core/form.ts';
import type { PageAnswer } from '../page.ts';

interface Words {
  readonly title: string;
  readonly text: string;
}

const notThere: Words = {
  title: 'Halaman tidak ditemukan',
  text: 'Alamatnya mungkin salah ketik, atau isinya sudah dihapus.',
};

const words: Readonly<Record<number, Words>> = {
  403: {
    title: 'Bukan untuk peran Anda',
    text: 'Halaman ini dibuka untuk peran lain. Bila Anda memerlukannya, mintalah kepada admin.',
  },
  429: { title: 'Terlalu sering', text: 'Permintaan dari alamat Anda terlalu banyak; coba lagi sebentar lagi.' },
  500: {
    title: 'Ada yang tidak beres',
    text: 'Halaman ini gagal dibuat. Rinciannya ada di catatan (log) server; coba muat ulang sebentar lagi.',
  },
};

/**
 * What a reader sees instead of a page that is not there or that failed.
 * @param mayOpen whether there is a page at an address for this reader
 */
export function errorPage(status: number, mayOpen: (path: string) => boolean): PageAnswer {
  const { title, text } = words[status] ?? notThere;
  const body = (
    <section class="error-page">
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <p class="actions">
        <a class="button" href="/">
          Ke halaman pertama
        </a>
        {mayOpen('/sebutan') ? (
          <a class="button-quiet" href="/sebutan">
            Cari sebutan
          </a>
        ) : null}
      </p>
    </section>
  );
  return { title, section: '', body };
}

/** Values that must not be shown again. */
const secret = /password|sandi|code|token|secret/i;

/** A form that was refused: what is wrong with it, and what was typed, so that nothing is lost. */
export function faultPage(error: RequestError, form: SentForm): PageAnswer {
  const title = error.status >= 500 ? 'Gagal disimpan' : 'Belum tersimpan';
  const typed = Object.entries(form.fields).filter(
    ([name, values]) => !secret.test(name) && values.some((value) => value.trim().length > 3),
  );
  const body = (
    <section class="error-page">
      <h1>{title}</h1>
      <p class="lead">{error.message}</p>
      {error.problems.length === 0 ? null : (
        <ul>
          {error.problems.map(({ where, message }) => (
            <li key={where}>
              <strong>{where}</strong>: {message}
            </li>
          ))}
        </ul>
      )}
      <p class="actions">
        <a class="button" href={form.back.includes('{') ? '/' : form.back}>
          Kembali ke halaman tadi
        </a>
        {error.status === 401 ? (
          <a class="button" href={`/masuk?lanjut=${encodeURIComponent(form.back)}`}>
            Masuk
          </a>
        ) : null}
      </p>
      {typed.length === 0 ? null : <Typed fields={typed} />}
    </section>
  );
  return { title, section: '', body };
}

function Typed({ fields }: { fields: readonly (readonly [string, readonly string[]])[] }): JSX.Element {
  return (
    <>
      <h2>Yang Anda tulis</h2>
      <p class="quiet">Salin dari sini bila perlu.</p>
      {fields.map(([name, values]) => (
        <label key={name} class="field field-wide">
          <span>{name}</span>
          <textarea readOnly rows={4} value={values.join('\n')} />
        </label>
      ))}
    </>
  );
}
