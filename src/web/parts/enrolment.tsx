import type { JSX } from 'preact';
import type { FormFault } from '../page.ts';
import { Form } from './form.tsx';
import { QrCode } from './qr-code.tsx';
import { TypedInput } from './typed-input.tsx';

interface EnrolmentProps {
  readonly enrolment: { readonly key: string; readonly address: string };
  /** The API's route that takes the first code. */
  readonly action: string;
  readonly method?: 'put';
  readonly back: string;
  readonly fault: FormFault | null;
}

/** Sets up an authenticator: scan or type the key, then prove it by a code. */
export function EnrolmentForm({ enrolment, action, method, back, fault }: EnrolmentProps): JSX.Element {
  return (
    <div class="enrolment">
      <ol class="steps">
        <li>Pasang aplikasi autentikator di ponsel, misalnya Aegis, 2FAS, atau Google Authenticator.</li>
        <li>
          Pindai gambar ini dengan aplikasi itu.
          <QrCode text={enrolment.address} label="Kode QR untuk aplikasi autentikator" />
          <details>
            <summary>Tidak dapat memindai?</summary>
            <p>Ketik kunci ini di aplikasi (jenis: berbasis waktu):</p>
            <p class="secret">
              <code>{enrolment.key.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            </p>
          </details>
        </li>
        <li>Tulis kode 6 angka yang tampil di aplikasi.</li>
      </ol>
      <Form action={action} {...(method === undefined ? {} : { method })} back={back} class="door">
        <TypedInput
          name="code"
          label="Kode 6 angka"
          type="text"
          autoComplete="one-time-code"
          fault={fault}
          digits
          maxLength={10}
        />
        <button type="submit">Pasang</button>
      </Form>
    </div>
  );
}
