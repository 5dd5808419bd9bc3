import type { Issue } from '../core/issue.ts';
import { dayMs } from './options.ts';

/** Length of a district's code: `35.16.15`. */
const districtLength = 8;

/** Earlier issues that are looked for: more than any rule asks for, and few enough in a storm. */
const mostEarlier = 60;

/** An issue that counts when the same theme comes back: a red one. Thefts and accidents are reported daily and aimed at nobody. */
export function isNegativeIssue(issue: Issue): boolean {
  return issue.mergedInto === null && issue.state !== 'bukan-isu' && issue.attention === 'alert';
}

/** Negative issues on the theme of the given one that began before it, within so many days; newest first, at most 60. */
export type FindEarlier = (issue: Issue, days: number) => readonly Issue[];

/** The same theme is the same topic, and the same agency or district. What has no topic has no theme. */
export function createThemeIndex(issues: readonly Issue[]): FindEarlier {
  const byTheme = new Map<string, Issue[]>();
  for (const issue of [...issues].filter(isNegativeIssue).sort(byBeginning)) {
    for (const theme of themesOf(issue)) {
      const own = byTheme.get(theme);
      if (own === undefined) byTheme.set(theme, [issue]);
      else own.push(issue);
    }
  }
  return (issue, days) => {
    const since = Date.parse(issue.firstAt) - days * dayMs;
    const found = new Map<number, Issue>();
    for (const theme of themesOf(issue)) {
      const own = byTheme.get(theme) ?? [];
      const end = countBefore(own, issue);
      for (let at = end - 1; at >= Math.max(0, end - mostEarlier); at -= 1) {
        const earlier = own[at];
        if (earlier === undefined || Date.parse(earlier.firstAt) < since) break;
        // What began within the same day is most likely the same matter told in other words.
        if (Date.parse(issue.firstAt) - Date.parse(earlier.firstAt) >= dayMs) found.set(earlier.id, earlier);
      }
    }
    return [...found.values()].sort((a, b) => byBeginning(b, a)).slice(0, mostEarlier);
  };
}

/** The same for a single issue. */
export function earlierOnTheme(issue: Issue, others: readonly Issue[], days: number): readonly Issue[] {
  return createThemeIndex(others)(issue, days);
}

function themesOf({ topic, agency, placeCode }: Issue): readonly string[] {
  if (topic === 'lainnya') return [];
  const district = placeCode?.slice(0, districtLength) ?? '';
  return [
    ...(agency === null ? [] : [`${topic} agency ${agency}`]),
    ...(district.length < districtLength ? [] : [`${topic} district ${district}`]),
  ];
}

/** Of two that began together, the one with the smaller id came first. */
function byBeginning(a: Issue, b: Issue): number {
  return a.firstAt === b.firstAt ? a.id - b.id : a.firstAt < b.firstAt ? -1 : 1;
}

/** How many of the sorted issues began before this one. */
function countBefore(sorted: readonly Issue[], issue: Issue): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && byBeginning(other, issue) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
