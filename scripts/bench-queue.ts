import { openTaskQueue } from '../src/app/tasks/queue.ts';
import type { Task } from '../src/app/tasks/queue-names.ts';
import { silentLog } from '../src/core/log.ts';
import { startPostgres } from '../test/support/postgres-server.ts';

/**
 * `npx tsx scripts/bench-queue.ts [tasks]`: what handing out work costs. Tasks are put in as the scheduler does (one statement a second for
 * 514 regencies), taken, and reported as done by one, two and four workers. Beside it the same number of bare round trips to the database.
 */
const tasks = Number(process.argv[2] ?? 4_000);
const batch = 514;

const postgres = await startPostgres();
const queue = await openTaskQueue(postgres.address, { log: silentLog, supervises: false });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

const all: Task[] = Array.from({ length: tasks }, (_, index) => ({
  regency: `${10 + (index % batch)}`,
  job: 'collect',
  source: `s${index}`,
}));

async function fill(): Promise<number> {
  return timed(async () => {
    for (let start = 0; start < all.length; start += batch) {
      await queue.put(all.slice(start, start + batch).map((task) => ({ ...task, lane: 'collect' as const })));
    }
  });
}

async function drain(workers: number): Promise<number> {
  return timed(async () => {
    await Promise.all(
      Array.from({ length: workers }, async () => {
        for (;;) {
          const taken = await queue.take('collect', 16);
          if (taken.length === 0) return;
          await Promise.all(taken.map((one) => queue.done(one)));
        }
      }),
    );
  });
}

const bare = await timed(async () => {
  for (let index = 0; index < tasks; index += 1) await queue.desk.dead();
});
process.stdout.write(`bare round trips: ${(tasks / bare).toFixed(0)} a second\n`);
for (const workers of [1, 2, 4]) {
  const put = await fill();
  const done = await drain(workers);
  process.stdout.write(
    `${workers} workers: put ${(tasks / put).toFixed(0)} a second, taken and done ${(tasks / done).toFixed(0)} a second\n`,
  );
}
await queue.close();
await postgres.stop();
