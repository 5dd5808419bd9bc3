import { describe, expect, test } from 'vitest';
import { dialects, useTestDatabase } from '../support/db.ts';
import { mostInFiveMinutes, playStorm } from './dispatch-storm.ts';

/** Promise A6: 10,000 matches in a minute. */
describe.each(dialects)('a storm on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const matches = dialect === 'sqlite' ? 10_000 : 2_000;

  test.each([
    ['of one group', ['topic', 'agency'] as const],
    ['of as many groups as alerts', ['issue'] as const],
  ])('%s becomes few, complete mails', { timeout: 120_000 }, async (_, groupBy) => {
    const { times, told, alertIds, largestBodyBytes } = await playStorm(db(), matches, groupBy);
    expect(alertIds).toHaveLength(matches);
    for (const own of times.values()) expect(mostInFiveMinutes(own)).toBeLessThanOrEqual(2);
    for (const own of told.values()) expect(own.toSorted((a, b) => a - b)).toEqual(alertIds);
    expect(largestBodyBytes).toBeLessThanOrEqual(200 * 1024);
    const rows = await db().selectFrom('decisions').select('id').where('outcome', '=', 'queued').execute();
    expect(rows).toHaveLength(3 * matches);
  });
});
