import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../support/demo-process.ts';
import { type KillBench, openKillBench } from '../support/kill-bench.ts';

/**
 * The product as an operator runs it, killed with SIGKILL while it collects, judges, alerts and sends, at named points and at any
 * moment. What was published must be stored once, and every alert must reach every recipient; a kill may cost one more copy of one
 * mail, under the same Message-ID. `scripts/kill-loop.ts` does the same a hundred times.
 */
const points = [
  'before-step-commit',
  'after-score-commit',
  'before-alert-commit',
  'after-alert-commit',
  'before-dispatch-commit',
  'after-claim',
  'before-dot:3',
  'after-250-before-mark:3',
];
const moments = [2_000, 4_000];

let bench: KillBench;
beforeAll(async () => {
  bench = await openKillBench({ recipients: 10, answerMs: () => Math.random() * 100 });
});
afterAll(() => bench.close());

it('loses no alert and sends at most one more copy per kill', { timeout: 900_000 }, async () => {
  for (const point of points) {
    bench.publish(2);
    const product = bench.start(point);
    await until(
      () => product.signalCode !== null,
      90,
      () => `${point} was not reached`,
    );
    expect(product.signalCode).toBe('SIGKILL');
    bench.endLeases();
  }
  for (const moment of moments) {
    bench.publish(2);
    const product = bench.start();
    await wait(moment);
    await bench.kill(product);
    bench.endLeases();
  }
  await bench.settle(180);
  expect(bench.faults()).toEqual([]);
  expect(bench.extraCopies()).toBeLessThanOrEqual(points.length + moments.length);
});
