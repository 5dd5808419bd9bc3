import type { LiveEvent } from '../../core/live.ts';
import type { Logger } from '../../core/log.ts';
import { collectUnlessDeferred, slowFrom } from '../../jobs/collect-due.ts';
import type { DispatchSummary } from '../../jobs/dispatch.ts';
import { hasUnreadSources } from '../../store/first-round.ts';
import { findDueSource } from '../../store/sources.ts';
import { createReportThread, type ReportThread } from '../reporting/report-thread.ts';
import { createKeptWorks, type OpenWork } from './kept-works.ts';
import type { LiveChannel } from './live-channel.ts';
import type { Outside } from './outside.ts';
import { planOf } from './plan.ts';
import type { TaskQueue } from './queue.ts';
import type { Task } from './queue-names.ts';
import { type Regencies, type Regency, sharedCode } from './regencies.ts';
import { createRegencyWork } from './regency-work.ts';

export interface TaskRunnerOptions {
  readonly regencies: Regencies;
  readonly queue: Pick<TaskQueue, 'put'>;
  readonly live: LiveChannel;
  readonly outside: Outside;
  readonly log: Logger;
  readonly now: () => Date;
  /** Aborted when the process stops. */
  readonly signal: AbortSignal;
}

/** Does tasks with the parts of their regency, and says what has to follow. */
export interface TaskRunner {
  run(task: Task, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Longest wait of a new regency's alerts for its first round of collecting, milliseconds. */
const maxSettlingMs = 120_000;
/** Regencies that one worker keeps open. */
const mostOpen = 12;

export function createTaskRunner(options: TaskRunnerOptions): TaskRunner {
  const { regencies, queue, live, outside, log, now, signal } = options;
  const reports: ReportThread = createReportThread();
  const byCode = new Map(
    [...regencies.all, ...(regencies.shared === null ? [] : [regencies.shared])].map((one) => [one.code, one]),
  );
  /** What was announced since the task began; by regency. */
  const alerted = new Set<string>();
  const startedMs = now().getTime();

  function announce(code: string, event: LiveEvent): void {
    if (event.type === 'alert') alerted.add(code);
    live.tell(code, event);
  }

  const kept = createKeptWorks(async (code): Promise<OpenWork> => {
    const regency = byCode.get(code);
    if (regency === undefined) throw new Error(`no regency ${code} in this configuration`);
    const installation = await regencies.open(regency);
    const work = createRegencyWork({
      installation,
      outside,
      reports,
      staff: null,
      publicUrl: regency.config.http.publicUrl,
      ...(regencies.shared === null || code === sharedCode
        ? {}
        : { provinceKeys: { credentials: regencies.shared.config.credentials, db: regencies.shared.db } }),
      announce: (event) => announce(code, event),
      isSettling: () => now().getTime() - startedMs < maxSettlingMs && hasUnreadSources(regency.db),
      signal,
    });
    return { installation, work };
  }, mostOpen);

  async function collect({ installation, work }: OpenWork, id: string, limit: AbortSignal): Promise<boolean> {
    const source = await findDueSource(installation.db, id, now());
    if (source === null) return false;
    const reader = source.errorCount >= slowFrom ? outside.doubtfulReader : outside.reader;
    const outcome = await collectUnlessDeferred(
      { ...work.collectDeps, reader, signal: limit, maxRunMs: 60_000 },
      source,
    );
    return outcome !== null && outcome.totals.stored + outcome.totals.edits > 0;
  }

  async function follow({ code, config }: Regency, job: string, result: unknown): Promise<void> {
    const put = (lane: 'process' | 'deliver', jobs: readonly string[]) =>
      queue.put(jobs.map((name) => ({ regency: code, job: name, source: null, lane })));
    if (job === 'collect' && result === true && code !== sharedCode) await put('process', ['process']);
    if (job === 'process' && alerted.delete(code)) await put('deliver', ['dispatch']);
    if ((job === 'dispatch' && (result as DispatchSummary).messages > 0) || job === 'digest') {
      await put(
        'deliver',
        planOf(config).flatMap(({ job: name, lane }) => (lane === 'deliver' && name !== 'dispatch' ? [name] : [])),
      );
    }
  }

  return {
    async run({ regency: code, job, source }, limit) {
      const regency = byCode.get(code);
      // A scheduler with a newer configuration may know more than this worker.
      if (regency === undefined) throw new Error(`no regency ${code} in this configuration`);
      const result = await kept.use(code, async (open) => {
        if (job === 'collect') return source === null ? false : collect(open, source, limit);
        const found = open.work.jobs.find(({ name }) => name === job);
        if (found !== undefined) return found.run(now(), limit);
        log.warn({ regency: code, job }, 'this worker has no such job: its configuration or its keys differ');
        return null;
      });
      await follow(regency, job, result);
    },
    async close() {
      await kept.close();
      await reports.close();
    },
  };
}
