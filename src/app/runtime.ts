import type { LiveEvent } from '../core/live.ts';
import type { CollectDeps, CollectEvent } from '../jobs/collect.ts';
import { createCollectRound } from '../jobs/collect-due.ts';
import { createKeyRing, syncKeys } from '../jobs/credentials.ts';
import { isExpired } from '../jobs/expired.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import { sendDueDigests } from '../jobs/send-digest.ts';
import { createNet } from '../net/client.ts';
import type { People } from '../people/people.ts';
import { createReader } from '../reading/reader.ts';
import { mendDueTimes } from '../store/clock-step.ts';
import { createAlerting } from './alerting.ts';
import { version } from './files.ts';
import { readInputFile } from './input-file.ts';
import type { Installation } from './installation.ts';
import { createProcessing } from './processing.ts';
import { sendDigestDepsOf } from './report-sending.ts';
import type { ReportThread } from './reporting/report-thread.ts';
import { units } from './units.ts';
import { upkeepJobs } from './upkeep.ts';

export interface RuntimeOptions {
  readonly installation: Installation;
  readonly reports: Pick<ReportThread, 'attachments'>;
  /** Null where nobody signs in (commands). */
  readonly staff: People | null;
  /** Address of the dashboard that mails print; null when recipients cannot open it. */
  readonly publicUrl: string | null;
  readonly announce: (event: LiveEvent) => void;
  /** True while the first round of collecting runs: grouping and alerts wait, so that they see the whole. */
  readonly isSettling: () => boolean;
  readonly onProgress: (event: CollectEvent) => void;
}

/** The jobs of a running product with the parts they work with. */
export interface Runtime {
  readonly scheduler: Scheduler;
  /** Collects what is due, and resolves when those sources have been read. */
  collectDue(): Promise<unknown>;
  readonly collectDeps: CollectDeps;
  /** Lets running work end (collections are interrupted at their next step) and closes net, reader and mail. */
  close(): Promise<void>;
}

/** Rules run when something was grouped, and once in this time for what depends on the clock (repeats). */
const alertEveryMs = 60_000;

/** Batches of 200 texts scored in one go: after a new lexicon, alerts must not wait until a million texts are scored again. */
const scoreBatchesPerTick = 20;

/** Sources waiting for their host's turn cost nothing; so many may be under way at a time. */
const collectSlots = 128;

export function createRuntime(options: RuntimeOptions): Runtime {
  const { installation, announce } = options;
  const { config, region, db, log, now } = installation;
  const stop = new AbortController();
  const net = createNet({
    userAgent: `Kentongan/${version} (+${config.contact})`,
    allowLoopback: config.allowLoopback,
    now,
  });
  const reader = createReader();
  const doubtfulReader = createReader({ workers: 1 });
  const collectDeps: CollectDeps = {
    db,
    now,
    log,
    net,
    reader,
    zone: region.timezone,
    readFile: readInputFile,
    keyOf: createKeyRing(db, config.credentials, now),
    findCollector: (id) => units.collectors.get(id) ?? null,
    toDraft: installation.toDraft,
    keepsEvidence: config.evidenceDays > 0,
    isExpired: (draft) => isExpired(draft, config.retention, now()),
    signal: stop.signal,
    announce,
    onProgress: options.onProgress,
  };
  const round = createCollectRound(collectDeps, { slots: collectSlots, doubtfulReader });
  const startedAt = now();
  // Messages go to few hosts, each many times: a second between two would make a storm last for hours.
  const outward = createNet({
    userAgent: `Kentongan/${version} (+${config.contact})`,
    allowLoopback: config.allowLoopback,
    spacingMs: 50,
    now,
  });
  const alerting = createAlerting({
    installation,
    reports: options.reports,
    publicUrl: options.publicUrl,
    announce,
    call: (url, request) => outward.call(url, request),
    signal: stop.signal,
    startedAt,
  });
  let alertsDue = true;
  let lastAlertsMs = 0;
  const processing = createProcessing(installation, { signal: stop.signal, announce });

  const scheduler = createScheduler({
    log,
    onClockStep: (at) => mendDueTimes(db, at),
    jobs: [
      ...(config.credentials.length === 0
        ? []
        : // A token in a file is renewed by another program: what waited for it goes on.
          [{ name: 'keys', everyMs: 60_000, run: (tick: Date) => syncKeys(db, config.credentials, tick) }]),
      { name: 'collect', everyMs: 5_000, overlaps: true, run: () => round.collectDue() },
      {
        // One after the other: an alert is raised from what was just scored and grouped.
        name: 'process',
        everyMs: 1_000,
        run: async (tick) => {
          await processing.score(scoreBatchesPerTick);
          // A first collection arrives in no order: events are recognised better once all of it is there.
          if (options.isSettling()) return;
          try {
            const { clustered } = await processing.group();
            const { hits, repeats } = await processing.watch();
            alertsDue ||= clustered + hits + repeats > 0;
          } finally {
            // Also when one text cannot be grouped: all others must still be told of.
            const elapsed = tick.getTime() - lastAlertsMs;
            if (alertsDue || elapsed < 0 || elapsed >= alertEveryMs) {
              alertsDue = false;
              lastAlertsMs = tick.getTime();
              await alerting.alerter.raise();
            }
          }
        },
      },
      {
        name: 'digest',
        everyMs: 15_000,
        run: (tick) => sendDueDigests(sendDigestDepsOf(installation, startedAt), tick),
      },
      ...alerting.jobs,
      ...upkeepJobs(installation, options.staff, stop.signal),
    ],
  });

  return {
    scheduler,
    collectDeps,
    collectDue: () => round.collectDue(),
    async close() {
      stop.abort();
      await scheduler.idle();
      await Promise.all([net.close(), outward.close(), reader.close(), doubtfulReader.close(), alerting.close()]);
    },
  };
}
