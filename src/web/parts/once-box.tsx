import type { JSX } from 'preact';
import { formatDateTime } from '../../core/time.ts';
import type { OnceShown } from '../../core/user.ts';
import { Form } from './form.tsx';

interface OnceBoxProps {
  readonly once: OnceShown | null;
  /** Where to go when it is kept. */
  readonly back: string;
  readonly zone: string;
}

/** What is shown only once, until the reader says that it is kept. */
export function OnceBox({ once, back, zone }: OnceBoxProps): JSX.Element | null {
  if (once === null) return null;
  return (
    <section class="card once" aria-labelledby="sekali">
      <Content once={once} zone={zone} />
      <Form action="/api/v1/session/once" method="delete" back={back}>
        <button type="submit">Sudah saya simpan</button>
      </Form>
    </section>
  );
}

function Content({ once, zone }: { once: OnceShown; zone: string }): JSX.Element {
  switch (once.kind) {
    case 'recovery-codes':
      return (
        <>
          <h2 id="sekali">Kode pemulihan Anda</h2>
          <p>
            Bila ponsel Anda hilang, tiap kode ini dapat dipakai satu kali sebagai ganti kode masuk. Cetak atau catat,
            lalu simpan di tempat aman. Setelah itu kode ini tidak ditampilkan lagi.
          </p>
          <ol class="secret-list">
            {once.codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
        </>
      );
    case 'token':
      return (
        <>
          <h2 id="sekali">Token “{once.name}”</h2>
          <p>
            Salin sekarang: token ini tidak akan ditampilkan lagi. Berlaku sampai {formatDateTime(once.expiresAt, zone)}
            .
          </p>
          <p class="secret">
            <code>{once.token}</code>
          </p>
        </>
      );
    case 'link':
      return (
        <>
          <h2 id="sekali">Tautan untuk {once.name}</h2>
          <p>
            Surel belum diatur, jadi sampaikan sendiri tautan ini lewat jalur yang aman. Hanya dapat dipakai sekali,
            sampai {formatDateTime(once.expiresAt, zone)}.
          </p>
          <p class="secret">
            <code>{once.link}</code>
          </p>
        </>
      );
  }
}
