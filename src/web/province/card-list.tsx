import type { JSX } from 'preact';
import { type IssueCard, memberName, type ProvinceCircle } from '../../core/province.ts';
import { formatNumber } from '../../core/time.ts';
import { topicNames } from '../../core/topics.ts';
import { LevelBadge } from '../parts/badges.tsx';
import { When } from '../parts/time.tsx';
import { stateNames } from '../wording.ts';

export interface CardListProps {
  readonly cards: readonly IssueCard[];
  readonly circle: ProvinceCircle;
  readonly now: Date;
  readonly zone: string;
}

/** Issues of regencies, each with the way to its own dashboard, where its mentions are. */
export function CardList({ cards, circle, now, zone }: CardListProps): JSX.Element {
  return (
    <ul class="plain-list">
      {cards.map((card) => (
        <li key={`${card.regency}/${card.issueId}`} class="card">
          <p>
            <LevelBadge attention={card.attention} /> <a href={dashboardOf(card, circle)}>{card.title}</a>
          </p>
          <p class="quiet">
            {memberName(circle, card.regency)}
            {card.placeName === null ? '' : `, ${card.placeName}`} · {topicNames[card.topic]} ·{' '}
            {card.agency ?? 'OPD belum dikenali'} · {stateNames[card.state]} · {formatNumber(card.mentionCount)}{' '}
            sebutan, {formatNumber(card.negativeCount)} negatif · pertama{' '}
            <When at={card.firstAt} now={now} zone={zone} />, terakhir <When at={card.lastAt} now={now} zone={zone} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Of the issue, on its regency's own dashboard. */
export function dashboardOf(
  { regency, issueId }: Pick<IssueCard, 'regency' | 'issueId'>,
  circle: ProvinceCircle,
): string {
  const base = circle.members.find(({ code }) => code === regency)?.publicUrl ?? '/';
  return URL.canParse(base) ? new URL(`/isu/${issueId}`, base).href : base;
}
