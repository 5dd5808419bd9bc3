import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import type { Silence } from '../../core/dispatch.ts';
import { saySilenced } from '../silence-wording.ts';
import { Form } from './form.tsx';
import { Reveal } from './inputs.tsx';
import { When } from './time.tsx';

interface ListProps {
  readonly silences: readonly Silence[];
  readonly actor: Actor;
  readonly back: string;
  readonly clock: { readonly now: Date; readonly zone: string };
  readonly title: string;
}

/** What is kept back, why, by whom and until when; with the button to end it for those who may. */
export function SilenceList({ silences, actor, back, clock, title }: ListProps): JSX.Element {
  const at = clock.now.toISOString();
  return (
    <section class="card" aria-labelledby="peredaman">
      <h2 id="peredaman">{title}</h2>
      <ul class="plain-list">
        {silences.map((silence) => {
          const isOver = silence.endedAt !== null || silence.endsAt <= at;
          return (
            <li key={silence.id}>
              <strong>#{silence.id}</strong> {saySilenced(silence.match)}, oleh {silence.author}:{' '}
              {silence.startsAt > at ? (
                <>
                  mulai <When at={silence.startsAt} {...clock} />{' '}
                </>
              ) : null}
              {silence.endedAt === null ? 'sampai ' : `diakhiri ${silence.endedBy ?? ''} `}
              <When at={silence.endedAt ?? silence.endsAt} {...clock} />
              <span class="quiet under">{silence.reason}</span>
              {isOver || !isAllowed(actor, 'alerting') ? null : (
                <Reveal label="Akhiri sekarang">
                  <Form
                    action={`/api/v1/silences/${silence.id}`}
                    method="delete"
                    back={back}
                    done={`Peredaman #${silence.id} diakhiri.`}
                  >
                    <p class="quiet">Yang tertahan diperiksa lagi dan dikirim bila perkaranya masih berjalan.</p>
                    <p class="submit">
                      <button type="submit">Ya, akhiri</button>
                    </p>
                  </Form>
                </Reveal>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
