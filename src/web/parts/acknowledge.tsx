import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import type { Alert } from '../../core/alert.ts';
import { formatNumber } from '../../core/time.ts';
import { Form } from './form.tsx';
import { NumberInput, Reveal, TextInput } from './inputs.tsx';
import { When } from './time.tsx';

interface AcknowledgeProps {
  readonly alert: Alert;
  readonly actor: Actor;
  /** Page that this stands on. */
  readonly back: string;
  readonly clock: { readonly now: Date; readonly zone: string };
  readonly acknowledgeForMs: number;
}

/** Who sees to an alert, and the buttons to take it on or give it back for those who may. */
export function Acknowledge({ alert, actor, back, clock, acknowledgeForMs }: AcknowledgeProps): JSX.Element {
  const { acknowledged } = alert;
  const action = `/api/v1/alerts/${alert.id}/acknowledgement`;
  const isOver = acknowledged !== null && acknowledged.until <= clock.now.toISOString();
  const form = (
    <Form action={action} back={back} done="Tercatat: Anda menangani peringatan ini.">
      <button type="submit">Saya tangani</button>
      <details open={acknowledged !== null}>
        <summary>Dengan catatan atau lama berlaku</summary>
        <div class="write">
          <TextInput
            name="note"
            label="Yang sedang dikerjakan"
            maxLength={500}
            placeholder="sedang dicek ke lapangan"
            wide
          />
          <NumberInput
            name="hours"
            label="Berlaku berapa jam"
            min={0.25}
            max={720}
            help={`Kosong: ${formatNumber(acknowledgeForMs / 3_600_000)} jam. Selama itu tidak diingatkan lagi, kecuali tingkatnya naik.`}
          />
        </div>
      </details>
    </Form>
  );
  return (
    <>
      {acknowledged === null ? (
        <p class="quiet">Belum ada yang menyatakan menangani.</p>
      ) : (
        <p>
          Ditangani <strong>{acknowledged.by}</strong> sejak <When at={acknowledged.at} {...clock} />
          {acknowledged.note === null ? '' : `: ${acknowledged.note}`}
          <span class="quiet">
            {' '}
            · {isOver ? 'berlaku hanya sampai' : 'berlaku sampai'} <When at={acknowledged.until} {...clock} />
          </span>
        </p>
      )}
      {isAllowed(actor, 'acknowledge') ? (
        <div class="acts">
          {acknowledged === null ? form : <Reveal label="Perbarui penanganan">{form}</Reveal>}
          {acknowledged === null ? null : (
            <Reveal label="Batalkan penanganan">
              <Form action={action} method="delete" back={back} done="Penanganan dibatalkan.">
                <p class="quiet">Yang belum diberi tahu karena ini akan diberi tahu sekarang.</p>
                <p class="submit">
                  <button type="submit">Ya, batalkan</button>
                </p>
              </Form>
            </Reveal>
          )}
        </div>
      ) : null}
    </>
  );
}
