import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { routes } from '../../src/api/routes/index.ts';
import { createEmptyDatabase, dialects, type TestDatabase } from '../support/db.ts';
import { faultsOf, requestsOf } from './fuzz.ts';
import { fuzzToken, serveFuzz } from './fuzz-server.ts';

/** For longer runs with other seeds: `npx tsx scripts/fuzz-api.ts`. */
const run = { seed: 20261122, numRuns: 3 };

describe.each(dialects)('whatever is sent, on %s', (dialect) => {
  let database: TestDatabase;
  let server: Listening;
  let bugs: unknown[];

  beforeAll(async () => {
    database = await createEmptyDatabase(dialect);
    ({ server, bugs } = await serveFuzz(database.db));
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  it('is answered as the API document says, or refused with a problem document', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const property = fc.asyncProperty(requestsOf(route, fuzzToken), async (request) => {
        bugs.length = 0;
        const { faults } = await faultsOf(route, request, server.origin);
        if (faults.length > 0) throw new Error(`${faults.join('; ')} ${bugs.map((bug) => bugText(bug)).join()}`);
      });
      const { failed, counterexample, errorInstance } = await fc.check(property, run);
      if (!failed) continue;
      const [request] = counterexample ?? [];
      wrong.push(
        `${route.method.toUpperCase()} ${route.path}: ${JSON.stringify(request).slice(0, 400)} ${String(errorInstance).slice(0, 500)}`,
      );
    }
    expect(wrong.join('\n\n')).toBe('');
  }, 120_000);
});

function bugText(bug: unknown): string {
  const error = (bug as { err?: unknown }).err;
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : '';
}
