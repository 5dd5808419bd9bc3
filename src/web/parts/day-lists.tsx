import type { JSX } from 'preact';
import type { Issue } from '../../core/issue.ts';
import type { Attention } from '../../core/score.ts';
import { formatNumber } from '../../core/time.ts';
import type { Dashboard, GrowingIssue, IssueGroup } from '../load-dashboard.ts';
import { sayGrowth } from '../situation.ts';
import { attentionNames, saySpan } from '../wording.ts';
import { sayDeliveries } from './alert-list.tsx';
import { LevelBadge } from './badges.tsx';
import { IssueLine } from './issue-card.tsx';
import { sayAge, When } from './time.tsx';

/** The lists of `Hari ini`: what to look at first, beside the issues themselves. */

/** Issues that have no card of their own, level by level. */
export function Levels(groups: { red: IssueGroup; yellow: IssueGroup; green: IssueGroup }): JSX.Element {
  return (
    <>
      <LevelLines group={groups.red} level="alert" />
      <LevelLines group={groups.yellow} level="watch" />
      {groups.green.total === 0 ? null : (
        <details class="card green-issues">
          <summary>{formatNumber(groups.green.total)} isu hijau, tidak perlu tindakan</summary>
          <Lines group={groups.green} level="none" />
        </details>
      )}
      <p class="more">
        <a href="/isu">Semua isu</a>
      </p>
    </>
  );
}

function LevelLines({ group, level }: { group: IssueGroup; level: Attention }): JSX.Element | null {
  if (group.lines.length === 0) return null;
  return (
    <div class="card issue-lines">
      <Lines group={group} level={level} />
    </div>
  );
}

function Lines({ group, level }: { group: IssueGroup; level: Attention }): JSX.Element {
  const others = group.total - group.cards.length - group.lines.length;
  return (
    <ul class="plain-list">
      {group.lines.map((issue) => (
        <IssueLine key={issue.id} issue={issue} />
      ))}
      {others > 0 ? (
        <li>
          <a href={`/isu?tingkat=${level}`}>
            {formatNumber(others)} isu {attentionNames[level].toLowerCase()} lain yang lebih sepi
          </a>
        </li>
      ) : null}
    </ul>
  );
}

const shown = 5;

/** What an agency should have answered by now. */
export function Overdue(props: { issues: readonly Issue[]; now: Date; showAgency: boolean }): JSX.Element | null {
  const { issues, now, showAgency } = props;
  if (issues.length === 0) return null;
  return (
    <section class="card urgent" aria-labelledby="lewat-batas">
      <h2 id="lewat-batas">
        Lewat batas waktu <span class="count">{formatNumber(issues.length)}</span>
      </h2>
      <ul class="plain-list">
        {issues.slice(0, shown).map(({ id, title, agency, dueAt }) => (
          <li key={id}>
            <a href={`/isu/${id}`}>{title}</a>{' '}
            <span class="quiet">
              {showAgency && agency !== null ? <strong>{agency}</strong> : null}
              {showAgency && agency !== null ? ', ' : ''}
              {dueAt === null ? '' : `terlambat ${saySpan(now.getTime() - Date.parse(dueAt))}`}
            </span>
          </li>
        ))}
      </ul>
      <p class="more">
        <a href="/isu?batas=lewat">Semua yang lewat batas</a>
      </p>
    </section>
  );
}

/** Alerts that nobody has taken on. */
export function Unanswered({
  alerts: { items, total },
  now,
  zone,
}: {
  alerts: Dashboard['unanswered'];
  now: Date;
  zone: string;
}): JSX.Element | null {
  if (total === 0) return null;
  return (
    <section class="card" aria-labelledby="belum-ditangani">
      <h2 id="belum-ditangani">
        Peringatan belum ditangani <span class="count">{formatNumber(total)}</span>
      </h2>
      <ul class="plain-list">
        {items.map(({ alert: { id, title, level, firedAt }, deliveries }) => (
          <li key={id}>
            <LevelBadge attention={level === 'crisis' ? 'alert' : level} />
            {level === 'crisis' ? <strong>Krisis </strong> : null}
            <a href={`/peringatan/${id}`}>{title}</a>{' '}
            <span class="quiet">
              <When at={firedAt} now={now} zone={zone} />
            </span>
            <span class={deliveries.dead > 0 ? 'delivery delivery-dead' : 'delivery'}>{sayDeliveries(deliveries)}</span>
          </li>
        ))}
      </ul>
      <p class="more">
        <a href="/peringatan">Semua peringatan</a>
      </p>
    </section>
  );
}

/** Issues that are spoken of much more than the day before. */
export function Growing({ issues }: { issues: readonly GrowingIssue[] }): JSX.Element | null {
  if (issues.length === 0) return null;
  return (
    <section class="card" aria-labelledby="membesar">
      <h2 id="membesar">Membesar</h2>
      <ul class="plain-list">
        {issues.map(({ issue, recent, before }) => (
          <li key={issue.id}>
            <LevelBadge attention={issue.attention} />
            <a href={`/isu/${issue.id}`}>{issue.title}</a>{' '}
            <span class="quiet">
              {formatNumber(recent)} sebutan dalam 24 jam, {sayGrowth(recent, before)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Issues that began since yesterday. */
export function Fresh({ fresh, now }: { fresh: Dashboard['fresh']; now: Date }): JSX.Element | null {
  if (fresh.total === 0) return null;
  return (
    <section class="card" aria-labelledby="baru">
      <h2 id="baru">
        Baru sejak kemarin <span class="count">{formatNumber(fresh.total)}</span>
      </h2>
      <ul class="plain-list">
        {fresh.issues.map((issue) => (
          <li key={issue.id}>
            <LevelBadge attention={issue.attention} />
            <a href={`/isu/${issue.id}`}>{issue.title}</a>{' '}
            <span class="quiet">muncul {sayAge(issue.firstAt, now)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
