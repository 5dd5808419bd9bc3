import type { ResponseEffect } from '../core/issue.ts';
import type { IssueVoice } from '../core/issue-life.ts';
import type { Instant } from '../core/mention.ts';

const hourMs = 3_600_000;
const fullHours = 24;

type Counted = Pick<IssueVoice, 'publishedAt' | 'label' | 'sourceClass' | 'isOffice'>;

/**
 * Negative mentions in equal spans before and after an answer: 24 hours each, or as many full hours as have passed since. What offices
 * say themselves and what mirrors copy does not count.
 * @returns null in the first hour after the answer, when nothing can be said yet
 */
export function responseEffect(mentions: readonly Counted[], answeredAt: Instant, now: Date): ResponseEffect | null {
  const answered = Date.parse(answeredAt);
  const hours = Math.min(fullHours, Math.floor((now.getTime() - answered) / hourMs));
  if (hours < 1) return null;
  const counted = mentions.filter(({ sourceClass, isOffice }) => !isOffice && sourceClass !== 'mirror');
  const countIn = (from: number, to: number) => {
    const span = counted.filter(({ publishedAt }) => {
      const at = Date.parse(publishedAt);
      return at >= from && at < to;
    });
    return { negative: span.filter(({ label }) => label === 'negative').length, all: span.length };
  };
  return {
    answeredAt,
    hours,
    before: countIn(answered - hours * hourMs, answered),
    after: countIn(answered, answered + hours * hourMs),
    complete: hours === fullHours,
  };
}
