import fc from 'fast-check';
import { expect, test } from 'vitest';
import { earlierOnTheme, isNegativeIssue } from '../../src/alerts/themes.ts';
import type { Issue } from '../../src/core/issue.ts';
import { makeIssue } from '../support/make.ts';
import { hoursAgo } from './facts.ts';

const issues = fc
  .array(
    fc.record({
      topic: fc.constantFrom('air-listrik', 'kesehatan', 'lainnya'),
      agency: fc.constantFrom(null, 'PDAM', 'Dinkes'),
      placeCode: fc.constantFrom(null, '35.16', '35.16.15', '35.16.15.2001', '35.16.01'),
      attention: fc.constantFrom('none', 'watch', 'alert'),
      negativeCount: fc.integer({ min: 0, max: 3 }),
      state: fc.constantFrom('baru', 'bukan-isu', 'selesai'),
      mergedInto: fc.constantFrom(null, null, null, 7),
      days: fc.integer({ min: 0, max: 20 }),
    }),
    { maxLength: 40 },
  )
  .map((rows) =>
    rows.map(
      ({ days, ...row }, id): Issue => ({
        id,
        ...makeIssue({ ...row, firstAt: hoursAgo(days * 24) } as Partial<Issue>),
      }),
    ),
  );

test('finds what a plain search through everything finds, newest first', () => {
  fc.assert(
    fc.property(issues, fc.integer({ min: 1, max: 20 }), (all, days) => {
      for (const issue of all) {
        const expected = all
          .filter((other) => isNegativeIssue(other) && other.topic === issue.topic && issue.topic !== 'lainnya')
          .filter(({ agency, placeCode }) => {
            const district = (code: string | null) => (code !== null && code.length >= 8 ? code.slice(0, 8) : null);
            const isSameAgency = agency !== null && agency === issue.agency;
            return isSameAgency || (district(placeCode) !== null && district(placeCode) === district(issue.placeCode));
          })
          .filter(({ firstAt }) => Date.parse(issue.firstAt) - Date.parse(firstAt) >= 86_400_000)
          .filter(({ firstAt }) => Date.parse(issue.firstAt) - Date.parse(firstAt) <= days * 86_400_000)
          .sort((a, b) => b.firstAt.localeCompare(a.firstAt) || b.id - a.id);
        expect(earlierOnTheme(issue, all, days).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }
    }),
    { numRuns: 1_000 },
  );
});
