import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '../test/support/postgres-server.ts';
import { openProvinceBench } from '../test/support/province-bench.ts';
import { openSilentProxy } from '../test/support/silent-proxy.ts';

/**
 * `npm run build && npx tsx scripts/kill-province.ts [rounds] [regencies] [deed]`: a province on a real PostgreSQL with two schedulers, three workers
 * and an API process. In every round events are published in each regency and then, at a random moment, a process or PostgreSQL itself is
 * killed (SIGKILL), or a worker's connections go silent while it lives on, or it stands still; what died is started again. At the end everything must be there
 * once: mentions, scores, alerts, and a mail for every alert and recipient, with at most one copy more for each kill. Exits 1 otherwise.
 */
const rounds = Number(process.argv[2] ?? 20);
const regencies = Number(process.argv[3] ?? 3);
const only = process.argv[4] ?? null;
const recipients = 2;

const postgres = await startPostgres();
const bench = await openProvinceBench({
  database: postgres.address,
  regencies,
  recipients,
  answerMs: () => randomInt(300),
});
const port = Number(new URL(postgres.address).port);
const roles = ['scheduler', 'scheduler', 'worker', 'worker', 'worker', 'api'];
const running = new Map<number, ChildProcess>(roles.map((role, index) => [index, bench.start(role)]));
const counts = new Map<string, number>();
/** Worst time from what happened until all that was published is told, by what happened, in seconds. */
const worst = new Map<string, number>();

async function kill(index: number): Promise<void> {
  const child = running.get(index);
  if (child !== undefined) await end(child, 'SIGKILL');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function killProcess(role: string): Promise<void> {
  const same = roles.flatMap((one, index) => (one === role ? index : []));
  const index = same[randomInt(same.length)] ?? 0;
  await kill(index);
  await wait(randomInt(3_000));
  running.set(index, bench.start(role));
}

/** A worker that can reach nothing any more, and does not know it; it comes back when the round is over. */
async function silenceWorker(): Promise<void> {
  const proxy = await openSilentProxy(port);
  const cut = bench.start('worker', proxy.port);
  await wait(6_000 + randomInt(3_000));
  await bench.publish(1);
  await wait(randomInt(2_000));
  proxy.silence();
  await bench.settled(150);
  proxy.heal();
  await wait(15_000);
  if (cut.exitCode !== null) process.stdout.write(`the silent worker ended itself with ${cut.exitCode}\n`);
  await end(cut, 'SIGTERM');
  await proxy.close();
}

/** A worker that stands still, as a machine does that swaps or is being moved. Its connections stay open. */
async function stopWorker(): Promise<void> {
  const still = bench.start('worker');
  await wait(6_000 + randomInt(3_000));
  await bench.publish(1);
  await wait(randomInt(2_000));
  still.kill('SIGSTOP');
  await bench.settled(150);
  still.kill('SIGCONT');
  await wait(15_000);
  await end(still, 'SIGTERM');
}

const deeds: Readonly<Record<string, () => Promise<void>>> = {
  worker: () => killProcess('worker'),
  scheduler: () => killProcess('scheduler'),
  api: () => killProcess('api'),
  postgres: () => postgres.crash(),
  'silent worker': silenceWorker,
  'stopped worker': stopWorker,
};
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

await wait(12_000);
await bench.publish(2);
await bench.settled(180);
const before = performance.now();
for (let round = 0; round < rounds; round += 1) {
  const deed = only ?? order[round % order.length] ?? 'worker';
  await bench.publish(2);
  await wait(randomInt(6_000));
  const began = performance.now();
  await deeds[deed]?.();
  await bench.settled(180);
  const seconds = (performance.now() - began) / 1_000;
  counts.set(deed, (counts.get(deed) ?? 0) + 1);
  worst.set(deed, Math.max(worst.get(deed) ?? 0, seconds));
  process.stdout.write(
    `${round + 1}/${rounds} ${deed}: told again after ${seconds.toFixed(1)} s, ${bench.extraCopies()} extra copies so far\n`,
  );
}
if (only !== null) process.stdout.write(bench.log().slice(-6_000));
const faults = await bench.faults();
const kills = [...counts.values()].reduce((sum, one) => sum + one, 0);
process.stdout.write(
  [
    `${kills} deeds in ${((performance.now() - before) / 60_000).toFixed(1)} min: ${[...counts].map(([deed, times]) => `${deed} ${times}`).join(', ')}`,
    `worst until all was told, s: ${[...worst].map(([deed, seconds]) => `${deed} ${seconds.toFixed(1)}`).join(', ')}`,
    `mails: ${bench.received.size}, extra copies: ${bench.extraCopies()} (at most ${kills})`,
    `faults: ${faults.length === 0 ? 'none' : faults.join('; ')}`,
    '',
  ].join('\n'),
);
await bench.close();
await postgres.stop();
process.exit(faults.length === 0 && bench.extraCopies() <= kills ? 0 : 1);
