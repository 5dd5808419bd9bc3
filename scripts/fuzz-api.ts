/**
 * Sends made-up requests, good and bad, to every operation of the API document on a seeded database in memory, and prints what was not
 * answered as the document says: `npx tsx scripts/fuzz-api.ts [requests per operation] [seed] [part of a path]`.
 */
import fc from 'fast-check';
import { routes } from '../src/api/routes/index.ts';
import { faultsOf, requestsOf } from '../test/api/fuzz.ts';
import { fuzzToken, serveFuzz } from '../test/api/fuzz-server.ts';

const [runs = '200', seed = String(Date.now() % 1_000_000), part = ''] = process.argv.slice(2);
const { server, bugs } = await serveFuzz();
const statuses = new Map<number, number>();
let failures = 0;

for (const route of routes.filter(({ path }) => path.includes(part))) {
  const property = fc.asyncProperty(requestsOf(route, fuzzToken), async (request) => {
    bugs.length = 0;
    const { status, faults } = await faultsOf(route, request, server.origin);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (faults.length > 0) throw new Error(faults.join('; '));
  });
  const { failed, counterexample } = await fc.check(property, { seed: Number(seed), numRuns: Number(runs) });
  if (!failed) continue;
  failures += 1;
  const [request] = counterexample ?? [];
  bugs.length = 0;
  const again = request === undefined ? null : await faultsOf(route, request, server.origin);
  console.log(
    `${route.method.toUpperCase()} ${route.path}\n  ${JSON.stringify(request)}\n  ${again?.faults.join('; ')}`,
  );
  for (const bug of bugs) console.log(' ', (bug as { err?: unknown }).err);
}

const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
console.log(
  `seed ${seed}, ${runs} requests for each of ${routes.length} operations; ${failures} with faults; ${counts.join(', ')}`,
);
await server.close();
process.exit(failures === 0 ? 0 : 1);
