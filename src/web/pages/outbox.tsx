import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import { channelNames } from '../../core/alert-fate.ts';
import { outboxStateNames, withoutAddresses } from '../../core/outbox-words.ts';
import { formatNumber } from '../../core/time.ts';
import { countOutbox, listOutbox, type OutboxEntry, type OutboxState } from '../../store/outbox.ts';
import { choiceOf, type Page, textOf } from '../page.ts';
import { AlertNav } from '../parts/alert-nav.tsx';
import { Form } from '../parts/form.tsx';
import { Reveal } from '../parts/inputs.tsx';
import { Empty } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { When } from '../parts/time.tsx';

const path = '/peringatan/antrean';
const perPage = 30;
const states: readonly OutboxState[] = ['pending', 'sending', 'dead', 'sent'];

/** Messages of all channels and what became of them; without addresses and texts. */
export const outboxPages: readonly Page[] = [
  {
    path,
    access: 'read',
    async load({ query, actor, address }, deps) {
      const state = choiceOf(query, 'keadaan', states);
      const text = textOf(query, 'kursor', 15);
      const before = text !== null && /^[1-9]\d*$/.test(text) ? Number(text) : null;
      const counts = await countOutbox(deps.db);
      const rows = await listOutbox(deps.db, {
        limit: perPage + 1,
        ...(state === null ? {} : { state }),
        ...(before === null ? {} : { before }),
      });
      const items = rows.slice(0, perPage);
      const next = rows.length > perPage ? String(items.at(-1)?.id) : null;
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const mayRetry = isAllowed(actor, 'alerting');
      const body = (
        <>
          <h1>Antrean kirim</h1>
          <p class="lead">
            Setiap pesan peringatan dan laporan, per penerima. Yang gagal dicoba lagi sendiri sampai 72 jam; sesudah itu
            menunggu keputusan Anda.
          </p>
          <AlertNav current={path} actor={actor} />
          <nav aria-label="Keadaan pesan">
            <ul class="tabs">
              <li>
                <a href={path} aria-current={state === null ? 'true' : undefined}>
                  Semua
                </a>
              </li>
              {states.map((own) => (
                <li key={own}>
                  <a
                    href={`${path}?keadaan=${own}`}
                    aria-current={state === own ? 'true' : undefined}
                    class={own === 'dead' && counts.dead > 0 ? 'late' : undefined}
                  >
                    {own === 'dead' ? 'gagal' : outboxStateNames[own]}{' '}
                    <span class="count">{formatNumber(counts[own])}</span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {mayRetry && counts.dead > 0 ? (
            <Reveal label={`Kirim ulang semua yang gagal (${formatNumber(counts.dead)})`}>
              <Form
                action="/api/v1/outbox/retry"
                back={address}
                done="Semua yang gagal dikirim ulang."
                hidden={{ all: 'true' }}
              >
                <p class="submit">
                  <button type="submit">Ya, kirim ulang semuanya</button>
                </p>
              </Form>
            </Reveal>
          ) : null}
          {items.length === 0 ? (
            <Empty title="Tidak ada pesan">Pesan muncul di sini begitu ada peringatan atau laporan.</Empty>
          ) : (
            <MessageTable items={items} clock={clock} actor={actor} back={address} />
          )}
          <Pager path={path} query={query} next={next} isFirst={before === null} />
        </>
      );
      return { title: 'Antrean kirim', section: '/peringatan', body };
    },
  },
];

interface TableProps {
  readonly items: readonly OutboxEntry[];
  readonly clock: { readonly now: Date; readonly zone: string };
  readonly actor: Actor;
  readonly back: string;
}

function MessageTable({ items, clock, actor, back }: TableProps): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">Pesan</th>
            <th scope="col">Penerima</th>
            <th scope="col">Keadaan</th>
            <th scope="col">Dibuat</th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.id}>
              <td class="main-cell">
                {entry.message.subject}
                {entry.lastError === null ? null : (
                  <span class="trouble under">{withoutAddresses(entry.lastError).slice(0, 300)}</span>
                )}
              </td>
              <td data-name="Penerima">
                {entry.recipientName} <span class="quiet">({channelNames[entry.channel]})</span>
              </td>
              <td data-name="Keadaan">
                <StateCell entry={entry} clock={clock} />
                {entry.state === 'dead' && isAllowed(actor, 'alerting') ? (
                  <Form action="/api/v1/outbox/retry" back={back} done="Dikirim ulang." hidden={{ ids: entry.id }}>
                    <button type="submit" class="button-quiet button-small">
                      Kirim ulang
                    </button>
                  </Form>
                ) : null}
              </td>
              <td data-name="Dibuat">
                <When at={entry.createdAt} {...clock} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StateCell({ entry, clock }: Pick<TableProps, 'clock'> & { entry: OutboxEntry }): JSX.Element {
  const { state, attempts, sentAt, nextAttemptAt } = entry;
  if (state === 'sent') {
    return (
      <>
        terkirim <When at={sentAt ?? entry.createdAt} {...clock} />
      </>
    );
  }
  if (state === 'dead') return <strong class="trouble">gagal setelah {formatNumber(attempts)} percobaan</strong>;
  if (state === 'sending') return <>sedang dikirim</>;
  return attempts === 0 ? (
    <>menunggu</>
  ) : (
    <>
      dicoba lagi <When at={nextAttemptAt} {...clock} />
    </>
  );
}
