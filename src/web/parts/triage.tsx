import type { ComponentChildren, JSX } from 'preact';
import type { MentionCorrection, Verdict } from '../../core/correction.ts';
import { formatDateTime } from '../../core/time.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import { Form } from './form.tsx';

/** In the order of their keys, 1 to 5. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
  negative: 'Negatif',
  neutral: 'Netral',
  positive: 'Positif',
  irrelevant: 'Bukan tentang kami',
  correct: 'Sudah benar',
};

const verdictList = Object.entries(verdictNames) as readonly [Verdict, string][];

interface TriageProps {
  readonly mention: MentionView;
  readonly zone: string;
  /** Whether they may judge it; the others only see what was said. */
  readonly mayJudge: boolean;
  /** This page, to come back to. */
  readonly address: string;
  readonly children: ComponentChildren;
}

/** A mention that can be judged by buttons, or by keys where scripts run. */
export function Triage({ mention, zone, mayJudge, address, children }: TriageProps): JSX.Element {
  const { id, correction, setAside } = mention;
  if (!mayJudge || setAside !== null) {
    return (
      <div class="triage" id={`s${id}`}>
        {children}
        {correction === null ? null : <p class="triage-said quiet">{sayCorrection(correction, zone)}</p>}
      </div>
    );
  }
  const back = `${address.replace(/#.*$/s, '')}#s${id}`;
  const action = `/api/v1/mentions/${id}/verdict`;
  return (
    <div
      class="triage"
      id={`s${id}`}
      tabIndex={-1}
      data-triage={id}
      data-judged={correction === null ? undefined : 'ya'}
    >
      {children}
      <div class="triage-bar">
        <Form action={action} back={back} done="Penilaian disimpan." class="triage-form">
          <fieldset>
            <legend class="hidden">Nilai sebutan {id}</legend>
            {verdictList.map(([verdict, name], index) => (
              <button
                key={verdict}
                type="submit"
                name="verdict"
                value={verdict}
                class="button-quiet button-small"
                aria-pressed={correction?.verdict === verdict ? 'true' : 'false'}
              >
                <span class="key" aria-hidden="true">
                  {index + 1}
                </span>{' '}
                {name}
              </button>
            ))}
          </fieldset>
        </Form>
        <p class="triage-said quiet" role="status">
          {correction === null ? '' : sayCorrection(correction, zone)}
        </p>
        <div class="triage-undo" hidden={correction === null}>
          <Form action={action} method="delete" back={back} done="Penilaian dibatalkan.">
            <button type="submit" class="button-quiet button-small">
              Batalkan<span class="hidden"> penilaian sebutan {id}</span>
            </button>
          </Form>
        </div>
      </div>
    </div>
  );
}

export function sayCorrection({ verdict, who, at, note }: MentionCorrection, zone: string): string {
  const said = `Diperiksa ${who}, ${formatDateTime(at, zone)}: ${verdictNames[verdict].toLowerCase()}`;
  return note === null ? said : `${said} (${note})`;
}

/** Shown where scripts run: without them there are no keys. */
export function TriageKeys(): JSX.Element {
  return (
    <details class="keys card" data-keys hidden>
      <summary>Pintasan papan tik (?)</summary>
      <dl>
        {[
          ['j, k', 'sebutan berikutnya, sebelumnya'],
          ['Enter', 'buka atau tutup teks lengkap dan alasan penilaian'],
          ...verdictList.map(([, name], index) => [`${index + 1}`, name.toLowerCase()] as const),
          ['u', 'batalkan penilaian'],
          ['?', 'tampilkan atau sembunyikan daftar ini'],
        ].map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <span class="key">{key}</span>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button-quiet button-small" data-keys-switch aria-pressed="true">
        Pintasan hidup
      </button>
    </details>
  );
}
