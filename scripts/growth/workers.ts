import { setTimeout as wait } from 'node:timers/promises';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { papersPerEvent } from '../../test/support/events.ts';
import { openProvinceBench, type ProvinceBench } from '../../test/support/province-bench.ts';
import { openServerTime, processMs, residentMb } from './postgres-time.ts';

const regencies = 4;
const warmUpEvents = 5;
const pollMs = 200;
const mostSeconds = 400;

export interface WorkersFigure {
  readonly workers: number;
  readonly items: number;
  readonly seconds: number;
  /** Processor time of the workers and of PostgreSQL, seconds. */
  readonly workerSeconds: number;
  readonly serverSeconds: number;
  /** Resident memory of the largest worker, and of the process that hands out the tasks. */
  readonly workerMb: number;
  readonly schedulerMb: number;
  readonly connections: number;
}

/**
 * From published in feeds to stored, scored and grouped, by worker processes on one PostgreSQL with four regencies. Needs `npm run build`.
 * @param address of an empty database
 */
export async function measureWorkers(address: string, workers: number, events: number): Promise<WorkersFigure> {
  const bench = await openProvinceBench({ database: address, regencies, recipients: 1 });
  const login = await openDatabase(address);
  try {
    const server = await openServerTime(login);
    const scheduler = bench.start('scheduler');
    const children = Array.from({ length: workers }, () => bench.start('worker'));
    // Every worker has opened what it works on, and read its word lists, before the time is taken.
    await bench.publish(warmUpEvents);
    await grouped(bench, warmUpEvents * papersPerEvent);
    await wait(5_000);
    const pids = children.flatMap(({ pid }) => pid ?? []);
    const used = () => pids.reduce((sum, pid) => sum + processMs(pid), 0);
    const [began, worked, served] = [performance.now(), used(), server.read()];
    await bench.publish(events);
    await grouped(bench, (warmUpEvents + events) * papersPerEvent);
    const seconds = (performance.now() - began) / 1_000;
    const [connected] = await bench.ask<{ count: string }>(
      'select count(*) from pg_stat_activity where datname = current_database()',
    );
    return {
      ...{ workers, seconds, items: events * papersPerEvent * regencies },
      workerSeconds: (used() - worked) / 1_000,
      serverSeconds: (server.read() - served) / 1_000,
      workerMb: Math.max(...pids.map(residentMb)),
      schedulerMb: residentMb(scheduler.pid ?? 0),
      connections: Number(connected?.count ?? 0),
    };
  } finally {
    await closeDatabase(login);
    await bench.close();
  }
}

/** Until every regency has so many mentions, all scored and looked at by the matcher. */
async function grouped(bench: ProvinceBench, expected: number): Promise<void> {
  const until = performance.now() + mostSeconds * 1_000;
  let state = 'not asked yet';
  for (;;) {
    const counts = await Promise.all(
      bench.codes.map(async (code) => {
        const schema = `r${code.replace('.', '_')}`;
        const [row] = await bench.ask<Record<'mentions' | 'unscored' | 'ungrouped', string>>(`select
          (select count(*) from ${schema}.mentions) as mentions,
          (select count(*) from ${schema}.score_queue) as unscored,
          (select count(*) from ${schema}.scores where clustered = 0) as ungrouped`);
        return { mentions: Number(row?.mentions), waiting: Number(row?.unscored) + Number(row?.ungrouped) };
      }),
    ).catch((error: Error) => {
      state = error.message;
      return null;
    });
    if (counts?.every(({ mentions, waiting }) => mentions === expected && waiting === 0) === true) return;
    if (counts !== null) state = JSON.stringify(counts);
    if (performance.now() > until)
      throw new Error(`not grouped, of ${expected}: ${state}\n${bench.log().slice(-2_000)}`);
    await wait(pollMs);
  }
}
