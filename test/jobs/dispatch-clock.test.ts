import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, dialects, type TestDatabase } from '../support/db.ts';
import { clockHistory, playClock } from './dispatch-clock.ts';

/** Promise A9: +1 h, +1 day, -1 h, -30 days, at any time. */
describe.each(dialects)('a clock that jumps, on %s', (dialect) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(dialect);
  });
  afterAll(() => database.close());

  test('loses nothing, doubles nothing, and goes on', { timeout: 300_000 }, async () => {
    let jumps = 0;
    await fc.assert(
      fc
        .asyncProperty(clockHistory, async (steps) => {
          jumps += (await playClock(database.db, steps)).jumps;
        })
        .afterEach(() => database.empty()),
      { numRuns: dialect === 'sqlite' ? 60 : 15, seed: 9 },
    );
    expect(jumps).toBeGreaterThan(10);
  });
});
