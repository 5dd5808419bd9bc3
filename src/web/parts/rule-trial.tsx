import type { JSX } from 'preact';
import { formatDate, formatNumber } from '../../core/time.ts';
import type { Trial } from '../load-trial.ts';
import { AlertLevelBadge } from './alert-fate.tsx';
import { When } from './time.tsx';

const maxShown = 30;

/** `Dalam 7 hari terakhir aturan ini akan mengirim 7 peringatan, 2 di luar jam kerja.` */
export function sayTrial({ days, replay }: Trial): string {
  const count = replay?.alerts.length ?? 0;
  const span = `Dalam ${formatNumber(days)} hari terakhir`;
  if (replay !== null && replay.notReplayed.length > 0)
    return 'Aturan tentang sumber tidak dapat dicoba: keadaan sumber pada waktu lalu tidak disimpan.';
  if (count === 0) return `${span} aturan ini tidak akan mengirim peringatan.`;
  const off = replay?.offHours ?? 0;
  return `${span} aturan ini akan mengirim ${formatNumber(count)} peringatan, ${off === 0 ? 'semuanya pada jam kerja' : `${formatNumber(off)} di luar jam kerja`}.`;
}

interface ResultProps {
  readonly trial: Trial;
  readonly clock: { readonly now: Date; readonly zone: string };
}

export function TrialResult({ trial, clock }: ResultProps): JSX.Element {
  const { replay, problems } = trial;
  if (replay === null) {
    return (
      <section class="notice notice-warning" id="hasil" role="alert">
        <strong>Belum dapat dicoba</strong>
        <ul>
          {problems.map(({ where, message }) => (
            <li key={where}>
              {where === '' ? '' : `${where}: `}
              {message}
            </li>
          ))}
        </ul>
      </section>
    );
  }
  const { alerts, perDay, perTarget } = replay;
  return (
    <section class="card" aria-labelledby="hasil">
      <h2 id="hasil">Hasil percobaan</h2>
      <p class="big-fact" role="status">
        {sayTrial(trial)}
      </p>
      {alerts.length === 0 ? null : (
        <>
          <p class="quiet">
            Per hari: {perDay.map(({ date, count }) => `${formatDate(date)}: ${formatNumber(count)}`).join(' · ')}
          </p>
          {perTarget.length === 0 ? null : (
            <p class="quiet">
              Per penerima, paling banyak:{' '}
              {perTarget.map(({ target, count }) => `${target} ${formatNumber(count)}`).join(' · ')}
            </p>
          )}
          <ul class="plain-list">
            {alerts.slice(-maxShown).map((alert) => (
              <li key={`${alert.at} ${alert.subject}`}>
                <AlertLevelBadge level={alert.level} />{' '}
                {alert.issueId === null ? alert.title : <a href={`/isu/${alert.issueId}`}>{alert.title}</a>}
                <span class="quiet under">
                  <When at={alert.at} {...clock} />
                  {alert.isOffHours ? ' · di luar jam kerja' : ''} · {alert.reason}
                </span>
              </li>
            ))}
          </ul>
          {alerts.length > maxShown ? <p class="quiet">Ditampilkan {formatNumber(maxShown)} yang terakhir.</p> : null}
        </>
      )}
    </section>
  );
}
