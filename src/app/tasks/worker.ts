import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../core/log.ts';
import type { JobRecord } from '../../jobs/job-record.ts';
import { runLimitMs, type Taken, type TaskQueue } from './queue.ts';
import { keyOf, laneOf, processQueues, type QueueLane, type Task } from './queue-names.ts';
import type { TaskLocks } from './task-locks.ts';

export interface WorkerOptions {
  readonly queue: TaskQueue;
  readonly locks: TaskLocks;
  readonly log: Logger;
  readonly record: JobRecord;
  /** Does one task; safe to be done twice. What it throws is tried again later. */
  readonly run: (task: Task, signal: AbortSignal) => Promise<unknown>;
  /** Calls when the locks are lost: what runs must end. */
  readonly onLost: (lost: () => void) => void;
}

export interface Worker {
  /** Takes nothing new, interrupts what runs, and resolves when it has ended. */
  close(): Promise<void>;
}

/** Tasks of a lane that one worker does at a time. Collecting mostly waits for others; the rest computes. */
const slots: Readonly<Record<QueueLane, number>> = {
  collect: 32,
  'collect-slow': 2,
  process: 1,
  deliver: 8,
  report: 1,
  upkeep: 2,
};

const pollMs: Readonly<Record<QueueLane, number>> = {
  collect: 500,
  'collect-slow': 2_000,
  process: 300,
  deliver: 500,
  report: 3_000,
  upkeep: 3_000,
};
/** A queue of regencies that another worker knows by heart is left to it for so long. */
const strangePollMs = 4_000;
/** What a worker still remembers well. */
const familiarMs = 60_000;
const brokenPollMs = 3_000;

export function startWorker(options: WorkerOptions, queues: readonly string[]): Worker {
  const { queue, locks, log, record } = options;
  const stop = unlimited();
  let lost = unlimited();
  options.onLost(() => {
    lost.abort();
    lost = unlimited();
  });
  const running = new Set<Promise<void>>();

  async function serve(name: string): Promise<void> {
    const lane = laneOf(name);
    const own = new Set<Promise<void>>();
    let lastTaskMs = Number.NEGATIVE_INFINITY;
    while (!stop.signal.aborted) {
      let pause = pollMs[lane];
      if (processQueues.includes(name) && performance.now() - lastTaskMs > familiarMs) pause = strangePollMs;
      try {
        const free = slots[lane] - own.size;
        const taken = free <= 0 ? [] : await queue.take(name, free);
        for (const one of taken) {
          const work = perform(one, lane).finally(() => {
            own.delete(work);
            running.delete(work);
          });
          own.add(work);
          running.add(work);
        }
        if (taken.length > 0) {
          lastTaskMs = performance.now();
          // There may be more: whoever is done first makes room.
          await Promise.race(own.size >= slots[lane] ? own : [sleep(0)]);
          continue;
        }
      } catch (error) {
        if (!stop.signal.aborted) log.warn({ queue: name, err: error }, 'no tasks could be taken');
        pause = brokenPollMs;
      }
      await Promise.race([
        sleep(pause, null, { signal: stop.signal }).catch(() => {}),
        ...(own.size >= slots[lane] ? own : []),
      ]);
    }
  }

  async function perform(taken: Taken, lane: QueueLane): Promise<void> {
    const { task } = taken;
    const key = keyOf(task);
    try {
      // Somebody is at it already, and will find what this task was for.
      if (await locks.take(key)) {
        try {
          await withLimit(lane, (signal) => record.around(task.job, () => options.run(task, signal)));
        } finally {
          await locks.give(key).catch(() => {});
        }
      }
    } catch (error) {
      log.error({ ...task, err: error }, 'task failed');
      await queue.failed(taken, error).catch(() => {});
      return;
    }
    // Without the note it is done once more: nothing changes by that.
    await queue
      .done(taken)
      .catch((error: Error) => log.warn({ ...task, error: error.message }, 'task not noted as done'));
  }

  async function withLimit(lane: QueueLane, work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    const limit = new AbortController();
    const end = () => limit.abort();
    const timer = setTimeout(end, runLimitMs[lane]);
    const ends = [stop.signal, lost.signal];
    for (const signal of ends) signal.addEventListener('abort', end, { once: true });
    try {
      await work(limit.signal);
    } finally {
      clearTimeout(timer);
      for (const signal of ends) signal.removeEventListener('abort', end);
    }
  }

  const serving = queues.map(serve);
  return {
    async close() {
      stop.abort();
      await Promise.all(serving);
      while (running.size > 0) await Promise.allSettled([...running]);
    },
  };
}

/** Everything that runs listens to it, which Node would take for a leak. */
function unlimited(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
