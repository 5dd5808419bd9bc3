import type { MentionDraft } from '../core/mention.ts';
import type { Retention } from '../core/retention.ts';

const dayMs = 86_400_000;
const articles: ReadonlySet<string> = new Set(['article', 'page']);

/**
 * Whether an item is so old that it would be deleted, or was: a list that still shows it must not bring it back after every purge. For
 * what collectors find; what an analyst brings is kept from the day it was brought.
 */
export function isExpired(draft: MentionDraft, { citizenDays, newsDays }: Retention, now: Date): boolean {
  const days = articles.has(draft.kind) ? newsDays : citizenDays;
  return Date.parse(draft.publishedAt) < now.getTime() - days * dayMs;
}
