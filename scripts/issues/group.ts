/** Groups mentions as the product does: in batches as they arrive, with a memory that is built anew when old mentions come. */
import { createMatcher, type Matcher } from '../../src/issues/matcher.ts';
import type { IssueMember } from '../../src/issues/member.ts';

export interface Grouping {
  /** Mention → issue. */
  readonly issueOf: ReadonlyMap<number, number>;
  /** How often two issues were joined. */
  readonly merges: number;
}

const day = 86_400_000;
const copyMs = 10 * day;

/** @param arrivals in the order in which they arrive */
export function groupInBatches(arrivals: readonly IssueMember[], batchSize: number): Grouping {
  const issueOf = new Map<number, number>();
  const known: IssueMember[] = [];
  const storedIds = new Map<number, number>();
  let matcher: Matcher | null = null;
  let merges = 0;
  for (let start = 0; start < arrivals.length; start += batchSize) {
    const batch = arrivals.slice(start, start + batchSize);
    const oldest = Math.min(...batch.map(({ publishedAt }) => Date.parse(publishedAt)));
    if (matcher === null || oldest < matcher.reach()) {
      matcher = createMatcher({ copyMs });
      storedIds.clear();
      matcher.add(
        known
          .filter(({ publishedAt }) => Date.parse(publishedAt) >= oldest - copyMs)
          .map((member) => ({ ...member, issueId: issueOf.get(member.id) ?? null })),
      );
    }
    for (const { parentId } of batch) {
      const parentIssue = parentId === null ? undefined : issueOf.get(parentId);
      if (parentId !== null && parentIssue !== undefined) matcher.link(parentId, parentIssue);
    }
    const here = new Set(batch.map(({ id }) => id));
    const early = known.filter(({ parentId }) => parentId !== null && here.has(parentId));
    const placement = matcher.place([...batch, ...early]);
    merges += placement.merges.length;
    for (const { fromId, intoId } of placement.merges) {
      for (const [id, issue] of issueOf) if (issue === fromId) issueOf.set(id, intoId);
    }
    for (const [id, issue] of placement.issueOf) {
      if (issue > 0) issueOf.set(id, issue);
      else {
        const stored = storedIds.get(issue) ?? issueOf.size + known.length + 1_000 * (start + 1) + storedIds.size;
        if (!storedIds.has(issue)) matcher.rename(issue, stored);
        storedIds.set(issue, stored);
        issueOf.set(id, stored);
      }
    }
    known.push(...batch);
  }
  return { issueOf, merges };
}
