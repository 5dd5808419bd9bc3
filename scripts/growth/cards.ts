import type { IssueCard } from '../../src/core/province.ts';
import type { IssueMember } from '../../src/issues/member.ts';
import { cardKeysOf } from '../../src/issues/spreading/card-keys.ts';
import { dailyMentions } from '../issues/stream.ts';

const dayMs = 86_400_000;
const days = 14;
const textsPerIssue = 3;

/** Invented issues of one regency over two weeks, three mentions each; no two regencies have the same. Same seed, same issues. */
export function regencyIssues(count: number, seed: number): readonly (readonly IssueMember[])[] {
  const perDay = Math.ceil((count * textsPerIssue) / days);
  return [...dailyMentions(days, perDay, seed)]
    .flatMap((mentions) =>
      Array.from({ length: Math.floor(mentions.length / textsPerIssue) }, (_, nth) =>
        mentions.slice(nth * textsPerIssue, (nth + 1) * textsPerIssue),
      ),
    )
    .slice(0, count);
}

/** The same as cards, as a regency publishes them. @param until when the last day ends */
export function regencyCards(regency: string, count: number, seed: number, until: Date): readonly IssueCard[] {
  return regencyIssues(count, seed).map((own, index) => {
    const title = own[0]?.title ?? own[0]?.text.slice(0, 80) ?? '';
    const first = until.getTime() - days * dayMs + (index / count) * (days - 1) * dayMs;
    return {
      ...{ regency, issueId: index + 1, title, topic: own[0]?.topic ?? 'lainnya', agency: 'PUPR', attention: 'alert' },
      ...{ state: 'baru', placeName: null, mentionCount: own.length, negativeCount: 1, sourceCount: 2, hoaxCount: 0 },
      firstAt: new Date(first).toISOString(),
      lastAt: new Date(first + dayMs).toISOString(),
      keys: cardKeysOf(title, own, []),
    };
  });
}
