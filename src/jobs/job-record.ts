import type { JobFigures, JobQueue, JobRuns } from '../core/job-figures.ts';

/** Writes down how jobs go, whichever clock or queue starts them. */
export interface JobRecord extends JobFigures {
  /** Runs one job and remembers how it went. What it throws goes on. */
  around<T>(job: string, work: () => Promise<T>): Promise<T>;
}

type Changing<T> = { -readonly [Key in keyof T]: T[Key] };

/** @param queues what waits in the job engine; nothing where there is none */
export function createJobRecord(
  now: () => Date,
  queues: () => Promise<readonly JobQueue[]> = async () => [],
): JobRecord {
  const known = new Map<string, Changing<JobRuns>>();

  function runsOf(job: string): Changing<JobRuns> {
    const runs = known.get(job) ?? {
      ...{ job, running: 0, succeeded: 0, failed: 0, busyMs: 0 },
      ...{ lastMs: null, lastEndedAt: null, lastSucceededAt: null },
    };
    known.set(job, runs);
    return runs;
  }

  return {
    queues,
    runs: () => [...known.values()].map((runs) => ({ ...runs })),
    async around(job, work) {
      const runs = runsOf(job);
      runs.running += 1;
      // How long it took must not depend on a wall clock that is set meanwhile.
      const began = performance.now();
      let isDone = false;
      try {
        const result = await work();
        isDone = true;
        return result;
      } finally {
        const at = now().toISOString();
        runs.running -= 1;
        runs.lastMs = performance.now() - began;
        runs.busyMs += runs.lastMs;
        runs.lastEndedAt = at;
        if (isDone) {
          runs.succeeded += 1;
          runs.lastSucceededAt = at;
        } else runs.failed += 1;
      }
    },
  };
}
