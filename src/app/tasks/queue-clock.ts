import { schedule } from 'node-cron';
import type { Logger } from '../../core/log.ts';
import { slowFrom } from '../../jobs/collect-due.ts';
import { createScheduler, type Job } from '../../jobs/scheduler.ts';
import { mendDueTimes } from '../../store/clock-step.ts';
import { listDueSources } from '../../store/sources.ts';
import { planOf, sharedPlanOf } from './plan.ts';
import type { TaskQueue } from './queue.ts';
import { keyOf, type QueueLane, type Task } from './queue-names.ts';
import type { Regency } from './regencies.ts';

export interface QueueClockOptions {
  readonly regencies: readonly Regency[];
  readonly shared: Regency | null;
  readonly queue: Pick<TaskQueue, 'put'>;
  readonly log: Logger;
  readonly now: () => Date;
}

export interface QueueClock {
  /** Puts in what is due. Called every second by the clock that `startQueueClock` starts. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

const dueEveryMs = 2_000;
const mostDue = 1_000;
/** A source that was put in and is still due is being read, or waits; its worker may also have died. */
const againMs = 20_000;

/**
 * Looks what is due and puts it into the queues. It keeps nothing that matters: due times are in the database and the jobs look for their
 * work themselves, so it may die at any moment, and two of them do no harm.
 */
export function createQueueClock({ regencies, shared, queue, log, now }: QueueClockOptions): QueueClock {
  const waiting = new Map<string, Task & { readonly lane: QueueLane }>();
  const sentMs = new Map<string, number>();

  const put = (task: Task, lane: QueueLane) => void waiting.set(keyOf(task), { ...task, lane });

  async function putDueSources({ code, db }: Regency): Promise<void> {
    const at = now();
    for (const source of await listDueSources(db, at, mostDue)) {
      const key = `${code}/${source.id}/${source.nextRunAt}`;
      const sent = sentMs.get(key);
      if (sent !== undefined && at.getTime() - sent < againMs && at.getTime() >= sent) continue;
      sentMs.set(key, at.getTime());
      const lane = source.errorCount >= slowFrom ? 'collect-slow' : 'collect';
      put({ regency: code, job: 'collect', source: source.id }, lane);
    }
  }

  const everybody = shared === null ? regencies : [...regencies, shared];
  const jobs = everybody.flatMap((regency): readonly Job[] => [
    {
      name: `${regency.code}/collect`,
      lane: 'local',
      everyMs: dueEveryMs,
      run: () => putDueSources(regency),
    },
    ...(regency === shared ? sharedPlanOf : planOf)(regency.config).map(
      ({ job, lane, everyMs }): Job => ({
        name: `${regency.code}/${job}`,
        lane: 'local',
        everyMs,
        run: async () => put({ regency: regency.code, job, source: null }, lane),
      }),
    ),
  ]);
  const scheduler = createScheduler({
    jobs,
    log,
    onClockStep: async (at) => {
      for (const { db } of everybody) await mendDueTimes(db, at);
    },
  });

  let isPutting = false;
  return {
    async tick() {
      await scheduler.tick(now());
      if (isPutting) return;
      isPutting = true;
      const tasks = [...waiting.values()];
      waiting.clear();
      try {
        await queue.put(tasks);
      } catch (error) {
        // The next tick brings them again: what is due once a day must not wait for tomorrow.
        for (const task of tasks) waiting.set(keyOf(task), task);
        log.warn({ tasks: tasks.length, err: error }, 'tasks could not be queued');
      } finally {
        isPutting = false;
      }
      const old = now().getTime() - 10 * againMs;
      for (const [key, ms] of sentMs) if (ms < old) sentMs.delete(key);
    },
    close: () => scheduler.idle(),
  };
}

/** The same, every second. */
export function startQueueClock(options: QueueClockOptions): QueueClock {
  const clock = createQueueClock(options);
  const ticking = schedule('* * * * * *', () => void clock.tick(), { noOverlap: false });
  void clock.tick();
  return {
    tick: clock.tick,
    async close() {
      await ticking.stop();
      await clock.close();
    },
  };
}
