import type { AlertDraft, FactMention, IssueFacts } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';

export const hourMs = 3_600_000;
const maxEvidence = 5;

/** An issue that an officer has judged to be none is never alerted on. */
export function isOpen(issue: Issue): boolean {
  return issue.state !== 'bukan-isu';
}

/** Published in the last hours. Old news, collected for the first time, is not news. */
export function freshMentions(mentions: readonly FactMention[], now: Date, freshHours: number): readonly FactMention[] {
  const since = now.getTime() - freshHours * hourMs;
  return mentions.filter((mention) => Date.parse(mention.publishedAt) >= since);
}

/**
 * Whether an alert on the issue may be due: none was given yet, or the interval has passed and the issue has changed since.
 * Agrees with `occasionOf`, without its mentions.
 */
export function mayBeDue(
  issue: Issue,
  lastAlertAt: IssueFacts['lastAlertAt'],
  now: Date,
  repeatHours: number,
): boolean {
  const last = lastTime(lastAlertAt);
  if (last === null) return true;
  return now.getTime() - last >= repeatHours * hourMs && Date.parse(issue.updatedAt) > last;
}

function lastTime(lastAlertAt: IssueFacts['lastAlertAt']): number | null {
  const times = Object.values(lastAlertAt).map((at) => Date.parse(at));
  return times.length === 0 ? null : Math.max(...times);
}

/**
 * `first` if no rule has alerted on the issue yet; `repeat` if the interval has passed and at least one of the given mentions
 * came in since; else null. Alerts of every rule count, so that an issue is alerted on once per interval whatever the rules.
 * While the clock stands before the last alert (it was set back) nothing is repeated.
 */
export function occasionOf(
  facts: IssueFacts,
  mentions: readonly FactMention[],
  now: Date,
  repeatHours: number,
): AlertDraft['occasion'] | null {
  const last = lastTime(facts.lastAlertAt);
  if (last === null) return 'first';
  if (now.getTime() - last < repeatHours * hourMs) return null;
  return mentions.some((mention) => Date.parse(mention.collectedAt) > last) ? 'repeat' : null;
}

/** Ids of the mentions to show: the most negative first, one per publisher while others are left, at most five. */
export function strongestFirst(mentions: readonly FactMention[]): readonly number[] {
  const ranked = [...mentions].sort(
    (a, b) => a.value - b.value || b.publishedAt.localeCompare(a.publishedAt) || a.id - b.id,
  );
  const seen = new Set<string>();
  const chosen: FactMention[] = [];
  const others: FactMention[] = [];
  for (const mention of ranked) {
    (seen.has(mention.publisher) ? others : chosen).push(mention);
    seen.add(mention.publisher);
  }
  return [...chosen, ...others].slice(0, maxEvidence).map((mention) => mention.id);
}
