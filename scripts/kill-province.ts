import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '../test/support/postgres-server.ts';
import { openProvinceBench } from '../test/support/province-bench.ts';
import { openSilentProxy } from '../test/support/silent-proxy.ts';
import { end, runRounds } from './hosts/rounds.ts';

/**
 * `npm run build && npx tsx scripts/kill-province.ts [rounds] [regencies] [deed]`: a province on a real PostgreSQL that waits for its disk
 * (fsync), with two schedulers, three workers and an API process. In every round events are published in each regency and then, at a random
 * moment, a process or PostgreSQL itself is killed (SIGKILL, all its processes), or a worker's connections go silent while it lives on, or it
 * stands still; what died is started again. At the end everything must be there once: mentions, scores, alerts, and a mail for every alert
 * and recipient, with at most one copy more for each kill. Exits 1 otherwise.
 */
const rounds = Number(process.argv[2] ?? 20);
const regencies = Number(process.argv[3] ?? 3);
const only = process.argv[4] ?? null;

const postgres = await startPostgres({ isDurable: true });
const bench = await openProvinceBench({
  database: postgres.address,
  regencies,
  recipients: 2,
  answerMs: () => randomInt(300),
});
const roles = ['scheduler', 'scheduler', 'worker', 'worker', 'worker', 'api'];
const running = new Map<number, ChildProcess>(roles.map((role, index) => [index, bench.start(role)]));

async function killProcess(role: string): Promise<void> {
  const same = roles.flatMap((one, index) => (one === role ? index : []));
  const index = same[randomInt(same.length)] ?? 0;
  const child = running.get(index);
  if (child !== undefined) await end(child, 'SIGKILL');
  await wait(randomInt(3_000));
  running.set(index, bench.start(role));
}

/** A worker that can reach nothing any more, and does not know it. */
async function silenceWorker(): Promise<() => Promise<void>> {
  const address = new URL(postgres.address);
  const proxy = await openSilentProxy(Number(address.port));
  address.port = String(proxy.port);
  const cut = bench.start('worker', { database: address.href });
  await wait(6_000 + randomInt(3_000));
  await bench.publish(1);
  await wait(randomInt(2_000));
  proxy.silence();
  return async () => {
    proxy.heal();
    await wait(15_000);
    if (cut.exitCode !== null) process.stdout.write(`the silent worker ended itself with ${cut.exitCode}\n`);
    await end(cut, 'SIGTERM');
    await proxy.close();
  };
}

/** A worker that stands still, as a machine does that swaps or is being moved. Its connections stay open. */
async function stopWorker(): Promise<() => Promise<void>> {
  const still = bench.start('worker');
  await wait(6_000 + randomInt(3_000));
  await bench.publish(1);
  await wait(randomInt(2_000));
  still.kill('SIGSTOP');
  return async () => {
    still.kill('SIGCONT');
    await wait(15_000);
    await end(still, 'SIGTERM');
  };
}

const order = [
  'worker',
  'worker',
  'scheduler',
  'postgres',
  'worker',
  'silent worker',
  'api',
  'stopped worker',
  'worker',
  'postgres',
  'scheduler',
];
const [sync] = await bench.ask<{ fsync: string; full_page_writes: string }>(
  `select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes`,
);
process.stdout.write(`PostgreSQL: fsync ${sync?.fsync}, full_page_writes ${sync?.full_page_writes}\n`);
await wait(12_000);
const isGood = await runRounds({
  bench,
  rounds,
  order: only === null ? order : [only],
  deeds: {
    worker: () => killProcess('worker'),
    scheduler: () => killProcess('scheduler'),
    api: () => killProcess('api'),
    postgres: () => postgres.crash(),
    'silent worker': silenceWorker,
    'stopped worker': stopWorker,
  },
});
if (!isGood) process.stdout.write(bench.log().slice(-6_000));
await bench.close();
await postgres.stop();
process.exit(isGood ? 0 : 1);
