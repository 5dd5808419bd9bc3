import type { JSX } from 'preact';
import { type ManagedSource, type ManagedStatus, originOf } from '../../core/managed-source.ts';
import type { SourceDesk } from '../../core/source-desk.ts';
import { Form } from './form.tsx';
import { Reveal, TextInput } from './inputs.tsx';
import { SourceFields, Submit } from './source-form.tsx';

export interface SourceActionsProps {
  readonly source: ManagedSource;
  readonly status: ManagedStatus;
  readonly commonLegal: SourceDesk['commonLegal'];
}

/** What may be done with a source, for those who look after them. */
export function SourceActions({ source, status, commonLegal }: SourceActionsProps): JSX.Element | null {
  const origin = originOf(source);
  if (origin === 'import') return null;
  const action = `/api/v1/sources/${encodeURIComponent(source.id)}`;
  const back = `/sumber/${encodeURIComponent(source.id)}`;
  const rests = status === 'paused' || status === 'archived';
  return (
    <section class="card work" aria-labelledby="tindakan">
      <h2 id="tindakan">Tindakan</h2>
      <div class="acts">
        {rests ? (
          <Form action={`${action}/resume`} back={back} done="Sumber dibaca lagi.">
            <button type="submit">{status === 'paused' ? 'Lanjutkan' : 'Kembalikan dan baca lagi'}</button>
          </Form>
        ) : null}
        <Form action="/api/v1/source-trials" back={`${back}#uji`} hidden={{ source: source.id }}>
          <button type="submit" class="button-quiet">
            Uji sekarang
          </button>
        </Form>
        {source.enabled ? (
          <>
            <Form action={`${action}/run`} back={back} done="Sumber diambil dalam beberapa detik.">
              <button type="submit" class="button-quiet">
                Ambil sekarang
              </button>
            </Form>
            <Reveal label="Jeda">
              <Form action={`${action}/pause`} back={back} done="Sumber dijeda." class="write">
                <TextInput
                  name="reason"
                  label="Alasan"
                  maxLength={300}
                  required
                  wide
                  help="Tampil pada sumber ini dan tercatat di jejak audit."
                />
                <Submit label="Jeda sumber ini" />
              </Form>
            </Reveal>
          </>
        ) : null}
        {origin === 'page' && status !== 'archived' ? (
          <>
            <Reveal label="Ubah">
              <EditForm source={source} commonLegal={commonLegal} action={action} back={back} />
            </Reveal>
            <Reveal label="Hapus">
              <Form action={action} method="delete" back={back} done="Sumber dihapus dari daftar." class="write">
                <p>Sumber tidak dibaca lagi dan hilang dari daftar. Sebutan yang sudah terkumpul tetap tersimpan.</p>
                <Submit label="Hapus dari daftar" />
              </Form>
            </Reveal>
          </>
        ) : null}
      </div>
      <p class="quiet">
        Uji membaca sekali tanpa menyimpan apa pun
        {source.credential === null ? '' : '; jatah kuncinya ikut terpakai'}. Ambil sekarang mendahulukan gilirannya.
        {origin === 'file' ? ' Nama, jarak, dan pilihannya diatur di kentongan.yaml.' : ''}
      </p>
    </section>
  );
}

interface EditFormProps extends Pick<SourceActionsProps, 'source' | 'commonLegal'> {
  readonly action: string;
  readonly back: string;
}

function EditForm({ source, commonLegal, action, back }: EditFormProps): JSX.Element {
  const { legal, intervalMs } = source;
  const value = {
    ...source,
    every: sayInterval(intervalMs),
    purpose: legal?.purpose ?? null,
    basis: legal?.basis ?? null,
  };
  return (
    <Form action={action} method="put" back={back} done="Perubahan disimpan." class="write">
      <SourceFields value={value} commonLegal={commonLegal} />
      <p class="quiet">Bila pilihannya diganti, sumber dibaca dari awal; yang sudah tersimpan tidak menjadi ganda.</p>
      <Submit label="Simpan perubahan" />
    </Form>
  );
}

/** As `every` says it: `15m`, `1h`, `1d`. */
function sayInterval(ms: number): string {
  if (ms % 86_400_000 === 0) return `${ms / 86_400_000}d`;
  return ms % 3_600_000 === 0 ? `${ms / 3_600_000}h` : `${Math.max(1, Math.round(ms / 60_000))}m`;
}
