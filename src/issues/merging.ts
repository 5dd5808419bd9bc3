import type { Candidate } from './candidates.ts';
import { agreementBetween, type IssueProfile, joinProfiles, rootOf } from './profile.ts';

export interface IssueMerge {
  readonly fromId: number;
  readonly intoId: number;
  /** The mention that showed that they are one. */
  readonly mentionId: number;
}

/** How close a mention must be to a second issue to make one of two that have several texts each; a lone text would have joined at 0. */
const bridge = { closeness: 1.5, fromTexts: 4 };

/** Joins issues that a later mention shows to be one, unless a person has said otherwise. */
export interface Mergers {
  /** @returns the issue that is left; null when they stay two */
  join(issue: IssueProfile, other: Candidate, mentionId: number): IssueProfile | null;
  /** The merges of stored issues since the last call; chains end at the last issue. */
  take(): readonly IssueMerge[];
}

export function createMergers(
  apart: readonly (readonly [number, number])[],
  find: (id: number) => IssueProfile | undefined,
): Mergers {
  let merges: { from: IssueProfile; into: IssueProfile; mentionId: number }[] = [];

  function isApart(a: IssueProfile, b: IssueProfile): boolean {
    return apart.some(([one, two]) => {
      const pair = [find(one), find(two)];
      return pair.includes(a) && pair.includes(b);
    });
  }

  return {
    join(issue, other, mentionId) {
      const a = rootOf(issue);
      const b = rootOf(other.issue);
      if (a === b || other.closeness < neededFor(a, b) || (a.held && b.held) || isApart(a, b)) return null;
      const agreement = agreementBetween(a, b);
      if (agreement.otherDistrict) return null;
      const into = a.held ? a : b.held ? b : survivorOf(a, b);
      const from = into === a ? b : a;
      joinProfiles(from, into);
      if (from.id > 0) merges.push({ from, into, mentionId });
      return into;
    },

    take() {
      const taken = merges.map(({ from, mentionId }) => ({ fromId: from.id, intoId: rootOf(from).id, mentionId }));
      merges = [];
      return taken;
    },
  };
}

/** A stored issue before one that is not, the older before the younger: people may have its address. */
function survivorOf(a: IssueProfile, b: IssueProfile): IssueProfile {
  if (a.id > 0 !== b.id > 0) return a.id > 0 ? a : b;
  return Math.abs(a.id) < Math.abs(b.id) ? a : b;
}

function neededFor(a: IssueProfile, b: IssueProfile): number {
  const texts = Math.min(a.count, b.count);
  return bridge.closeness * Math.min(1, (texts - 1) / (bridge.fromTexts - 1));
}
