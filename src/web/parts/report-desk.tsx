import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import { channelNames } from '../../core/alert-fate.ts';
import type { Digest } from '../../core/digest.ts';
import { outboxStateNames, withoutAddresses } from '../../core/outbox-words.ts';
import { formatNumber } from '../../core/time.ts';
import type { Delivery } from '../../store/deliveries.ts';
import type { ReportDesk } from '../load-report.ts';
import { Form } from './form.tsx';
import { Reveal } from './inputs.tsx';
import { When } from './time.tsx';

interface Clock {
  readonly now: Date;
  readonly zone: string;
}

interface ActionProps {
  readonly digest: Digest;
  readonly desk: ReportDesk;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** To edit, approve and send a report, for those who may. */
export function ReportActions({ digest, desk, actor, clock }: ActionProps): JSX.Element | null {
  if (!isAllowed(actor, 'reports')) return null;
  const { date } = digest;
  const { edits, queuedAt, isChanged } = desk;
  const api = `/api/v1/digests/${date}`;
  const back = `/laporan/${date}`;
  const isApproved = (edits?.approvedBy ?? null) !== null;
  const canSend = digest.complete && (queuedAt === null || isChanged);
  return (
    <section class="card work" aria-labelledby="kerjakan">
      <h2 id="kerjakan">Kerjakan</h2>
      <p class="big-fact">{sayNext(desk, digest.complete)}</p>
      {edits?.editedBy ? (
        <p class="quiet">
          Disunting {edits.editedBy} <When at={edits.editedAt ?? ''} {...clock} />
          {isApproved ? (
            <>
              , disetujui {edits.approvedBy} <When at={edits.approvedAt ?? ''} {...clock} />
            </>
          ) : (
            ', belum disetujui'
          )}
          .
        </p>
      ) : null}
      <div class="acts">
        <a class="button" href={`/laporan/${date}/sunting`}>
          Sunting
        </a>
        {isApproved ? null : (
          <Form action={`${api}/approval`} back={back} done="Laporan disetujui.">
            <button type="submit">Setujui</button>
          </Form>
        )}
        {canSend ? (
          <Reveal label={queuedAt === null ? 'Kirim sekarang' : 'Kirim koreksi'}>
            <Form
              action={`${api}/send`}
              back={back}
              done={queuedAt === null ? 'Laporan masuk antrean kirim.' : 'Koreksi masuk antrean kirim.'}
            >
              <p class="quiet">
                Dikirim kepada semua penerima laporan dan tidak dapat ditarik kembali.
                {isApproved ? '' : ' Laporan ini belum disetujui dan akan bertanda “otomatis, belum diverifikasi”.'}
              </p>
              <p class="submit">
                <button type="submit">{queuedAt === null ? 'Ya, kirim laporan' : 'Ya, kirim koreksi'}</button>
              </p>
            </Form>
          </Reveal>
        ) : null}
      </div>
    </section>
  );
}

function sayNext({ edits, queuedAt, isChanged }: ReportDesk, complete: boolean): string {
  const isApproved = (edits?.approvedBy ?? null) !== null;
  if (queuedAt !== null) {
    return isChanged
      ? 'Sudah dikirim, lalu diubah: kirim koreksinya.'
      : 'Sudah dikirim. Bila disunting lagi, dikirim sebagai koreksi.';
  }
  if (!complete)
    return isApproved ? 'Disetujui; dikirim sendiri bila periodenya selesai.' : 'Periodenya masih berjalan.';
  return isApproved ? 'Disetujui, siap dikirim.' : 'Menunggu diperiksa dan disetujui.';
}

/** `terkirim ke 3 penerima, 1 menunggu` */
export function sayDeliveries(deliveries: readonly Delivery[]): string {
  if (deliveries.length === 0) return 'belum dikirim';
  const count = (...states: readonly Delivery['state'][]) =>
    deliveries.filter(({ state }) => states.includes(state)).length;
  const parts = [
    [count('sent'), (sent: string) => `terkirim ke ${sent} penerima`],
    [count('pending', 'sending'), (waiting: string) => `${waiting} menunggu`],
    [count('dead'), (dead: string) => `${dead} gagal`],
  ] as const;
  return parts.flatMap(([number, say]) => (number === 0 ? [] : [say(formatNumber(number))])).join(', ');
}

/** What was sent to whom and when, of all versions. */
export function DeliveryTable({
  deliveries,
  clock,
}: {
  deliveries: readonly Delivery[];
  clock: Clock;
}): JSX.Element | null {
  if (deliveries.length === 0) return null;
  return (
    <section aria-labelledby="terkirim">
      <h2 id="terkirim">Dikirim kepada</h2>
      <div class="table-wrap card">
        <table class="wide">
          <thead>
            <tr>
              <th scope="col">Penerima</th>
              <th scope="col">Versi</th>
              <th scope="col">Keadaan</th>
              <th scope="col">Waktu</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map(({ id, about, channel, recipientName, state, createdAt, sentAt, lastError }) => (
              <tr key={id}>
                <td class="main-cell">
                  {recipientName} <span class="quiet">({channelNames[channel]})</span>
                </td>
                <td data-name="Versi">{sayVersion(about)}</td>
                <td data-name="Keadaan">
                  {state === 'dead' ? <strong class="trouble">gagal</strong> : outboxStateNames[state]}
                  {lastError === null || state === 'sent' ? null : (
                    <span class="trouble under">{withoutAddresses(lastError).slice(0, 200)}</span>
                  )}
                </td>
                <td data-name="Waktu">
                  <When at={sentAt ?? createdAt} {...clock} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function sayVersion(about: string): string {
  const correction = /\+(\d+)$/.exec(about)?.[1];
  return correction === undefined ? 'pertama' : `koreksi ke-${correction}`;
}
