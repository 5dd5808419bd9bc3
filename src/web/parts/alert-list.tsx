import type { JSX } from 'preact';
import type { Alert } from '../../core/alert.ts';
import type { OutboxState } from '../../store/outbox.ts';
import type { ShownAlert } from '../load-dashboard.ts';
import { sayCount } from '../wording.ts';
import { LevelBadge } from './badges.tsx';
import { When } from './time.tsx';

/** The newest alerts and what became of their mails. */
export function AlertList({
  title,
  alerts,
  mailConfigured,
  now,
  zone,
}: {
  title: string;
  alerts: readonly ShownAlert[];
  mailConfigured: boolean;
  now: Date;
  zone: string;
}): JSX.Element {
  return (
    <section class="card" aria-labelledby="peringatan">
      <h2 id="peringatan">{title}</h2>
      {alerts.length === 0 ? (
        <p class="quiet">
          Belum ada peringatan. Bila suatu isu negatif tertuju pada pemerintah,{' '}
          {mailConfigured ? 'surel dikirim kepada penerima dan tercatat di sini.' : 'peringatannya tercatat di sini.'}
        </p>
      ) : (
        <ol class="alerts">
          {alerts.map(({ alert, deliveries }) => (
            <li key={alert.id}>
              <p class="alert-head">
                <LevelBadge attention={alert.level === 'crisis' ? 'alert' : alert.level} />
                {alert.level === 'crisis' ? <strong>Krisis</strong> : null}
                <span class="quiet">
                  <When at={alert.firedAt} now={now} zone={zone} />
                </span>
              </p>
              <p>
                <AlertTitle alert={alert} />
              </p>
              <p class="quiet">{alert.reason}</p>
              <p class={deliveries.dead > 0 ? 'delivery delivery-dead' : 'delivery'}>{sayDeliveries(deliveries)}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function AlertTitle({ alert: { issueId, subject, title } }: { alert: Alert }): JSX.Element {
  if (issueId !== null) return <a href={`/isu/${issueId}`}>{title}</a>;
  return subject.startsWith('source:') ? <a href="/sumber">{title}</a> : <span>{title}</span>;
}

/** `Surel terkirim ke 2 penerima, 1 menunggu` */
export function sayDeliveries(counts: Readonly<Record<OutboxState, number>>): string {
  const waiting = counts.pending + counts.sending;
  const parts = [
    counts.sent > 0 ? `terkirim ke ${sayCount(counts.sent, 'penerima')}` : '',
    waiting > 0 ? `${sayCount(waiting, 'menunggu dikirim')}` : '',
    counts.dead > 0 ? `${sayCount(counts.dead, 'gagal dikirim')}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Tidak ada surel: belum ada penerima' : `Surel ${parts.join(', ')}`;
}
