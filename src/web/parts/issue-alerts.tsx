import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import type { Alert } from '../../core/alert.ts';
import type { Issue } from '../../core/issue.ts';
import type { WebDeps } from '../deps.ts';
import { Acknowledge } from './acknowledge.tsx';
import { AlertLevelBadge } from './alert-fate.tsx';
import { When } from './time.tsx';

interface AlertsProps {
  readonly issue: Issue;
  /** Newest first. */
  readonly alerts: readonly Alert[];
  readonly actor: Actor;
  readonly deps: Pick<WebDeps, 'now' | 'region' | 'acknowledgeForMs'>;
}

/** The alerts on an issue, who sees to it, and the way to "why, or why not". */
export function IssueAlerts({ issue, alerts, actor, deps }: AlertsProps): JSX.Element {
  const clock = { now: deps.now(), zone: deps.region.timezone };
  const [newest] = alerts;
  return (
    <section class="card" aria-labelledby="peringatan">
      <h2 id="peringatan">Peringatan isu ini</h2>
      {newest === undefined ? (
        <p class="quiet">Belum ada peringatan tentang isu ini.</p>
      ) : (
        <>
          <Acknowledge
            alert={newest}
            actor={actor}
            back={`/isu/${issue.id}#peringatan`}
            clock={clock}
            acknowledgeForMs={deps.acknowledgeForMs}
          />
          <ol class="alerts">
            {alerts.map((alert) => (
              <li key={alert.id}>
                <p class="alert-head">
                  <AlertLevelBadge level={alert.level} />
                  <a href={`/peringatan/${alert.id}`}>Peringatan #{alert.id}</a>
                  <span class="quiet">
                    <When at={alert.firedAt} {...clock} />
                  </span>
                </p>
                <p class="quiet">{alert.reason}</p>
              </li>
            ))}
          </ol>
        </>
      )}
      {isAllowed(actor, 'read') ? (
        <p class="more">
          <a href={`/isu/${issue.id}/mengapa`}>
            {newest === undefined ? 'Mengapa tidak ada peringatan?' : 'Mengapa diperingatkan, mengapa tidak?'}
          </a>
        </p>
      ) : null}
    </section>
  );
}
