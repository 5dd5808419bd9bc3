import type { Logger } from '../core/log.ts';
import type { JobRecord } from './job-record.ts';

/**
 * Where a job waits when a queue hands it out: slow ones must not keep quick ones. `local` jobs concern the process itself and are never
 * handed out.
 */
export const lanes = ['collect', 'process', 'deliver', 'report', 'upkeep', 'local'] as const;
export type Lane = (typeof lanes)[number];

/** Something the clock runs. Whether there is work is for the job to see; it must be cheap when there is none. Safe to be run twice. */
export interface Job {
  readonly name: string;
  readonly lane: Lane;
  /** Least time between two starts, in milliseconds. */
  readonly everyMs: number;
  /** May be started while an earlier run is still busy (`collectDue` shares its slots); others are skipped until they end. */
  readonly overlaps?: boolean;
  /** @param signal aborted when the process stops or the time for this run is over: what is left is done by the next run */
  readonly run: (now: Date, signal: AbortSignal) => Promise<unknown>;
}

export interface Scheduler {
  /**
   * Starts every job whose time has come. What a job throws is logged; the next tick tries again.
   * @returns when all jobs started by this tick have ended; need not be awaited
   */
  tick(now: Date): Promise<void>;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
}

export interface SchedulerDeps {
  readonly jobs: readonly Job[];
  readonly log: Logger;
  /** Writes down how runs go; nobody if absent. */
  readonly record?: Pick<JobRecord, 'around'>;
  /** Aborted when the process stops; never if absent. */
  readonly signal?: AbortSignal;
  /** Called before the jobs of the first tick, and of a tick whose clock shows an earlier time than the last one. */
  readonly onClockStep?: (now: Date) => Promise<void>;
}

/** Clocks are trimmed by some seconds all the time; only more than this counts as set back. */
const toleranceMs = 60_000;

/** Keeps no schedule of its own beyond the last starts: what is due is in the database, so a restart loses nothing. */
export function createScheduler({
  jobs,
  log,
  onClockStep,
  record,
  signal = new AbortController().signal,
}: SchedulerDeps): Scheduler {
  const lastStart = new Map<string, number>();
  const running = new Map<Promise<void>, string>();
  let lastTick = Number.POSITIVE_INFINITY;

  async function run(job: Job, now: Date): Promise<void> {
    try {
      const work = async () => job.run(now, signal);
      await (record === undefined ? work() : record.around(job.name, work));
    } catch (error) {
      log.error({ job: job.name, err: error }, 'job failed');
    }
  }

  function start(job: Job, now: Date): Promise<void> | null {
    const last = lastStart.get(job.name);
    const elapsed = last === undefined ? Number.POSITIVE_INFINITY : now.getTime() - last;
    // A start in the future is a clock that was set back: it must not keep the job waiting.
    if (elapsed >= 0 && elapsed < job.everyMs) return null;
    if (job.overlaps !== true && [...running.values()].includes(job.name)) return null;
    lastStart.set(job.name, now.getTime());
    const work = run(job, now);
    running.set(work, job.name);
    return work.finally(() => running.delete(work));
  }

  return {
    async tick(now) {
      const stepped = now.getTime() < lastTick - toleranceMs;
      lastTick = now.getTime();
      if (stepped && onClockStep !== undefined) {
        try {
          await onClockStep(now);
        } catch (error) {
          log.error({ err: error }, 'due times could not be mended');
        }
      }
      await Promise.all(jobs.map((job) => start(job, now)));
    },

    async idle() {
      while (running.size > 0) await Promise.allSettled([...running.keys()]);
    },
  };
}
