import type { Digest, DigestIssue } from '../core/digest.ts';
import type { StoredEdits } from '../core/digest-edits.ts';
import { summarise } from './digest-summary.ts';

/**
 * The report as an analyst wants it: an excluded issue is gone from every section, and from what the program wrote of it; sentences of
 * the analyst replace those of the program. Counts of mentions stay: what was said was said.
 */
export function withEdits(digest: Digest, stored: StoredEdits | null): Digest {
  if (stored === null) return digest;
  const { edits, editedBy, editedAt, approvedBy, approvedAt } = stored;
  const excluded = new Set(edits.excludedIssues);
  const notes = new Map(edits.notes.map(({ issueId, text }) => [issueId, text]));
  const kept = ({ issueId }: { readonly issueId: number | null }) => issueId === null || !excluded.has(issueId);
  const noted = (entry: DigestIssue): DigestIssue => ({ ...entry, note: notes.get(entry.issue.id) ?? entry.note });
  const entriesOf = (entries: readonly DigestIssue[]) =>
    entries.filter(({ issue }) => !excluded.has(issue.id)).map(noted);
  const nestedOf = <T extends { readonly entry: DigestIssue }>(items: readonly T[]): readonly T[] =>
    items.filter(({ entry }) => !excluded.has(entry.issue.id)).map((item) => ({ ...item, entry: noted(item.entry) }));
  const lists = {
    negative: entriesOf(digest.negative),
    potential: entriesOf(digest.potential),
    positive: entriesOf(digest.positive),
    hoaxes: nestedOf(digest.hoaxes),
    followUps: nestedOf(digest.followUps),
  };
  const { totals } = digest;
  const without = (list: keyof typeof lists) => totals[list] - (digest[list].length - lists[list].length);
  const result: Digest = {
    ...digest,
    ...lists,
    totals: {
      ...totals,
      negative: without('negative'),
      negativeNew: totals.negativeNew - countNew(digest.negative) + countNew(lists.negative),
      potential: without('potential'),
      hoaxes: without('hoaxes'),
      followUps: without('followUps'),
      positive: without('positive'),
    },
    spikes: digest.spikes.filter(kept),
    analysis: edits.analysis ?? digest.analysis.filter(kept),
    recommendations: edits.recommendations ?? digest.recommendations.filter(kept),
    editorial: {
      ...{ editedBy, editedAt, approvedBy, approvedAt },
      excludedIssues: [...excluded],
      correction: digest.editorial.correction,
    },
  };
  const summary = edits.summary ?? (excluded.size === 0 ? digest.summary : summarise(result));
  return { ...result, summary };
}

function countNew(entries: readonly DigestIssue[]): number {
  return entries.filter(({ isNew }) => isNew).length;
}
