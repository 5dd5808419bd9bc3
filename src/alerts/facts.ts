import type { FactMention } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';
import { hourMs } from './options.ts';

const maxEvidence = 5;

/** Why nothing is ever raised on the issue, as an Indonesian sentence; null while it is open. */
export function stopReason(issue: Pick<Issue, 'state' | 'mergedInto'>): string | null {
  if (issue.mergedInto !== null) return `Isu ini sudah digabung ke isu #${issue.mergedInto}.`;
  if (issue.state === 'bukan-isu') return 'Isu ini dinilai bukan isu.';
  if (issue.state === 'selesai') return 'Isu ini sudah dinyatakan selesai.';
  return null;
}

/** Published in the last hours. Old news, collected for the first time, is not news. */
export function freshMentions(mentions: readonly FactMention[], now: Date, freshHours: number): readonly FactMention[] {
  const since = now.getTime() - freshHours * hourMs;
  return mentions.filter((mention) => Date.parse(mention.publishedAt) >= since);
}

export function isAgainstGovernment(mention: FactMention): boolean {
  return mention.label === 'negative' && mention.target === 'government' && !mention.isOffice;
}

export function countPublishers(mentions: readonly FactMention[]): number {
  return new Set(mentions.map(({ publisher }) => publisher)).size;
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
