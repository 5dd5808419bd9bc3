import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { createTestDatabase, dialects, type TestDatabase } from '../support/db.ts';
import { type Counts, history, playHistory } from './dispatch-history.ts';

describe.each(dialects)('any history of alerts on %s', (dialect) => {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-dispatch-'));
  let database: TestDatabase;
  const reopened: Db[] = [];
  beforeAll(async () => {
    database = await createTestDatabase(dialect, join(folder, 'kentongan.db'));
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  test('comes to what the reference says, killed or not', { timeout: 300_000 }, async () => {
    const totals: Counts = { alerts: 0, messages: 0, kills: 0, held: 0, dropped: 0 };
    await fc.assert(
      fc
        .asyncProperty(history, async (steps) => {
          const counts = await playHistory(database.db, steps, async () => {
            const again = await openDatabase(database.address);
            reopened.push(again);
            return again;
          });
          for (const key of Object.keys(totals) as (keyof Counts)[]) totals[key] += counts[key];
        })
        .afterEach(async () => {
          for (const db of reopened.splice(0)) await closeDatabase(db);
          await database.empty();
        }),
      { numRuns: dialect === 'sqlite' ? 150 : 30, seed: 5 },
    );
    // Histories in which nothing happens would prove nothing.
    for (const count of Object.values(totals)) expect(count).toBeGreaterThanOrEqual(10);
  });
});
