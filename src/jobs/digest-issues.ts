import type { Digest, DigestFollowUp, DigestHoax, DigestTotals } from '../core/digest.ts';
import type { Issue } from '../core/issue.ts';
import { isOverdue } from '../core/issue-life.ts';
import { listAnswersOfMentions } from '../store/claim-repeats.ts';
import { listClarifications } from '../store/clarifications.ts';
import type { ReportQuery } from '../store/report-counts.ts';
import {
  type HoaxIssue,
  listEarlier,
  listHoaxIssues,
  listOverdue,
  listPraised,
  listRaised,
} from '../store/report-issues.ts';
import type { Db } from '../store/schema.ts';
import { type Entry, type EntryContext, loadEntries } from './digest-entries.ts';
import { loadResponses } from './issue-life.ts';

/** Entries per section; what is beyond is small, and counted. */
const maxEntries = 30;
const maxPositive = 10;

export type DigestLists = Pick<Digest, 'negative' | 'potential' | 'hoaxes' | 'followUps' | 'positive'> & {
  readonly totals: Omit<DigestTotals, 'clippings'>;
  /** Entries by issue, with what the analysis needs beside them. */
  readonly entries: ReadonlyMap<number, Entry>;
};

/** The issues of a period, sorted into the report's sections. One can be in several: negative, with a hoax, and followed up. */
export async function loadDigestIssues(
  db: Db,
  query: ReportQuery,
  context: EntryContext,
  now: Date,
): Promise<DigestLists> {
  const { before } = context;
  const negative = await listRaised(db, query, 'alert', maxEntries);
  const potential = await listRaised(db, query, 'watch', maxEntries);
  const hoaxes = await listHoaxIssues(db, query, maxEntries);
  const positive = await listPraised(db, query, maxPositive);
  const earlier = await listEarlier(db, query, before, maxEntries);
  const known = new Set(earlier.items.map(({ issue }) => issue.id));
  const overdue = (await listOverdue(db, now.toISOString(), maxEntries)).filter(
    ({ id, firstAt }) => !known.has(id) && firstAt < query.from,
  );
  const followed = [...overdue, ...earlier.items.map(({ issue }) => issue)];
  const lists = [negative.items, potential.items, hoaxes.items, positive.items].flat();
  const entries = await loadEntries(db, [...lists.map(({ issue }) => issue), ...followed], context);
  const entriesOf = (items: readonly { readonly issue: Issue }[]) =>
    items
      .flatMap(({ issue }) => entries.get(issue.id)?.entry ?? [])
      // A pointer to a report that is there itself may have been all that was counted.
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || b.countBefore - a.countBefore || a.issue.id - b.issue.id);
  return {
    negative: entriesOf(negative.items),
    potential: entriesOf(potential.items),
    hoaxes: await toHoaxes(db, hoaxes.items, entries),
    followUps: await toFollowUps(db, followed, entries, now),
    positive: entriesOf(positive.items),
    totals: {
      negative: negative.total,
      negativeNew: negative.fresh,
      potential: potential.total,
      hoaxes: hoaxes.total,
      followUps: earlier.total + overdue.length,
      positive: positive.total,
    },
    entries,
  };
}

/** A match, a clarification, or a person's word answers a claim; a suggestion is worth a look. */
async function toHoaxes(
  db: Db,
  issues: readonly HoaxIssue[],
  entries: ReadonlyMap<number, Entry>,
): Promise<readonly DigestHoax[]> {
  const ids = issues.map(({ issue }) => issue.id);
  const answers = await listAnswersOfMentions(
    db,
    issues.flatMap(({ claims }) => claims),
  );
  const clarifications = await listClarifications(db, { issueIds: ids });
  return issues.flatMap(({ issue, claims }): readonly DigestHoax[] => {
    const entry = entries.get(issue.id)?.entry;
    if (entry === undefined) return [];
    const own = answers.filter(({ mentionId }) => claims.includes(mentionId));
    const answer = own.find(({ kind }) => kind === 'match') ?? own[0];
    const written = clarifications.findLast(({ issueId }) => issueId === issue.id);
    if (claims.length === 0) return [{ entry, status: 'fact-check-only', answer: null }];
    if (answer?.kind !== 'match' && written !== undefined) {
      return [{ entry, status: 'answered', answer: { title: written.title, url: written.url, similarity: 1 } }];
    }
    if (answer === undefined) return [{ entry, status: 'unanswered', answer: null }];
    const { title, url, similarity } = answer;
    const status = answer.kind === 'match' ? ('answered' as const) : ('suggested' as const);
    return [{ entry, status, answer: { title, url, similarity } }];
  });
}

async function toFollowUps(
  db: Db,
  issues: readonly Issue[],
  entries: ReadonlyMap<number, Entry>,
  now: Date,
): Promise<readonly DigestFollowUp[]> {
  const responses = await loadResponses(db, issues, now);
  return issues.flatMap((issue) => {
    const entry = entries.get(issue.id)?.entry;
    if (entry === undefined) return [];
    const { state, stateAt, agency, dueAt } = issue;
    const response = responses.get(issue.id);
    return [
      {
        entry,
        ...{ state, stateAt, agency, dueAt },
        isOverdue: isOverdue(issue, now),
        responseMs: response?.responseMs ?? null,
        effect: response?.effect ?? null,
      },
    ];
  });
}
