import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { crashPoints } from '../src/core/crash-point.ts';
import { until } from '../test/support/demo-process.ts';
import { openKillBench } from '../test/support/kill-bench.ts';

/**
 * `npm run build && npx tsx scripts/kill-loop.ts [random kills] [times per named point] [ms]`: kills the product (SIGKILL) at random moments
 * and at every named point while events are published, then lets it finish and compares what every recipient should have with what
 * came. 100 random kills, each point 3 times, and a mail server that takes up to 500 ms to answer unless told. Exits 1 when an alert was lost or more copies came than kills were made.
 */
const randomKills = Number(process.argv[2] ?? 100);
const timesPerPoint = Number(process.argv[3] ?? 3);
const longestAnswerMs = Number(process.argv[4] ?? 500);
/** Points that are reached once, in other commands or when the day's report is due: they have their own turn below. */
const elsewhere = [
  'during-migration',
  'during-backup',
  'before-digest-commit',
  'after-export-part',
  'before-import-commit',
  'after-import-part',
];

/** Reached once for each message; the others once or twice in a round. */
const perMessage = ['after-claim', 'before-data', 'before-dot', 'after-250-before-mark'];

const bench = await openKillBench({ recipients: 5, answerMs: () => randomInt(0, longestAnswerMs + 1) });
let kills = 0;

async function round(kill: () => Promise<void>): Promise<void> {
  bench.publish(2);
  await kill();
  kills += 1;
  bench.endLeases();
}

/** A start, reading, judging or sending: a third of the kills at any moment after the start, the others while mails go out. */
async function killAtRandom(): Promise<void> {
  const product = bench.start();
  if (randomInt(3) === 0) await wait(randomInt(300, 10_000));
  else {
    const before = bench.received.size;
    await until(() => bench.received.size > before + randomInt(8), 40).catch(() => {});
    await wait(randomInt(0, 600));
  }
  await bench.kill(product);
}

const migrated = await bench.run(['migrate'], 'during-migration');
process.stdout.write(`during-migration: ${migrated}\n`);
await bench.run(['migrate']);
await round(async () => {
  const product = bench.start('before-digest-commit');
  const isReached = await until(() => product.signalCode !== null, 120).catch(() => false);
  process.stdout.write(`before-digest-commit: ${isReached ? 'reached' : 'not reached'}\n`);
  if (!isReached) await bench.kill(product);
});

for (const point of crashPoints.filter((entry) => !elsewhere.includes(entry))) {
  const before = bench.extraCopies();
  let reached = 0;
  for (let time = 0; time < timesPerPoint; time++) {
    await round(async () => {
      const product = bench.start(perMessage.includes(point) ? `${point}:${randomInt(1, 6)}` : point);
      const isReached = await until(() => product.signalCode !== null, 60).catch(() => false);
      if (isReached) reached += 1;
      else await bench.kill(product);
    });
  }
  process.stdout.write(
    `${point}: reached ${reached} of ${timesPerPoint}, extra copies ${bench.extraCopies() - before}\n`,
  );
}
const named = { kills, copies: bench.extraCopies() };

for (let kill = 0; kill < randomKills; kill++) {
  await round(killAtRandom);
  if ((kill + 1) % 10 === 0)
    process.stdout.write(
      `random kills ${kill + 1}, mails ${bench.received.size}, extra copies ${bench.extraCopies() - named.copies}\n`,
    );
}
const backup = await bench.run(['backup', `${bench.folder}/salinan.db`], 'during-backup');
process.stdout.write(`during-backup: ${backup}\n`);

const unsettled = await bench.settle(900).then(
  () => [],
  (error: unknown) => [String(error)],
);
const faults = [...unsettled, ...bench.faults()];
const copies = bench.extraCopies();
process.stdout.write(
  `${kills} kills (${named.kills} at named points): ${bench.received.size} messages, ${faults.length} faults, ${copies} extra copies (${named.copies} of them at named points), every copy under its first Message-ID\n`,
);
for (const fault of faults) process.stdout.write(`  ${fault}\n`);
await bench.close();
process.exitCode = faults.length > 0 || copies > kills ? 1 : 0;
