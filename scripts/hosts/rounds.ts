import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProvinceBench } from '../../test/support/province-bench.ts';

/** Something that is done to a province. What it returns undoes it, once everything was told in spite of it. */
export type Deed = () => Promise<void | (() => Promise<void>)>;

export interface Rounds {
  readonly bench: ProvinceBench;
  readonly deeds: Readonly<Record<string, Deed>>;
  /** Names of deeds; begun again when there are more rounds. */
  readonly order: readonly string[];
  readonly rounds: number;
}

/** Seconds in which everything must be told again. */
const mostSeconds = 240;

/**
 * In every round publishes events, does a deed at a random moment, and waits until all that was published is told. Prints how long that
 * took, counted from when the deed began, and at the end what is lost or doubled.
 * @returns whether everything is there once, with at most one mail copy more for each deed
 */
export async function runRounds({ bench, deeds, order, rounds }: Rounds): Promise<boolean> {
  const times = new Map<string, number[]>();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  await bench.publish(2);
  await bench.settled(mostSeconds);
  const before = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const name = order[round % order.length] ?? '';
    await bench.publish(2);
    await wait(randomInt(6_000));
    const began = performance.now();
    const copies = bench.extraCopies();
    const undo = await deeds[name]?.();
    await bench.settled(mostSeconds);
    const seconds = (performance.now() - began) / 1_000;
    if (undo !== undefined) {
      await undo();
      // What was cut off comes back with what it had in hand.
      await wait(15_000);
      await bench.settled(mostSeconds);
    }
    times.set(name, [...(times.get(name) ?? []), seconds]);
    say(
      `${round + 1}/${rounds} ${name}: told again after ${seconds.toFixed(1)} s, ${bench.extraCopies() - copies} copies too many`,
    );
  }
  const faults = await bench.faults();
  const minutes = ((performance.now() - before) / 60_000).toFixed(1);
  say(`\n${rounds} deeds in ${minutes} min; seconds until all was told, worst of times:`);
  for (const [name, all] of times) say(`  ${name}: ${Math.max(...all).toFixed(1)} of ${all.length}`);
  say(`mails ${bench.received.size}, copies too many ${bench.extraCopies()} (at most ${rounds})`);
  say(`faults: ${faults.length === 0 ? 'none' : faults.join('; ')}`);
  return faults.length === 0 && bench.extraCopies() <= rounds;
}

/** Ends a process and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
