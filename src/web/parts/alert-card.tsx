import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import type { Alert } from '../../core/alert.ts';
import type { FatedAlert } from '../load-alerts.ts';
import { Acknowledge } from './acknowledge.tsx';
import { AlertLevelBadge, FateList } from './alert-fate.tsx';
import { When } from './time.tsx';

interface CardProps {
  readonly one: FatedAlert;
  readonly actor: Actor;
  readonly back: string;
  readonly clock: { readonly now: Date; readonly zone: string };
  readonly acknowledgeForMs: number;
  /** Alone on its page, its heading stands outside. */
  readonly alone?: boolean;
}

/** An alert, who sees to it, and who was told. */
export function AlertCard({ one, actor, back, clock, acknowledgeForMs, alone = false }: CardProps): JSX.Element {
  const { alert, fate } = one;
  const { id, level, firedAt, reason } = alert;
  return (
    <article class="card issue-card">
      <header class="issue-head">
        <AlertLevelBadge level={level} />
        {alert.agency === null ? null : <span class="chip">{alert.agency}</span>}
        <span class="quiet issue-time">
          <a href={`/peringatan/${id}`}>#{id}</a> <When at={firedAt} {...clock} />
        </span>
      </header>
      {alone ? null : (
        <h2 class="issue-title">
          <AlertSubjectLink alert={alert} />
        </h2>
      )}
      <p class={alone ? 'big-fact' : undefined}>{reason}</p>
      <Acknowledge alert={alert} actor={actor} back={back} clock={clock} acknowledgeForMs={acknowledgeForMs} />
      {isAllowed(actor, 'read') ? <FateList fate={fate} zone={clock.zone} /> : null}
    </article>
  );
}

export function AlertSubjectLink({ alert: { issueId, subject, title } }: { alert: Alert }): JSX.Element {
  if (issueId !== null) return <a href={`/isu/${issueId}`}>{title}</a>;
  return subject.startsWith('source:') ? <a href="/sumber">{title}</a> : <span>{title}</span>;
}
