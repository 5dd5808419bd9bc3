import type { LiveEvent } from '../core/live.ts';
import type { CollectDeps, CollectEvent } from '../jobs/collect.ts';
import { createCollectRound } from '../jobs/collect-due.ts';
import type { JobRecord } from '../jobs/job-record.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import type { People } from '../people/people.ts';
import { mendDueTimes } from '../store/clock-step.ts';
import type { Installation } from './installation.ts';
import type { ReportThread } from './reporting/report-thread.ts';
import { openOutside } from './tasks/outside.ts';
import { createRegencyWork } from './tasks/regency-work.ts';

export interface RuntimeOptions {
  readonly installation: Installation;
  readonly reports: Pick<ReportThread, 'attachments'>;
  /** Null where nobody signs in (commands). */
  readonly staff: People | null;
  /** Address of the dashboard that mails print; null when recipients cannot open it. */
  readonly publicUrl: string | null;
  /** Writes down how jobs go; nobody if absent. */
  readonly record?: JobRecord;
  readonly announce: (event: LiveEvent) => void;
  /** True while the first round of collecting runs: grouping and alerts wait, so that they see the whole. */
  readonly isSettling: () => boolean;
  readonly onProgress: (event: CollectEvent) => void;
}

/** Everything of one regency in one process, ticked by a clock. */
export interface Runtime {
  readonly scheduler: Scheduler;
  /** Collects what is due, and resolves when those sources have been read. */
  collectDue(): Promise<unknown>;
  readonly collectDeps: CollectDeps;
  /** Lets running work end (collections are interrupted at their next step) and closes net, reader and mail. */
  close(): Promise<void>;
}

/** Sources waiting for their host's turn cost nothing; so many may be under way at a time. */
const collectSlots = 128;

export function createRuntime(options: RuntimeOptions): Runtime {
  const { config, db, log, now } = options.installation;
  const stop = new AbortController();
  const outside = openOutside(config, options.installation.hosts, now);
  const work = createRegencyWork({ ...options, outside, signal: stop.signal });
  const { doubtfulReader } = outside;
  const round = createCollectRound(work.collectDeps, { slots: collectSlots, doubtfulReader });
  const scheduler = createScheduler({
    log,
    signal: stop.signal,
    ...(options.record === undefined ? {} : { record: options.record }),
    onClockStep: (at) => mendDueTimes(db, at),
    jobs: [
      { name: 'collect', lane: 'collect', everyMs: 5_000, overlaps: true, run: () => round.collectDue() },
      ...work.jobs,
    ],
  });
  return {
    scheduler,
    collectDeps: work.collectDeps,
    collectDue: () => round.collectDue(),
    async close() {
      stop.abort();
      await scheduler.idle();
      await Promise.all([outside.close(), work.close()]);
    },
  };
}
