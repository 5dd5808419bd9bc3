import type { JSX } from 'preact';
import type { AlertLevel } from '../../core/alert.ts';
import { type AlertFate, channelNames, type NoticeFate, sayFate } from '../../core/alert-fate.ts';
import { decisionReasonNames } from '../../core/dispatch.ts';
import { formatNumber } from '../../core/time.ts';
import { LevelBadge } from './badges.tsx';
import { When } from './time.tsx';

export const alertLevelNames: Readonly<Record<AlertLevel, string>> = {
  watch: 'Kuning',
  alert: 'Merah',
  crisis: 'Krisis',
};

export function AlertLevelBadge({ level }: { level: AlertLevel }): JSX.Element {
  return (
    <>
      <LevelBadge attention={level === 'watch' ? 'watch' : 'alert'} />
      {level === 'crisis' ? <strong> Krisis</strong> : null}
    </>
  );
}

const targetsShown = 12;

/** Who was told and when; what was kept back, and why. */
export function FateList({ fate, zone }: { fate: AlertFate; zone: string }): JSX.Element {
  const { notices, decisions } = fate;
  // Escalations that were not needed say nothing new.
  const shown = notices.filter(({ notice }) => notice.reason !== 'not-escalated').slice(0, targetsShown);
  const unrouted = decisions.filter(({ target }) => target === '');
  return (
    <ul class="plain-list">
      {unrouted.map(({ detail, reason }) => (
        <li key={reason} class="delivery delivery-dead">
          Tidak ada yang diberi tahu: {detail}
        </li>
      ))}
      {shown.map((one) => (
        <FateLine key={one.notice.id} one={one} zone={zone} />
      ))}
      {notices.length === 0 && unrouted.length === 0 ? <li class="quiet">Tidak ada penerima.</li> : null}
      {notices.length > targetsShown ? (
        <li class="quiet">dan {formatNumber(notices.length - targetsShown)} penerima lain</li>
      ) : null}
    </ul>
  );
}

function FateLine({ one, zone }: { one: NoticeFate; zone: string }): JSX.Element {
  const { target, purpose } = one.notice;
  const isDead = one.message?.state === 'dead';
  return (
    <li class={isDead ? 'delivery delivery-dead' : 'delivery'}>
      {target.name} <span class="quiet">({channelNames[target.channel]})</span>
      {purpose === 'escalate' ? ', dinaikkan' : ''}: {sayFate(one, zone)}
    </li>
  );
}

const outcomeNames = { queued: 'diantrekan', held: 'ditahan', dropped: 'tidak dikirim' } as const;

/** Every decision on the way, oldest first. */
export function DecisionTable({ fate, now, zone }: { fate: AlertFate; now: Date; zone: string }): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">Waktu</th>
            <th scope="col">Penerima</th>
            <th scope="col">Keputusan</th>
            <th scope="col">Alasan</th>
          </tr>
        </thead>
        <tbody>
          {fate.decisions.map(({ at, target, outcome, reason, detail }) => (
            <tr key={`${at} ${target} ${outcome} ${reason}`}>
              <td data-name="Waktu">
                <When at={at} now={now} zone={zone} />
              </td>
              <td data-name="Penerima">{target === '' ? 'semua' : target}</td>
              <td data-name="Keputusan">{outcomeNames[outcome]}</td>
              <td data-name="Alasan" class="main-cell">
                {[reason === null ? null : decisionReasonNames[reason], detail]
                  .filter((part) => part !== null)
                  .join(': ') || '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
