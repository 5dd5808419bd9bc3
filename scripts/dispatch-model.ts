/**
 * The long version of the tests of dispatching: random histories against the reference (promises A2 and A8), clocks that jump (A9), and
 * storms (A6). Prints counts; the first history that goes wrong is printed whole and ends it.
 *
 *   node --import tsx scripts/dispatch-model.ts [--histories 10000] [--clocks 1000] [--matches 10000] [--seed 1]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { GroupKey } from '../src/core/dispatch.ts';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { markKind } from '../src/store/meta.ts';
import { migrate } from '../src/store/migrate.ts';
import type { Db } from '../src/store/schema.ts';
import { clockHistory, playClock } from '../test/jobs/dispatch-clock.ts';
import { type Counts, history, playHistory } from '../test/jobs/dispatch-history.ts';
import { mostInFiveMinutes, playStorm } from '../test/jobs/dispatch-storm.ts';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    clocks: { type: 'string', default: '1000' },
    matches: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'kentongan-dispatch-'));
const seed = Number(values.seed);

async function open(name: string): Promise<Db> {
  const db = await openDatabase(join(folder, name));
  await migrate(db);
  await markKind(db, 'live', '35.16');
  return db;
}

async function empty(db: Db): Promise<void> {
  const tables = ['alerts', 'outbox', 'silences', 'audit', 'mentions', 'issues', 'sources'] as const;
  for (const table of tables) await db.deleteFrom(table).execute();
}

async function histories(numRuns: number): Promise<void> {
  const db = await open('histories.db');
  const again: Db[] = [];
  const totals: Counts = { alerts: 0, messages: 0, kills: 0, held: 0, dropped: 0 };
  let played = 0;
  const began = performance.now();
  await fc.assert(
    fc
      .asyncProperty(history, async (steps) => {
        const counts = await playHistory(db, steps, async () => {
          const reopened = await openDatabase(join(folder, 'histories.db'));
          again.push(reopened);
          return reopened;
        });
        for (const key of Object.keys(totals) as (keyof Counts)[]) totals[key] += counts[key];
        played += 1;
        if (played % 1000 === 0) console.error(`${played} histories, ${seconds(began)} s`);
      })
      .afterEach(async () => {
        for (const reopened of again.splice(0)) await closeDatabase(reopened);
        await empty(db);
      }),
    { numRuns, seed },
  );
  await closeDatabase(db);
  console.log(JSON.stringify({ what: 'histories', played, wrong: 0, ...totals, seconds: seconds(began) }));
}

async function clocks(numRuns: number): Promise<void> {
  const db = await open('clocks.db');
  const totals = { alerts: 0, jumps: 0 };
  const began = performance.now();
  await fc.assert(
    fc
      .asyncProperty(clockHistory, async (steps) => {
        const { alerts, jumps } = await playClock(db, steps);
        totals.alerts += alerts;
        totals.jumps += jumps;
      })
      .afterEach(() => empty(db)),
    { numRuns, seed },
  );
  await closeDatabase(db);
  console.log(JSON.stringify({ what: 'clocks', played: numRuns, wrong: 0, ...totals, seconds: seconds(began) }));
}

async function storm(matches: number, groupBy: readonly GroupKey[]): Promise<void> {
  const db = await open(`storm-${groupBy.join('-')}.db`);
  const began = performance.now();
  const { times, told, alertIds, ...figures } = await playStorm(db, matches, groupBy);
  const messages = Object.fromEntries(
    [...times].map(([to, own]) => [to, { all: own.length, most: mostInFiveMinutes(own) }]),
  );
  const missing = [...told.values()].map((own) => alertIds.length - new Set(own).size);
  const twice = [...told.values()].map((own) => own.length - new Set(own).size);
  await closeDatabase(db);
  console.log(
    JSON.stringify({
      what: 'storm',
      groupBy,
      matches,
      messages,
      missing,
      twice,
      ...rounded(figures),
      seconds: seconds(began),
    }),
  );
}

function rounded(figures: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value)]));
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 1000);
}

try {
  await storm(Number(values.matches), ['topic', 'agency']);
  await storm(Number(values.matches), ['issue']);
  await clocks(Number(values.clocks));
  await histories(Number(values.histories));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
